/** Mutes, maintenance windows and learnt noise: what stands, and how it ends. */
import type * as z from 'zod'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/quiet.ts'
import { groupSignals } from '../intake/group-signals.ts'
import { nameOf, tickOf, ticksPerDay } from '../rules/moments.ts'
import { whyNotUntil } from '../rules/verdicts.ts'
import { markGroupingDue } from '../store/grouping.ts'
import { addQuiet, countKinds, endQuiet, listQuiet, type QuietRecord } from '../store/quiet.ts'
import { hasSource } from '../store/sources.ts'

const ordinaryDays = 3

export const listRules = action(contract.listQuietRules, async (context) => ({
  items: (await listQuiet(context)).map((rule) => ruleOf(context, rule)),
  next: null,
  ordinary: (await countKinds(context, Math.floor(tickOf(context.now) / ticksPerDay) - ordinaryDays)).map(
    ({ name, place, sourceName, count, days }) => ({
      name,
      place,
      sourceName: sourceName ?? '',
      count: Number(count),
      days,
    }),
  ),
  can: { triage: context.can('signal.triage') },
}))

export const begin = action(contract.beginQuiet, async (context, asked) => {
  await markGroupingDue(context)
  const { sort, sourceId, name, reason } = asked
  const thing = asked.thing.toLowerCase()
  refuseUnless(
    name !== '' || thing !== '' || sourceId !== undefined,
    'invalid',
    'Say what is to be quiet: an alert, a machine or account, or a source. Everything at once would leave you blind.',
  )
  const startsAt = asked.startsAt === undefined ? context.now : new Date(asked.startsAt)
  const endsAt = new Date(asked.endsAt)
  const why = whyNotUntil(endsAt, context.now)
  refuseUnless(why === undefined, 'invalid', why ?? '')
  refuseUnless(startsAt < endsAt, 'invalid', 'It must begin before it ends.')
  refuseUnless(
    sourceId === undefined || (await hasSource(context, sourceId)),
    'not_found',
    'There is no such source here.',
  )
  const rule = await addQuiet(context, {
    id: context.newId(),
    sort,
    sourceId: sourceId ?? null,
    name: nameOf(name),
    thing,
    title: name === '' ? thing : name,
    reason,
    startsAt,
    endsAt,
    madeBy: context.actor.name,
  })
  context.record({
    stream: 'intake',
    kind: 'quiet.begin',
    fields: { rule: rule.id, sort, title: rule.title, reason, until: endsAt.toISOString() },
  })
  context.afterCommit(async () => void (await context.separately('Muster', groupSignals)))
  return ruleOf(context, rule)
})

export const end = action(contract.endQuiet, async (context, { id }) => {
  await markGroupingDue(context)
  const { title, sort } = await endQuiet(context, id)
  context.record({ stream: 'intake', kind: 'quiet.end', fields: { rule: id, sort, title } })
  context.afterCommit(async () => void (await context.separately('Muster', groupSignals)))
  return { ended: true as const }
})

function ruleOf(context: Context, rule: QuietRecord): z.input<typeof contract.QuietRule> {
  const { id, sort, title, reason, sourceId, sourceName, name, thing, endsAt } = rule
  return {
    id,
    sort,
    title,
    reason,
    sourceId,
    sourceName: sourceName ?? '',
    name,
    thing,
    startsAt: rule.startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    dismissals: rule.dismissals,
    isActive: rule.isActive && (endsAt === null || (endsAt > context.now && rule.startsAt <= context.now)),
    madeBy: rule.madeBy,
    madeAt: rule.madeAt.toISOString(),
  }
}
