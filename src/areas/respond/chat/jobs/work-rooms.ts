import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import type { ChatTrouble } from '../../../../platform/chat/call.ts'
import type { ChatServer, ChatService } from '../../../../platform/chat/server.ts'
import { chatService } from '../../../../platform/chat/service.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { isMailHostile } from '../../communications/public.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import { usableConnection } from '../actions/open-room.ts'
import { stir } from '../actions/stir.ts'
import * as rules from '../rules/rooms.ts'
import { chatWords } from '../rules/words.ts'
import { forgetHeard, knownConnection, serverOf } from '../store/connections.ts'
import * as store from '../store/rooms.ts'
import { nextStep, type Step } from './next-step.ts'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

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
    const room = await store.claimRoom(context, roomId, claimEnd(context))
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

/**
 * One step at a time, and a new look before each: between two of them the case may be closed to people, marked, or in
 * other hands.
 * @returns what stopped it; undefined when all was done
 */
async function careFor(at: At): Promise<Failure | undefined> {
  const made = await makeChannel(at)
  if (made !== undefined) return made
  for (let done = 0; done < rules.mostSteps; done += 1) {
    const step = await inside(at, async (context) => {
      await store.renewClaim(context, at.roomId, claimEnd(context))
      return nextStep(context, at.roomId)
    })
    if (step === undefined) return undefined
    if (step.kind === 'archive') return archive(at, step.room)
    const failure = await take(at, step)
    if (failure !== undefined) return failure
  }
  await inside(at, (context) => stir(context, { id: at.roomId }))
  return undefined
}

function inside<T>({ house, tenantId }: At, work: (context: Context) => Promise<T>): Promise<T> {
  return asSystem(house, tenantId, by, work)
}

function claimEnd({ now }: Context): Date {
  return new Date(now.getTime() + rules.claimSeconds * 1000)
}

async function makeChannel(at: At): Promise<Failure | undefined> {
  const about = await inside(at, async (context) => {
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
    if (made.state === 'failed' && made.trouble === 'taken') {
      await inside(at, (context) =>
        store.updateRoom(context, room.id, { turn: turn + 1, claimedUntil: claimEnd(context) }),
      )
      continue
    }
    if (made.state === 'failed') return made
    await inside(at, async (context) => {
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

function take(at: At, step: Exclude<Step, { kind: 'archive' }>): Promise<Failure | undefined> {
  switch (step.kind) {
    case 'let_go':
      return letGo(at, step)
    case 'let_in':
      return letIn(at, step)
    case 'say':
      return say(at, step)
  }
}

async function letGo(at: At, { room, seat, name, isMoving }: StepOf<'let_go'>): Promise<Failure | undefined> {
  const { accountId, userRef } = seat
  const gone = await at.service.remove(room.remoteRef, userRef)
  if (gone.state === 'failed' && gone.trouble !== 'person') return gone
  await inside(at, async (context) => {
    const left = isMoving ? { userRef: '', state: 'asked' as const } : { userRef, state: 'out' as const }
    await store.keepSeat(context, room, { accountId, ...left })
    context.record({ stream: room.incidentId, kind: 'chat.cut', fields: { account: accountId, name } })
  })
  return undefined
}

/** Kept before it is done: whoever was let in by a call that broke off is still let go later. */
async function letIn(at: At, { room, account, name }: StepOf<'let_in'>): Promise<Failure | undefined> {
  const { id: accountId, userRef, memberId } = account
  await inside(at, (context) => store.keepSeat(context, room, { accountId, userRef, state: 'asked' }))
  const asked = await at.service.invite(room.remoteRef, userRef)
  if (asked.state === 'failed' && asked.trouble !== 'person') return asked
  const state = asked.state === 'done' ? 'in' : 'refused'
  await inside(at, async (context) => {
    await store.keepSeat(context, room, { accountId, userRef, state })
    const fields = { member: memberId, name, result: state }
    context.record({ stream: room.incidentId, kind: 'chat.invite', fields })
  })
  return undefined
}

async function say(at: At, { room, postId, text }: StepOf<'say'>): Promise<Failure | undefined> {
  if (text !== undefined) {
    const said = await at.service.post(room.remoteRef, text, postId)
    if (said.state === 'failed') return said
  }
  await inside(at, (context) => store.settlePost(context, postId, text === undefined ? 'dropped' : 'sent'))
  return undefined
}

async function archive(at: At, room: store.RoomRow): Promise<Failure | undefined> {
  if (room.remoteRef !== '') {
    const gone = await at.service.archive(room.remoteRef)
    if (gone.state === 'failed') return gone
  }
  await inside(at, async (context) => {
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
    const isStirred = room.nextTryAt.getTime() !== claimed.nextTryAt.getTime()
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
