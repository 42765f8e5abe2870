/** What grouping looks at: not single messages but moments, how often one signal was said within five minutes. */
import type { SignalSeverity } from '../contract/severities.ts'

/** Five minutes: finer than a person tells apart, coarse enough that a storm of thousands is a dozen rows. */
export const tickSeconds = 300
export const ticksPerHour = 3600 / tickSeconds
export const ticksPerDay = 24 * ticksPerHour

export interface Moment {
  readonly signalId: string
  /** Which alert on which machine of which source: what may be ordinary or rare. See {@link kindOf}. */
  readonly kind: string
  readonly sourceId: string
  /** What was said, whatever it was about. */
  readonly name: string
  /** What it was about: `host mail`, `address 203.0.113.7`, `account bob`, `technique T1110`. */
  readonly things: readonly string[]
  /** Five minutes since 1970 by the sender's clock, else by ours. */
  readonly tick: number
  readonly count: number
  readonly severity: SignalSeverity
}

/** The sort of thing that says that the sender itself put signals together; with the id of its group. */
export const sentTogether = 'sender'
/** A thing that reported mails share: they are one mail to several people, days apart or not. */
export const oneMail = 'campaign'

export function tickOf(at: Date): number {
  return Math.floor(at.getTime() / (tickSeconds * 1000))
}

export function timeOfTick(tick: number): Date {
  return new Date(tick * tickSeconds * 1000)
}

/**
 * The time that counts: the sender's, unless it lies ahead of ours by more than five minutes. Such a clock is wrong, and
 * a signal dated next year would stand before everything.
 */
export function countedTime(saidAt: Date | null, receivedAt: Date): Date {
  if (saidAt === null || saidAt.getTime() > receivedAt.getTime() + tickSeconds * 1000) return receivedAt
  return saidAt
}

/** A title without what changes from one message to the next: addresses, long numbers, shares, hexadecimal. */
export function nameOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '#')
    .replaceAll(/\b(?=[a-f]*\d)[0-9a-f-]{8,}\b/g, '#')
    .replaceAll(/\b\d+(?:[.,]\d+)?\s?%|\b\d+[.,]\d+\b|\b\d{5,}\b/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
}

/** The same alert of the same source on another machine is another kind, and may be ordinary there and rare here. */
export function kindOf(sourceId: string, name: string, things: readonly string[]): string {
  const place = things.find((thing) => thing.startsWith('host ')) ?? things[0] ?? ''
  return `${sourceId} ${place} ${name}`
}
