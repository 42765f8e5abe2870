import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import type { Called, ChatTrouble } from '../../../../platform/chat/call.ts'
import type { ChatServer, ChatService } from '../../../../platform/chat/server.ts'
import { chatService } from '../../../../platform/chat/service.ts'
import { audienceOf } from '../../../../platform/database/circle.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { isMailHostile } from '../../communications/public.ts'
import { incidentFor, peopleInside } from '../../incidents/public/incidents.ts'
import { peopleAtWork } from '../../incidents/public/people-and-costs.ts'
import { meetingOf, usableConnection } from '../actions/open-room.ts'
import { postText } from '../rules/posts.ts'
import * as rules from '../rules/rooms.ts'
import { chatWords } from '../rules/words.ts'
import { accountsById, listLinked, type AccountRow } from '../store/accounts.ts'
import { forgetHeard, knownConnection, serverOf } from '../store/connections.ts'
import * as store from '../store/rooms.ts'

const by = 'Chat'
const mostNames = 20

/** The net below the bell: each minute what is due is begun, and what is old is forgotten. */
export const chatJob: TenantJob = {
  name: 'chat.work',
  cron: '* * * * *',
  by,
  run: async (context) => {
    const connection = await usableConnection(context)
    if (connection === undefined) return
    const old = new Date(context.now.getTime() - rules.keepDays * 86_400_000)
    await store.forgetPosts(context, old)
    await forgetHeard(context, old)
    const { services, tenantId, now } = context
    for (const { id, nextTryAt } of await store.roomsAtWork(context))
      if (nextTryAt <= now) context.afterCommit(() => services.wake.ring(rules.chatBell, tenantId, id))
    if (connection.kind === 'matrix')
      context.afterCommit(() => services.wake.ring(rules.listenBell, tenantId, connection.id))
  },
}

/** Looks after a channel when a commit left something for it. Called once, at the start. */
export function answerChatBell(house: House): void {
  house.services.wake.on(rules.chatBell, (tenantId, roomId) => workRoom(house, tenantId, roomId))
}

/** Each step is done outside between two short transactions, and kept at once: a crash repeats one step at most. */
async function workRoom(house: House, tenantId: string, roomId: string): Promise<void> {
  const claimed = await asSystem(house, tenantId, by, async (context) => {
    const until = new Date(context.now.getTime() + rules.claimSeconds * 1000)
    const room = await store.claimRoom(context, roomId, until)
    return room === undefined ? undefined : { room, server: await serverFor(context, room) }
  })
  if (claimed === undefined) return
  const { room, server } = claimed
  let failure: Failure | undefined = { trouble: 'broken_off' }
  try {
    const at: At = { house, tenantId, roomId, service: chatService(house.services.egress, server), server }
    failure = await careFor(at)
  } finally {
    await asSystem(house, tenantId, by, (context) => release(context, room, failure))
  }
}

interface Failure {
  readonly trouble: ChatTrouble
  readonly retryAfterSeconds?: number
}

interface At {
  readonly house: House
  readonly tenantId: string
  readonly roomId: string
  readonly service: ChatService
  readonly server: ChatServer
}

async function serverFor(context: Context, { connectionId }: store.RoomRow): Promise<ChatServer> {
  // A room at work has one: the table says so.
  return serverOf(context, await knownConnection(context, connectionId ?? ''))
}

/** @returns what stopped it; undefined when all was done */
async function careFor(at: At): Promise<Failure | undefined> {
  const made = await makeChannel(at)
  if (made !== undefined) return made
  const plan = await asSystem(at.house, at.tenantId, by, (context) => planOf(context, at.roomId))
  return (
    (await letGo(at, plan)) ??
    (await letIn(at, plan)) ??
    (await say(at, plan)) ??
    (plan.room.state === 'closing' ? await archive(at, plan) : undefined)
  )
}

