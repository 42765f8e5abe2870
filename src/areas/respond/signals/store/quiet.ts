import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { QuietRule } from '../contract/quiet.ts'

type Reach = Pick<Context, 'tx' | 'now'>

export interface QuietRecord {
  readonly id: string
  readonly sort: QuietRule['sort']
  readonly title: string
  readonly reason: string
  readonly sourceId: string | null
  readonly sourceName: string | null
  readonly name: string
  readonly thing: string
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly dismissals: number
  readonly isActive: boolean
  readonly madeBy: string
  readonly madeAt: Date
}

const columns = `q.id, q.sort, q.title, q.reason, q.source_id as "sourceId", s.name as "sourceName", q.name, q.thing,
  q.starts_at as "startsAt", q.ends_at as "endsAt", q.dismissals, q.is_active as "isActive", q.made_by as "madeBy",
  q.made_at as "madeAt"`

/** Those that count now or will; what ended by itself a month ago or less stays in sight. The newest first. */
export async function listQuiet({ tx, now }: Reach): Promise<QuietRecord[]> {
  const { rows } = await tx.$client.query<QuietRecord>({
    name: 'quiet-list',
    text: `select ${columns} from app.alert_quiet q left join app.source s on s.id = q.source_id
           where q.ended_at is null and (q.ends_at is null or q.ends_at > $1::timestamptz - interval '30 days')
           order by q.made_at desc, q.id desc limit 500`,
    values: [now],
  })
  return rows
}

export async function addQuiet(
  { tx, now }: Reach,
  rule: Omit<QuietRecord, 'sourceName' | 'dismissals' | 'isActive' | 'madeAt'>,
): Promise<QuietRecord> {
  await tx.$client.query({
    name: 'quiet-add',
    text: `insert into app.alert_quiet (id, sort, source_id, name, thing, title, reason, starts_at, ends_at, is_active, made_by, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $11)`,
    values: [
      rule.id,
      rule.sort,
      rule.sourceId,
      rule.name,
      rule.thing,
      rule.title,
      rule.reason,
      rule.startsAt,
      rule.endsAt,
      rule.madeBy,
      now,
    ],
  })
  const { rows } = await tx.$client.query<QuietRecord>(
    `select ${columns} from app.alert_quiet q left join app.source s on s.id = q.source_id where q.id = $1`,
    [rule.id],
  )
  return rows[0] ?? refuse('not_found', 'There is no such rule here.')
}

/** @returns the rule that ended. @throws Refusal `not_found` also when it had ended before */
export async function endQuiet({ tx, now }: Reach, id: string): Promise<{ title: string; sort: string }> {
  const { rows } = await tx.$client.query<{ title: string; sort: string }>({
    name: 'quiet-end',
    text: 'update app.alert_quiet set ended_at = $2 where id = $1 and ended_at is null returning title, sort',
    values: [id, now],
  })
  return rows[0] ?? refuse('not_found', 'There is no such rule here, or it has ended already.')
}

export interface Dismissed {
  readonly id: string
  readonly sourceId: string | null
  readonly name: string
  readonly thing: string
  readonly title: string
}

/**
 * One more dismissal of each of these kinds.
 * @param activeFrom so many dismissals make it noise; 1 at once
 */
export async function teachNoise(
  { tx, now }: Reach,
  kinds: readonly Dismissed[],
  told: { reason: string; by: string; activeFrom: number },
): Promise<void> {
  if (kinds.length === 0) return
  await tx.$client.query({
    name: 'quiet-teach',
    text: `insert into app.alert_quiet as q
             (id, sort, source_id, name, thing, title, reason, starts_at, dismissals, is_active, made_by, made_at)
           select r.id, 'noise', r.source_id, r.name, r.thing, r.title, $6, $8, 1, $9 <= 1, $7, $8
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as r(id, source_id, name, thing, title)
           on conflict (tenant_id, sort, (coalesce(source_id, '00000000-0000-0000-0000-000000000000')), name, thing)
             where sort = 'noise' and ended_at is null
           do update set dismissals = q.dismissals + 1, is_active = q.is_active or q.dismissals + 1 >= $9,
             reason = excluded.reason`,
    values: [
      kinds.map(({ id }) => id),
      kinds.map(({ sourceId }) => sourceId),
      kinds.map(({ name }) => name),
      kinds.map(({ thing }) => thing),
      kinds.map(({ title }) => title),
      told.reason,
      told.by,
      now,
      told.activeFrom,
    ],
  })
}

/** A dismissal was taken back: what it taught with it. */
export async function unteachNoise(
  { tx, now }: Reach,
  kinds: readonly Omit<Dismissed, 'id' | 'title'>[],
  activeFrom: number,
): Promise<void> {
  if (kinds.length === 0) return
  await tx.$client.query({
    name: 'quiet-unteach',
    text: `update app.alert_quiet q set dismissals = greatest(q.dismissals - 1, 0), is_active = q.dismissals - 1 >= $4,
             ended_at = case when q.dismissals <= 1 then $5::timestamptz end
           from unnest($1::uuid[], $2::text[], $3::text[]) as r(source_id, name, thing)
           where q.sort = 'noise' and q.ended_at is null and q.source_id is not distinct from r.source_id
             and q.name = r.name and q.thing = r.thing`,
    values: [
      kinds.map(({ sourceId }) => sourceId),
      kinds.map(({ name }) => name),
      kinds.map(({ thing }) => thing),
      activeFrom,
      now,
    ],
  })
}

/** Kinds by how often they came since a day, with which days; a machine is told as `host mail`. */
export async function countKinds({ tx }: Reach, fromDay: number) {
  const { rows } = await tx.$client.query<{
    kind: string
    sourceName: string | null
    name: string
    place: string
    count: string
    days: number
  }>({
    name: 'quiet-kinds',
    text: `select h.kind, s.name as "sourceName", h.name, h.place, sum(n) as count, count(distinct h.day)::integer as days
           from app.alert_habit h left join app.source s on s.id = h.source_id cross join unnest(h.hours) as n
           where h.day >= $1 and not exists (select 1 from app.alert_moment m
             where m.kind = h.kind and m.tick >= $1 * 288 and m.cluster_id is not null)
           group by h.kind, s.name, h.name, h.place order by sum(n) desc, h.kind limit 200`,
    values: [fromDay],
  })
  return rows
}
