import { and, asc, eq, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { abuseContact } from '../tables/outside.ts'

type Reach = Pick<Context, 'tx'>
export type AbuseContactRecord = typeof abuseContact.$inferSelect

/** A firm meets a few dozen of them; more than these nobody looks through. */
export const mostAbuseContacts = 500

export async function listAbuseContacts({ tx }: Reach): Promise<AbuseContactRecord[]> {
  return tx
    .select()
    .from(abuseContact)
    .where(isNull(abuseContact.removedAt))
    .orderBy(asc(abuseContact.name), asc(abuseContact.id))
    .limit(mostAbuseContacts)
}

/** One that stands, locked; refuses `not_found` otherwise. */
export async function getAbuseContact({ tx }: Reach, id: string): Promise<AbuseContactRecord> {
  const [found] = await tx
    .select()
    .from(abuseContact)
    .where(and(eq(abuseContact.id, id), isNull(abuseContact.removedAt)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such place in the directory.')
}

export async function saveAbuseContact(
  { tx }: Reach,
  fields: Omit<AbuseContactRecord, 'tenantId'>,
): Promise<AbuseContactRecord> {
  const { id: _id, ...change } = fields
  const [row] = await tx
    .insert(abuseContact)
    .values(fields)
    .onConflictDoUpdate({ target: [abuseContact.tenantId, abuseContact.id], set: change })
    .returning()
  return row ?? refuse('unavailable', 'The place could not be stored. Nothing was changed.')
}
