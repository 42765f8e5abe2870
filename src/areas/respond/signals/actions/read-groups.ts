/** The short list, and one group with everything that is in it. */
import { setTimeout as delay } from 'node:timers/promises'
import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { Id } from '../../../../base/ids.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/groups.ts'
import { timeOfTick } from '../rules/moments.ts'
import {
  findGroups,
  listGroups,
  listMembers,
  mergedInto,
  readGrouping,
  type GroupRecord,
  type MemberRecord,
} from '../store/groups.ts'
import { signalsByIds } from '../store/signals.ts'
import { readQuery, reporters, signalOf } from './triage-signals.ts'

const membersShown = 200
const littleWaiting = 20
const turnsToWait = 6
const turnMillis = 100

export const groups = action(contract.listAlertGroups, async (context, { q, cursor, limit, status }) => {
  const { ordinary, waiting } = await caughtUp(context)
  const query = readQuery(q)
  const rows =
    query === null ? [] : await listGroups(context, { query, status, below: groupCursor(cursor), limit })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((group) => groupOf(context, group)),
    next: rows.length > limit && last !== undefined ? encodeCursor([last.standing, last.id]) : null,
    ordinary,
    waiting,
    can: { triage: context.can('signal.triage') },
  }
})

export const getGroup = action(contract.getAlertGroup, async (context, { id }) => {
  const [group] = await findGroups(context, [id])
  if (group === undefined) return refuse('not_found', 'There is no such alert group here.')
  const members = await listMembers(context, id, membersShown)
  const signals = new Map(
    (
      await signalsByIds(
        context,
        members.map(({ signalId }) => signalId),
      )
    ).map((each) => [each.id, each]),
  )
  const [into] = group.mergedInto === null ? [] : await findGroups(context, [group.mergedInto])
  return {
    ...groupOf(context, group),
    members: members.flatMap((member) => {
      const signal = signals.get(member.signalId)
      return signal === undefined ? [] : [{ signal: signalOf(context, signal), ...memberOf(member) }]
    }),
    mergedGroups: (await mergedInto(context, id)).map((each) => ({ ...each, signals: Number(each.signals) })),
    mergedInto: into === undefined ? null : { id: into.id, title: into.title },
    news: group.news.map(({ at, joined, isReopened }) => ({ at, joined, isReopened: isReopened === true })),
    can: { triage: context.can('signal.triage') },
  }
})

/**
 * What was acknowledged a moment ago is being grouped: it is waited for briefly, so that who sends and then looks finds
 * it. A storm is not waited for. Nothing is grouped from here, since that needs a second connection.
 */
async function caughtUp(context: Context) {
  let standing = await readGrouping(context)
  for (let turn = 0; turn < turnsToWait; turn += 1) {
    if (standing.waiting === 0 || standing.waiting > littleWaiting) break
    await delay(turnMillis)
    standing = await readGrouping(context)
  }
  return standing
}

function memberOf({ count, firstTick, lastTick, joined }: MemberRecord) {
  return {
    count: Number(count),
    firstAt: timeOfTick(firstTick).toISOString(),
    lastAt: timeOfTick(lastTick).toISOString(),
    joined: { by: joined?.by ?? ('first' as const), thing: joined?.thing ?? '', with: joined?.with ?? '' },
  }
}

function groupOf(context: Context, group: GroupRecord): z.input<typeof contract.AlertGroup> {
  const { id, title, because, reasons, things, severity, sourceId, kinds, merged, news } = group
  const linked = Number(group.linked)
  const isSnoozed = group.status === 'open' && group.snoozedUntil !== null && group.snoozedUntil > context.now
  return {
    id,
    title,
    because,
    reasons: [...reasons].map((reason) =>
      reason.code === 'steps' ? { ...reason, steps: [...reason.steps] } : reason,
    ),
    things,
    severity,
    sourceId,
    // Without a source of its own it is a report, or signals of several tools.
    sourceName: group.sourceName ?? (sourceId === null && kinds <= 1 ? reporters : ''),
    status: isSnoozed ? 'snoozed' : group.status,
    signals: Number(group.signals) + linked,
    firing: Number(group.firing),
    count: Number(group.count),
    kinds,
    merged,
    firstAt: group.firstAt.toISOString(),
    lastAt: group.lastAt.toISOString(),
    snoozedUntil: isSnoozed ? (group.snoozedUntil?.toISOString() ?? null) : null,
    dismissedReason: group.dismissedReason,
    judgedBy: group.judgedBy,
    joinedSince: news.reduce((total, { joined }) => total + joined, 0),
    isReopened: group.status === 'open' && news.some(({ isReopened }) => isReopened === true),
    isRaised: group.isRaised,
    incidentId: group.incidentId,
    incidentNumber: group.incidentNumber,
  }
}

function groupCursor(cursor: string | undefined): { standing: number; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [standing, id] = decodeCursor(cursor, 2) ?? []
  const read = Id.safeParse(id)
  if (typeof standing !== 'number' || !Number.isFinite(standing) || !read.success)
    refuse('invalid', 'This cursor is not one of ours. Start from the first page.')
  return { standing, id: read.data }
}
