/** Decisions about captured lines: when they were said, what they add up to, what becomes of one that comes late. */
import type { BlockerKind, CaptureOutcome } from '../contract/capture-words.ts'
import type { Captured } from '../contract/captures.ts'

/** A device's clock that is off by less is called right. */
const toleranceMillis = 60_000
/** How long after a closing a line that was said before it is still taken. */
export const lateDays = 30

export interface Said {
  /** By the clock of the server. */
  readonly at: Date
  /** Seconds by which the clock of the device is ahead; 0 when it is right. */
  readonly clockOffSeconds: number
  /** Whether it came later than a minute after it was said. */
  readonly isLate: boolean
  /** What it rests on, as fields of its leaf. */
  readonly basis?: Readonly<Record<string, string>>
}

/**
 * When a line was said. Its age is measured on the device's own clock, so that a wrong one does no harm; a line from
 * the future was said now, and one of an incident never before it was opened: that clock was set in between.
 */
export function saidTime(sent: { saidAt: string; sentAt: string }, now: Date, openedAt: Date): Said {
  const age = Math.max(0, Date.parse(sent.sentAt) - Date.parse(sent.saidAt))
  const off = Date.parse(sent.sentAt) - now.getTime()
  return {
    at: new Date(Math.min(now.getTime(), Math.max(openedAt.getTime(), now.getTime() - age))),
    clockOffSeconds: Math.abs(off) > toleranceMillis ? Math.round(off / 1000) : 0,
    isLate: age > toleranceMillis,
  }
}

/** What the leaf of a line says besides its words: what it rests on, and of a late one when it was said. */
export function saidFields(said: Said): Record<string, string> {
  if (!said.isLate) return { ...said.basis }
  return {
    ...said.basis,
    saidAt: said.at.toISOString(),
    ...(said.clockOffSeconds !== 0 && { clockOffSeconds: String(said.clockOffSeconds) }),
  }
}

/** What becomes of a line: a closed incident keeps what was said while it was open. */
export function captureFate(
  incident: { status: 'open' | 'closed'; closedAt: Date | null },
  said: Said,
  now: Date,
  mayDoIt: boolean,
): Exclude<CaptureOutcome, 'repeat'> | 'refused' {
  if (incident.status === 'open') return mayDoIt ? 'kept' : 'as_note'
  const closedAt = incident.closedAt?.getTime() ?? 0
  const isInTime = said.at.getTime() <= closedAt && now.getTime() <= closedAt + lateDays * 86_400_000
  return isInTime ? 'late' : 'refused'
}

/**
 * A captured line as plain words, for where it may only be a note. No word of it is lost.
 * @param owner name of the one whom a task was meant for; '' for nobody
 */
export function asWords(captured: Captured, owner = ''): string {
  return linesOf(captured, owner)
    .filter((words) => words !== '')
    .join('\n')
}

function linesOf(captured: Captured, owner: string): string[] {
  switch (captured.kind) {
    case 'note':
    case 'idea':
      return [captured.text]
    case 'decision':
      return [captured.text, ...captured.options.map((option) => `- ${option}`)]
    case 'need':
      return [captured.text, captured.source]
    case 'blocked':
      return [captured.text, captured.by, captured.minutes === undefined ? '' : `${captured.minutes} min`]
    case 'cost': {
      const { amount = '', currency = '', work, loss, text, invoice } = captured
      const hours = work === undefined ? '' : `${work.people} x ${work.minutes} min`
      return [`${amount} ${currency}`.trim(), hours, loss.replaceAll('_', ' '), text, invoice]
    }
    case 'task':
      return [captured.title, owner, captured.dueAt ?? '']
    case 'system':
      return [`${captured.name}: ${captured.state}`]
  }
}

interface Span {
  readonly kind: BlockerKind
  readonly beganAt: Date
  readonly endedAt: Date | null
}

/** Whole minutes of a blocker until its end, or until now. */
export function blockedMinutes({ beganAt, endedAt }: Omit<Span, 'kind'>, now: Date): number {
  return Math.max(0, Math.floor(((endedAt ?? now).getTime() - beganAt.getTime()) / 60_000))
}

/** All minutes, the minutes of the clock in which at least one blocker held, and all minutes by kind. */
export function blockedTotals(blockers: readonly Span[], now: Date) {
  const byKind = new Map<BlockerKind, number>()
  for (const one of blockers) byKind.set(one.kind, (byKind.get(one.kind) ?? 0) + blockedMinutes(one, now))
  let [clockMillis, until] = [0, 0]
  for (const one of blockers.toSorted((a, b) => a.beganAt.getTime() - b.beganAt.getTime())) {
    const [from, to] = [Math.max(until, one.beganAt.getTime()), (one.endedAt ?? now).getTime()]
    clockMillis += Math.max(0, to - from)
    until = Math.max(until, to)
  }
  return {
    minutes: [...byKind.values()].reduce((sum, minutes) => sum + minutes, 0),
    clockMinutes: Math.floor(clockMillis / 60_000),
    byKind: [...byKind]
      .map(([kind, minutes]) => ({ kind, minutes }))
      .toSorted((a, b) => b.minutes - a.minutes),
  }
}
