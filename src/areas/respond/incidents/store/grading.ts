import { desc, eq, lt } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { shippedGrading } from '../content/shipped-grading.ts'
import { tableHash } from '../rules/grading-table.ts'
import { gradingTable, incidentGrading } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type TableRecord = Omit<typeof gradingTable.$inferSelect, 'tenantId' | 'changedAt'> & {
  /** null while nothing was judged by it. */
  readonly changedAt: Date | null
}
export type GradingRecord = typeof incidentGrading.$inferSelect

/** The table that holds now; the one that ships until the organisation has one of its own. */
export async function currentTable({ tx }: Reach): Promise<TableRecord> {
  const [found] = await tx.select().from(gradingTable).orderBy(desc(gradingTable.version)).limit(1)
  return found ?? { ...shipped(), changedAt: null }
}

/** The same, kept: what an incident is judged by must be there to be read when a later program ships another. */
export async function keptTable(context: Pick<Context, 'tx' | 'now'>): Promise<TableRecord> {
  const table = await currentTable(context)
  if (table.changedAt !== null) return table
  await context.tx
    .insert(gradingTable)
    .values({ ...table, changedAt: context.now })
    .onConflictDoNothing()
  return currentTable(context)
}

export async function findTable({ tx }: Reach, version: number): Promise<TableRecord | undefined> {
  const [found] = await tx.select().from(gradingTable).where(eq(gradingTable.version, version))
  if (found !== undefined) return found
  const current = await currentTable({ tx })
  return current.version === version ? current : undefined
}

/** Adds a version; false when somebody else was quicker with the same number. */
export async function addTable(
  { tx }: Reach,
  fields: Omit<typeof gradingTable.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const added = await tx
    .insert(gradingTable)
    .values(fields)
    .onConflictDoNothing()
    .returning({ version: gradingTable.version })
  return added.length === 1
}

/** Newest first, below a version; one more than a page, since each is compared with the one before. */
export async function listTables(
  { tx }: Reach,
  { below, limit }: { below: number; limit: number },
): Promise<TableRecord[]> {
  return tx
    .select()
    .from(gradingTable)
    .where(lt(gradingTable.version, below))
    .orderBy(desc(gradingTable.version))
    .limit(limit + 1)
}

export async function findGrading({ tx }: Reach, incidentId: string): Promise<GradingRecord | undefined> {
  const [found] = await tx.select().from(incidentGrading).where(eq(incidentGrading.incidentId, incidentId))
  return found
}

/** What an incident was judged by; answers given before stay unless there are new ones. */
export async function keepGrading(
  { tx }: Reach,
  fields: Omit<typeof incidentGrading.$inferInsert, 'tenantId'>,
): Promise<void> {
  const { incidentId: _id, ...change } = fields
  await tx
    .insert(incidentGrading)
    .values(fields)
    .onConflictDoUpdate({ target: [incidentGrading.tenantId, incidentGrading.incidentId], set: change })
}

function shipped(): Omit<TableRecord, 'changedAt'> {
  const content = shippedGrading
  return { version: 1, content, sha256: tableHash(content), reason: '', changedBy: 'Muster' }
}
