/** The groups themselves as grouping writes them. */
import type { Context } from '../../../../platform/action.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import type { Reason } from '../rules/rank.ts'

type Reach = Pick<Context, 'tx'>

/** More than any standing there is: somebody said that it was not them, and nobody has decided since. */
export const raisedBy = 1_000_000

export interface ClusterNews {
  readonly at: string
  readonly joined: number
  readonly left: number
  /** It had been dismissed, and something of another kind joined. */
  readonly isReopened?: true
}

export interface KnownCluster {
  readonly id: string
  readonly status: 'open' | 'dismissed' | 'linked'
  readonly judgedAt: Date | null
  readonly judgedKinds: string[] | null
  readonly news: ClusterNews[]
}

export async function readClusters({ tx }: Reach, ids: readonly string[]): Promise<KnownCluster[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.$client.query<KnownCluster>({
    name: 'clusters-known',
    text: `select id, status, judged_at as "judgedAt", judged_kinds as "judgedKinds", news
           from app.alert_cluster where id = any($1::uuid[]) order by id for update`,
    values: [ids],
  })
  return rows
}

export interface ClusterRow {
  readonly id: string
  readonly sourceId: string | null
  readonly title: string
  readonly because: string
  readonly reasons: readonly Reason[]
  readonly things: readonly string[]
  readonly severity: SignalSeverity
  readonly kinds: readonly string[]
  readonly standing: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly news: readonly ClusterNews[]
  readonly isReopened: boolean
  readonly words: readonly string[]
}

/** Makes those that are new and changes the others; what people decided about them stays, but for one that reopens. */
export async function saveClusters({ tx }: Reach, rows: readonly ClusterRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$client.query({
    name: 'clusters-save',
    text: `insert into app.alert_cluster as c (tenant_id, id, source_id, title, because, reasons, things, severity, signals,
             firing, count, kinds, own_standing, standing, first_at, last_at, status, news, search)
           select (select wall.tenant()), r.id, r."sourceId", r.title, r.because, r.reasons, r.things, r.severity, 0, 0, 0,
             r.kinds, r.standing, r.standing, r."firstAt", r."lastAt", 'open', r.news,
             array_to_tsvector(r.words)
           from jsonb_to_recordset($1::jsonb) as r(id uuid, "sourceId" uuid, title text, because text, reasons jsonb,
             things text[], severity text, kinds uuid[], standing double precision, "firstAt" timestamptz,
             "lastAt" timestamptz, news jsonb, words text[], "isReopened" boolean)
           on conflict (tenant_id, id) do update set source_id = excluded.source_id, title = excluded.title,
             because = excluded.because, reasons = excluded.reasons, things = excluded.things,
             severity = excluded.severity, kinds = excluded.kinds, own_standing = excluded.own_standing,
             first_at = least(c.first_at, excluded.first_at), last_at = excluded.last_at, news = excluded.news,
             search = excluded.search`,
    values: [JSON.stringify(rows)],
  })
  const reopened = rows.filter(({ isReopened }) => isReopened).map(({ id }) => id)
  if (reopened.length > 0)
    await tx.$client.query(
      `update app.alert_cluster set status = 'open', dismissed_reason = null, snoozed_until = null where id = any($1::uuid[])`,
      [reopened],
    )
}

/** Counts anew, and puts each group where its best part stands. Signals of an incident are left to the wall. */
export async function recountClusters({ tx }: Reach, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$client.query({
    name: 'clusters-recount',
    text: `with counted as (
             select m.cluster_id as id,
               count(distinct m.signal_id) filter (where s.incident_id is null) as signals,
               count(distinct m.signal_id) filter (where s.incident_id is null and s.state = 'firing') as firing,
               coalesce(sum(m.count) filter (where s.incident_id is null), 0) as count,
               coalesce(bool_or(s.incident_id is not null), false) as has_linked
             from app.alert_moment m join app.signal s on s.id = m.signal_id
             where m.cluster_id = any($1::uuid[]) group by m.cluster_id)
           update app.alert_cluster c set signals = coalesce(n.signals, 0), firing = coalesce(n.firing, 0),
             count = coalesce(n.count, 0), has_linked = coalesce(n.has_linked, false)
           from unnest($1::uuid[]) as wanted(id) left join counted n on n.id = wanted.id
           where c.id = wanted.id`,
    values: [ids],
  })
  await tx.$client.query({
    name: 'clusters-stand',
    text: `update app.alert_cluster c set standing = f.standing from (
             select coalesce(m.merged_into, m.id) as id, max(m.own_standing) + case when bool_or(m.raised_at is not null) then ${raisedBy} else 0 end as standing from app.alert_cluster m
             where coalesce(m.merged_into, m.id) in (
               select coalesce(w.merged_into, w.id) from app.alert_cluster w where w.id = any($1::uuid[]))
             group by 1) as f
           where c.id = f.id and c.standing <> f.standing`,
    values: [ids],
  })
}

/** Takes away those that nobody worked on and that hold nothing any more. */
export async function dropEmptyClusters({ tx }: Reach, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$client.query({
    name: 'clusters-drop',
    text: `delete from app.alert_cluster c where c.id = any($1::uuid[]) and c.judged_at is null and c.merged_into is null
             and not exists (select 1 from app.alert_moment m where m.tenant_id = c.tenant_id and m.cluster_id = c.id)
             and not exists (select 1 from app.alert_trait t where t.tenant_id = c.tenant_id and t.pinned_to = c.id)
             and not exists (select 1 from app.alert_cluster f where f.tenant_id = c.tenant_id and f.merged_into = c.id)`,
    values: [ids],
  })
}
