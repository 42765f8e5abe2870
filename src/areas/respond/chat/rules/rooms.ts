/** How a channel and a meeting are called, when words of a case may go there, and when a server is asked again. */
import { mayExport, type Tlp } from '../../../../base/tlp.ts'
import type { ChatKind, SeatState } from '../contract.ts'

/** The bell that sets to work on one channel; its part is the id of the room. */
export const chatBell = 'chat'
/** The bell of the one that listens to Matrix; its part is the id of the connection. */
export const listenBell = 'chat.listen'
/** A process that has not said how it goes by then is taken for dead: a step outside takes a minute at most. */
export const claimSeconds = 180
/** After so many steps others have their turn. */
export const mostSteps = 50
/** How often a channel is looked after without anything happening. */
export const restMinutes = 2
export const codeMinutes = 10
/** What was said and what was heard is forgotten after this. */
export const keepDays = 30

/** Words that say nothing of anybody. */
const neutral = [
  'anchor',
  'beacon',
  'birch',
  'cedar',
  'clover',
  'granite',
  'harbour',
  'harvest',
  'juniper',
  'lantern',
  'maple',
  'meadow',
  'orchard',
  'pebble',
  'river',
  'willow',
] as const

/**
 * Number and a neutral word, as `inc-7-cedar`: a list of channels is read by people outside the case.
 * @param turn how many names were taken before
 */
export function channelName({
  number,
  mode,
  turn,
}: {
  readonly number: number
  readonly mode: string
  readonly turn: number
}): string {
  const word = neutral[(number * 7 + turn) % neutral.length] ?? 'room'
  const again = turn >= neutral.length ? `-${Math.floor(turn / neutral.length) + 1}` : ''
  return `${mode === 'exercise' ? 'drill' : 'inc'}-${number}-${word}${again}`
}

/** Where a case gets its own meeting, and where all share one. */
export const namePlace = '{name}'

/** The link, or undefined when it is none: https, no login, the place of the name once at most and not in the host. */
export function plainMeetingLink(text: string): string | undefined {
  const parts = text.split(namePlace)
  if (parts.length > 2 || /[\s\\]/.test(text)) return undefined
  const probe = parts.join('zzz')
  if (!URL.canParse(probe)) return undefined
  const url = new URL(probe)
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === ''
  return isPlain && (parts.length === 1 || !url.host.includes('zzz')) ? text : undefined
}

/** @param name that nobody guesses */
export function meetingLink(pattern: string, name: string): string {
  return pattern.replace(namePlace, () => name)
}

/** Whether words of a case may go into its channel: open to all members and not above TLP:AMBER, or whoever leads said yes. */
export function mayTell(about: {
  readonly isOpen: boolean
  readonly tlp: Tlp
  readonly allowsWords: boolean
}): boolean {
  return about.allowsWords || (about.isOpen && mayExport(about.tlp, 'clients'))
}

/** Whether the server may have this user in the channel: let in, or invited by a call of which nobody knows how it ended. */
export function maySit({ state, userRef }: { readonly state: SeatState; readonly userRef: string }): boolean {
  return userRef !== '' && (state === 'in' || state === 'asked')
}

const waits = [15, 30, 60, 120, 300, 600] as const

/** @param tries how often in a row it failed, this time included */
export function nextTryAt(tries: number, now: Date, retryAfterSeconds = 0): Date {
  const usual = waits[Math.min(tries, waits.length) - 1] ?? waits[0]
  const seconds = Math.max(usual, Math.min(retryAfterSeconds, 3600))
  return new Date(now.getTime() + seconds * 1000)
}

/**
 * Whether an answer may be sent to this address later: the hooks of Slack, or the server that is connected.
 * @param address of the server, as it is kept
 */
export function mayAnswerAt(kind: ChatKind, address: string, wanted: string): boolean {
  if (!URL.canParse(wanted) || !URL.canParse(address)) return false
  const [url, server] = [new URL(wanted), new URL(address)]
  if (url.username !== '' || url.password !== '') return false
  if (kind === 'matrix') return false
  if (kind === 'slack' && ['slack.com', 'slack-gov.com'].includes(server.hostname))
    return url.protocol === 'https:' && url.host === `hooks.${server.hostname}`
  return url.origin === server.origin
}
