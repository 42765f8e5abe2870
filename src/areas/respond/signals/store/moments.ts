/** The statements that read and place moments; as {@link lockGrouping} says, under its lock and as the program. */
import type { Context } from '../../../../platform/action.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import { arrayText, type MomentCount } from './grouping.ts'

type Reach = Pick<Context, 'tx'>

export interface MomentRow extends MomentCount {
  readonly name: string
  readonly things: string[]
  readonly title: string
  /** What the sender calls the group it put this in: with Alertmanager the name of the alert, which no title need say. */
  readonly heading: string
  readonly sourceId: string | null
  readonly severity: SignalSeverity
  readonly clusterId: string | null
  readonly joined: object | null
  readonly pinnedTo: string | null
  /** What its sender put together, where that tool groups with care. */
  readonly senderGroup: string | null
  /** How many signals stand here as one; `signalId` is the first of them. */
  readonly size: number
}

/**
 * The moments of these kinds between these ticks, each bound included. Signals that were placed before and differ in
 * nothing come as one row: a storm of a hundred thousand is some hundred rows.
 */
export async function readMoments(
  { tx }: Reach,
  spans: readonly { kind: string; from: number; to: number }[],
): Promise<MomentRow[]> {
  if (spans.length === 0) return []
  const { rows } = await tx.$client.query<MomentRow>({
    name: 'grouping-moments-read',
    text: `select (array_agg(m.signal_id order by m.signal_id))[1] as "signalId", m.kind, m.tick,
             least(sum(m.count), 2147483647)::integer as count, m.cluster_id as "clusterId",
             (array_agg(m.joined order by m.signal_id))[1] as joined, t.name, t.things, t.pinned_to as "pinnedTo",
             (array_agg(case when s.source_id is null then g.title else s.title end order by m.signal_id))[1] as title,
             (array_agg(g.title order by m.signal_id))[1] as heading, s.source_id as "sourceId", s.severity,
             case when o.kind in ('alertmanager', 'grafana') or s.source_id is null then s.group_id end as "senderGroup",
             count(*)::integer as size
           from unnest($1::uuid[], $2::integer[], $3::integer[]) as span(kind, from_tick, to_tick)
           join app.alert_moment m on m.kind = span.kind and m.tick between span.from_tick and span.to_tick
           join app.alert_trait t on t.signal_id = m.signal_id
           join app.signal s on s.id = m.signal_id
           join app.alert_group g on g.id = s.group_id
           left join app.source o on o.id = s.source_id
           group by m.kind, m.tick, m.cluster_id, t.name, t.things, t.pinned_to, s.source_id, s.severity, "senderGroup",
             case when m.cluster_id is null or s.source_id is null then m.signal_id end`,
    values: [spans.map(({ kind }) => kind), spans.map(({ from }) => from), spans.map(({ to }) => to)],
  })
  return rows
}

export interface PlacedMoment {
  readonly row: MomentRow
  readonly clusterId: string | null
  readonly joined: object | null
}

/** Moments whose place changed; the groups are there already. A row that stands for many takes them all along. */
export async function placeMoments({ tx }: Reach, placed: readonly PlacedMoment[]): Promise<void> {
  if (placed.length === 0) return
  const isMany = ({ row }: PlacedMoment) => row.size > 1
  const joinedText = ({ joined }: PlacedMoment) => (joined === null ? null : JSON.stringify(joined))
  const [many, single] = [placed.filter(isMany), placed.filter((each) => !isMany(each))]
  await tx.$client.query({
    name: 'grouping-place',
    text: `update app.alert_moment m set cluster_id = r.cluster_id, joined = r.joined
           from unnest($1::uuid[], $2::integer[], $3::uuid[], $4::jsonb[]) as r(signal_id, tick, cluster_id, joined)
           where m.signal_id = r.signal_id and m.tick = r.tick`,
    values: [
      single.map(({ row }) => row.signalId),
      single.map(({ row }) => row.tick),
      single.map(({ clusterId }) => clusterId),
      single.map(joinedText),
    ],
  })
  if (many.length === 0) return
  await tx.$client.query({
    name: 'grouping-place-many',
    text: `update app.alert_moment m set cluster_id = r.cluster_id, joined = r.joined
           from unnest($1::uuid[], $2::integer[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[])
             as r(kind, tick, before, cluster_id, things, joined), app.alert_trait t
           where m.kind = r.kind and m.tick = r.tick and m.cluster_id = r.before and t.signal_id = m.signal_id
             and t.things = r.things::text[]`,
    values: [
      many.map(({ row }) => row.kind),
      many.map(({ row }) => row.tick),
      many.map(({ row }) => row.clusterId),
      many.map(({ clusterId }) => clusterId),
      many.map(({ row }) => arrayText(row.things)),
      many.map(joinedText),
    ],
  })
}

/** Takes moments out of a group. */
export async function freeMoments(
  { tx }: Reach,
  rows: readonly { readonly kind: string; readonly tick: number; readonly clusterId: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'grouping-free',
    text: `update app.alert_moment m set cluster_id = null, joined = null
           from unnest($1::uuid[], $2::integer[], $3::uuid[]) as r(kind, tick, before)
           where m.kind = r.kind and m.tick = r.tick and m.cluster_id = r.before`,
    values: [
      rows.map(({ kind }) => kind),
      rows.map(({ tick }) => tick),
      rows.map(({ clusterId }) => clusterId),
    ],
  })
}

/** The groups in which these signals stand: one more of the same, or an end, changes what they count. */
export async function clustersHolding({ tx }: Reach, signals: readonly string[]): Promise<string[]> {
  if (signals.length === 0) return []
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'grouping-holding',
    text: `select distinct m.cluster_id as id from app.alert_moment m
           where m.signal_id = any($1::uuid[]) and m.cluster_id is not null`,
    values: [signals],
  })
  return rows.map(({ id }) => id)
}

/** What stands in a group that nobody worked on, since this tick: what became ordinary leaves by this. */
export async function groupedSince({ tx }: Reach, fromTick: number) {
  const { rows } = await tx.$client.query<{ kind: string; tick: number; clusterId: string }>({
    name: 'grouping-grouped',
    text: `select distinct m.kind, m.tick, m.cluster_id as "clusterId"
           from app.alert_cluster c join app.alert_moment m on m.cluster_id = c.id
           where c.last_at >= $2 and c.judged_at is null and m.tick >= $1`,
    values: [fromTick, new Date(fromTick * 300_000)],
  })
  return rows
}

/** Moments of what is ordinary, and habits, that are too old to matter; at most so many rows at a time. */
export async function forgetMoments({ tx }: Reach, before: { tick: number; day: number }): Promise<void> {
  await tx.$client.query(
    `delete from app.alert_moment where (signal_id, tick) in (
       select m.signal_id, m.tick from app.alert_moment m where m.cluster_id is null and m.tick < $1 limit 20000)`,
    [before.tick],
  )
  await tx.$client.query('delete from app.alert_habit where day < $1', [before.day])
}
