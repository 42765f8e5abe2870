/** Alert groups as people read them, each with what was merged into it. The wall takes away what the reader may not see. */
import type { WordQuery } from '../../../../base/search.ts'
import type { Context } from '../../../../platform/action.ts'
import type { AlertGroup } from '../contract/groups.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import type { Reason } from '../rules/rank.ts'
import type { ClusterNews } from './clusters.ts'

type Reach = Pick<Context, 'tx' | 'now'>

export interface GroupRecord {
  readonly id: string
  readonly title: string
  readonly because: string
  readonly reasons: readonly Reason[]
  readonly things: string[]
  readonly severity: SignalSeverity
  readonly sourceId: string | null
  readonly sourceName: string | null
  readonly status: 'open' | 'dismissed' | 'linked'
  readonly snoozedUntil: Date | null
  readonly dismissedReason: string | null
  readonly judgedBy: string | null
  readonly judgedAt: Date | null
  readonly mergedInto: string | null
  readonly incidentId: string | null
  readonly incidentNumber: number | null
  readonly isRaised: boolean
  readonly news: readonly ClusterNews[]
  readonly standing: number
  readonly signals: string
  readonly firing: string
  readonly count: string
  readonly kinds: number
  readonly merged: number
  readonly linked: string
  readonly firstAt: Date
  readonly lastAt: Date
}

export interface GroupPage {
  readonly limit: number
  readonly status?: AlertGroup['status'] | undefined
  readonly below?: { readonly standing: number; readonly id: string } | undefined
  readonly query?: WordQuery | undefined
}

/** Signals of cases are not in the stored counts: those that the reader sees are counted as they are read. */
const columns = `
  c.id, c.title, c.because, c.reasons, c.things, c.severity, c.source_id as "sourceId", s.name as "sourceName", c.status,
  c.snoozed_until as "snoozedUntil", c.dismissed_reason as "dismissedReason", c.judged_by as "judgedBy",
  c.judged_at as "judgedAt", c.merged_into as "mergedInto", c.incident_id as "incidentId",
  c.incident_number as "incidentNumber", c.raised_at is not null as "isRaised", c.news, c.standing, f.signals, f.firing, f.count, f.kinds, f.merged,
  f.first_at as "firstAt", f.last_at as "lastAt",
  case when f.has_linked then (
    select count(distinct m.signal_id) from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
      join app.signal held on held.id = m.signal_id
    where (p.id = c.id or p.merged_into = c.id) and held.incident_id is not null) else 0 end as linked`
const family = `
  cross join lateral (
    select sum(p.signals) as signals, sum(p.firing) as firing, sum(p.count) as count,
      sum(cardinality(p.kinds))::integer as kinds, (count(*) - 1)::integer as merged, bool_or(p.has_linked) as has_linked,
      min(p.first_at) as first_at, max(p.last_at) as last_at
    from app.alert_cluster p where p.id = c.id or p.merged_into = c.id) as f`
const isSeen = `(c.signals > 0 or exists (
  select 1 from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
  where p.id = c.id or p.merged_into = c.id))`
/** A plan of its own for each state: the index of those that wait is of no use for the list of all. */
const whichStatus = {
  all: 'true',
  open: `c.status = 'open' and (c.snoozed_until is null or c.snoozed_until <= $1)`,
  snoozed: `c.status = 'open' and c.snoozed_until > $1`,
  dismissed: `c.status = 'dismissed'`,
  linked: `c.status = 'linked'`,
} as const

/** The one to look at first comes first; one more than a page. What a page does not show is not counted together. */
export async function listGroups({ tx, now }: Reach, page: GroupPage): Promise<GroupRecord[]> {
  const ids = page.query === undefined ? null : await searchIds({ tx, now }, page)
  if (ids?.length === 0) return []
  const which = page.status ?? 'all'
  const { rows } = await tx.$client.query<GroupRecord>({
    name: `groups-list-${which}`,
    text: `select ${columns} from (
             select c.* from app.alert_cluster c
             where c.merged_into is null and $1::timestamptz is not null and ${whichStatus[which]} and ${isSeen}
               and ($2::uuid[] is null or c.id = any($2))
               and ($3::double precision is null or (c.standing, c.id) < ($3, $4::uuid))
             order by c.standing desc, c.id desc limit $5) as c
           left join app.source s on s.id = c.source_id ${family}
           order by c.standing desc, c.id desc`,
    values: [now, ids, page.below?.standing ?? null, page.below?.id ?? null, page.limit + 1],
  })
  return rows
}

async function searchIds({ tx, now }: Reach, { query, status, below, limit }: GroupPage): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'groups-search',
    text: 'select id from wall.search_alert_clusters($1::text::tsquery, $2, $3, $4, $5, $6) as id',
    values: [query?.all, status ?? null, now, below?.standing ?? null, below?.id ?? null, limit + 1],
  })
  return rows.map(({ id }) => id)
}

/** Of these, those that there are and that the reader sees. */
export async function findGroups({ tx }: Reach, ids: readonly string[]): Promise<GroupRecord[]> {
  const { rows } = await tx.$client.query<GroupRecord>({
    name: 'groups-find',
    text: `select ${columns} from app.alert_cluster c left join app.source s on s.id = c.source_id ${family}
           where c.id = any($1::uuid[]) and ${isSeen}`,
    values: [ids],
  })
  return rows
}

/** How far grouping is: what it left aside as ordinary, and batches that wait for it, counted up to a hundred. */
export async function readGrouping({ tx }: Pick<Reach, 'tx'>) {
  const { rows } = await tx.$client.query<{
    ordinary: { kinds: number; count: number } | null
    waiting: string
  }>({
    name: 'groups-grouping',
    text: `select g.ordinary, coalesce(g.is_due, false)::integer
             + (select count(*) from (select 1 from app.alert_news limit 100) as waited) as waiting
           from (values (1)) as one left join app.alert_grouping g on true`,
  })
  const found = rows[0]
  return { ordinary: found?.ordinary ?? { kinds: 0, count: 0 }, waiting: Number(found?.waiting ?? 0) }
}

export interface MemberRecord {
  readonly signalId: string
  readonly count: string
  readonly firstTick: number
  readonly lastTick: number
  readonly joined: { by: 'first' | 'thing' | 'sweep' | 'hand'; thing?: string; with?: string } | null
}

/** What stands in a group and in those merged into it, in the order in which it began. */
export async function listMembers({ tx }: Reach, id: string, limit: number): Promise<MemberRecord[]> {
  const { rows } = await tx.$client.query<MemberRecord>({
    name: 'groups-members',
    text: `select m.signal_id as "signalId", sum(m.count) as count, min(m.tick) as "firstTick", max(m.tick) as "lastTick",
             (array_agg(m.joined order by m.tick))[1] as joined
           from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
           where p.id = $1 or p.merged_into = $1
           group by m.signal_id order by min(m.tick), m.signal_id limit $2`,
    values: [id, limit],
  })
  return rows
}

export async function mergedInto({ tx }: Reach, id: string) {
  const { rows } = await tx.$client.query<{ id: string; title: string; signals: string }>({
    name: 'groups-merged',
    text: 'select id, title, signals from app.alert_cluster where merged_into = $1 order by id limit 100',
    values: [id],
  })
  return rows
}
