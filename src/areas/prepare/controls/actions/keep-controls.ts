import { daysBetween } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listAttested } from '../../../register/insurance/public.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import { listRoutines } from '../../calendar/public.ts'
import * as contract from '../contract/controls.ts'
import type { TieKind } from '../contract/words.ts'
import type { EvidencePorts } from './ports.ts'
import { controlsOf, firstLooks, reviewDay } from '../rules/standing.ts'
import * as store from '../store/controls.ts'
import { shownControls } from './standing.ts'

/** So long a check can be relied on at most. */
const longestDays = 400

/** @param rooms what later rooms know of how things are done here */
export function keepControlsWith(rooms: EvidencePorts) {
  const read = action(contract.readControls, async (context) => shownControls(context, rooms))

  const choose = action(contract.chooseControls, async (context, { name, isOn }) => {
    const { now, actor } = context
    if (isOn) {
      await store.addChoice(context, { name, since: now, chosenBy: actor.name })
      await askFor(context, name)
    } else await store.dropChoice(context, name)
    // Said a second time it stands on the record a second time, and changes nothing.
    const fields = { name, chosen: isOn ? 'yes' : 'no' }
    context.record({ stream: 'audit', kind: 'control.choose', fields })
    return shownControls(context, rooms)
  })

  const review = action(contract.reviewControl, async (context, { key, basedOn, ...given }) => {
    const before = await store.holdState(context, key)
    if ((before?.version ?? 0) !== basedOn) refuseOutdated(before?.reviewedBy)
    const today = await todayOf(context)
    const { answer, words, ownerId } = given
    if (answer === 'not_applicable' && words === '')
      refuseAt('words', 'Say why this does not apply to you. Somebody will ask.')
    const nextReviewOn = given.nextReviewOn ?? reviewDay(key, today)
    if (nextReviewOn <= today) refuseAt('nextReviewOn', 'Write a day to come on which somebody looks again.')
    if (ownerId !== null) await getMember(context, ownerId)
    const { now, actor } = context
    const row = {
      ...{ key, answer, words, ownerId, nextReviewOn, version: basedOn + 1 },
      ...{ reviewedOn: today, reviewedAt: now, reviewedBy: actor.name },
    }
    if (!(await store.saveState(context, row))) refuseOutdated()
    const fields = leafFields({ control: key, answer, words, owner: ownerId, nextReviewOn })
    context.record({ stream: 'audit', kind: 'control.review', fields })
    return shownControls(context, rooms)
  })

  const prove = action(contract.proveControl, async (context, { key, validUntil: until, ...given }) => {
    const { checkedOn, words, link } = given
    const today = await todayOf(context)
    const validUntil = until ?? reviewDay(key, checkedOn)
    if (checkedOn > today) refuseAt('checkedOn', 'A check that is still to come shows nothing.')
    if (validUntil <= checkedOn) refuseAt('validUntil', 'Write a day after the check, until which it counts.')
    if (daysBetween(checkedOn, validUntil) > longestDays)
      refuseAt('validUntil', 'A check counts for a year at most. Then look again.')
    const { now, actor } = context
    const id = context.newId()
    const said = { key, checkedOn, validUntil, words, link, provedAt: now, provedBy: actor.name }
    await store.addProof(context, { id, ...said, withdrawnAt: null, withdrawnWhy: null })
    const fields = { control: key, proof: id, checkedOn, validUntil, words, link }
    context.record({ stream: 'audit', kind: 'control.prove', fields })
    return shownControls(context, rooms)
  })

  const withdraw = action(contract.withdrawControlProof, async (context, { id, reason }) => {
    const { key, withdrawnAt } = await store.holdProof(context, id)
    refuseUnless(withdrawnAt === null, 'conflict', 'Somebody took this back already.')
    await store.withdrawProof(context, id, { withdrawnAt: context.now, withdrawnWhy: reason })
    const fields = { control: key, proof: id, reason }
    context.record({ stream: 'audit', kind: 'control.withdraw', fields })
    return shownControls(context, rooms)
  })

  const tie = action(contract.tieControl, async (context, { kind, thingId, key }) => {
    const name = await nameOfThing(context, kind, thingId)
    await store.dropTie(context, kind, thingId)
    const { now, actor } = context
    if (key !== null)
      await store.addTie(context, {
        ...{ id: context.newId(), key, told: '', tiedAt: now, tiedBy: actor.name },
        attestationId: kind === 'attestation' ? thingId : null,
        routineId: kind === 'routine' ? thingId : null,
      })
    const fields = { kind, thing: thingId, name, control: key ?? '' }
    context.record({ stream: 'audit', kind: 'control.tie', fields })
    return shownControls(context, rooms)
  })
  return { read, choose, review, prove, withdraw, tie }
}

/** What is asked for the first time gets a day for its first look; what was there keeps what was said. */
async function askFor(context: Context, name: Parameters<typeof controlsOf>[0]): Promise<void> {
  const days = firstLooks(controlsOf(name), await todayOf(context))
  const open = { answer: null, words: '', ownerId: null, reviewedOn: null, reviewedAt: null, reviewedBy: '' }
  const rows = [...days].map(([key, nextReviewOn]) => ({ ...open, key, nextReviewOn, version: 0 }))
  await store.addStates(context, rows)
}

/** @throws Refusal `not_found`, alike for what never was and what belongs to another organisation */
async function nameOfThing(context: Context, kind: TieKind, id: string): Promise<string> {
  const names =
    kind === 'routine'
      ? await listRoutines(context)
      : (await listAttested(context)).map((one) => ({ id: one.id, name: one.statement }))
  const found = names.find((one) => one.id === id)
  return found?.name ?? refuse('not_found', 'What should lean on this control is not here any more.')
}

function refuseOutdated(by = 'Somebody'): never {
  const name = by === '' ? 'Somebody' : by
  refuse('conflict', `${name} has said something about this in the meantime. Read it again, then answer.`, {
    reason: 'outdated',
  })
}

function refuseAt(path: string, message: string): never {
  refuse('invalid', message, { faults: [{ path, message }] })
}
