/** Live updates: server-sent events that say which stream of the ledger moved, resumable by the leaf's index. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { may } from '../../base/access.ts'
import type { LedgerEvent } from '../../base/event.ts'
import { refuse } from '../../base/refusal.ts'
import type { House, TenantActor } from '../action.ts'
import { audienceOf, mayHear, type Audience, type Listener } from '../database/circle.ts'
import { lastIndex, readSince } from '../ledger/read.ts'
import { actorOf } from './actor.ts'
import { gatherTouches, touchText, type ToldTouch } from './touches.ts'

const heartbeatMillis = 20_000
/** A cut right leaves a leaf, and that leaf makes each viewer prove itself again; this is the net below. */
const recheckMillis = 15_000
const rightsMoved = /^(member|session|apikey|password|mfa|access|access_profile)\./
const pageSize = 500
const slowReaderBytes = 1024 * 1024

/** `GET /api/v1/live`: for whoever may read incidents. */
export function mountLive(app: FastifyInstance, house: House): void {
  const feeds = new Map<string, Feed>()
  const open = new Set<FastifyReply>()
  app.get('/api/v1/live', async (request, reply) => {
    const actor = await viewer(house, request)
    const from = resumeFrom(request)
    const feed = feedOf(feeds, house, actor.tenantId)
    open.add(reply)
    reply.raw.once('close', () => open.delete(reply))
    await serve(house, request, reply, { feed, from, listener: listenerOf(actor) })
    return reply
  })
  app.addHook('preClose', async () => open.forEach((reply) => reply.raw.end()))
}

async function viewer(house: House, request: FastifyRequest): Promise<TenantActor> {
  const actor = await actorOf(house, request, { permission: 'incident.read', kind: 'live' })
  if (actor.kind === 'nobody') refuse('unauthenticated', 'Sign in to follow what happens.')
  if (!('tenantId' in actor)) refuse('not_found', 'Choose an organisation that you belong to.')
  if (!may(actor, 'incident.read')) refuse('forbidden', 'Your role does not allow this.')
  return actor
}

function listenerOf(actor: TenantActor): Listener {
  return actor.kind === 'member'
    ? { memberId: actor.memberId, role: actor.role }
    : { memberId: undefined, role: undefined }
}

/** The browser sends the last id it saw; without one a connection starts at the present. */
function resumeFrom(request: FastifyRequest): number | undefined {
  const header = request.headers['last-event-id']
  if (header === undefined) return undefined
  const index = Number(header)
  if (!Number.isSafeInteger(index) || index < -1)
    refuse('invalid', 'Last-Event-ID is not one of ours.', { status: 400 })
  return index
}

/** An event with those who may hear of it, as it was when it was read. */
interface Told extends LedgerEvent {
  readonly audience: Audience | undefined
}

/** A case that was open and is now closed to some: they hear that it moved, and find that it is not there. */
const closedToSome = 'incident.restrict'
/** That a guest read something is on the record; no screen changes by it. */
const silent = 'guest.read'

/** What happened before somebody listened is told them only if they may see it now: or the past would list closed cases. */
function hears(listener: Listener, { kind, audience }: Told, isNew: boolean): boolean {
  if (kind === silent) return false
  return mayHear(listener, audience) || (isNew && kind === closedToSome && listener.role !== 'guest')
}

/** One who listens: to leaves, and to what moves without one. */
interface Hearing {
  readonly told: (events: readonly Told[]) => void
  /** Undefined: what moved may have been missed. */
  readonly touched: (moved: readonly ToldTouch[] | undefined) => void
}

interface Feed {
  /** Reads what is new once for all viewers of a tenant, and hands it to each. */
  join(listener: Hearing): () => void
  since(index: number): Promise<Told[]>
  last(): Promise<number>
}

function feedOf(feeds: Map<string, Feed>, house: House, tenantId: string): Feed {
  const known = feeds.get(tenantId)
  if (known !== undefined) return known
  const feed = createFeed(house, tenantId, () => feeds.delete(tenantId))
  feeds.set(tenantId, feed)
  return feed
}

