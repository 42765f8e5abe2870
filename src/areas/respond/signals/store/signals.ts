import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { WordQuery } from '../../../../base/search.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { searchWords } from '../rules/said.ts'
import type { SignalState, SignalStatus } from '../contract/signals.ts'
import { delivery, report, signal, source } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SignalRecord = typeof signal.$inferSelect & { readonly sourceName: string | null }
type SignalChange = Partial<
  Pick<
    typeof signal.$inferSelect,
    'status' | 'dismissedReason' | 'incidentId' | 'incidentNumber' | 'settledAt'
  >
>

export interface SignalPage {
  readonly limit: number
  /** Only ids below this one. */
  readonly below?: string | undefined
  readonly query?: WordQuery | undefined
  readonly status?: SignalStatus | undefined
  readonly state?: SignalState | undefined
  readonly sourceId?: string | undefined
  readonly incidentId?: string | undefined
}

/** Newest first; one more than a page. */
export async function listSignals({ tx }: Reach, page: SignalPage): Promise<SignalRecord[]> {
  const conditions: SQL[] = []
  if (page.query === undefined) {
    if (page.below !== undefined) conditions.push(lt(signal.id, page.below))
    if (page.status !== undefined) conditions.push(eq(signal.status, page.status))
    if (page.state !== undefined) conditions.push(eq(signal.state, page.state))
    if (page.sourceId !== undefined) conditions.push(eq(signal.sourceId, page.sourceId))
    if (page.incidentId !== undefined) conditions.push(eq(signal.incidentId, page.incidentId))
  } else {
    const ids = await searchIds({ tx }, page)
    if (ids.length === 0) return []
    conditions.push(inArray(signal.id, ids))
  }
  const rows = await withSource({ tx })
    .where(and(...conditions))
    .orderBy(desc(signal.id))
    .limit(page.limit + 1)
  return rows.map(toRecord)
}

export async function getSignal({ tx }: Reach, id: string): Promise<SignalRecord> {
  const [found] = await withSource({ tx }).where(eq(signal.id, id))
  return found === undefined ? refuse('not_found', 'There is no such signal here.') : toRecord(found)
}

/** Of these, those that the reader sees; in no order. */
export async function signalsByIds({ tx }: Reach, ids: readonly string[]): Promise<SignalRecord[]> {
  if (ids.length === 0) return []
  return (await withSource({ tx }).where(inArray(signal.id, [...ids]))).map(toRecord)
}

/** The same, locked until the transaction ends: of two people who change it at once, one waits for the other. */
export async function getSignalToChange({ tx }: Reach, id: string): Promise<SignalRecord> {
  const [locked] = await tx.select({ id: signal.id }).from(signal).where(eq(signal.id, id)).for('update')
  if (locked === undefined) refuse('not_found', 'There is no such signal here.')
  return getSignal({ tx }, id)
}

export async function changeSignal({ tx }: Reach, id: string, change: SignalChange): Promise<SignalRecord> {
  await tx.update(signal).set(change).where(eq(signal.id, id))
  return getSignal({ tx }, id)
}

/** The signals of an incident, in the order they came. */
export async function signalsOfIncident({ tx }: Reach, incidentId: string): Promise<SignalRecord[]> {
  const rows = await withSource({ tx })
    .where(eq(signal.incidentId, incidentId))
    .orderBy(asc(signal.id))
    .limit(500)
  return rows.map(toRecord)
}

