/**
 * Promises that words go to one room of a chat tool over a judged connection, without following redirects, and says in
 * a closed list of words how that ended. Nothing that the other side said, and no address, leaves this file.
 */
import { EgressRefused, type Egress, type EgressTrouble } from '../egress.ts'
import { requestOut } from '../request-out.ts'

export interface ChatRoom {
  readonly kind: 'slack' | 'teams' | 'mattermost' | 'matrix'
  /** As {@link plainChatAddress} spells it; for Matrix `https://<server>/_matrix/client/v3/rooms/<room>`. */
  readonly address: string
  /** For Matrix: the access token. */
  readonly token: string
}

export interface ChatMessage {
  readonly text: string
  /** The same at every try: Matrix takes it once; the others have no such thing. */
  readonly id: string
}

export type ChatOutcome =
  | { readonly state: 'accepted' }
  | { readonly state: 'waits'; readonly trouble: EgressTrouble | 'later' | 'broken_off' }
  | { readonly state: 'refused'; readonly trouble: 'gone' | 'content' }

/** The one spelling of such an address, or undefined when it is none that we would call: https, no login, no fragment. */
export function plainChatAddress(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined
  const url = new URL(text)
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  return isPlain ? url.href : undefined
}

/** Never throws for what the network or the other side does. */
export async function sendChat(egress: Egress, room: ChatRoom, message: ChatMessage): Promise<ChatOutcome> {
  try {
    return outcomeOf(await requestOut(egress, { ...wireFor(room, message), timeoutMillis }))
  } catch (error) {
    return { state: 'waits', trouble: error instanceof EgressRefused ? error.trouble : 'broken_off' }
  }
}

interface Wire {
  readonly method: 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What each tool takes: an incoming webhook with `text`, a card for Teams, an event of its own for Matrix. */
function wireFor({ kind, address, token }: ChatRoom, { text, id }: ChatMessage): Wire {
  const json = { 'content-type': 'application/json' }
  const url = new URL(address)
  if (kind === 'matrix')
    return {
      method: 'PUT',
      url: new URL(`${url.href.replace(/\/$/, '')}/send/m.room.message/${encodeURIComponent(id)}`),
      headers: { ...json, authorization: `Bearer ${token}` },
      body: JSON.stringify({ msgtype: 'm.notice', body: text }),
    }
  const body = kind === 'teams' ? teamsCard(text) : { text: kind === 'slack' ? slackText(text) : text }
  return { method: 'POST', url, headers: json, body: JSON.stringify(body) }
}

/** Slack reads these three as its own signs (api.slack.com, "Escaping text"): a name in a list must ring nobody. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** An Adaptive Card in a message, as the workflows of Teams take it. */
function teamsCard(text: string): object {
  const blocks = text
    .split('\n')
    .map((line) => ({ type: 'TextBlock', text: line, wrap: true, spacing: 'Small' }))
  const content = { type: 'AdaptiveCard', version: '1.4', body: blocks }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  }
}

const timeoutMillis = 15_000

function outcomeOf(status: number): ChatOutcome {
  if (status >= 200 && status < 300) return { state: 'accepted' }
  if (status === 401 || status === 403 || status === 404 || status === 410)
    return { state: 'refused', trouble: 'gone' }
  if (status === 400 || status === 413 || status === 422) return { state: 'refused', trouble: 'content' }
  return { state: 'waits', trouble: 'later' }
}
