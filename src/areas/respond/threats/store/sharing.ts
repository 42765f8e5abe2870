import { and, eq, ne, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { threatSharing } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SharingRow = typeof threatSharing.$inferSelect
type Place = Pick<SharingRow, 'incidentId' | 'exchangeId'>

export async function listSharings({ tx }: Reach, incidentId: string): Promise<SharingRow[]> {
  return tx.select().from(threatSharing).where(eq(threatSharing.incidentId, incidentId))
}

/** Whether an event of any case stands on that server, or may. */
export async function isAnyStanding({ tx }: Reach, exchangeId: string): Promise<boolean> {
  const { state, observables } = threatSharing
  const [row] = await tx
    .select({ state })
    .from(threatSharing)
    .where(
      and(
        eq(threatSharing.exchangeId, exchangeId),
        ne(state, 'withdrawn'),
        sql`cardinality(${observables}) > 0`,
      ),
    )
    .limit(1)
  return row !== undefined
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
  change: Change,
): Promise<SharingRow | undefined> {
  const [row] = await tx.update(threatSharing).set(change).where(isAt(place)).returning()
  return row
}

type Change = Partial<Omit<SharingRow, 'tenantId' | 'incidentId' | 'exchangeId'>>
export type Act = Pick<SharingRow, 'state' | 'changedAt' | 'sends'>

/** @returns undefined where a newer act took over meanwhile: how this one ended is no word about that one */
export async function endSharing(
  { tx }: Reach,
  { place, act }: { readonly place: Place; readonly act: Act },
  change: Change,
): Promise<SharingRow | undefined> {
  const [row] = await tx
    .update(threatSharing)
    .set(change)
    .where(
      and(
        isAt(place),
        eq(threatSharing.state, act.state),
        eq(threatSharing.changedAt, act.changedAt),
        eq(threatSharing.sends, act.sends),
      ),
    )
    .returning()
  return row
}

function isAt({ incidentId, exchangeId }: Place) {
  return and(eq(threatSharing.incidentId, incidentId), eq(threatSharing.exchangeId, exchangeId))
}
