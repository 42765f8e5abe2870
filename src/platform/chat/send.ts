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

/** Where words for this room go, or undefined when the tool has no such address: for Matrix it names a room. */
export function chatAddressOf(kind: ChatRoom['kind'], text: string): string | undefined {
  const plain = plainChatAddress(text)
  if (plain === undefined || kind !== 'matrix') return plain
  const { pathname, search } = new URL(plain)
  const isRoom = /^\/_matrix\/client\/v3\/rooms\/(?:!|%21)[^/]+\/?$/i.test(pathname)
  return isRoom && search === '' ? plain : undefined
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
      body: JSON.stringify(matrixEvent(text)),
    }
  return { method: 'POST', url, headers: json, body: JSON.stringify(hooks[kind](text)) }
}

const hooks = { slack: slackBody, mattermost: mattermostBody, teams: teamsCard }

/**
 * Not `m.notice`: by the push rules that ship with every account, a notice rings nobody. That it mentions nobody has to
 * be said, or a name in the words rings its bearer (Matrix 1.7, client-server API, "User and room mentions").
 */
export function matrixEvent(text: string): object {
  return { msgtype: 'm.text', body: text, 'm.mentions': {} }
}

/**
 * Slack reads these three as its own signs (api.slack.com, "Escaping text"): a name in a list must ring nobody. It
 * visits no address that stands in the words.
 */
function slackBody(text: string): object {
  return { text: slackText(text), mrkdwn: false, unfurl_links: false, unfurl_media: false }
}

/** Words for Slack, in which no sign of its own is left. */
export function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Mattermost reads Markdown, and `@channel` rings everybody: both are words here and nothing more. */
function mattermostBody(text: string): object {
  return { text: mattermostText(text) }
}

/** Words for Mattermost, in which nothing is Markdown and nobody is rung. */
export function mattermostText(text: string): string {
  return text
    .replaceAll(/[\\`*_~[\]]/g, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])@(?=[\p{L}\p{N}])/gu, '@\u200b')
}

/**
 * An Adaptive Card in a message, as the workflows of Teams take it (at most 28 kB). In rich text nothing is read as
 * Markdown, so that no line becomes a link or a heading of its own.
 */
function teamsCard(text: string): object {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const body = lines.map((line, at) => ({
    type: 'RichTextBlock',
    spacing: line.startsWith('- ') ? 'Small' : 'Medium',
    inlines: [{ type: 'TextRun', text: line, ...(at === 0 && { weight: 'Bolder' }) }],
  }))
  const $schema = 'http://adaptivecards.io/schemas/adaptive-card.json'
  const content = { $schema, type: 'AdaptiveCard', version: '1.4', msteams: { width: 'Full' }, body }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
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
