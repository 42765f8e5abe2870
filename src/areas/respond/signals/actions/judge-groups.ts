/** What people make of alert groups: each verdict is taken whole or not at all, and can be taken back. */
import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/groups.ts'
import { groupSignals } from '../intake/group-signals.ts'
import { dismissalsToLearn, kindsToLearnFrom } from '../rules/quiet.ts'
import { whyNotJudged, whyNotUntil } from '../rules/verdicts.ts'
import { recountClusters } from '../store/clusters.ts'
import { markGroupingDue } from '../store/grouping.ts'
import { findGroups, type GroupRecord } from '../store/groups.ts'
import { teachNoise, unteachNoise } from '../store/quiet.ts'
import {
  judgeGroups,
  judgeSignals,
  kindsOfGroups,
  lockGroups,
  mergeGroups,
  splitGroup,
  unmergeGroups,
} from '../store/verdicts.ts'

type Asked = z.output<typeof contract.judgeAlertGroups.input>
type Answer = z.input<typeof contract.judgeAlertGroups.output>

/** A thousand kinds are as many as one person can mean by "these are noise". */
const kindsAtOnce = 1000

export const judge = action(contract.judgeAlertGroups, async (context, asked) => {
  // First of all, as grouping does: who holds this lock waits for nobody who waits for it.
  await markGroupingDue(context)
  const ids = [...new Set(asked.ids)]
  await lockGroups(context, ids)
  const found = await findGroups(context, ids)
  refuseUnless(found.length === ids.length, 'not_found', 'There is no such alert group here.')
  const groups = ids.flatMap((id) => found.filter((group) => group.id === id))
  for (const group of groups) {
    const why = whyNotJudged(asked.verdict, group, context.now)
    refuseUnless(why === undefined, 'conflict', why ?? '')
  }
  const answer = await verdict(context, asked, groups)
  context.afterCommit(async () => void (await context.separately('Muster', groupSignals)))
  return answer
})

function verdict(context: Context, asked: Asked, groups: readonly GroupRecord[]): Promise<Answer> {
  switch (asked.verdict) {
    case 'dismiss':
      return dismiss(context, asked, groups)
    case 'restore':
      return restore(context, groups)
    case 'snooze':
      return snooze(context, asked, groups)
    case 'merge':
      return merge(context, groups)
    case 'unmerge':
      return unmerge(context, groups)
    case 'split':
      return split(context, asked, groups)
  }
}

async function dismiss(
  context: Context,
  { reason, isNoise }: Asked,
  groups: readonly GroupRecord[],
): Promise<Answer> {
  refuseUnless(
    reason !== '',
    'invalid',
    'Say in a few words why this can be dismissed; others read it later.',
  )
  const by = context.actor.name
  await judgeGroups(context, idsOf(groups), {
    status: 'dismissed',
    dismissedReason: reason,
    snoozedUntil: null,
    by,
  })
  for (const group of groups) {
    const signals = await judgeSignals(context, [group.id], { from: 'new', reason })
    const kinds = await kindsOfGroups(context, [group.id], isNoise ? kindsAtOnce : kindsToLearnFrom)
    if (isNoise || kinds.length <= kindsToLearnFrom)
      await teachNoise(
        context,
        kinds.map((kind) => ({ ...kind, id: context.newId() })),
        { reason, by, activeFrom: isNoise ? 1 : dismissalsToLearn },
      )
    context.record({
      stream: 'intake',
      kind: 'group.dismiss',
      fields: { group: group.id, title: group.title, reason, signals, noise: isNoise ? 'yes' : 'no' },
    })
  }
  return { changed: groups.length, groupId: null }
}

/** A dismissal or a snooze is taken back, and with a dismissal what it taught. */
async function restore(context: Context, groups: readonly GroupRecord[]): Promise<Answer> {
  const by = context.actor.name
  for (const { id, title, status, dismissedReason } of groups) {
    if (status === 'dismissed') {
      await judgeSignals(context, [id], { from: 'dismissed', reason: dismissedReason ?? '' })
      await unteachNoise(context, await kindsOfGroups(context, [id], kindsAtOnce), dismissalsToLearn)
    }
    await judgeGroups(context, [id], { status: 'open', dismissedReason: null, snoozedUntil: null, by })
    context.record({ stream: 'intake', kind: 'group.restore', fields: { group: id, title } })
  }
  return { changed: groups.length, groupId: null }
}

async function snooze(context: Context, { until }: Asked, groups: readonly GroupRecord[]): Promise<Answer> {
  const end = until === undefined ? undefined : new Date(until)
  const why = whyNotUntil(end, context.now)
  if (end === undefined || why !== undefined) return refuse('invalid', why ?? '')
  await judgeGroups(context, idsOf(groups), {
    status: 'open',
    dismissedReason: null,
    snoozedUntil: end,
    by: context.actor.name,
  })
  for (const { id, title } of groups)
    context.record({
      stream: 'intake',
      kind: 'group.snooze',
      fields: { group: id, title, until: end.toISOString() },
    })
  return { changed: groups.length, groupId: null }
}

async function merge(context: Context, groups: readonly GroupRecord[]): Promise<Answer> {
  const [into, ...others] = groups
  if (into === undefined || others.length === 0)
    return refuse('invalid', 'Choose at least two groups: the first takes in the others.')
  await mergeGroups(context, { into: into.id, ids: idsOf(others), by: context.actor.name })
  await recountClusters(context, idsOf(groups))
  for (const { id, title } of others)
    context.record({
      stream: 'intake',
      kind: 'group.merge',
      fields: { group: into.id, title: into.title, taken: id, takenTitle: title },
    })
  return { changed: others.length, groupId: into.id }
}

async function unmerge(context: Context, groups: readonly GroupRecord[]): Promise<Answer> {
  const parents = await unmergeGroups(context, idsOf(groups))
  await recountClusters(context, [...new Set([...parents, ...idsOf(groups)])])
  for (const { id, title, mergedInto } of groups)
    context.record({
      stream: 'intake',
      kind: 'group.unmerge',
      fields: { group: id, title, from: mergedInto ?? '' },
    })
  return { changed: groups.length, groupId: null }
}

async function split(
  context: Context,
  { signalIds }: Asked,
  groups: readonly GroupRecord[],
): Promise<Answer> {
  const [from, ...more] = groups
  if (from === undefined || more.length > 0 || signalIds.length === 0)
    return refuse('invalid', 'Choose one group, and in it the signals that do not belong there.')
  const id = context.newId()
  const wanted = [...new Set(signalIds)]
  const moved = await splitGroup(context, { from: from.id, id, signalIds: wanted, by: context.actor.name })
  refuseUnless(
    moved === wanted.length,
    'conflict',
    'Some of these signals are not in this group any more. Look at it again.',
  )
  refuseUnless(
    moved < Number(from.signals),
    'conflict',
    'All of its signals would leave. Choose those that do not belong there.',
  )
  await recountClusters(context, [from.id, id])
  context.record({
    stream: 'intake',
    kind: 'group.split',
    fields: { group: from.id, title: from.title, made: id, signals: moved },
  })
  return { changed: moved, groupId: id }
}

function idsOf(groups: readonly GroupRecord[]): string[] {
  return groups.map(({ id }) => id)
}
