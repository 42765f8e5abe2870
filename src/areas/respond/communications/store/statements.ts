import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Sought } from '../../../../base/search.ts'
import type { Context } from '../../../../platform/action.ts'
import { findRows, rowsInCases, type FoundRow } from '../../../../platform/database/find-rows.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { mailDistrust, statement, statementRecipient } from '../tables/statements.ts'

type Reach = Pick<Context, 'tx'>
export type StatementRecord = typeof statement.$inferSelect
export type DistrustRecord = typeof mailDistrust.$inferSelect

/** In the order in which they were begun. */
export async function listStatements({ tx }: Reach, incidentId: string): Promise<StatementRecord[]> {
  return tx
    .select()
    .from(statement)
    .where(eq(statement.incidentId, incidentId))
    .orderBy(asc(statement.number))
}

/** What was let go to the public, in that order. */
export async function listPublished({ tx }: Reach, incidentId: string): Promise<StatementRecord[]> {
  const { audience, state, releasedAt } = statement
  return tx
    .select()
    .from(statement)
    .where(and(eq(statement.incidentId, incidentId), eq(audience, 'public'), eq(state, 'released')))
    .orderBy(asc(releasedAt), asc(statement.number))
}

/** What went last to this audience; undefined where nothing did. */
export async function findLastSent(
  { tx }: Reach,
  incidentId: string,
  wanted: StatementRecord['audience'],
): Promise<StatementRecord | undefined> {
  const { audience, state, releasedAt } = statement
  const [last] = await tx
    .select()
    .from(statement)
    .where(and(eq(statement.incidentId, incidentId), eq(audience, wanted), eq(state, 'released')))
    .orderBy(desc(releasedAt), desc(statement.number))
    .limit(1)
  return last
}

/** Number of the statement that was begun last; 0 for none. */
export async function lastNumber({ tx }: Reach, incidentId: string): Promise<number> {
  const [last] = await tx
    .select({ number: statement.number })
    .from(statement)
    .where(eq(statement.incidentId, incidentId))
    .orderBy(desc(statement.number))
    .limit(1)
  return last?.number ?? 0
}

/** One statement of this incident; refuses `not_found` otherwise. */
export async function getStatement(context: Reach, incidentId: string, id: string): Promise<StatementRecord> {
  const found = await findStatement(context, id)
  return found?.incidentId === incidentId ? found : refuse('not_found', noSuchStatement)
}

/** The same, locked until the transaction ends. */
export async function getStatementToChange(
  { tx }: Reach,
  incidentId: string,
  id: string,
): Promise<StatementRecord> {
  const [found] = await tx
    .select()
    .from(statement)
    .where(and(eq(statement.incidentId, incidentId), eq(statement.id, id)))
    .for('update')
  return found ?? refuse('not_found', noSuchStatement)
}

const noSuchStatement = 'There is no such statement in this incident.'

/** By its id alone; undefined where this viewer sees none. */
export async function findStatement({ tx }: Reach, id: string): Promise<StatementRecord | undefined> {
  const [found] = await tx.select().from(statement).where(eq(statement.id, id))
  return found
}

/** The number of the statement that corrects this one and went out; null for none. */
export async function correctionOf({ tx }: Reach, id: string): Promise<number | null> {
  const [found] = await tx
    .select({ number: statement.number })
    .from(statement)
    .where(and(eq(statement.corrects, id), eq(statement.state, 'released')))
    .orderBy(desc(statement.number))
    .limit(1)
  return found?.number ?? null
}

export async function addStatement(
  { tx }: Reach,
  fields: Omit<typeof statement.$inferInsert, 'tenantId'>,
): Promise<StatementRecord> {
  const [added] = await tx.insert(statement).values(fields).returning()
  return added ?? refuse('unavailable', 'The statement could not be stored. Nothing was changed.')
}

export async function changeStatement(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<StatementRecord, 'tenantId' | 'id' | 'incidentId'>>,
): Promise<StatementRecord> {
  const [changed] = await tx.update(statement).set(change).where(eq(statement.id, id)).returning()
  return changed ?? refuse('unavailable', 'The statement could not be stored. Nothing was changed.')
}

export interface RecipientCounts {
  readonly all: number
  readonly waiting: number
  readonly reached: number
  readonly notReached: number
  readonly read: number
}

/** How many are on the list of each statement of this incident, and how each stands. */
export async function countRecipients(
  { tx }: Reach,
  incidentId: string,
): Promise<ReadonlyMap<string, RecipientCounts>> {
  const { state, readAt, statementId } = statementRecipient
  const rows = await tx
    .select({
      statementId,
      all: sql<number>`count(*)::int`,
      waiting: sql<number>`(count(*) filter (where ${state} = 'waiting'))::int`,
      reached: sql<number>`(count(*) filter (where ${state} = 'reached'))::int`,
      notReached: sql<number>`(count(*) filter (where ${state} = 'not reached'))::int`,
      read: sql<number>`count(${readAt})::int`,
    })
    .from(statementRecipient)
    .innerJoin(statement, eq(statement.id, statementId))
    .where(eq(statement.incidentId, incidentId))
    .groupBy(statementId)
  return new Map(rows.map(({ statementId: id, ...counts }) => [id, counts]))
}

/** How many of each of these statements were reached, and were not. */
export async function listReachedOf(
  { tx }: Reach,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly reached: number; readonly notReached: number }>> {
  if (ids.length === 0) return new Map()
  const { state, statementId } = statementRecipient
  const rows = await tx
    .select({
      statementId,
      reached: sql<number>`(count(*) filter (where ${state} = 'reached'))::int`,
      notReached: sql<number>`(count(*) filter (where ${state} = 'not reached'))::int`,
    })
    .from(statementRecipient)
    .where(isAnyOf(statementId, ids))
    .groupBy(statementId)
  return new Map(rows.map(({ statementId: id, ...counts }) => [id, counts]))
}

/** What was said last of mail in this case; undefined where nobody ever doubted it. */
export async function findDistrust({ tx }: Reach, incidentId: string): Promise<DistrustRecord | undefined> {
  const [found] = await tx.select().from(mailDistrust).where(eq(mailDistrust.incidentId, incidentId))
  return found
}

/** Whether nothing of this case may go by mail now. */
export async function isMailHostile(context: Reach, incidentId: string): Promise<boolean> {
  const found = await findDistrust(context, incidentId)
  return found !== undefined && found.endedAt === null
}

export async function saveDistrust(
  { tx }: Reach,
  fields: Omit<DistrustRecord, 'tenantId'>,
): Promise<DistrustRecord> {
  const [row] = await tx
    .insert(mailDistrust)
    .values(fields)
    .onConflictDoUpdate({ target: [mailDistrust.tenantId, mailDistrust.incidentId], set: fields })
    .returning()
  return row ?? refuse('unavailable', 'This could not be stored. Nothing was changed.')
}

/** Statements of cases in sight in which these words stand, as they are written or as they went out. */
export async function searchStatements(reach: Reach, sought: Sought): Promise<FoundRow[]> {
  const { id, incidentId, body, sentText } = statement
  const title = sql<string>`(${body} ->> 'subject')`
  return findRows(reach, sought, {
    ...{ table: statement, id, title, of: incidentId },
    within: [sql`jsonb_path_query_array(${body}, 'strict $.** ? (@.type() == "string")')::text`, sentText],
    where: isAnyOf(id, await rowsInCases(reach, sought, 'statement')),
    path: (row) => `/incidents/${row.of}/statements?statement=${row.id}`,
  })
}
