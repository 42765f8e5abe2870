/**
 * From many to few: what came since the last time is placed into groups, in one transaction that also takes the news away.
 * Killed anywhere, it has either happened or not; done again without news, it changes nothing.
 */
import type { Context } from '../../../../platform/action.ts'
import { assignIds } from '../rules/assign.ts'
import type { Join } from '../rules/gather.ts'
import { oneMail, sentTogether, tickOf, ticksPerDay, ticksPerHour, type Moment } from '../rules/moments.ts'
import { habitDays, judge, type Habit } from '../rules/ordinary.ts'
import { isQuiet } from '../rules/quiet.ts'
import { shortList, type Habits, type ShortList } from '../rules/short-list.ts'
import { dropEmptyClusters, readClusters, recountClusters, saveClusters } from '../store/clusters.ts'
import {
  lockGrouping,
  readHabits,
  readQuiet,
  saveGrouping,
  takeNews,
  type HabitRow,
} from '../store/grouping.ts'
import {
  clustersHolding,
  freeMoments,
  groupedSince,
  placeMoments,
  readMoments,
  type MomentRow,
  type PlacedMoment,
} from '../store/moments.ts'
import { clustersOf, type Placed } from './cluster-rows.ts'
import { learnMoments, noSource, type Watches } from './learn-moments.ts'

/** Groups that were silent for three days stand as they are; a message that is late by more joins by its own hour. */
const openDays = 3
/** At most so many batches at a time, about 20,000 signals: more waits for the next turn. */
const batchesAtOnce = 100

/** @returns whether there was so much that there may be more */
export async function groupSignals(context: Context): Promise<boolean> {
  return groupUnder(context, { isPatient: true })
}

/** For the clock: whoever groups already sees to what waits, and in a storm that can take longer than one may wait. */
export async function groupUnlessGrouped(context: Context): Promise<boolean> {
  return groupUnder(context, { isPatient: false })
}

async function groupUnder(context: Context, how: { readonly isPatient: boolean }): Promise<boolean> {
  const state = await lockGrouping(context, how)
  if (state === undefined) return false
  const news = await takeNews(context, batchesAtOnce)
  const today = Math.floor(tickOf(context.now) / ticksPerDay)
  const isNewDay = state.groupedAt === null || Math.floor(tickOf(state.groupedAt) / ticksPerDay) !== today
  // Each day makes some kinds ordinary that were not the day before.
  if (news.length === 0 && !state.isDue && !isNewDay) return false
  const learnt = await learnMoments(context, news, state.watches)
  const open = tickOf(context.now) - openDays * ticksPerDay
  const fromTick = Math.min(open, learnt.firstTick - ticksPerHour)
  const { habits, judged } = await readKnown(context, fromTick, learnt.watches)
  const rows = await readMoments(context, judged.notable)
  await place(context, { rows, habits, fromTick, touched: learnt.signals, notable: judged.keys })
  await saveGrouping(context, { watches: learnt.watches, ordinary: judged.ordinary, at: context.now })
  return news.length === batchesAtOnce
}

/** What is known of each kind, and in which hours it is not ordinary. */
async function readKnown(context: Context, fromTick: number, watches: Watches) {
  const seenFromDay = Math.floor(fromTick / ticksPerDay)
  const rows = await readHabits(context, { fromDay: seenFromDay - habitDays, seenFromDay })
  const byKind = new Map<string, { row: HabitRow; habit: Map<number, number> }>()
  for (const row of rows) {
    const known = byKind.get(row.kind) ?? { row, habit: new Map<number, number>() }
    row.hours.forEach((count, hour) => {
      if (count > 0) known.habit.set(row.day * 24 + hour, count)
    })
    byKind.set(row.kind, known)
  }
  const quiet = await readQuiet(context)
  const never: Habit = new Map()
  const watch = (sourceId: string) => watches[sourceId] ?? { fromHour: 0, toHour: 0 }
  const habits: Habits = {
    habit: (kind) => byKind.get(kind)?.habit ?? never,
    watch,
    isNoise: (moment) => isQuiet(quiet, moment),
  }
  return { habits, judged: judgeAll(byKind, watch, Math.floor(fromTick / ticksPerHour)) }
}

function judgeAll(
  kinds: ReadonlyMap<string, { row: HabitRow; habit: Habit }>,
  watch: Habits['watch'],
  fromHour: number,
) {
  const notable: { kind: string; from: number; to: number }[] = []
  const keys = new Set<string>()
  const ordinary = { kinds: 0, count: 0 }
  for (const [kind, { row, habit }] of kinds) {
    let isOrdinary = false
    for (const [hour, count] of habit) {
      if (hour < fromHour) continue
      if (judge(habit, watch(row.sourceId ?? noSource), hour).is === 'ordinary') {
        isOrdinary = true
        ordinary.count += count
        continue
      }
      notable.push({ kind, from: hour * ticksPerHour, to: (hour + 1) * ticksPerHour - 1 })
      keys.add(`${kind} ${hour}`)
    }
    if (isOrdinary) ordinary.kinds += 1
  }
  return { notable, keys, ordinary }
}

