/** What people decide about alert groups. */
import type { Context } from '../../../../platform/action.ts'
import { raisedBy } from './clusters.ts'

type Reach = Pick<Context, 'tx' | 'now'>

/** Locks groups and what was merged into them; of two people who judge one at once, one waits for the other. */
export async function lockGroups({ tx }: Reach, ids: readonly string[]): Promise<void> {
  await tx.$client.query({
    name: 'verdicts-lock',
    text: 'select id from app.alert_cluster where id = any($1::uuid[]) or merged_into = any($1::uuid[]) order by id for update',
    values: [ids],
  })
}

export interface Verdict {
  readonly status: 'open' | 'dismissed'
  readonly dismissedReason: string | null
  readonly snoozedUntil: Date | null
  readonly by: string
}

export async function judgeGroups(
  { tx, now }: Reach,
  ids: readonly string[],
  verdict: Verdict,
): Promise<void> {
  await tx.$client.query({
    name: 'verdicts-judge',
    text: `update app.alert_cluster c set status = $2, dismissed_reason = $3, snoozed_until = $4, judged_by = $5,
             judged_at = $6, news = '[]', raised_at = null,
             standing = standing - case when raised_at is null then 0 else ${raisedBy} end, judged_kinds = (
               select array_agg(distinct kind) from app.alert_cluster p cross join unnest(p.kinds) as kind
               where p.id = c.id or p.merged_into = c.id)
           where c.id = any($1::uuid[])`,
    values: [ids, verdict.status, verdict.dismissedReason, verdict.snoozedUntil, verdict.by, now],
  })
}

/** The signals of these groups go with them; those of incidents stay where they are. @returns how many */
export async function judgeSignals(
  { tx }: Reach,
  ids: readonly string[],
  change: { from: 'new'; reason: string } | { from: 'dismissed'; reason: string },
): Promise<number> {
  const { rowCount } = await tx.$client.query({
    name: `verdicts-signals-${change.from}`,
    text: `update app.signal s set status = ${change.from === 'new' ? `'dismissed', dismissed_reason = $2` : `'new', dismissed_reason = null`}
           where s.status = '${change.from}' ${change.from === 'new' ? '' : 'and s.dismissed_reason = $2'}
             and s.id in (select m.signal_id from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
               where p.id = any($1::uuid[]) or p.merged_into = any($1::uuid[]))`,
    values: [ids, change.reason],
  })
  return rowCount ?? 0
}

/** The first takes in the others, and all that they had taken in. */
export async function mergeGroups(
  { tx, now }: Reach,
  { into, ids, by }: { into: string; ids: readonly string[]; by: string },
): Promise<void> {
  await tx.$client.query({
    name: 'verdicts-merge',
    text: `update app.alert_cluster set merged_into = case when id = $1 then null else $1 end, judged_by = $3, judged_at = $4
           where id = $1 or id = any($2::uuid[]) or merged_into = any($2::uuid[])`,
    values: [into, ids, by, now],
  })
}

/** They stand by themselves again. @returns the groups they were part of */
export async function unmergeGroups({ tx }: Reach, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'verdicts-unmerge',
    text: `with apart as (select id, merged_into from app.alert_cluster where id = any($1::uuid[]) and merged_into is not null)
           update app.alert_cluster c set merged_into = null from apart where c.id = apart.id
           returning apart.merged_into as id`,
    values: [ids],
  })
  return rows.map(({ id }) => id)
}

/** Takes these signals of one group out into a new one, where they stay whatever they share. @returns how many */
export async function splitGroup(
  { tx, now }: Reach,
  wanted: { from: string; id: string; signalIds: readonly string[]; by: string },
): Promise<number> {
  const { from, id, signalIds, by } = wanted
  await tx.$client.query({
    name: 'verdicts-split',
    text: `insert into app.alert_cluster (id, source_id, title, because, reasons, things, severity, signals, firing, count,
             kinds, own_standing, standing, first_at, last_at, status, judged_by, judged_at, search)
           select $2, source_id, title, 'A person put these together.', '[]', things, severity, 0, 0, 0, kinds, own_standing,
             own_standing, first_at, last_at, 'open', $3, $4, search
           from app.alert_cluster where id = $1`,
    values: [from, id, by, now],
  })
  const { rowCount } = await tx.$client.query({
    name: 'verdicts-pin',
    text: `update app.alert_trait t set pinned_to = $2
           where t.signal_id = any($3::uuid[]) and exists (
             select 1 from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
             where (p.id = $1 or p.merged_into = $1) and m.signal_id = t.signal_id)`,
    values: [from, id, signalIds],
  })
  await tx.$client.query({
    name: 'verdicts-move',
    text: `update app.alert_moment m set cluster_id = $1, joined = '{"by":"hand"}'
           from app.alert_trait t where t.pinned_to = $1 and m.signal_id = t.signal_id and t.signal_id = any($2::uuid[])
             and m.cluster_id is not null`,
    values: [id, signalIds],
  })
  return rowCount ?? 0
}

/** The kinds of these groups, by source, name and the machine they concern: what a dismissal teaches. */
export async function kindsOfGroups({ tx }: Reach, ids: readonly string[], atMost: number) {
  const { rows } = await tx.$client.query<{
    sourceId: string | null
    name: string
    thing: string
    title: string
  }>({
    name: 'verdicts-kinds',
    text: `select distinct on (s.source_id, t.name, t.things[1]) s.source_id as "sourceId", t.name,
             coalesce(t.things[1], '') as thing, s.title
           from app.alert_cluster p join app.alert_moment m on m.cluster_id = p.id
           join app.alert_trait t on t.signal_id = m.signal_id join app.signal s on s.id = m.signal_id
           where p.id = any($1::uuid[]) or p.merged_into = any($1::uuid[])
           order by s.source_id, t.name, t.things[1], m.tick limit $2`,
    values: [ids, atMost + 1],
  })
  return rows
}
