import type { Context } from '../../../../platform/action.ts'
import { chatBell } from '../rules/rooms.ts'
import { roomsAtWork, updateRoom, type RoomRow } from '../store/rooms.ts'

/** Has a channel looked after once this commits; one whose server asked for patience waits for its time. */
export async function stir(context: Context, room: RoomRow): Promise<void> {
  const { services, tenantId, now } = context
  const isAtWork = room.claimedUntil !== null && room.claimedUntil > now
  if (isAtWork || (room.trouble === '' && room.nextTryAt > now))
    await updateRoom(context, room.id, { nextTryAt: now })
  context.afterCommit(() => services.wake.ring(chatBell, tenantId, room.id))
}

/** After somebody came or went: every channel is looked through. */
export async function stirAll(context: Context): Promise<void> {
  for (const room of await roomsAtWork(context)) await stir(context, room)
}
