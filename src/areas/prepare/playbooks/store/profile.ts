import type { Context } from '../../../../platform/action.ts'
import { responseProfile } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ProfileRecord = typeof responseProfile.$inferSelect

export async function findProfile({ tx }: Reach): Promise<ProfileRecord | undefined> {
  const [found] = await tx.select().from(responseProfile)
  return found
}

export async function keepProfile({ tx }: Reach, fields: Omit<ProfileRecord, 'tenantId'>): Promise<void> {
  await tx
    .insert(responseProfile)
    .values(fields)
    .onConflictDoUpdate({ target: responseProfile.tenantId, set: fields })
}
