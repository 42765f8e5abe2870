import { grouped } from '../../../base/grouped.ts'
import { and, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { isAnyOf } from '../../../platform/database/tables.ts'
import { supplierCase, supplierEvent } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type CaseRecord = typeof supplierCase.$inferSelect
export type EventRecord = typeof supplierEvent.$inferSelect
/** Who it is: one of the three, or none of them. */
export type Subject = Pick<CaseRecord, 'vendorId' | 'retainerId' | 'policyId'>
type CaseChange = Partial<Omit<CaseRecord, 'tenantId' | 'id' | 'incidentId'>>

/** Somebody has to decide, or to say what came of a decision. */
const waits = and(
  isNotNull(supplierCase.reviewOpenedAt),
  or(isNull(supplierCase.decision), and(isNotNull(supplierCase.followUpOn), isNull(supplierCase.followedAt))),
)

interface Query {
  readonly limit: number
  readonly after?: string | undefined
  readonly incidentId?: string | undefined
  readonly vendorId?: string | undefined
  readonly isOpen?: boolean
}

/** The newest first. */
export async function listCases({ tx }: Reach, query: Query): Promise<CaseRecord[]> {
  const { limit, after, incidentId, vendorId, isOpen = false } = query
  const last =
    after === undefined
      ? undefined
      : sql`(${supplierCase.openedAt}, ${supplierCase.id}) < (select last.opened_at, last.id from app.supplier_case as last where last.id = ${after})`
  return tx
    .select()
    .from(supplierCase)
    .where(
      and(
        incidentId === undefined ? undefined : eq(supplierCase.incidentId, incidentId),
        vendorId === undefined ? undefined : eq(supplierCase.vendorId, vendorId),
        isOpen ? waits : undefined,
        last,
      ),
    )
    .orderBy(desc(supplierCase.openedAt), desc(supplierCase.id))
    .limit(limit)
}

/** All cases of one supplier, the newest 500. */
export async function listCasesOf(reach: Reach, subject: Subject): Promise<CaseRecord[]> {
  return reach.tx
    .select()
    .from(supplierCase)
    .where(isSubject(subject))
    .orderBy(desc(supplierCase.openedAt), desc(supplierCase.id))
    .limit(500)
}

/** What waits for somebody, the most urgent first. */
export async function listWaiting({ tx }: Reach): Promise<CaseRecord[]> {
  return tx.select().from(supplierCase).where(waits).orderBy(asc(supplierCase.dueOn)).limit(500)
}

export async function listHeld({ tx }: Reach, ownerId: string): Promise<CaseRecord[]> {
  return tx
    .select()
    .from(supplierCase)
    .where(and(waits, eq(supplierCase.ownerId, ownerId)))
    .limit(200)
}

/** Held until the transaction ends. */
export async function holdCase({ tx }: Reach, id: string): Promise<CaseRecord> {
  const [found] = await tx.select().from(supplierCase).where(eq(supplierCase.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such supplier in a case here.')
}

export async function getCase({ tx }: Reach, id: string): Promise<CaseRecord> {
  const [found] = await tx.select().from(supplierCase).where(eq(supplierCase.id, id))
  return found ?? refuse('not_found', 'There is no such supplier in a case here.')
}

/** The row of this supplier in this case, held; made where there is none, unless `wanted` cannot stand alone. */
export async function keptCase(
  { tx }: Reach,
  wanted: Subject & Pick<CaseRecord, 'id' | 'incidentId' | 'openedAt'> & CaseChange,
): Promise<CaseRecord> {
  await tx.insert(supplierCase).values(wanted).onConflictDoNothing()
  const [found] = await tx
    .select()
    .from(supplierCase)
    .where(and(eq(supplierCase.incidentId, wanted.incidentId), isSubject(wanted)))
    .for('update')
  return found ?? refuse('unavailable', 'This could not be kept. Try again.')
}

export async function changeCase({ tx }: Reach, id: string, change: CaseChange): Promise<CaseRecord> {
  const [changed] = await tx.update(supplierCase).set(change).where(eq(supplierCase.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such supplier in a case here.')
}

/** For one that was named, and whose supplier had a row of its own. */
export async function dropUnnamed({ tx }: Reach, id: string): Promise<void> {
  await tx.delete(supplierCase).where(eq(supplierCase.id, id))
}

export async function findOfVendor(
  { tx }: Reach,
  incidentId: string,
  vendorId: string,
): Promise<CaseRecord | undefined> {
  const [found] = await tx
    .select()
    .from(supplierCase)
    .where(and(eq(supplierCase.incidentId, incidentId), eq(supplierCase.vendorId, vendorId)))
    .for('update')
  return found
}

export async function insertEvent({ tx }: Reach, row: Omit<EventRecord, 'tenantId'>): Promise<void> {
  await tx.insert(supplierEvent).values(row)
}

/** Of these cases, in the order in which it happened; by the id of the case. */
export async function eventsOf({ tx }: Reach, ids: readonly string[]): Promise<Map<string, EventRecord[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(supplierEvent)
    .where(isAnyOf(supplierEvent.supplierCaseId, ids))
    .orderBy(asc(supplierEvent.happenedAt), asc(supplierEvent.id))
    .limit(20_000)
  return grouped(rows, ({ supplierCaseId }) => supplierCaseId)
}

function isSubject({ vendorId, retainerId, policyId }: Subject) {
  const is = (column: typeof supplierCase.vendorId, id: string | null) =>
    id === null ? isNull(column) : eq(column, id)
  return and(
    is(supplierCase.vendorId, vendorId),
    retainerId === null ? isNull(supplierCase.retainerId) : eq(supplierCase.retainerId, retainerId),
    policyId === null ? isNull(supplierCase.policyId) : eq(supplierCase.policyId, policyId),
  )
}
