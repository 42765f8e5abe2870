import { desc } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { anchor, timestampAuthority } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type AnchorRecord = typeof anchor.$inferSelect

export async function addAnchor({ tx }: Reach, fields: typeof anchor.$inferInsert): Promise<AnchorRecord> {
  const [added] = await tx.insert(anchor).values(fields).returning()
  return added ?? refuse('unavailable', 'The anchor could not be stored. Hand it in again.')
}

/** The newest first. */
export async function listAnchors({ tx }: Reach, limit: number): Promise<AnchorRecord[]> {
  return tx.select().from(anchor).orderBy(desc(anchor.size), desc(anchor.id)).limit(limit)
}

export async function findAuthority({ tx }: Reach) {
  const [found] = await tx.select().from(timestampAuthority)
  return found
}

export async function changeAuthority(
  { tx }: Reach,
  fields: Omit<typeof timestampAuthority.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx
    .insert(timestampAuthority)
    .values(fields)
    .onConflictDoUpdate({ target: timestampAuthority.tenantId, set: fields })
}
