import { desc } from 'drizzle-orm'
import type { Context } from '../../../platform/action.ts'
import { handout } from './tables.ts'

export type HandoutRecord = typeof handout.$inferSelect
type Reach = Pick<Context, 'tx'>

export async function insertHandout({ tx }: Reach, row: Omit<HandoutRecord, 'tenantId'>): Promise<void> {
  await tx.insert(handout).values(row)
}

/** The newest first. */
export async function listNewest({ tx }: Reach, limit: number): Promise<HandoutRecord[]> {
  return tx.select().from(handout).orderBy(desc(handout.madeAt), desc(handout.id)).limit(limit)
}
