/**
 * Promises the chat service over the REST interface v4 of Mattermost with the token of a bot account
 * (https://developers.mattermost.com/api-documentation/, read on 2026-11-22; server 10 and later).
 */
import type { Egress } from '../egress.ts'
import {
  askChat,
  failed,
  failedBy,
  listIn,
  textIn,
  type Called,
  type ChatAnswer,
  type ChatRequest,
} from './call.ts'
import { mattermostText } from './send.ts'
import type { ChatServer, ChatService } from './service.ts'

const pageSize = 200

export function mattermostService(egress: Egress, server: ChatServer): ChatService {
  const { address, token, team, teamRef } = server
  const ask = async (
    method: ChatRequest['method'],
    path: string,
    json?: unknown,
  ): Promise<Called<ChatAnswer>> => {
    const url = new URL(`${address}/api/v4${path}`)
    const answer = await askChat(egress, { method, url, token, ...(json !== undefined && { json }) })
    if (answer.state === 'failed') return answer
    return answer.value.status >= 200 && answer.value.status < 300 ? answer : failedBy(answer.value)
  }
  return {
    async welcome() {
      const me = await ask('GET', '/users/me')
      if (me.state === 'failed') return me
      const found = await ask('GET', `/teams/name/${encodeURIComponent(team)}`)
      if (found.state === 'failed') return found
      const welcome = {
        botRef: textIn(me.value.json, 'id'),
        teamRef: textIn(found.value.json, 'id'),
        team: textIn(found.value.json, 'display_name').slice(0, 100),
      }
      return welcome.botRef === '' || welcome.teamRef === ''
        ? failed('unreadable')
        : { state: 'done', value: welcome }
    },
    async create({ name, topic }) {
      const json = { team_id: teamRef, name, display_name: name, header: topic, type: 'P' }
      const url = new URL(`${address}/api/v4/channels`)
      const made = await askChat(egress, { method: 'POST', url, token, json })
      if (made.state === 'failed') return made
      // Also a channel that was archived keeps its name.
      if (made.value.status === 400 && /exists|previously/.test(textIn(made.value.json, 'id')))
        return failed('taken')
      if (made.value.status !== 201) return failedBy(made.value)
      const ref = textIn(made.value.json, 'id')
      const link = `${address}/${encodeURIComponent(team)}/channels/${name}`
      return ref === '' ? failed('unreadable') : { state: 'done', value: { ref, link } }
    },
    async invite(channel, user) {
      // Adding somebody who is in it answers 201 as well.
      return person(await ask('POST', `/channels/${part(channel)}/members`, { user_id: user }))
    },
    async remove(channel, user) {
      const gone = await ask('DELETE', `/channels/${part(channel)}/members/${part(user)}`)
      return gone.state === 'failed' && gone.trouble === 'gone' ? done : person(gone)
    },
    async post(channel, text) {
      return plain(await ask('POST', '/posts', { channel_id: channel, message: mattermostText(text) }))
    },
    async archive(channel) {
      const gone = await ask('DELETE', `/channels/${part(channel)}`)
      return gone.state === 'failed' && gone.trouble === 'gone' ? done : plain(gone)
    },
    async *pages(channel) {
      for (let page = 0; ; page += 1) {
        const query = `?page=${page}&per_page=${pageSize}`
        const found = await ask('GET', `/channels/${part(channel)}/posts${query}`)
        yield found.state === 'failed' ? found : { state: 'done', value: found.value.raw }
        if (found.state === 'failed' || listIn(found.value.json, 'order').length < pageSize) return
      }
    },
  }
}

const done = { state: 'done', value: true } as const

function plain(called: Called<ChatAnswer>): Called<true> {
  return called.state === 'failed' ? called : done
}

/** Who is not in the team, or known no more, is refused with a status of their own: the channel itself is well. */
function person(called: Called<ChatAnswer>): Called<true> {
  if (called.state === 'done') return done
  return called.trouble === 'refused' || called.trouble === 'gone' ? failed('person') : called
}

function part(text: string): string {
  return encodeURIComponent(text)
}
