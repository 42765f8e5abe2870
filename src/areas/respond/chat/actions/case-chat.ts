import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { audienceOf } from '../../../../platform/database/circle.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { isMailHostile } from '../../communications/public.ts'
import { incidentFor, openIncidentFor, peopleInside } from '../../incidents/public/incidents.ts'
import { peopleAtWork } from '../../incidents/public/people-and-costs.ts'
import * as contract from '../contract.ts'
import { maySit, mayTell } from '../rules/rooms.ts'
import { accountsById, findOwnAccount, listLinked } from '../store/accounts.ts'
import { findMeetingRule } from '../store/connections.ts'
import { addPost, keepSeat, listSeats, lockRoom, findRoom, updateRoom, type RoomRow } from '../store/rooms.ts'
import { meetingFor, meetingOf, openRoom, usableConnection } from './open-room.ts'
import { stir } from './stir.ts'

type Incident = Awaited<ReturnType<typeof incidentFor>>

const mailSentence =
  'Mail is marked as hostile in this case, and chat hangs on the same accounts. Call people instead; once mail is trusted again, open the channel.'
const chatSentence =
  'The chat of this case is marked as hostile. Call people instead; once it is trusted again, open the channel.'

export const readCase = action(contract.readCaseChat, async (context, { id }) =>
  caseChatOf(context, await incidentFor(context, id)),
)

/** The same again lets whoever asks in, and catches up with a server or a meeting that came since. */
export const openCase = action(contract.openCaseChat, async (context, { id, allowsWords }) => {
  const incident = await openIncidentFor(context, id)
  const before = await lockRoom(context, id)
  if (await isMailHostile(context, id)) refuse('conflict', mailSentence, { reason: 'mail_hostile' })
  if (before?.hostileAt) refuse('conflict', chatSentence, { reason: 'chat_hostile' })
  const isAllowed = await refuseUnlessAllowed(context, incident, { allowsWords, before })
  const room =
    before === undefined
      ? await openRoom(context, { incidentId: id, allowsWords: isAllowed })
      : await catchUp(context, before, isAllowed)
  if (room === undefined)
    refuse(
      'conflict',
      'There is neither a chat server nor a meeting. An owner sets them up under Settings, Chat.',
    )
  const seat = await askForSeat(context, room)
  await stir(context, room)
  const fields = {
    channel: room.connectionId === null ? 'no' : 'yes',
    meeting: room.meeting === null ? 'no' : 'yes',
    words: isAllowed ? 'yes' : 'no',
    seat: seat ? 'yes' : 'no',
  }
  context.record({ stream: id, kind: 'chat.open', fields })
  return caseChatOf(context, incident)
})

/** A case that is closed to most people, or marked above what clients may read, is talked about only where its lead says so. */
async function refuseUnlessAllowed(
  context: Context,
  { id, tlp, leadId }: Incident,
  { allowsWords, before }: { allowsWords: boolean; before: RoomRow | undefined },
): Promise<boolean> {
  const isOpen = (await audienceOf(context.tx.$client, [id])).get(id)?.isOpen === true
  if (mayTell({ isOpen, tlp, allowsWords: before?.allowsWords ?? false })) return before?.allowsWords ?? false
  const isLead = context.actor.kind === 'member' && context.actor.memberId === leadId
  refuseUnless(
    isLead && allowsWords,
    'conflict',
    isLead
      ? 'This case is restricted or marked above TLP:AMBER. Say that it may be talked about in the chat, and only those who are named are let in.'
      : 'This case is restricted or marked above TLP:AMBER. Only whoever leads it can open a channel; ask them.',
    { reason: 'needs_lead' },
  )
  return true
}

async function catchUp(context: Context, room: RoomRow, allowsWords: boolean): Promise<RoomRow> {
  const connection = room.connectionId === null ? await usableConnection(context) : undefined
  const meeting = room.meeting === null ? await meetingFor(context, room.id) : undefined
  if (connection !== undefined) await addPost(context, room, { kind: 'declared', facts: {} })
  return updateRoom(context, room.id, {
    allowsWords,
    ...meeting,
    ...(connection !== undefined && { connectionId: connection.id, state: 'wanted', nextTryAt: context.now }),
  })
}

async function askForSeat(context: Context, room: RoomRow): Promise<boolean> {
  const { actor } = context
  if (actor.kind !== 'member' || room.connectionId === null) return false
  const own = await findOwnAccount(context, { connectionId: room.connectionId, memberId: actor.memberId })
  if (own === undefined || own.linkedAt === null) return false
  const seat = (await listSeats(context, room.id)).find(({ accountId }) => accountId === own.id)
  if (seat?.state === 'in' && seat.userRef === own.userRef) return false
  // Another user of theirs who may sit there is let go first; only this seat knows of that one.
  if (seat === undefined || !maySit(seat))
    await keepSeat(context, room, { accountId: own.id, userRef: '', state: 'asked' })
  return true
}