interface Placing {
  readonly rows: readonly MomentRow[]
  readonly habits: Habits
  readonly fromTick: number
  readonly touched: readonly string[]
  readonly notable: ReadonlySet<string>
}

async function place(context: Context, placing: Placing): Promise<void> {
  const { rows, habits, fromTick, touched, notable } = placing
  const byKey = new Map(rows.map((row) => [`${row.signalId} ${row.tick}`, row]))
  const rowOf = (moment: Moment) => byKey.get(`${moment.signalId} ${moment.tick}`)
  const free = rows.filter(({ pinnedTo }) => pinnedTo === null).map(momentOf)
  const list = shortList(free, habits)
  const before = [...new Set(rows.flatMap(({ clusterId }) => clusterId ?? []))]
  const known = await readClusters(context, before)
  const worked = new Set(known.filter(({ judgedAt }) => judgedAt !== null).map(({ id }) => id))
  const ids = assignIds(
    list.groups.map(({ moments }) => ({
      before: moments.map(({ moment }) => rowOf(moment)?.clusterId ?? null),
    })),
    worked,
  )
  const placed = placedIn(list, ids, rows, () => context.newId())
  const changed = placed.flatMap(({ id, members }) =>
    members.flatMap(({ row, join }): PlacedMoment[] => {
      const joined = joinedOf(join)
      const isSame = row.clusterId === id && JSON.stringify(row.joined) === JSON.stringify(joined)
      return isSame ? [] : [{ row, clusterId: id, joined }]
    }),
  )
  const quieted = list.ordinary.flatMap((moment): PlacedMoment[] => {
    const row = rowOf(moment)
    const isFree = row === undefined || row.clusterId === null || worked.has(row.clusterId)
    return isFree ? [] : [{ row, clusterId: null, joined: null }]
  })
  const faded = (await groupedSince(context, fromTick)).filter(
    ({ kind, tick }) => !notable.has(`${kind} ${Math.floor(tick / ticksPerHour)}`),
  )
  const moved = new Set([
    ...[...changed, ...quieted].flatMap(({ row, clusterId }) =>
      [row.clusterId ?? [], clusterId ?? []].flat(),
    ),
    ...faded.map(({ clusterId }) => clusterId),
    ...(await clustersHolding(context, touched)),
  ])
  const clusters = clustersOf(context, { placed, known, moved })
  await saveClusters(context, clusters)
  for (const { id, title, isReopened } of clusters)
    if (isReopened) context.record({ stream: 'intake', kind: 'group.reopen', fields: { group: id, title } })
  await placeMoments(context, [...changed, ...quieted])
  await freeMoments(context, faded)
  await recountClusters(context, [...moved])
  await dropEmptyClusters(context, [...moved])
}

function momentOf(row: MomentRow): Moment {
  const { signalId, kind, name, tick, count, severity, senderGroup } = row
  const things =
    senderGroup === null
      ? row.things
      : [...row.things, `${row.sourceId === null ? oneMail : sentTogether} ${senderGroup}`]
  return { signalId, kind, name, things, tick, count, severity, sourceId: row.sourceId ?? noSource }
}

/** Each group with its id and its rows; signals that a person put somewhere stand there. */
function placedIn(
  list: ShortList,
  ids: readonly (string | undefined)[],
  rows: readonly MomentRow[],
  newId: () => string,
): Placed[] {
  const byKey = new Map(rows.map((row) => [`${row.signalId} ${row.tick}`, row]))
  const placed = list.groups.map(({ moments, reasons, standing }, index): Placed => {
    const members = moments.flatMap(({ moment, join }) => {
      const row = byKey.get(`${moment.signalId} ${moment.tick}`)
      return row === undefined ? [] : [{ row, moment, join }]
    })
    return { id: ids[index] ?? newId(), members, reasons, standing }
  })
  const pinned = new Map<string, Placed['members'][number][]>()
  for (const row of rows) {
    if (row.pinnedTo === null) continue
    const members = pinned.get(row.pinnedTo) ?? []
    members.push({ row, moment: momentOf(row), join: { by: 'hand' } })
    pinned.set(row.pinnedTo, members)
  }
  for (const [id, members] of pinned) placed.push({ id, members, reasons: undefined, standing: undefined })
  return placed
}

function joinedOf(join: Join | { readonly by: 'hand' }): object {
  switch (join.by) {
    case 'thing':
      return { by: 'thing', with: join.with.signalId, thing: join.thing }
    case 'sweep':
      return { by: 'sweep', with: join.with.signalId }
    default:
      return { by: join.by }
  }
}
