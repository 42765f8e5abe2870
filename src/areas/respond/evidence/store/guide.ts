import { asc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { guideReading } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ReadingRecord = typeof guideReading.$inferSelect

export async function listReadings({ tx }: Reach, incidentId: string): Promise<ReadingRecord[]> {
  return tx
    .select()
    .from(guideReading)
    .where(eq(guideReading.incidentId, incidentId))
    .orderBy(asc(guideReading.readAt), asc(guideReading.reader))
}

/** @returns false when this reader confirmed this edition here before */
export async function addReading({ tx }: Reach, fields: Omit<ReadingRecord, 'tenantId'>): Promise<boolean> {
  const rows = await tx.insert(guideReading).values(fields).onConflictDoNothing().returning()
  return rows.length === 1
}
