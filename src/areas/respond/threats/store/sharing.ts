import { and, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { threatSharing } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SharingRow = typeof threatSharing.$inferSelect
type Place = Pick<SharingRow, 'incidentId' | 'exchangeId'>

export async function listSharings({ tx }: Reach, incidentId: string): Promise<SharingRow[]> {
  return tx.select().from(threatSharing).where(eq(threatSharing.incidentId, incidentId))
}

/** Held until the transaction ends; undefined where nothing was ever sent there. */
export async function lockSharing({ tx }: Reach, place: Place): Promise<SharingRow | undefined> {
  const [row] = await tx.select().from(threatSharing).where(isAt(place)).for('update')
  return row
}

/** The one row of a case on a server, made or changed. */
export async function saveSharing(
  { tx }: Reach,
  row: Omit<SharingRow, 'tenantId'>,
): Promise<SharingRow | undefined> {
  const { incidentId: _incident, exchangeId: _exchange, ...change } = row
  const [saved] = await tx
    .insert(threatSharing)
    .values(row)
    .onConflictDoUpdate({
      target: [threatSharing.tenantId, threatSharing.incidentId, threatSharing.exchangeId],
      set: change,
    })
    .returning()
  return saved
}

export async function changeSharing(
  { tx }: Reach,
  place: Place,
  change: Partial<Omit<SharingRow, 'tenantId' | 'incidentId' | 'exchangeId'>>,
): Promise<SharingRow | undefined> {
  const [row] = await tx.update(threatSharing).set(change).where(isAt(place)).returning()
  return row
}

function isAt({ incidentId, exchangeId }: Place) {
  return and(eq(threatSharing.incidentId, incidentId), eq(threatSharing.exchangeId, exchangeId))
}
