/** How long cases took from one moment to another; a case without the second moment is told apart, never guessed. */
import { spans, type Moment, type SpanName } from '../contract/words.ts'
import { summaryOf, type DurationSummary } from './durations.ts'

export interface CaseTimes {
  readonly id: string
  readonly number: number
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly moments: ReadonlyMap<Moment, Date>
}

export interface Dot {
  readonly id: string
  readonly number: number
  readonly minutes: number
  readonly isRunning: boolean
}

export interface ToldSpan extends DurationSummary {
  readonly unknown: number
  readonly dots: Dot[]
}

/** Dots that a screen can hold. */
const mostDots = 200

/** @param total how many cases count; those that are not among `cases` have no moment of their own */
export function spanTold(
  name: SpanName,
  cases: readonly CaseTimes[],
  { total, now }: { readonly total: number; readonly now: Date },
): ToldSpan {
  const [first, second] = spans[name]
  const dots = cases.flatMap((one): Dot[] => {
    const from = momentOf(one, first)
    const to = momentOf(one, second)
    if (from === undefined) return []
    const { id, number } = one
    // In the wrong order one of the two is wrong, and nobody knows which.
    if (to !== undefined && to < from) return []
    // Of a case without a notice nobody knows whether one was owed.
    if (to === undefined && second === 'notified') return []
    if (to !== undefined) return [{ id, number, minutes: minutesOf(from, to), isRunning: false }]
    return one.closedAt === null ? [{ id, number, minutes: minutesOf(from, now), isRunning: true }] : []
  })
  const told = dots.filter(({ isRunning }) => !isRunning).map(({ minutes }) => minutes)
  const running = dots.filter(({ isRunning }) => isRunning).map(({ minutes }) => minutes)
  return {
    ...summaryOf(told, running),
    unknown: second === 'notified' ? 0 : total - dots.length,
    dots: dots.slice(0, mostDots),
  }
}

interface Open {
  readonly id: string
  readonly number: number
  readonly at: Date
  readonly closedAt: Date | null
}

/** How long cases were open; of these every end is known. @param latest the newest, which are the dots */
export function closingTold(
  closing: readonly number[],
  running: readonly number[],
  { latest, now }: { readonly latest: readonly Open[]; readonly now: Date },
): ToldSpan {
  const dots = latest.map(({ id, number, at, closedAt }) => {
    const minutes = minutesOf(at, closedAt ?? now)
    return { id, number, minutes, isRunning: closedAt === null }
  })
  return { ...summaryOf(closing, running), unknown: 0, dots: dots.slice(-mostDots) }
}

/** Somebody answered when the case was declared, unless they say otherwise. */
function momentOf({ moments, openedAt }: CaseTimes, moment: Moment): Date | undefined {
  return moments.get(moment) ?? (moment === 'answered' ? openedAt : undefined)
}

function minutesOf(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000))
}

/** What the states of the systems say by themselves. */
export function standingOf(states: readonly string[]): { isContained: boolean; isRecovered: boolean } {
  const touched = states.filter((state) => state !== 'ruled_out')
  const isContained =
    touched.length > 0 && touched.every((state) => state !== 'suspected' && state !== 'affected')
  return { isContained, isRecovered: touched.length > 0 && touched.every((state) => state === 'reconnected') }
}