async function makeChannel(at: At): Promise<Failure | undefined> {
  const about = await asSystem(at.house, at.tenantId, by, async (context) => {
    const room = await store.getRoom(context, at.roomId)
    const { number, mode } = await incidentFor(context, room.incidentId)
    const { language } = await knownConnection(context, room.connectionId ?? '')
    const isBarred = room.hostileAt !== null || (await isMailHostile(context, room.incidentId))
    return { room, number, mode, language, isBarred }
  })
  const { room, number, mode } = about
  // Closed, or in other hands, before there was anything: then there is nothing to make.
  if (room.remoteRef !== '' || room.state !== 'wanted' || about.isBarred) return undefined
  for (let turn = room.turn; turn < room.turn + mostNames; turn += 1) {
    const name = rules.channelName({ number, mode, turn })
    const made = await at.service.create({ name, topic: chatWords(about.language).topic })
    if (made.state === 'failed' && made.trouble === 'taken') continue
    if (made.state === 'failed') return made
    await asSystem(at.house, at.tenantId, by, async (context) => {
      const now = await store.getRoom(context, room.id)
      const { ref: remoteRef, link } = made.value
      const state = now.state === 'wanted' ? 'open' : now.state
      await store.updateRoom(context, room.id, { remoteRef, link, name, state, turn: turn + 1 })
      context.record({ stream: room.incidentId, kind: 'chat.ready', fields: { name } })
      const { services, tenantId } = context
      if (at.server.kind === 'matrix')
        context.afterCommit(() => services.wake.ring(rules.listenBell, tenantId, now.connectionId ?? ''))
    })
    return undefined
  }
  return { trouble: 'taken' }
}

interface Plan {
  readonly room: store.RoomRow
  readonly letGo: readonly { readonly seat: store.SeatRow; readonly name: string }[]
  readonly letIn: readonly AccountRow[]
  /** Names of the members, for the record. */
  readonly names: ReadonlyMap<string, string>
  readonly posts: readonly { readonly id: string; readonly text: string | undefined }[]
}

async function planOf(context: Context, roomId: string): Promise<Plan> {
  const room = await store.getRoom(context, roomId)
  const { incidentId } = room
  const incident = await incidentFor(context, incidentId)
  const connection = await knownConnection(context, room.connectionId ?? '')
  const isOpen = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)?.isOpen === true
  const isBarred = room.hostileAt !== null || (await isMailHostile(context, incidentId))
  const isAllowed = rules.mayTell({ isOpen, tlp: incident.tlp, allowsWords: room.allowsWords })
  const tells = isAllowed && !isBarred && room.remoteRef !== ''
  const linked = await listLinked(context, connection.id)
  const inside = new Set((await peopleInside(context, incidentId)).map(({ id }) => id))
  const atWork = await peopleAtWork(context, incidentId)
  const seats = await store.listSeats(context, roomId)
  const leaving = seats.filter((seat) => seat.state === 'in' && !keepsSeat(seat, linked, inside))
  const words = chatWords(connection.language)
  const about = { ...incident, meeting: meetingOf(context, room) }
  return {
    room,
    letGo: await withNames(context, leaving),
    letIn:
      tells && room.state === 'open'
        ? linked.filter((one) => inside.has(one.memberId) && isWanted(one, { seats, atWork, isOpen }))
        : [],
    names: await namesOf(
      context,
      linked.map(({ memberId }) => memberId),
    ),
    posts: (await store.waitingPosts(context, roomId)).map((post) => ({
      id: post.id,
      text: tells ? postText(post, about, words) : undefined,
    })),
  }
}

/** Also of accounts that are linked no more. */
async function withNames(context: Context, seats: readonly store.SeatRow[]): Promise<Plan['letGo']> {
  const accounts = await accountsById(
    context,
    seats.map(({ accountId }) => accountId),
  )
  const memberOf = new Map(accounts.map(({ id, memberId }) => [id, memberId]))
  const names = await namesOf(context, memberOf.values())
  return seats.map((seat) => ({ seat, name: names.get(memberOf.get(seat.accountId) ?? '') ?? '' }))
}

function keepsSeat(seat: store.SeatRow, linked: readonly AccountRow[], inside: ReadonlySet<string>): boolean {
  const account = linked.find(({ id }) => id === seat.accountId)
  return account !== undefined && account.userRef === seat.userRef && inside.has(account.memberId)
}