export const distrust = action(contract.distrustCaseChat, async (context, { id, isHostile, reason }) => {
  const incident = await openIncidentFor(context, id)
  const room = await lockRoom(context, id)
  if (room === undefined) refuse('conflict', 'No channel was opened in this case.')
  refuseUnless(
    (room.hostileAt !== null) !== isHostile,
    'conflict',
    isHostile ? 'The chat is marked as hostile already.' : 'The chat is trusted already.',
  )
  const { now, actor } = context
  const mark = isHostile
    ? { hostileAt: now, hostileBy: actor.name, hostileReason: reason }
    : { hostileAt: null, hostileBy: null, hostileReason: null }
  const changed = await updateRoom(context, room.id, mark)
  context.record({ stream: id, kind: isHostile ? 'chat.distrust' : 'chat.trust', fields: { reason } })
  await stir(context, changed)
  return caseChatOf(context, incident)
})

export async function caseChatOf(context: Context, incident: Incident): Promise<contract.CaseChat> {
  const { id, tlp, status, leadId } = incident
  const room = await findRoom(context, id)
  const connection = await usableConnection(context)
  const isOpen = (await audienceOf(context.tx.$client, [id])).get(id)?.isOpen === true
  const allowsWords = room?.allowsWords ?? false
  const needsYes = !mayTell({ isOpen, tlp, allowsWords })
  const isMailBad = await isMailHostile(context, id)
  const meeting = room === undefined ? undefined : meetingOf(context, room)
  const hasAny = connection !== undefined || (await findMeetingRule(context)) !== undefined
  const isLead = context.actor.kind === 'member' && context.actor.memberId === leadId
  const mayBrief = context.can('incident.brief') && status === 'open'
  const whyNot = isMailBad
    ? mailSentence
    : room?.hostileAt
      ? chatSentence
      : needsYes && !isLead
        ? 'This case is restricted or marked above TLP:AMBER. Only whoever leads it can open a channel; ask them.'
        : ''
  const people =
    room === undefined ? { seats: [], unlinked: [], isIn: false } : await peopleOf(context, room, isOpen)
  return {
    state: room?.state ?? null,
    kind: (room?.connectionId ?? null) === null ? null : (connection?.kind ?? null),
    ...{ name: room?.name ?? '', link: room?.link ?? '', allowsWords, needsYes, whyNot },
    hostile: hostileOf(room),
    trouble: room?.trouble ?? '',
    meeting: meeting ?? null,
    ...{ seats: people.seats, unlinked: people.unlinked },
    can: {
      open: mayBrief && hasAny && (room === undefined || (room.state === 'none' && connection !== undefined)),
      join: mayBrief && whyNot === '' && room?.state === 'open' && !people.isIn,
      keep: context.can('evidence.add') && status === 'open' && (room?.remoteRef ?? '') !== '',
      distrust: mayBrief && room !== undefined && room.state !== 'none',
    },
  }
}

function hostileOf(room: RoomRow | undefined): contract.CaseChat['hostile'] {
  if (room === undefined || room.hostileAt === null) return null
  const { hostileAt, hostileBy, hostileReason } = room
  return { since: hostileAt.toISOString(), by: hostileBy ?? '', reason: hostileReason ?? '' }
}

/** Who sits in the channel, and who has something to do in the case and could not be let in. */
async function peopleOf(context: Context, room: RoomRow, isOpen: boolean) {
  if (room.connectionId === null) return { seats: [], unlinked: [], isIn: false }
  const seats = (await listSeats(context, room.id)).filter(({ state }) => state !== 'out')
  const accounts = await accountsById(
    context,
    seats.map(({ accountId }) => accountId),
  )
  const memberOf = new Map(accounts.map(({ id, memberId }) => [id, memberId]))
  const names = await namesOf(context, memberOf.values())
  const linked = new Set((await listLinked(context, room.connectionId)).map(({ memberId }) => memberId))
  const atWork = await peopleAtWork(context, room.incidentId)
  const inside = (await peopleInside(context, room.incidentId)).filter(({ id }) => !isOpen || atWork.has(id))
  const me = context.actor.kind === 'member' ? context.actor.memberId : ''
  return {
    seats: seats.map(({ accountId, state }) => ({
      name: names.get(memberOf.get(accountId) ?? '') ?? '',
      state,
    })),
    unlinked: inside.filter(({ id }) => !linked.has(id)).map(({ name }) => name),
    isIn: seats.some(({ accountId, state }) => memberOf.get(accountId) === me && state === 'in'),
  }
}
