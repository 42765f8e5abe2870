/**
 * Promises the chat service over the Web API of Slack with the token of an app of one's own
 * (https://docs.slack.dev/reference/methods, read on 2026-11-22).
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
  type ChatTrouble,
} from './call.ts'
import { slackText } from './send.ts'
import type { ChatServer, ChatService } from './service.ts'

const pageSize = 200

export function slackService(egress: Egress, { address, token, teamRef }: ChatServer): ChatService {
  const send = async (url: URL, json?: object): Promise<Called<ChatAnswer>> => {
    const method = json === undefined ? 'GET' : 'POST'
    const answer = await askChat(egress, { method, url, token, ...(json !== undefined && { json }) })
    if (answer.state === 'failed') return answer
    if (answer.value.status !== 200) return failedBy(answer.value)
    // A refusal is a 200 that says so in `ok` and `error`.
    if (fieldIn(answer.value.json, 'ok') === true) return answer
    const error = textIn(answer.value.json, 'error')
    return failed(
      error === '' ? 'unreadable' : (troubles[error] ?? 'refused'),
      answer.value.retryAfterSeconds,
    )
  }
  const call = (name: string, json: object) => send(new URL(`${address}/api/${name}`), json)
  const read = (name: string, fields: Readonly<Record<string, string>>) =>
    send(new URL(`${address}/api/${name}?${new URLSearchParams(fields).toString()}`))
  return {
    async welcome() {
      const me = await call('auth.test', {})
      if (me.state === 'failed') return me
      const [botRef, team] = [textIn(me.value.json, 'user_id'), textIn(me.value.json, 'team_id')]
      const name = textIn(me.value.json, 'team').slice(0, 100)
      return botRef === '' || team === ''
        ? failed('unreadable')
        : { state: 'done', value: { botRef, teamRef: team, team: name } }
    },
    async create({ name, topic }) {
      const made = await call('conversations.create', { name, is_private: true })
      if (made.state === 'failed') return made
      const ref = textIn(fieldIn(made.value.json, 'channel'), 'id')
      if (ref === '') return failed('unreadable')
      // Kind words above the channel; without them it is the same channel.
      if (topic !== '') await call('conversations.setTopic', { channel: ref, topic: slackText(topic) })
      const query = new URLSearchParams({ channel: ref, team: teamRef }).toString()
      return { state: 'done', value: { ref, link: `${address}/app_redirect?${query}` } }
    },
    async invite(channel, user) {
      return plain(await call('conversations.invite', { channel, users: user }))
    },
    async remove(channel, user) {
      return plain(await call('conversations.kick', { channel, user }))
    },
    async post(channel, text) {
      const quiet = {
        mrkdwn: false,
        parse: 'none',
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      }
      return plain(await call('chat.postMessage', { channel, text: slackText(text), ...quiet }))
    },
    async archive(channel) {
      return plain(await call('conversations.archive', { channel }))
    },
    async *pages(channel) {
      const threads: string[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page = await read('conversations.history', pageOf(channel, cursor))
        yield page.state === 'failed' ? page : { state: 'done', value: page.value.raw }
        if (page.state === 'failed') return
        threads.push(...threadsIn(page.value.json))
        cursor = nextOf(page.value.json)
      }
      // Answers inside a thread stand in no page of the channel.
      for (const ts of threads)
        for (let cursor: string | undefined = ''; cursor !== undefined;) {
          const page = await read('conversations.replies', { ...pageOf(channel, cursor), ts })
          yield page.state === 'failed' ? page : { state: 'done', value: page.value.raw }
          if (page.state === 'failed') return
          cursor = nextOf(page.value.json)
        }
    },
  }
}

const done = { state: 'done', value: true } as const

/** Words of Slack that say more than that it did not work; `already` is what was wanted. */
const troubles: Readonly<Record<string, ChatTrouble>> = {
  not_authed: 'login',
  invalid_auth: 'login',
  account_inactive: 'login',
  token_revoked: 'login',
  token_expired: 'login',
  missing_scope: 'rights',
  no_permission: 'rights',
  restricted_action: 'rights',
  not_allowed_token_type: 'rights',
  name_taken: 'taken',
  channel_not_found: 'gone',
  is_archived: 'gone',
  ratelimited: 'later',
  internal_error: 'later',
  fatal_error: 'later',
  service_unavailable: 'later',
  request_timeout: 'later',
  user_not_found: 'person',
  no_user: 'person',
  user_disabled: 'person',
  user_is_restricted: 'person',
  user_is_ultra_restricted: 'person',
  cant_invite: 'person',
  cant_invite_self: 'person',
  cant_kick_self: 'person',
  not_in_team: 'person',
  already_in_channel: 'taken',
  not_in_channel: 'taken',
  already_archived: 'taken',
}

/** What is so already is as good as done. */
function plain(called: Called<ChatAnswer>): Called<true> {
  if (called.state === 'failed') return called.trouble === 'taken' ? done : called
  return done
}

function pageOf(channel: string, cursor: string): Readonly<Record<string, string>> {
  return { channel, limit: String(pageSize), ...(cursor !== '' && { cursor }) }
}

function nextOf(json: unknown): string | undefined {
  const next = textIn(fieldIn(json, 'response_metadata'), 'next_cursor')
  return next === '' ? undefined : next
}

function threadsIn(json: unknown): string[] {
  return listIn(json, 'messages').flatMap((message) => {
    const count = fieldIn(message, 'reply_count')
    return typeof count === 'number' && count > 0 ? [textIn(message, 'ts')] : []
  })
}
