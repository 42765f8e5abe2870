import { and, asc, eq, gt, gte, lte, or, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { timelineEvent, timelineImport } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ImportRecord = typeof timelineImport.$inferSelect
export type EventRecord = typeof timelineEvent.$inferSelect
type NewEvent = Omit<EventRecord, 'tenantId' | 'incidentId' | 'importId' | 'isKey' | 'at'> & { at: string }

/** Rows that go to the database in one statement. */
const chunkRows = 5000

export async function listImports({ tx }: Reach, incidentId: string): Promise<ImportRecord[]> {
  return tx
    .select()
    .from(timelineImport)
    .where(eq(timelineImport.incidentId, incidentId))
    .orderBy(asc(timelineImport.importedAt), asc(timelineImport.id))
}

export async function getImport({ tx }: Reach, incidentId: string, id: string): Promise<ImportRecord> {
  const [found] = await tx
    .select()
    .from(timelineImport)
    .where(and(eq(timelineImport.incidentId, incidentId), eq(timelineImport.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such import in this incident.')
}

export async function addImport(
  { tx }: Reach,
  fields: Omit<typeof timelineImport.$inferInsert, 'tenantId'>,
): Promise<ImportRecord> {
  const [added] = await tx.insert(timelineImport).values(fields).returning()
  return added ?? refuse('unavailable', 'The import could not be stored. Nothing was changed.')
}

export async function withdrawImport(
  { tx }: Reach,
  id: string,
  change: { withdrawnAt: Date; withdrawnWhy: string },
): Promise<ImportRecord> {
  await tx.delete(timelineEvent).where(eq(timelineEvent.importId, id))
  const [changed] = await tx.update(timelineImport).set(change).where(eq(timelineImport.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such import in this incident.')
}

/** How many events the incident holds. */
export async function countEvents({ tx }: Reach, incidentId: string): Promise<number> {
  return tx.$count(timelineEvent, eq(timelineEvent.incidentId, incidentId))
}

/** Which of these keys the incident's timeline holds already. */
export async function knownKeys(
  { tx }: Reach,
  incidentId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>()
  for (let from = 0; from < keys.length; from += chunkRows) {
    const rows = await tx
      .select({ key: timelineEvent.key })
      .from(timelineEvent)
      .where(
        and(
          eq(timelineEvent.incidentId, incidentId),
          sql`${timelineEvent.key} = any(${sql.param([...keys.slice(from, from + chunkRows)])}::text[])`,
        ),
      )
    for (const { key } of rows) known.add(key)
  }
  return known
}

export async function addEvents(
  { tx }: Reach,
  of: { incidentId: string; importId: string },
  events: readonly NewEvent[],
): Promise<void> {
  for (let from = 0; from < events.length; from += chunkRows) {
    const part = events.slice(from, from + chunkRows)
    await tx.$client.query({
      name: 'timeline-events',
      text: `insert into app.timeline_event (incident_id, import_id, row, key, at, said, source, who, text)
             select $1, $2, * from unnest($3::integer[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[])`,
      values: [
        of.incidentId,
        of.importId,
        part.map(({ row }) => row),
        part.map(({ key }) => key),
        part.map(({ at }) => at),
        part.map(({ said }) => said),
        part.map(({ source }) => source),
        part.map(({ who }) => who),
        part.map(({ text }) => text),
      ],
    })
  }
}

export interface EventPlace {
  readonly at: Date
  readonly importId: string
  readonly row: number
}

export interface EventFilter {
  readonly q?: string
  readonly isKey?: boolean
  readonly from?: Date
  readonly to?: Date
}

/** By their own time; asks for one more than a page to know whether there is a next. */
export async function listEvents(
  { tx }: Reach,
  incidentId: string,
  page: EventFilter & { readonly after?: EventPlace; readonly limit: number },
): Promise<EventRecord[]> {
  const conditions: (SQL | undefined)[] = [eq(timelineEvent.incidentId, incidentId), afterPlace(page.after)]
  if (page.isKey === true) conditions.push(eq(timelineEvent.isKey, true))
  if (page.from !== undefined) conditions.push(gte(timelineEvent.at, page.from))
  if (page.to !== undefined) conditions.push(lte(timelineEvent.at, page.to))
  for (const word of wordsOf(page.q))
    conditions.push(
      sql`position(${word} in lower(${timelineEvent.text} || ' ' || ${timelineEvent.who} || ' ' || ${timelineEvent.source})) > 0`,
    )
  return tx
    .select()
    .from(timelineEvent)
    .where(and(...conditions))
    .orderBy(asc(timelineEvent.at), asc(timelineEvent.importId), asc(timelineEvent.row))
    .limit(page.limit + 1)
}

function afterPlace(place: EventPlace | undefined): SQL | undefined {
  if (place === undefined) return undefined
  const { at, importId, row } = place
  return or(
    gt(timelineEvent.at, at),
    and(eq(timelineEvent.at, at), gt(timelineEvent.importId, importId)),
    and(eq(timelineEvent.at, at), eq(timelineEvent.importId, importId), gt(timelineEvent.row, row)),
  )
}

function wordsOf(q = ''): string[] {
  return q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
}

export async function markEvent(
  { tx }: Reach,
  of: { incidentId: string; importId: string; row: number },
  isKey: boolean,
): Promise<EventRecord> {
  const [changed] = await tx
    .update(timelineEvent)
    .set({ isKey })
    .where(
      and(
        eq(timelineEvent.incidentId, of.incidentId),
        eq(timelineEvent.importId, of.importId),
        eq(timelineEvent.row, of.row),
      ),
    )
    .returning()
  return changed ?? refuse('not_found', 'There is no such event in this incident.')
}
