import { and, asc, eq, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { affectedParty, scopeLine } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ScopeRecord = typeof scopeLine.$inferSelect
/** What the law asks of a line beyond kind and number. */
export type AskedOfLine = Pick<
  ScopeRecord,
  'places' | 'details' | 'isEncrypted' | 'hoursDown' | 'isCritical' | 'hitsCustomers'
>
export type PartyRecord = typeof affectedParty.$inferSelect

export async function listScopeLines({ tx }: Reach, incidentId: string): Promise<ScopeRecord[]> {
  return tx
    .select()
    .from(scopeLine)
    .where(eq(scopeLine.incidentId, incidentId))
    .orderBy(asc(scopeLine.addedAt), asc(scopeLine.id))
}

export async function getScopeLine({ tx }: Reach, incidentId: string, id: string): Promise<ScopeRecord> {
  const [found] = await tx
    .select()
    .from(scopeLine)
    .where(and(eq(scopeLine.incidentId, incidentId), eq(scopeLine.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such line in the scope of this incident.')
}

export async function addReachLine(
  { tx }: Reach,
  fields: Omit<typeof scopeLine.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(scopeLine).values(fields)
}

export async function changeReachLine(
  { tx }: Reach,
  id: string,
  change: Pick<ScopeRecord, 'standing' | 'people' | 'note' | 'changedAt' | 'changedBy'> &
    Partial<AskedOfLine>,
): Promise<void> {
  await tx.update(scopeLine).set(change).where(eq(scopeLine.id, id))
}

export async function listParties({ tx }: Reach, incidentId: string): Promise<PartyRecord[]> {
  return tx
    .select()
    .from(affectedParty)
    .where(eq(affectedParty.incidentId, incidentId))
    .orderBy(asc(affectedParty.addedAt), asc(affectedParty.id))
}

/** Those who were neither told nor left untold with a reason. */
export async function listUntold({ tx }: Reach, incidentId: string): Promise<{ name: string }[]> {
  return tx
    .select({ name: affectedParty.name })
    .from(affectedParty)
    .where(
      and(
        eq(affectedParty.incidentId, incidentId),
        isNull(affectedParty.toldAt),
        isNull(affectedParty.silenceAt),
      ),
    )
    .orderBy(asc(affectedParty.addedAt), asc(affectedParty.id))
}

export async function getParty({ tx }: Reach, incidentId: string, id: string): Promise<PartyRecord> {
  const [found] = await tx
    .select()
    .from(affectedParty)
    .where(and(eq(affectedParty.incidentId, incidentId), eq(affectedParty.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such affected party in this incident.')
}

export async function addParty(
  { tx }: Reach,
  fields: Omit<typeof affectedParty.$inferInsert, 'tenantId'>,
): Promise<PartyRecord> {
  const [added] = await tx.insert(affectedParty).values(fields).returning()
  return added ?? refuse('unavailable', 'The affected party could not be stored. Nothing was changed.')
}

type PartyChange = Partial<
  Pick<
    PartyRecord,
    'toldAt' | 'toldBy' | 'toldHow' | 'toldNote' | 'silenceReason' | 'silenceBy' | 'silenceAt'
  >
>

export async function changeParty({ tx }: Reach, id: string, change: PartyChange): Promise<PartyRecord> {
  const [changed] = await tx.update(affectedParty).set(change).where(eq(affectedParty.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such affected party in this incident.')
}
