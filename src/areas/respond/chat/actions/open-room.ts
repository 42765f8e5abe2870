import { randomBytes } from 'node:crypto'
import type { Context } from '../../../../platform/action.ts'
import { isWanted } from '../rules/posts.ts'
import { chatBell, meetingLink } from '../rules/rooms.ts'
import * as connections from '../store/connections.ts'
import { addPost, insertRoom, type RoomRow } from '../store/rooms.ts'

/** The chat server that may be used; undefined until one was tried with success. */
export async function usableConnection(context: Context): Promise<connections.ConnectionRow | undefined> {
  const found = await connections.findConnection(context)
  return found === undefined || found.testedAt === null ? undefined : found
}

/**
 * Channel and meeting of a case, as far as the organisation has them. The channel itself is made after the commit.
 * @returns undefined where there is neither, or somebody opened them at the same moment
 */
export async function openRoom(
  context: Context,
  { incidentId, allowsWords }: { incidentId: string; allowsWords: boolean },
): Promise<RoomRow | undefined> {
  const connection = await usableConnection(context)
  const id = context.newId()
  const meeting = await meetingFor(context, id)
  if (connection === undefined && meeting === undefined) return undefined
  const room = await insertRoom(context, {
    ...{ id, incidentId, allowsWords, ...meeting },
    connectionId: connection?.id ?? null,
    state: connection === undefined ? 'none' : 'wanted',
    ...{ nextTryAt: context.now, openedAt: context.now, openedBy: context.actor.name },
  })
  if (room === undefined) return undefined
  if (connection !== undefined && isWanted('declared', connection.posts))
    await addPost(context, room, { kind: 'declared', facts: {} })
  const { services, tenantId } = context
  context.afterCommit(() => services.wake.ring(chatBell, tenantId, id))
  return room
}

/** A link of its own where the rule says so, under a name that nobody guesses. */
export async function meetingFor(
  context: Context,
  roomId: string,
): Promise<Pick<RoomRow, 'meeting' | 'dialIn' | 'pin'> | undefined> {
  const rule = await connections.findMeetingRule(context)
  if (rule === undefined) return undefined
  const pattern = connections.open(context, { id: rule.id, what: 'pattern' }, rule.pattern)
  const pin = connections.open(context, { id: rule.id, what: 'pin' }, rule.pin)
  const link = meetingLink(pattern, `m${randomBytes(16).toString('hex')}`)
  return {
    meeting: connections.seal(context, { id: roomId, what: 'meeting' }, link),
    dialIn: rule.dialIn,
    pin: connections.seal(context, { id: roomId, what: 'pin' }, pin),
  }
}

/** As people of the case read it; undefined where there is none. */
export function meetingOf(
  context: Context,
  { id, meeting, dialIn, pin }: RoomRow,
): { link: string; dialIn: string; pin: string } | undefined {
  if (meeting === null) return undefined
  return {
    link: connections.open(context, { id, what: 'meeting' }, meeting),
    dialIn,
    pin: pin === null ? '' : connections.open(context, { id, what: 'pin' }, pin),
  }
}
