import { sql, type SQL } from 'drizzle-orm'
import type { Severity } from '../../../../base/incident-words.ts'
import type { Context } from '../../../../platform/action.ts'
import { incident, system } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>

/** Which cases a figure is about. */
export interface Frame {
  readonly from: Date
  /** Not included. */
  readonly to: Date
  /** Calendar of the organisation, by which months and weekdays are told. */
  readonly timeZone: string
  /** Cases that were marked as tests or entered afterwards. */
  readonly leftOut: readonly string[]
  /** What others will read: no restricted case, none of TLP:RED. */
  readonly isShared: boolean
}

/** Of one aggregate; the newest, or the dearest, are read. */
export const casesAtMost = 20_000

const uuids = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`
const disposition = sql`coalesce(${incident.closure} ->> 'disposition', 'resolved')`

function inFrame({ from, to, isShared }: Frame): SQL {
  const told = sql`not ${incident.isRestricted} and ${incident.tlp} <> 'red'`
  return sql`${incident.openedAt} >= ${from.toISOString()}::timestamptz and ${incident.openedAt} < ${to.toISOString()}::timestamptz
    and ${isShared ? told : sql`true`}`
}

/** A real case of its own that was not called a false alarm; one that still runs counts. */
export function isCounted(frame: Frame): SQL {
  return sql`${inFrame(frame)} and ${incident.mode} = 'real' and ${incident.mergedInto} is null
    and ${disposition} = 'resolved' and not ${incident.id} = any(${uuids(frame.leftOut)})`
}

interface Shape {
  readonly total: number
  readonly months: { readonly month: string; readonly count: number }[] | null
  readonly cells: { readonly month: number; readonly weekday: number; readonly count: number }[] | null
  readonly vectors: { readonly key: string | null; readonly count: number }[] | null
  readonly kinds: { readonly key: string; readonly count: number }[] | null
  readonly latest:
    | {
        readonly id: string
        readonly number: number
        readonly severity: Severity
        readonly at: string
        readonly closed_at: string | null
      }[]
    | null
  readonly first: string | null
  /** Before and from the middle that was asked for. */
  readonly earlier: number
  readonly recent: number
  /** Whole minutes from opening to closing. */
  readonly closing: number[] | null
  readonly running: number[] | null
}

/** All that is told of when cases were and how they began, in one statement. */
export async function readShape(
  { tx }: Reach,
  frame: Frame,
  { now, start, middle }: { readonly now: Date; readonly start: Date; readonly middle: Date },
): Promise<Shape> {
  const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`
  const { rows } = await tx.execute<{ shape: Shape }>(sql`
    with c as materialized (
      select ${incident.id}, ${incident.number}, ${incident.severity}, ${incident.kind}, ${incident.vector},
        ${incident.status}, ${incident.openedAt}, ${incident.closedAt},
        ${incident.openedAt} at time zone ${frame.timeZone} as local
      from ${incident} where ${isCounted(frame)}),
    cells as materialized (
      select date_trunc('month', local) as month, extract(isodow from local)::int as weekday, count(*)::int as count
      from c group by 1, 2)
    select json_build_object(
      'total', (select count(*)::int from c),
      'first', (select min(opened_at) from c),
      'earlier', (select count(*)::int from c where opened_at >= ${at(start)} and opened_at < ${at(middle)}),
      'recent', (select count(*)::int from c where opened_at >= ${at(middle)}),
      'months', (select json_agg(json_build_object('month', to_char(m.month, 'YYYY-MM'), 'count', m.count) order by m.month)
        from (select month, sum(count)::int as count from cells group by 1) m),
      'cells', (select json_agg(json_build_object('month', s.month, 'weekday', s.weekday, 'count', s.count))
        from (select extract(month from month)::int as month, weekday, sum(count)::int as count from cells group by 1, 2) s),
      'vectors', (select json_agg(json_build_object('key', v.key, 'count', v.count) order by v.count desc, v.key)
        from (select case when status = 'open' then vector else coalesce(vector, 'unknown') end as key, count(*)::int as count
          from c group by 1) v),
      'kinds', (select json_agg(json_build_object('key', k.kind, 'count', k.count) order by k.count desc, k.kind)
        from (select kind, count(*)::int as count from c group by 1) k),
      'latest', (select json_agg(json_build_object('id', l.id, 'number', l.number, 'severity', l.severity, 'at', l.opened_at, 'closed_at', l.closed_at)
          order by l.opened_at)
        from (select id, number, severity, opened_at, closed_at from c order by opened_at desc limit 200) l),
      'closing', (select json_agg(floor(extract(epoch from closed_at - opened_at) / 60)::int) from c where closed_at is not null),
      'running', (select json_agg(greatest(0, floor(extract(epoch from ${at(now)} - opened_at) / 60))::int)
        from c where closed_at is null)
    ) as shape`)
  const [found] = rows
  if (found === undefined) throw new Error('An aggregate has one row')
  return found.shape
}