/** Who has something to do in an open case or asked to be let in; everybody who is named in one that is closed to the rest. */
function isWanted(
  { id, memberId, userRef }: AccountRow,
  about: { seats: readonly store.SeatRow[]; atWork: ReadonlySet<string>; isOpen: boolean },
): boolean {
  const seat = about.seats.find(({ accountId }) => accountId === id)
  const isSame = seat?.userRef === userRef
  if (isSame && (seat.state === 'in' || seat.state === 'refused')) return false
  return !about.isOpen || about.atWork.has(memberId) || seat?.state === 'asked'
}

async function letGo(at: At, { room, letGo: leaving }: Plan): Promise<Failure | undefined> {
  for (const { seat, name } of leaving) {
    const { accountId, userRef } = seat
    const gone = await at.service.remove(room.remoteRef, userRef)
    if (gone.state === 'failed' && gone.trouble !== 'person') return gone
    await asSystem(at.house, at.tenantId, by, async (context) => {
      await store.keepSeat(context, room, { accountId, userRef, state: 'out' })
      context.record({ stream: room.incidentId, kind: 'chat.cut', fields: { account: accountId, name } })
    })
  }
  return undefined
}

async function letIn(at: At, { room, letIn: coming, names }: Plan): Promise<Failure | undefined> {
  for (const { id: accountId, userRef, memberId } of coming) {
    const asked = await at.service.invite(room.remoteRef, userRef)
    if (asked.state === 'failed' && asked.trouble !== 'person') return asked
    const state = asked.state === 'done' ? 'in' : 'refused'
    await asSystem(at.house, at.tenantId, by, async (context) => {
      await store.keepSeat(context, room, { accountId, userRef, state })
      const fields = { member: memberId, name: names.get(memberId) ?? '', result: state }
      context.record({ stream: room.incidentId, kind: 'chat.invite', fields })
    })
  }
  return undefined
}

async function say(at: At, { room, posts }: Plan): Promise<Failure | undefined> {
  for (const { id, text } of posts) {
    const said: Called<true> =
      text === undefined ? { state: 'done', value: true } : await at.service.post(room.remoteRef, text, id)
    if (said.state === 'failed') return said
    await asSystem(at.house, at.tenantId, by, (context) =>
      store.settlePost(context, id, text === undefined ? 'dropped' : 'sent'),
    )
  }
  return undefined
}

async function archive(at: At, { room }: Plan): Promise<Failure | undefined> {
  if (room.remoteRef !== '') {
    const gone = await at.service.archive(room.remoteRef)
    if (gone.state === 'failed') return gone
  }
  await asSystem(at.house, at.tenantId, by, async (context) => {
    const now = await store.getRoom(context, room.id)
    // Opened again while this was under way: what is archived stays so, and a new channel is made.
    const state = now.state === 'closing' ? 'archived' : 'wanted'
    await store.updateRoom(context, room.id, {
      ...{ state, archivedAt: context.now },
      ...(state === 'wanted' && { remoteRef: '', link: '', nextTryAt: context.now }),
    })
    if (state === 'wanted') await store.clearSeats(context, room.id)
    context.record({ stream: room.incidentId, kind: 'chat.close', fields: { name: room.name } })
  })
  return undefined
}

/** What was left meanwhile for this room keeps its time; else it rests, or waits after a failure. */
async function release(
  context: Context,
  claimed: store.RoomRow,
  failure: Failure | undefined,
): Promise<void> {
  const room = await store.getRoom(context, claimed.id)
  const { now, services, tenantId } = context
  if (failure === undefined) {
    const isStirred = room.nextTryAt < claimed.nextTryAt
    const rested = new Date(now.getTime() + rules.restMinutes * 60_000)
    const nextTryAt = isStirred ? room.nextTryAt : rested
    await store.updateRoom(context, room.id, { claimedUntil: null, trouble: '', tries: 0, nextTryAt })
    if (isStirred) context.afterCommit(() => services.wake.ring(rules.chatBell, tenantId, room.id))
    return
  }
  const tries = room.tries + 1
  const nextTryAt = rules.nextTryAt(tries, now, failure.retryAfterSeconds)
  const { trouble } = failure
  await store.updateRoom(context, room.id, { claimedUntil: null, trouble, tries, nextTryAt })
}
