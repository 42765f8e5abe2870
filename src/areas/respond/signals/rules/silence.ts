/** When a source that used to speak has fallen silent, and what is normal for it. */
import type { SilenceMode } from '../contract/signals.ts'
import { failuresToAlarm } from './asking/when.ts'

/** What is known of one source. */
export interface Listening {
  readonly mode: SilenceMode
  readonly chosenMinutes: number | null
  /** Since when it is watched; a source is not silent for the time before. */
  readonly watchedFrom: Date | null
  readonly lastSignalAt: Date | null
  readonly silentAt: Date | null
  readonly createdAt: Date
  /** The longest pause between two deliveries so far, silences that were announced left out. */
  readonly longestGapSeconds: number | null
  /** Signals and faults that came. */
  readonly received: number
  /** How often in a row Muster could not ask it; 0 for one that speaks by itself. */
  readonly failures: number
  /** Its silence was announced since it could not be asked. */
  readonly isAlarmed: boolean
  /** Muster was told not to ask it for now. */
  readonly isPaused: boolean
}

const learnDays = 3
const learnSignals = 10
const leastMinutes = 30
const mostMinutes = 60 * 24 * 90

/** Twice the longest pause so far, half an hour at least; undefined until three days and ten signals are known. */
export function learntMinutes(source: Listening, now: Date): number | undefined {
  const isKnown = now.getTime() - source.createdAt.getTime() >= learnDays * 86_400_000
  if (!isKnown || source.received < learnSignals || source.longestGapSeconds === null) return undefined
  return Math.min(mostMinutes, Math.max(leastMinutes, Math.ceil((source.longestGapSeconds * 2) / 60)))
}

/** How long it may be silent; undefined while it is not watched. */
export function allowedMinutes(source: Listening, now: Date): number | undefined {
  if (source.mode === 'off') return undefined
  return source.mode === 'chosen' ? (source.chosenMinutes ?? undefined) : learntMinutes(source, now)
}

/** What is to be announced now: each change once. */
export function silenceNews(source: Listening, now: Date): 'silent' | 'returned' | 'not watched' | undefined {
  const minutes = allowedMinutes(source, now)
  const isOverdue = minutes !== undefined && now.getTime() - heardFrom(source).getTime() > minutes * 60_000
  if (source.silentAt === null) return isOverdue || isUnanswered(source) ? 'silent' : undefined
  if (isUnanswered(source)) return undefined
  if (source.lastSignalAt !== null && source.lastSignalAt > source.silentAt) return 'returned'
  // It answers again; whether it also says something is the other question.
  if (source.isAlarmed && !isOverdue) return source.isPaused ? 'not watched' : 'returned'
  return minutes === undefined ? 'not watched' : undefined
}

/** Whether it failed to answer so often that nobody may count on it. */
export function isUnanswered({ failures }: Pick<Listening, 'failures'>): boolean {
  return failures >= failuresToAlarm
}

/** When it last spoke, or was first listened to. */
export function heardFrom({ lastSignalAt, watchedFrom, createdAt }: Listening): Date {
  const from = watchedFrom ?? createdAt
  return lastSignalAt !== null && lastSignalAt > from ? lastSignalAt : from
}