function createFeed(house: House, tenantId: string, ended: () => void): Feed {
  const listeners = new Set<Hearing>()
  const read = <T>(work: (client: Parameters<typeof lastIndex>[0]) => Promise<T>) =>
    house.wall.inTenant(tenantId, (tx) => work(tx.$client))
  const readTold = (index: number) =>
    read(async (client) => {
      const events = await readSince(client, index, pageSize)
      const audiences = await audienceOf(
        client,
        events.map(({ stream }) => stream),
      )
      return events.map((event) => ({ ...event, audience: audiences.get(event.stream) }))
    })
  const touches = gatherTouches(house, tenantId, (moved) =>
    listeners.forEach(({ touched }) => touched(moved)),
  )
  let position = -1
  let started: Promise<void> | undefined
  let busy = false
  let again = false
  let stop: (() => void) | undefined

  /** A database that was away when the first viewer came is asked again for the next one. */
  const begin = async () => {
    started ??= read(lastIndex).then((last) => {
      position = last
    })
    return started.catch((error: unknown) => {
      started = undefined
      throw error
    })
  }

  const pump = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    await begin()
    do {
      again = false
      const events = await readTold(position)
      if (events.length === 0) continue
      position = events.at(-1)?.index ?? position
      listeners.forEach(({ told }) => told(events))
      again ||= events.length === pageSize
    } while (again)
    busy = false
  }
  const wake = () => {
    pump().catch((error: unknown) => {
      busy = false
      house.services.log.warn(
        { err: error },
        'the live feed could not read the ledger and will try at the next change',
      )
    })
  }
  return {
    join(listener) {
      listeners.add(listener)
      // Watching comes first: what commits while the position is read wakes the feed afterwards.
      stop ??= house.services.hub.watch(tenantId, wake, touches)
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        stop?.()
        ended()
      }
    },
    since: readTold,
    last: async () => {
      await begin()
      return read(lastIndex)
    },
  }
}

async function serve(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { feed: Feed; from: number | undefined; listener: Listener },
): Promise<void> {
  const { feed, from } = given
  let { listener } = given
  const waiting: Told[] = []
  let ready = false
  let sent = from ?? Number.POSITIVE_INFINITY
  const write = (events: readonly Told[], isNew: boolean) => {
    const fresh = events.filter((event) => event.index > sent)
    sent = Math.max(sent, ...fresh.map((event) => event.index))
    const heard = fresh.filter((event) => hears(listener, event, isNew))
    if (heard.length > 0) reply.raw.write(heard.map(eventText).join(''))
    // a reader this slow comes back with the last event it saw, and reads on from there
    if (reply.raw.writableLength > slowReaderBytes) reply.raw.destroy()
    if (fresh.some((event) => rightsMoved.test(event.kind))) proveAgain()
  }
  const proveAgain = () => {
    viewer(house, request).then(
      (actor) => {
        listener = listenerOf(actor)
      },
      () => reply.raw.end(),
    )
  }
  const leave = feed.join({
    told: (events) => (ready ? write(events, true) : waiting.push(...events)),
    touched: (moved) => {
      // Whoever is not ready yet asks for all of it once they are: the browser's first word of a connection.
      if (!ready) return
      // Whoever missed some, or is too slow to be told, comes back and asks.
      if (moved === undefined || reply.raw.writableLength > slowReaderBytes) return void reply.raw.destroy()
      const heard = moved.filter(({ audience }) => mayHear(listener, audience))
      if (heard.length > 0) reply.raw.write(heard.map(touchText).join(''))
    },
  })
  reply.raw.once('close', leave)
  try {
    const last = await feed.last()
    sent = from ?? last
  } catch (error) {
    leave()
    throw error
  }
  // who left meanwhile was let go already; timers for them would never end
  if (reply.raw.destroyed) return
  const heartbeat = setInterval(() => reply.raw.write(': here\n\n'), heartbeatMillis)
  const recheck = setInterval(proveAgain, recheckMillis)
  reply.raw.once('close', () => {
    clearInterval(heartbeat)
    clearInterval(recheck)
  })
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  reply.raw.write(`retry: 1000\n\nid: ${sent}\nevent: position\ndata: {"index":${sent}}\n\n`)
  try {
    for (let missed = await feed.since(sent); missed.length > 0; missed = await feed.since(sent))
      write(missed, false)
  } catch (error) {
    // the answer has begun: the browser comes back by itself with the last event it saw
    house.services.log.warn({ err: error }, 'a live connection could not catch up and was ended')
    reply.raw.end()
    return
  }
  write(waiting, true)
  ready = true
}

function eventText({ index, stream, kind }: Told): string {
  return `id: ${index}\nevent: change\ndata: ${JSON.stringify({ index, stream, kind })}\n\n`
}