/** How many real cases were declared in a span; for a comparison beside the frame. */
export async function countCounted({ tx }: Reach, frame: Frame, vectors: readonly string[]): Promise<number> {
  const wanted = vectors.length === 0 ? sql`true` : sql`${incident.vector} = any(${sql.param([...vectors])})`
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from ${incident} where ${isCounted(frame)} and ${wanted}`,
  )
  return rows[0]?.count ?? 0
}

/**
 * Counted cases by the day on which they were declared, by kind and by way in; of a case that runs the way that was
 * found so far. One statement, whatever is compared of it.
 */
export async function listCountedDays(
  { tx }: Reach,
  frame: Frame,
  found: readonly { readonly incidentId: string; readonly vector: string }[],
): Promise<{ day: string; kind: string; vector: string | null; count: number }[]> {
  const ids = found.map(({ incidentId }) => incidentId)
  const vectors = found.map(({ vector }) => vector)
  const { rows } = await tx.execute<{ day: string; kind: string; vector: string | null; count: number }>(sql`
    select to_char(${incident.openedAt} at time zone ${frame.timeZone}, 'YYYY-MM-DD') as day, ${incident.kind} as kind,
      coalesce(${incident.vector}, found.vector) as vector, count(*)::int as count
    from ${incident} left join unnest(${uuids(ids)}, ${sql.param(vectors)}::text[]) as found(id, vector)
      on found.id = ${incident.id} and ${incident.status} = 'open'
    where ${isCounted(frame)} group by 1, 2, 3`)
  return rows
}

/** Cases that what others read says nothing of: restricted ones, and those of TLP:RED. */
export async function listUntoldIds({ tx }: Reach): Promise<string[]> {
  const { rows } = await tx.execute<{ ids: string[] | null }>(sql`
    select json_agg(${incident.id}) as ids from ${incident} where ${incident.isRestricted} or ${incident.tlp} = 'red'`)
  return rows[0]?.ids ?? []
}

/** When the first counted case began; undefined where there is none. */
export async function findFirstCounted({ tx }: Reach, frame: Frame): Promise<Date | undefined> {
  const { rows } = await tx.execute<{ at: string | null }>(
    sql`select min(${incident.openedAt}) as at from ${incident} where ${isCounted(frame)}`,
  )
  const at = rows[0]?.at ?? null
  return at === null ? undefined : new Date(at)
}

/** Why cases of the frame are in no figure, and how many; of those that were marked, the mark is named. */
export async function readLeftOut(
  { tx }: Reach,
  frame: Frame,
  entered: readonly string[],
): Promise<{ reason: string; count: number }[]> {
  const { rows } = await tx.execute<{ reason: string; count: number }>(sql`
    select case when ${incident.mode} <> 'real' then ${incident.mode}
        when ${incident.mergedInto} is not null then 'duplicate'
        when ${disposition} <> 'resolved' then ${disposition}
        when ${incident.id} = any(${uuids(entered)}) then 'entered_afterwards' else 'test' end as reason,
      count(*)::int as count
    from ${incident} where ${inFrame(frame)} and not (${isCounted(frame)})
    group by 1 order by 2 desc, 1`)
  return rows
}

export interface CountedCase {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly severity: (typeof incident.$inferSelect)['severity']
  readonly kind: (typeof incident.$inferSelect)['kind']
  readonly vector: (typeof incident.$inferSelect)['vector']
  readonly openedAt: Date
  readonly closedAt: Date | null
}

const caseColumns = {
  id: incident.id,
  number: incident.number,
  title: incident.title,
  severity: incident.severity,
  kind: incident.kind,
  vector: incident.vector,
  openedAt: incident.openedAt,
  closedAt: incident.closedAt,
}

/** Of these, those that count, the newest first; with `withOpen` also those that run, whether or not they are named. */
export async function listCountedAmong(
  { tx }: Reach,
  frame: Frame,
  ids: readonly string[],
  { withOpen = false }: { readonly withOpen?: boolean } = {},
): Promise<CountedCase[]> {
  if (ids.length === 0 && !withOpen) return []
  const named = sql`${incident.id} = any(${uuids(ids)})`
  return tx
    .select(caseColumns)
    .from(incident)
    .where(sql`(${named} or ${withOpen} and ${incident.status} = 'open') and ${isCounted(frame)}`)
    .orderBy(sql`${incident.number} desc`)
    .limit(casesAtMost)
}

/** The same as ids alone, for what only has to know which count. */
export async function listCountedIds(
  { tx }: Reach,
  frame: Frame,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await tx.execute<{ ids: string[] | null }>(sql`
    select json_agg(${incident.id}) as ids from ${incident}
    where ${incident.id} = any(${uuids([...new Set(ids)])}) and ${isCounted(frame)}`)
  return new Set(rows[0]?.ids ?? [])
}

/** What narrows a list of counted cases. */
export interface CaseNarrowing {
  readonly ids?: readonly string[] | undefined
  readonly vector?: string | undefined
  readonly kind?: string | undefined
  /** On the organisation's calendar, as `2026-03`. */
  readonly month?: string | undefined
  readonly assetId?: string | undefined
  readonly words?: string | undefined
}

/** Newest first, one more than a page. */
export async function listCountedPage(
  { tx }: Reach,
  frame: Frame,
  page: CaseNarrowing & { readonly below: number; readonly limit: number },
): Promise<CountedCase[]> {
  const { ids, vector, kind, month, assetId, words } = page
  const wanted: SQL[] = [isCounted(frame), sql`${incident.number} < ${page.below}`]
  if (ids !== undefined) wanted.push(sql`${incident.id} = any(${uuids(ids)})`)
  if (vector === 'unknown')
    wanted.push(sql`coalesce(${incident.vector}, 'unknown') = 'unknown' and ${incident.status} = 'closed'`)
  else if (vector === 'open') wanted.push(sql`${incident.vector} is null and ${incident.status} = 'open'`)
  else if (vector !== undefined) wanted.push(sql`${incident.vector} = ${vector}`)
  if (kind !== undefined) wanted.push(sql`${incident.kind} = ${kind}`)
  if (month !== undefined)
    wanted.push(sql`to_char(${incident.openedAt} at time zone ${frame.timeZone}, 'YYYY-MM') = ${month}`)
  if (assetId !== undefined)
    wanted.push(
      sql`exists (select 1 from ${system} where ${system.tenantId} = ${incident.tenantId}
        and ${system.incidentId} = ${incident.id} and ${system.assetId} = ${assetId}::uuid
        and ${system.state} <> 'ruled_out')`,
    )
  if (words !== undefined && words !== '')
    wanted.push(sql`position(lower(${words}) in lower(${incident.title})) > 0`)
  return tx
    .select(caseColumns)
    .from(incident)
    .where(sql.join(wanted, sql` and `))
    .orderBy(sql`${incident.number} desc`)
    .limit(page.limit + 1)
}
