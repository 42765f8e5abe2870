/** The row of each group, from its moments and from what people decided about it before. */
import type { Context } from '../../../../platform/action.ts'
import type { Join } from '../rules/gather.ts'
import { timeOfTick, type Moment } from '../rules/moments.ts'
import { standingOf, type Reason } from '../rules/rank.ts'
import { searchWords } from '../rules/said.ts'
import { becauseOf, gravestOf, headline, thingsOf } from '../rules/telling.ts'
import type { ClusterNews, ClusterRow, KnownCluster } from '../store/clusters.ts'
import type { MomentRow } from '../store/moments.ts'

export interface Placed {
  readonly id: string
  readonly members: readonly {
    readonly row: MomentRow
    readonly moment: Moment
    readonly join: Join | { readonly by: 'hand' }
  }[]
  /** Undefined for what a person put together. */
  readonly reasons: readonly Reason[] | undefined
  readonly standing: number | undefined
}

const newsAtMost = 20

/** @param moved the groups that gained, lost or heard something; the others keep their rows */
export function clustersOf(
  context: Pick<Context, 'now'>,
  {
    placed,
    known,
    moved,
  }: { placed: readonly Placed[]; known: readonly KnownCluster[]; moved: ReadonlySet<string> },
): ClusterRow[] {
  const before = new Map(known.map((each) => [each.id, each]))
  return placed
    .filter(({ id, members }) => members.length > 0 && moved.has(id))
    .map((each) => rowOf(context, each, before.get(each.id)))
}

function rowOf({ now }: Pick<Context, 'now'>, placed: Placed, known: KnownCluster | undefined): ClusterRow {
  const { id, members, reasons = [] } = placed
  const moments = members.map(({ moment }) => moment)
  const ticks = moments.map(({ tick }) => tick)
  const lastTick = ticks.reduce((last, tick) => Math.max(last, tick), 0)
  const named = headline(moments)
  const title = members.find(({ moment }) => moment === named)?.row.title ?? ''
  const things = thingsOf(moments)
  const kinds = [...new Set(moments.map(({ kind }) => kind))]
  const sources = new Set(members.map(({ row }) => row.sourceId))
  const told = newsOf(now, placed, known)
  const isReopened =
    known?.status === 'dismissed' && kinds.some((kind) => known.judgedKinds?.includes(kind) !== true)
  return {
    id,
    sourceId: sources.size === 1 ? ([...sources][0] ?? null) : null,
    title,
    because: becauseOf(
      members.flatMap(({ join }) => (join.by === 'hand' ? [] : [join])),
      reasons,
    ),
    reasons,
    things,
    severity: gravestOf(moments),
    kinds: kinds.slice(0, 500),
    standing: placed.standing ?? standingOf(kinds.length, lastTick),
    firstAt: timeOfTick(ticks.reduce((first, tick) => Math.min(first, tick), lastTick)),
    lastAt: timeOfTick(lastTick),
    news: isReopened
      ? [
          { ...(told[0] ?? { at: now.toISOString(), joined: 0, left: 0 }), isReopened: true },
          ...told.slice(1),
        ]
      : told,
    isReopened,
    words: searchWords(
      title,
      ...things,
      ...new Set(members.flatMap(({ row, moment }) => [moment.name, row.heading])),
    ),
  }
}

/** What joined a group after somebody had worked on it. */
function newsOf(now: Date, { id, members }: Placed, known: KnownCluster | undefined): readonly ClusterNews[] {
  if (known === undefined || known.judgedAt === null) return known?.news ?? []
  const stood = new Set(members.flatMap(({ row }) => (row.clusterId === id ? [row.signalId] : [])))
  const came = new Set(members.flatMap(({ row }) => (row.clusterId === id ? [] : [row.signalId])))
  const joined = [...came].filter((signal) => !stood.has(signal)).length
  if (joined === 0) return known.news
  return [{ at: now.toISOString(), joined, left: 0 }, ...known.news].slice(0, newsAtMost)
}
