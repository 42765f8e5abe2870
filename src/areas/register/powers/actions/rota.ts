import { dayAfter } from '../../../../base/calendar-day.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { holdContacts, reachablePeople } from '../../contacts/public.ts'
import { organisationFor, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/rota.ts'
import { firstHandover, rotaEnd, turnsFor } from '../rules/on-call.ts'
import { changeTurn, findRota, keepRota, listTurns, replaceTurns } from '../store.ts'
import { findOnCall, holderOf } from './standing.ts'

export const readRota = action(contract.readRota, async (context) => rotaOf(context))

export const plan = action(contract.planRota, async (context, { startsOn, weeks, order, ...rest }) => {
  const today = await todayOf(context)
  const message = 'The plan begins in the past. Choose today or a later day.'
  refuseUnless(startsOn >= today, 'invalid', message, { faults: [{ path: 'startsOn', message }] })
  await holdContacts(context, order)
  const from = firstHandover(startsOn, rest.handoverDay)
  await keepRota(context, { ...rest, changedAt: context.now })
  const turns = turnsFor(order, { from, weeks }).map((turn) => ({ ...turn, reason: '' }))
  await replaceTurns(context, from, turns)
  const people = await reachablePeople(context, order)
  context.record({
    stream: 'audit',
    kind: 'rota.plan',
    fields: { from, weeks, people: order.map((id) => people.get(id)?.name ?? '').join('\n') },
  })
  return rotaOf(context)
})

export const swap = action(contract.swapTurn, async (context, { weekOf, contactId, reason }) => {
  const today = await todayOf(context)
  const message = 'This week has passed. Choose one that is still to come.'
  refuseUnless(dayAfter(weekOf, 1, 'weeks') > today, 'invalid', message, {
    faults: [{ path: 'weekOf', message }],
  })
  await holdContacts(context, [contactId])
  await changeTurn(context, { weekOf, contactId, reason })
  const name = (await reachablePeople(context, [contactId])).get(contactId)?.name ?? ''
  context.record({ stream: 'audit', kind: 'rota.swap', fields: { weekOf, to: name, reason } })
  return rotaOf(context)
})

async function rotaOf(context: Context): Promise<contract.Rota> {
  const rota = await findRota(context)
  const { timeZone } = await organisationFor(context)
  const people = await reachablePeople(context)
  const today = await todayOf(context)
  const all = await listTurns(context, dayAfter(today, -7))
  const now = rota === undefined ? undefined : await findOnCall(context, people)
  const isReplaced = now !== undefined && now.turnOf !== now.contactId
  return {
    plan: rota ?? null,
    timeZone,
    onCall: now === undefined ? null : holderOf(now.contactId, people),
    insteadOf: isReplaced ? (people.get(now.turnOf)?.name ?? '') : '',
    turns: all
      .filter(({ weekOf }) => dayAfter(weekOf, 1, 'weeks') >= today)
      .flatMap(({ weekOf, contactId, reason }) => {
        const person = holderOf(contactId, people)
        const last = dayAfter(weekOf, 6)
        const isAway =
          people.get(contactId)?.away.some(({ from, to }) => from <= last && weekOf <= to) ?? false
        const isNow = now?.weekOf === weekOf
        return person === null ? [] : [{ weekOf, person, reason, isNow, isAway }]
      }),
    endsOn: rotaEnd(all, today),
    can: { manage: context.can('power.manage') },
  }
}
