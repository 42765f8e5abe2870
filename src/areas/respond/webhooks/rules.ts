/** What a program is told, and when it is tried again. */
import { mayExport, type Tlp } from '../../../base/tlp.ts'
import type { SentType } from './contract.ts'

/** What could not be delivered in this time is given up, and the webhook switched off. */
export const giveUpHours = 72
/** For so long the old secret signs beside the new one. */
export const bothSecretsHours = 48
export const keepDays = 30
/** A process that has not said how its sending ended by then is taken for dead; longer than any sending takes. */
export const claimSeconds = 120
/** Between two tests of one webhook. */
export const testPauseSeconds = 5
/** The bell that starts sending to one program. */
export const webhookBell = 'webhooks'

const waits = [1, 5, 15, 30, 60, 120, 240] as const
const longest = 360

/** @param tries how often it was tried, this time included; undefined when the time to give up comes first */
export function nextTryAt(tries: number, { now, giveUpAt }: { now: Date; giveUpAt: Date }): Date | undefined {
  const minutes = waits[tries - 1] ?? longest
  const next = new Date(now.getTime() + minutes * 60_000)
  return next < giveUpAt ? next : undefined
}

export function giveUpAt(from: Date): Date {
  return new Date(from.getTime() + giveUpHours * 3_600_000)
}

/** The case that an event is about, as far as a program may know it. */
export interface ToldCase {
  readonly id: string
  readonly number: number
  readonly mode: string
  readonly title: string
  readonly tlp: Tlp
}

export interface HappenedEvent {
  readonly type: SentType
  readonly happenedAt: Date
  readonly facts: Readonly<Record<string, unknown>>
  /** Written by people, or naming what they work on: they go along only where the mark of the case lets them. */
  readonly words: Readonly<Record<string, string>>
}

/**
 * The body as Standard Webhooks proposes it. A program stands for those who work with the organisation, so words of a
 * case go along up to TLP:AMBER, and no further.
 */
export function bodyOf(
  { type, happenedAt, facts, words }: HappenedEvent,
  about: ToldCase | undefined,
): string {
  const isFree = about === undefined || mayExport(about.tlp, 'clients')
  const incident = about && {
    id: about.id,
    number: about.number,
    mode: about.mode,
    ...(isFree && { title: about.title }),
  }
  const data = { ...(incident && { incident }), ...facts, ...(isFree && words) }
  return JSON.stringify({ type, timestamp: happenedAt.toISOString(), data })
}

/** What the owners read when a webhook was switched off. */
export function offTitle(name: string, why: 'gone' | 'too_late'): string {
  const reason =
    why === 'gone'
      ? 'The program says that this address is closed for good.'
      : 'It took nothing for three days.'
  return `The webhook "${name}" was switched off. ${reason}`
}
