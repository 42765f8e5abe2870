import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod'

/** What a server of a chat was asked, and an answer that it gives in place of its own, once. */
export interface ChatFake {
  readonly address: string
  readonly asked: { readonly method: string; readonly path: string; readonly body: unknown }[]
  /** Given once each to whoever asks next. */
  readonly forced: {
    readonly status: number
    readonly headers?: Record<string, string>
    readonly json?: unknown
  }[]
  /** What happens while a call to such a path is under way, once. */
  readonly meanwhile: { readonly path: RegExp; readonly run: () => Promise<void> }[]
  readonly channels: Map<string, FakeChannel>
  /** Lines that are handed to whoever waits for news (Matrix). */
  readonly written: {
    readonly room: string
    readonly event: string
    readonly sender: string
    readonly body: string
  }[]
  close(): void
}

export interface FakeChannel {
  readonly name: string
  readonly members: Set<string>
  readonly said: string[]
  isArchived: boolean
}

export const botToken = 'bot-token-4711'
/** People that each of the three knows, beside the bot. */
export const users = { mattermost: 'u'.repeat(26), slack: 'U2CERLKJA', matrix: '@anna:example.org' }

type Answer = readonly [status: number, json: unknown]
type Handler = (asked: { method: string; url: URL; body: unknown }) => Answer

async function fake(handler: (fake: ChatFake) => Handler): Promise<ChatFake> {
  const made = { asked: [], forced: [], meanwhile: [], channels: new Map(), written: [] } as Omit<
    ChatFake,
    'address' | 'close'
  > // filled as it goes
  const handlers: Handler[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const url = new URL(request.url ?? '/', 'http://chat.test')
      made.asked.push({ method: request.method ?? '', path: url.pathname, body })
      if (made.meanwhile[0]?.path.test(url.pathname) === true) await made.meanwhile.shift()?.run()
      const forced = made.forced.shift()
      if (forced !== undefined) return send(response, forced.status, forced.json ?? {}, forced.headers)
      if (request.headers.authorization !== `Bearer ${botToken}`)
        return send(response, 401, { errcode: 'M_UNKNOWN_TOKEN' })
      const [status, json] = handlers[0]?.({ method: request.method ?? '', url, body }) ?? [500, {}]
      return send(response, status, json)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens
  const whole: ChatFake = {
    ...made,
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  handlers.push(handler(whole))
  return whole
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part) // what a request streams
  const text = Buffer.concat(parts).toString()
  return text === '' ? undefined : (JSON.parse(text) as unknown) // judged by the schemas below
}

function send(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json))
}

/** Whether a body holds these fields and no other. */
function fits<T extends z.ZodType>(schema: T, body: unknown): z.output<T> | undefined {
  const read = schema.safeParse(body)
  return read.success ? read.data : undefined
}

const id26 = z.string().regex(/^[a-z0-9]{26}$/)

/** As https://developers.mattermost.com/api-documentation/ has it, for what Muster asks. */
export function mattermostFake(): Promise<ChatFake> {
  const NewChannel = z.strictObject({
    ...{
      team_id: id26,
      display_name: z.string().max(64),
      header: z.string().max(1024),
      type: z.enum(['O', 'P']),
    },
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/),
  })
  return fake(({ channels }) => ({ method, url, body }) => {
    const path = url.pathname.replace('/api/v4', '')
    const [, what, ref = '', part, user] = path.split('/')
    if (path === '/users/me') return [200, { id: 'b'.repeat(26), username: 'muster' }]
    if (path === '/teams/name/bakery') return [200, { id: 't'.repeat(26), display_name: 'Bakery' }]
    if (what === 'teams') return [404, { id: 'app.team.get_by_name.missing.app_error' }]
    if (method === 'POST' && path === '/channels') {
      const wanted = fits(NewChannel, body)
      if (wanted === undefined || wanted.type !== 'P')
        return [400, { id: 'api.context.invalid_body_param.app_error' }]
      if ([...channels.values()].some(({ name }) => name === wanted.name))
        return [400, { id: 'store.sql_channel.save_channel.exists.app_error' }]
      const made = `c${String(channels.size).padStart(25, '0')}`
      channels.set(made, { name: wanted.name, members: new Set(), said: [], isArchived: false })
      return [201, { id: made, name: wanted.name }]
    }
    if (method === 'POST' && path === '/posts') {
      const post = fits(z.strictObject({ channel_id: id26, message: z.string().min(1).max(16_383) }), body)
      const channel = channels.get(post?.channel_id ?? '')
      if (post === undefined || channel === undefined) return [400, {}]
      if (channel.isArchived) return [400, { id: 'api.post.create_post.can_not_post_to_deleted.error' }]
      channel.said.push(post.message)
      return [201, { id: 'p'.repeat(26) }]
    }
    const channel = channels.get(ref)
    if (channel === undefined) return [404, {}]
    if (method === 'POST' && part === 'members') {
      const wanted = fits(z.strictObject({ user_id: id26 }), body)
      if (wanted === undefined || wanted.user_id.startsWith('x'))
        return [404, { id: 'app.user.missing_account.const' }]
      channel.members.add(wanted.user_id)
      return [201, { channel_id: ref }]
    }
    if (method === 'DELETE' && part === 'members')
      return channel.members.delete(user ?? '') ? [200, { status: 'OK' }] : [404, {}]
    if (method === 'GET' && part === 'posts') {
      const order = channel.said.map((_, index) => `post${index}`)
      return [
        200,
        { order: url.searchParams.get('page') === '0' ? order : [], posts: { said: channel.said } },
      ]
    }
    if (method !== 'DELETE') return [405, {}]
    channel.isArchived = true
    return [200, { status: 'OK' }]
  })
}

