import type { Severity } from '../../../base/incident-words.ts'
import type { Context } from '../../../platform/action.ts'
import { audienceOf } from '../../../platform/database/circle.ts'
import type { Announcer, Recorded } from '../../../platform/events/announce.ts'
import { isMailHostile } from '../communications/public.ts'
import { incidentFor } from '../incidents/public/incidents.ts'
import { openRoom } from './actions/open-room.ts'
import { stir, stirAll } from './actions/stir.ts'
import { heardKinds, isWanted, leavingKinds, toldOf, type Told } from './rules/posts.ts'
import { mayTell } from './rules/rooms.ts'
import { findConnection, findMeetingRule } from './store/connections.ts'
import { addPost, clearSeats, findRoom, roomsOf, updateRoom, type RoomRow } from './store/rooms.ts'

/** Where an organisation has a meeting and no chat server, this is when it is opened. */
const usualSeverities: readonly Severity[] = ['S1', 'S2']

/** What is said in channels, and when they are opened and closed. `app/areas.ts` calls it once, at the start. */
export function hearForChat(announce: Announcer<Context>): void {
  announce.on('incident.opened', async (context, { incidentId, severity }) =>
    openWhereChosen(context, { incidentId, severity }),
  )
  announce.on('severity.changed', async (context, { incidentId, to }) =>
    openWhereChosen(context, { incidentId, severity: to }),
  )
  announce.on('duty.due', async (context, { incidentId, stage, duty, dueAt }) => {
    const room = await findRoom(context, incidentId)
    if (room !== undefined) await tell(context, room, { kind: 'clock', facts: { stage, duty, dueAt } })
  })
  announce.onRecorded(hearRecord)
}

/** By itself only for what is real, open to all members, and in no other hands. */
async function openWhereChosen(
  context: Context,
  { incidentId, severity }: { incidentId: string; severity: Severity },
): Promise<void> {
  const connection = await findConnection(context)
  if (!(connection?.severities ?? usualSeverities).includes(severity)) return
  if (connection === undefined && (await findMeetingRule(context)) === undefined) return
  if ((await findRoom(context, incidentId)) !== undefined) return
  const { mode, tlp } = await incidentFor(context, incidentId)
  const isOpen = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)?.isOpen === true
  if (mode !== 'real' || !mayTell({ isOpen, tlp, allowsWords: false })) return
  if (await isMailHostile(context, incidentId)) return
  const room = await openRoom(context, { incidentId, allowsWords: false })
  if (room === undefined) return
  const channel = room.connectionId === null ? 'no' : 'yes'
  const meeting = room.meeting === null ? 'no' : 'yes'
  context.record({ stream: incidentId, kind: 'chat.open', fields: { channel, meeting, severity } })
}

async function hearRecord(context: Context, entries: readonly Recorded[]): Promise<void> {
  const heard = entries.filter(({ kind }) => heardKinds.has(kind))
  if (entries.some(({ kind }) => leavingKinds.has(kind))) await stirAll(context)
  if (heard.length === 0) return
  const streams = [...new Set(heard.map(({ stream }) => stream))]
  for (const room of await roomsOf(context, streams)) {
    if (room.connectionId === null) continue
    const own = heard.filter(({ stream }) => stream === room.incidentId)
    for (const entry of own) {
      const told = toldOf(entry)
      if (told !== undefined) await follow(context, room, told)
    }
    await stir(context, room)
  }
}

/** A channel that was archived stays so: a case that goes on gets a new one. */
async function follow(context: Context, room: RoomRow, told: Told): Promise<void> {
  if (told.kind === 'reopened' && room.state === 'closing')
    await updateRoom(context, room.id, { state: 'open' })
  if (told.kind === 'reopened' && room.state === 'archived') {
    const fresh = {
      state: 'wanted',
      remoteRef: '',
      name: '',
      link: '',
      archivedAt: null,
      trouble: '',
    } as const
    await updateRoom(context, room.id, { ...fresh, nextTryAt: context.now })
    await clearSeats(context, room.id)
  }
  await tell(context, room, told)
  if (told.kind === 'closing') await updateRoom(context, room.id, { state: 'closing' })
}

async function tell(context: Context, room: RoomRow, told: Told): Promise<void> {
  if (room.connectionId === null || (room.state === 'archived' && told.kind !== 'reopened')) return
  const connection = await findConnection(context)
  if (connection === undefined || !isWanted(told.kind, connection.posts)) return
  await addPost(context, room, told)
  await stir(context, room)
}
