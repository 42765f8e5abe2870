import { and, asc, eq, inArray } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Why } from '../rules/delivery.ts'
import { pushDevice } from '../tables/reaching.ts'

type Reach = Pick<Context, 'tx'>
export type DeviceRow = typeof pushDevice.$inferSelect

/** The browser belongs to this person from now on; whoever had it before is not reached on it any more. */
export async function takeDevice(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  fields: Pick<DeviceRow, 'memberId' | 'endpoint' | 'p256dh' | 'auth' | 'device'>,
): Promise<DeviceRow> {
  // What still waits for the one before must not come to the new owner, so the row goes as well.
  await tx.delete(pushDevice).where(eq(pushDevice.endpoint, fields.endpoint))
  const [row] = await tx
    .insert(pushDevice)
    .values({ ...fields, id: newId(), createdAt: now })
    .onConflictDoNothing()
    .returning()
  return row ?? refuse('conflict', 'This browser is being registered already. Try again in a moment.')
}

export async function listDevicesOf({ tx }: Reach, memberIds: readonly string[]): Promise<DeviceRow[]> {
  if (memberIds.length === 0) return []
  return tx
    .select()
    .from(pushDevice)
    .where(inArray(pushDevice.memberId, [...memberIds]))
    .orderBy(asc(pushDevice.createdAt), asc(pushDevice.id))
}

/** Somebody else's device is one that does not exist. */
export async function getOwnDevice(
  { tx }: Reach,
  { id, memberId }: { id: string; memberId: string },
): Promise<DeviceRow> {
  const [row] = await tx
    .select()
    .from(pushDevice)
    .where(and(eq(pushDevice.id, id), eq(pushDevice.memberId, memberId)))
  return row ?? refuse('not_found', 'You have no such device here.')
}

export async function findDevice({ tx }: Reach, id: string): Promise<DeviceRow | undefined> {
  const [row] = await tx.select().from(pushDevice).where(eq(pushDevice.id, id))
  return row
}

export async function removeDevice({ tx }: Reach, id: string): Promise<void> {
  await tx.delete(pushDevice).where(eq(pushDevice.id, id))
}

export async function noteDevice(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  last: { state: 'reached' | 'not reached'; why: Why },
): Promise<void> {
  await tx
    .update(pushDevice)
    .set({ lastState: last.state, lastWhy: last.why, lastAt: now })
    .where(eq(pushDevice.id, id))
}