/** As https://docs.slack.dev/reference/methods has it: a refusal is a 200 that says so. */
export function slackFake(): Promise<ChatFake> {
  const On = z.strictObject({ channel: z.string().regex(/^C\d+$/) })
  const bodies: Readonly<Record<string, z.ZodObject>> = {
    'auth.test': z.strictObject({}),
    'conversations.create': z.strictObject({
      name: z.string().regex(/^[a-z0-9_-]{1,80}$/),
      is_private: z.literal(true),
    }),
    'conversations.setTopic': On.extend({ topic: z.string().max(250) }),
    'conversations.invite': On.extend({ users: z.string().regex(/^[UW][A-Z0-9]+$/) }),
    'conversations.kick': On.extend({ user: z.string().regex(/^[UW][A-Z0-9]+$/) }),
    'conversations.archive': On,
    'chat.postMessage': On.extend({
      ...{ text: z.string().min(1).max(40_000), mrkdwn: z.literal(false), parse: z.literal('none') },
      ...{ link_names: z.literal(false), unfurl_links: z.literal(false), unfurl_media: z.literal(false) },
    }),
  }
  const no = (error: string): Answer => [200, { ok: false, error }]
  return fake(({ channels }) => ({ method, url, body }) => {
    const name = url.pathname.replace('/api/', '')
    const reading = channels.get(url.searchParams.get('channel') ?? '')
    if (method === 'GET' && name === 'conversations.history') {
      if (reading === undefined) return no('channel_not_found')
      const isFirst = url.searchParams.get('cursor') === null
      const messages = isFirst
        ? [{ ts: '1.1', text: 'first', reply_count: 1 }]
        : [{ ts: '1.0', text: 'older' }]
      return [200, { ok: true, messages, response_metadata: { next_cursor: isFirst ? 'next==' : '' } }]
    }
    if (method === 'GET' && name === 'conversations.replies')
      return [200, { ok: true, messages: [{ ts: url.searchParams.get('ts'), text: 'an answer' }] }]
    const schema = bodies[name]
    if (method !== 'POST' || schema === undefined) return no('unknown_method')
    const wanted = fits(schema, body) as Readonly<Record<string, string>> | undefined // one of the above
    if (wanted === undefined) return no('invalid_arguments')
    if (name === 'auth.test')
      return [200, { ok: true, user_id: 'UBOT', team_id: 'T1DC2JH3J', team: 'Bakery' }]
    if (name === 'conversations.create') {
      if ([...channels.values()].some((one) => one.name === wanted['name'])) return no('name_taken')
      const id = `C${channels.size}`
      channels.set(id, { name: wanted['name'] ?? '', members: new Set(), said: [], isArchived: false })
      return [200, { ok: true, channel: { id } }]
    }
    const channel = channels.get(wanted['channel'] ?? '')
    if (channel === undefined) return no('channel_not_found')
    if (name === 'conversations.archive') {
      if (channel.isArchived) return no('already_archived')
      channel.isArchived = true
    } else if (channel.isArchived) return no('is_archived')
    if (name === 'chat.postMessage') channel.said.push(wanted['text'] ?? '')
    if (name === 'conversations.invite') {
      if (wanted['users'] === 'U0') return no('user_not_found')
      if (channel.members.has(wanted['users'] ?? '')) return no('already_in_channel')
      channel.members.add(wanted['users'] ?? '')
    }
    if (name === 'conversations.kick' && !channel.members.delete(wanted['user'] ?? ''))
      return no('not_in_channel')
    return [200, { ok: true }]
  })
}

