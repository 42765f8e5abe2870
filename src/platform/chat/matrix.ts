/**
 * Promises the chat service over the client-server interface v3 of Matrix with the access token of a bot
 * (https://spec.matrix.org/v1.16/client-server-api/, read on 2026-11-22). Rooms are not encrypted: a bot that cannot
 * read takes no commands, so one that the server encrypts by itself is refused.
 */
import type { Egress } from '../egress.ts'
import {
  askChat,
  failed,
  failedBy,
  fieldIn,
  listIn,
  textIn,
  type Called,
  type ChatAnswer,
  type ChatRequest,
} from './call.ts'
import { matrixEvent } from './send.ts'
import type { ChatServer, ChatService } from './service.ts'

const pageSize = 200
const pollMillis = 25_000

/** A message that somebody wrote in a room. */
export interface MatrixMessage {
  readonly room: string
  readonly event: string
  readonly sender: string
  readonly text: string
}

export function matrixService(egress: Egress, server: ChatServer): ChatService {
  const ask = askMatrix(egress, server)
  return {
    async welcome() {
      const me = await ask('GET', '/account/whoami')
      if (me.state === 'failed') return me
      const botRef = textIn(me.value.json, 'user_id')
      const team = botRef.slice(botRef.indexOf(':') + 1).slice(0, 100)
      return /^@[^:]+:.+$/.test(botRef)
        ? { state: 'done', value: { botRef, teamRef: '', team } }
        : failed('unreadable')
    },
    create: ({ name, topic }) => createRoom(ask, { preset: 'private_chat', name, topic }),
    async invite(channel, user) {
      const asked = await ask('POST', `/rooms/${part(channel)}/invite`, { user_id: user })
      if (asked.state === 'done') return done
      // A 403 stands for who is in the room already, too; only the room itself knows which it is.
      const isThere = ['join', 'invite'].includes(await membershipOf(ask, channel, user))
      return isThere
        ? done
        : asked.trouble === 'refused' || asked.trouble === 'gone'
          ? failed('person')
          : asked
    },
    async remove(channel, user) {
      const asked = await ask('POST', `/rooms/${part(channel)}/kick`, { user_id: user })
      if (asked.state === 'done') return done
      const isAway = ['leave', 'ban', ''].includes(await membershipOf(ask, channel, user))
      return isAway && asked.trouble === 'rights' ? done : asked
    },
    async post(channel, text, id) {
      const path = `/rooms/${part(channel)}/send/m.room.message/${part(id)}`
      return plain(await ask('PUT', path, matrixEvent(text)))
    },
    async archive(channel) {
      // Matrix has no archive: from now on nobody but the bot writes there.
      const path = `/rooms/${part(channel)}/state/m.room.power_levels`
      const levels = await ask('GET', path)
      if (levels.state === 'failed') return levels
      const { json } = levels.value
      if (typeof json !== 'object' || json === null) return failed('unreadable')
      return plain(await ask('PUT', path, { ...json, events_default: 100, users_default: 0, invite: 100 }))
    },
    async *pages(channel) {
      for (let from: string | undefined = ''; from !== undefined;) {
        const query = new URLSearchParams({ dir: 'b', limit: String(pageSize), ...(from !== '' && { from }) })
        const page = await ask('GET', `/rooms/${part(channel)}/messages?${query.toString()}`)
        yield page.state === 'failed' ? page : { state: 'done', value: page.value.raw }
        if (page.state === 'failed') return
        const end = textIn(page.value.json, 'end')
        from = end === '' || end === from ? undefined : end
      }
    },
  }
}

/** A room for one person and the bot, in which a code is typed that nobody else is to see. */
export async function openDirectRoom(
  egress: Egress,
  server: ChatServer,
  { user, name }: { readonly user: string; readonly name: string },
): Promise<Called<string>> {
  const made = await createRoom(askMatrix(egress, server), {
    ...{ preset: 'private_chat', name, is_direct: true },
    invite: [user],
  })
  return made.state === 'failed' ? made : { state: 'done', value: made.value.ref }
}

/**
 * Waits up to 25 seconds for what is written in these rooms.
 * @param since where to go on; '' to begin now, without what was written before
 */
