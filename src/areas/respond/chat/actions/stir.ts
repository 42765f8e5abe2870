import type { Context } from '../../../../platform/action.ts'
import { chatBell } from '../rules/rooms.ts'
import { getRoom, roomsAtWork, updateRoom, type RoomRow } from '../store/rooms.ts'

/**
 * Has a channel looked after once this commits; one whose server asked for patience waits for its time. Looked at
 * anew: whoever is at it now must see, when done, that something came.
 */
export async function stir(context: Context, { id }: Pick<RoomRow, 'id'>): Promise<void> {
  const { services, tenantId, now } = context
  const room = await getRoom(context, id)
  const isAtWork = room.claimedUntil !== null && room.claimedUntil > now
  if (isAtWork || (room.trouble === '' && room.nextTryAt > now))
    await updateRoom(context, room.id, { nextTryAt: now })
  context.afterCommit(() => services.wake.ring(chatBell, tenantId, room.id))
}

/** After somebody came or went: every channel is looked through. */
export async function stirAll(context: Context): Promise<void> {
  const rooms = await roomsAtWork(context)
  // In one order for all: two who do this at once do not wait for each other.
  for (const room of rooms.toSorted((a, b) => (a.id < b.id ? -1 : 1))) await stir(context, room)
}