/** As https://spec.matrix.org/v1.16/client-server-api/ has it. A room whose name begins with `sealed` is encrypted by the server. */
export function matrixFake(): Promise<ChatFake> {
  const State = z.strictObject({
    type: z.string(),
    state_key: z.literal(''),
    content: z.record(z.string(), z.unknown()),
  })
  const NewRoom = z.strictObject({
    ...{ preset: z.literal('private_chat'), visibility: z.literal('private'), name: z.string() },
    ...{ topic: z.string().optional(), is_direct: z.literal(true).optional() },
    ...{ invite: z.array(z.string()).max(1).optional(), initial_state: z.array(State) },
  })
  const sent = new Set<string>()
  const forbidden: Answer = [403, { errcode: 'M_FORBIDDEN' }]
  return fake(({ channels, written }) => ({ method, url, body }) => {
    const path = url.pathname.replace('/_matrix/client/v3', '')
    if (path === '/account/whoami') return [200, { user_id: '@muster:example.org' }]
    if (path === '/createRoom') {
      const wanted = fits(NewRoom, body)
      if (wanted === undefined) return [400, { errcode: 'M_BAD_JSON' }]
      const id = `!room${channels.size}:example.org`
      channels.set(id, { name: wanted.name, members: new Set(wanted.invite), said: [], isArchived: false })
      return [200, { room_id: id }]
    }
    if (path === '/sync') {
      const since = Number(url.searchParams.get('since') ?? written.length)
      const filter = JSON.parse(url.searchParams.get('filter') ?? '{}') as { room: { rooms: string[] } } // as it was asked
      const fresh = written.slice(since).filter(({ room }) => filter.room.rooms.includes(room))
      const join = Object.fromEntries(
        filter.room.rooms.map((room) => [
          room,
          { timeline: { events: fresh.filter((one) => one.room === room).map(eventOf) } },
        ]),
      )
      return [200, { next_batch: String(written.length), rooms: { join } }]
    }
    const [, , room = '', verb = '', what = '', who = ''] = path.split('/').map(decodeURIComponent)
    const channel = channels.get(room)
    if (channel === undefined) return forbidden
    if (verb === 'state' && what === 'm.room.encryption')
      return channel.name.startsWith('sealed')
        ? [200, { algorithm: 'm.megolm.v1.aes-sha2' }]
        : [404, { errcode: 'M_NOT_FOUND' }]
    if (verb === 'state' && what === 'm.room.member')
      return channel.members.has(who) ? [200, { membership: 'join' }] : [404, { errcode: 'M_NOT_FOUND' }]
    if (verb === 'state' && method === 'GET')
      return [200, { users: { '@muster:example.org': 100 }, events_default: 0 }]
    if (verb === 'state') {
      channel.isArchived = (body as { events_default?: unknown }).events_default === 100 // compared, whatever it is
      return [200, { event_id: '$x' }]
    }
    if (verb === 'leave') return [200, {}]
    if (verb === 'messages')
      return [200, { chunk: channel.said, ...(url.searchParams.has('from') ? {} : { end: 't1' }) }]
    if (verb === 'send') {
      const words = fits(
        z.strictObject({
          msgtype: z.literal('m.text'),
          body: z.string().min(1),
          'm.mentions': z.strictObject({}),
        }),
        body,
      )
      if (method !== 'PUT' || words === undefined) return [400, { errcode: 'M_BAD_JSON' }]
      if (!sent.has(who)) channel.said.push(words.body)
      sent.add(who)
      return [200, { event_id: '$y' }]
    }
    const user = fits(z.strictObject({ user_id: z.string().startsWith('@') }), body)?.user_id
    if (method !== 'POST' || user === undefined) return [400, {}]
    if (verb === 'invite' && channel.members.has(user)) return forbidden
    if (verb === 'kick' && !channel.members.has(user)) return forbidden
    if (verb === 'invite') channel.members.add(user)
    if (verb === 'kick') channel.members.delete(user)
    return [200, {}]
  })
}

function eventOf({ event, sender, body }: ChatFake['written'][number]) {
  return { type: 'm.room.message', event_id: event, sender, content: { msgtype: 'm.text', body } }
}