export async function listenMatrix(
  egress: Egress,
  server: ChatServer,
  { since, rooms, bot }: { readonly since: string; readonly rooms: readonly string[]; readonly bot: string },
): Promise<Called<{ readonly next: string; readonly messages: readonly MatrixMessage[] }>> {
  const none = { types: [] }
  const filter = {
    ...{ presence: none, account_data: none },
    room: {
      rooms,
      timeline: { types: ['m.room.message'], limit: 100 },
      ...{ state: none, ephemeral: none, account_data: none },
    },
  }
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    timeout: since === '' ? '0' : String(pollMillis),
    ...(since !== '' && { since }),
  })
  const heard = await askMatrix(egress, server)('GET', `/sync?${query.toString()}`)
  if (heard.state === 'failed') return heard
  const next = textIn(heard.value.json, 'next_batch')
  if (next === '') return failed('unreadable')
  const joined = fieldIn(fieldIn(heard.value.json, 'rooms'), 'join')
  const messages = since === '' ? [] : rooms.flatMap((room) => messagesIn(room, fieldIn(joined, room)))
  return { state: 'done', value: { next, messages: messages.filter(({ sender }) => sender !== bot) } }
}

function messagesIn(room: string, json: unknown): MatrixMessage[] {
  return listIn(fieldIn(json, 'timeline'), 'events').flatMap((event) => {
    const content = fieldIn(event, 'content')
    const isWords = textIn(event, 'type') === 'm.room.message' && textIn(content, 'msgtype') === 'm.text'
    const message = {
      room,
      event: textIn(event, 'event_id'),
      sender: textIn(event, 'sender'),
      text: textIn(content, 'body'),
    }
    return isWords && message.event !== '' && message.sender !== '' ? [message] : []
  })
}

type Ask = (method: ChatRequest['method'], path: string, json?: object) => Promise<Called<ChatAnswer>>

function askMatrix(egress: Egress, { address, token }: ChatServer): Ask {
  return async (method, path, json) => {
    const url = new URL(`${address}/_matrix/client/v3${path}`)
    const timeoutMillis = path.startsWith('/sync') ? pollMillis + 15_000 : undefined
    const answer = await askChat(egress, {
      ...{ method, url, token },
      ...(json !== undefined && { json }),
      ...(timeoutMillis !== undefined && { timeoutMillis }),
    })
    if (answer.state === 'failed') return answer
    return answer.value.status === 200 ? answer : failedBy(withRetry(answer.value))
  }
}

/** Before version 1.10 the time to wait stood in the body alone. */
function withRetry(answer: ChatAnswer): ChatAnswer {
  const millis = fieldIn(answer.json, 'retry_after_ms')
  if (answer.retryAfterSeconds !== undefined || typeof millis !== 'number') return answer
  return { ...answer, retryAfterSeconds: Math.ceil(Math.max(0, millis) / 1000) }
}

async function createRoom(ask: Ask, wanted: object): Promise<Called<{ ref: string; link: string }>> {
  const initial_state = [
    { type: 'm.room.guest_access', state_key: '', content: { guest_access: 'forbidden' } },
    { type: 'm.room.history_visibility', state_key: '', content: { history_visibility: 'shared' } },
  ]
  const made = await ask('POST', '/createRoom', { ...wanted, visibility: 'private', initial_state })
  if (made.state === 'failed') return made
  const ref = textIn(made.value.json, 'room_id')
  if (!ref.startsWith('!')) return failed('unreadable')
  const sealed = await ask('GET', `/rooms/${part(ref)}/state/m.room.encryption`)
  if (sealed.state === 'done') {
    await ask('POST', `/rooms/${part(ref)}/leave`, {})
    return failed('encrypted')
  }
  if (sealed.trouble !== 'gone') return sealed
  return { state: 'done', value: { ref, link: `https://matrix.to/#/${part(ref)}` } }
}

/** '' where the room knows nothing of them. */
async function membershipOf(ask: Ask, channel: string, user: string): Promise<string> {
  const found = await ask('GET', `/rooms/${part(channel)}/state/m.room.member/${part(user)}`)
  if (found.state === 'done') return textIn(found.value.json, 'membership')
  return found.trouble === 'gone' ? '' : 'unknown'
}

const done = { state: 'done', value: true } as const

function plain(called: Called<ChatAnswer>): Called<true> {
  return called.state === 'failed' ? called : done
}

function part(text: string): string {
  return encodeURIComponent(text)
}