/** Title of the first signal of each of these incidents; those without any are absent. */
export async function firstTitlesOf(
  { tx }: Reach,
  incidentIds: readonly string[],
): Promise<Map<string, string>> {
  if (incidentIds.length === 0) return new Map()
  // One look each by the index: a storm may have left a hundred thousand in one of them.
  const { rows } = await tx.$client.query<{ id: string; title: string }>(
    `select i.id, s.title from unnest($1::uuid[]) as i(id)
       cross join lateral (select title from app.signal where incident_id = i.id order by id limit 1) as s`,
    [incidentIds],
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** Linked signals are few beside the others, so the way leads over them. The newest incidents first. */
export async function incidentsOfSameSources(
  { tx }: Reach,
  of: { readonly incidentId: string } | { readonly signalId: string },
): Promise<{ incidentId: string; name: string }[]> {
  // Each source once: a loud one would fill the limit with itself.
  const sources = tx
    .selectDistinct({ id: signal.sourceId })
    .from(signal)
    .where('incidentId' in of ? eq(signal.incidentId, of.incidentId) : eq(signal.id, of.signalId))
    .limit(500)
  const rows = await tx
    .selectDistinct({
      incidentId: signal.incidentId,
      incidentNumber: signal.incidentNumber,
      name: source.name,
    })
    .from(signal)
    .innerJoin(source, eq(source.id, signal.sourceId))
    .where(and(isNotNull(signal.incidentId), inArray(signal.sourceId, sources)))
    .orderBy(desc(signal.incidentNumber), asc(source.name), asc(signal.incidentId))
    .limit(200)
  return rows.flatMap(({ incidentId, name }) => (incidentId === null ? [] : [{ incidentId, name }]))
}

export async function settleSignals({ tx }: Reach, incidentId: string, at: Date): Promise<void> {
  await tx
    .update(signal)
    .set({ settledAt: at })
    .where(and(eq(signal.incidentId, incidentId), isNull(signal.settledAt)))
}

export async function unsettleSignals({ tx }: Reach, incidentId: string): Promise<void> {
  await tx.update(signal).set({ settledAt: null }).where(eq(signal.incidentId, incidentId))
}

export async function moveToIncident(
  { tx }: Reach,
  { ids, incidentId, incidentNumber }: { ids: readonly string[]; incidentId: string; incidentNumber: number },
): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(signal)
      .set({ incidentId, incidentNumber })
      .where(inArray(signal.id, [...ids]))
}

/** How many nobody has judged yet; counting stops at `most`. */
export async function countNew({ tx }: Reach, most: number): Promise<number> {
  const { rows } = await tx.execute<{ count: string }>(
    sql`select count(*) as count from (select 1 from app.signal where status = 'new' limit ${most}) as few`,
  )
  return Number(rows[0]?.count ?? 0)
}

/** The bytes that the signal was first read from. */
export async function getPayload(
  { tx }: Reach,
  deliveryId: string,
): Promise<{ payload: Buffer; sha256: Buffer }> {
  const [found] = await tx
    .select({ payload: delivery.payload, sha256: delivery.sha256 })
    .from(delivery)
    .where(eq(delivery.id, deliveryId))
  return found ?? refuse('not_found', 'There is no such signal here.')
}

export async function findReportOf({ tx }: Reach, signalId: string) {
  const [found] = await tx.select().from(report).where(eq(report.signalId, signalId))
  return found
}

function withSource({ tx }: Reach) {
  return tx.select().from(signal).leftJoin(source, eq(source.id, signal.sourceId)).$dynamic()
}

function toRecord(row: {
  signal: typeof signal.$inferSelect
  source: { name: string } | null
}): SignalRecord {
  return { ...row.signal, sourceName: row.source?.name ?? null }
}

async function searchIds({ tx }: Reach, page: SignalPage): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'signals-search',
    text: 'select id from wall.search_signals($1::text::tsquery, $2::text::tsquery, $3, $4, $5, $6, $7, $8) as id',
    values: [
      page.query?.all,
      page.query?.longest,
      page.below ?? null,
      page.status ?? null,
      page.state ?? null,
      page.sourceId ?? null,
      page.incidentId ?? null,
      page.limit + 1,
    ],
  })
  return rows.map(({ id }) => id)
}

/** The signal of a source that was made last; undefined when it has none. */
export async function newestSignalOf(
  { tx }: Reach,
  sourceId: string,
): Promise<{ id: string; title: string } | undefined> {
  const [found] = await tx
    .select({ id: signal.id, title: signal.title })
    .from(signal)
    .where(eq(signal.sourceId, sourceId))
    .orderBy(desc(signal.id))
    .limit(1)
  return found
}

/** SHA-256 of what was delivered, by the id of the delivery. */
export async function hashesOf({ tx }: Reach, deliveryIds: readonly string[]): Promise<Map<string, Buffer>> {
  if (deliveryIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: delivery.id, sha256: delivery.sha256 })
    .from(delivery)
    .where(inArray(delivery.id, [...deliveryIds]))
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}

/** For a report whose words came after it, with its mail; found under both. */
export async function retitleSignal({ tx }: Reach, id: string, title: string): Promise<void> {
  await tx.$client.query(
    `update app.signal set title = $2, search = array_to_tsvector(string_to_array($3, ' ') || tsvector_to_array(search)) where id = $1`,
    [id, title, searchWords(title).join(' ')],
  )
}
