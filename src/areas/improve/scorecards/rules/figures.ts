/** What the entries about a supplier add up to: of one case, and over time. */
import type { Figures, Scorecard, Supplier, SupplierEvent } from '../contract.ts'

type Level = Figures['answerLevel']

/** What is written down later than this after it happened is memory. */
const freshHours = 24

export interface Entry {
  readonly kind: SupplierEvent['kind']
  readonly happenedAt: Date
  readonly recordedAt: Date
  readonly grade: number | null
}

/** What was agreed, in minutes; null for what no contract says. */
export interface Agreed {
  readonly answerMinutes: number | null
  readonly arriveMinutes: number | null
  readonly noticeMinutes: number | null
  /** Names of the contracts that say so. */
  readonly by: readonly string[]
}

interface Terms {
  readonly id: string
  readonly startsOn: string | null
}

/**
 * Which of these contracts bind a supplier in a case of that day: the one that had a part in it, else all that had begun by
 * then. Of one that nobody gave a beginning it is not known, so it counts.
 */
export function bindingOn<T extends Terms>(
  contracts: readonly T[],
  day: string,
  partId: string | null,
): readonly T[] {
  const own = contracts.filter(({ id }) => id === partId)
  return own.length > 0 ? own : contracts.filter(({ startsOn }) => startsOn === null || startsOn <= day)
}

/** When they knew is their word, whenever it was said; how good it was is said after the case. */
export function isLate({ kind, happenedAt, recordedAt }: Omit<Entry, 'grade'>): boolean {
  if (kind === 'knew' || kind === 'judged') return false
  return recordedAt.getTime() - happenedAt.getTime() > freshHours * 3_600_000
}

const minuteMillis = 60_000
const unitMinutes = { hours: 60, days: 1440, weeks: 10_080 } as const

export function minutesOf(
  span: { readonly value: number; readonly unit: keyof typeof unitMinutes } | null,
): number | null {
  return span === null ? null : span.value * unitMinutes[span.unit]
}

/** The strictest number that any of these contracts says. */
export function strictest(numbers: readonly (number | null)[]): number | null {
  const said = numbers.filter((one) => one !== null)
  return said.length === 0 ? null : Math.min(...said)
}

/** One case of one supplier. Nothing but entries that were written down in time makes a number. */
export function figuresOf(all: readonly Entry[], agreed: Agreed): Figures {
  const entries = all
    .filter((entry) => !isLate(entry))
    .toSorted((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime())
  const asks = entries.filter(({ kind }) => kind === 'asked')
  const outcomes = asks.map((ask) => outcomeOf(ask, entries, agreed.answerMinutes))
  const waits = outcomes.flatMap(({ minutes }) => minutes ?? [])
  const [first] = asks
  const arrived = first && after(first, entries, ['arrived'])
  const arriveMinutes = first && arrived ? minutesBetween(first, arrived) : null
  return {
    asked: asks.length,
    answered: outcomes.filter(({ minutes }) => minutes !== null).length,
    unanswered: outcomes.filter(({ isUnanswered }) => isUnanswered).length,
    answerMinutes: waits.length === 0 ? null : Math.max(...waits),
    agreedAnswerMinutes: agreed.answerMinutes,
    answerLevel: worst(
      outcomes.map(({ level }) => level),
      agreed.answerMinutes,
    ),
    arriveMinutes,
    agreedArriveMinutes: agreed.arriveMinutes,
    arriveLevel: levelOf(arriveMinutes, agreed.arriveMinutes),
    ...noticeOf(entries, agreed.noticeMinutes),
    grade: entries.findLast(({ kind }) => kind === 'judged')?.grade ?? null,
    late: all.length - entries.length,
  }
}

/** What came of asking once: the next answer before they were asked again. */
function outcomeOf(ask: Entry, entries: readonly Entry[], agreed: number | null) {
  const next = after(ask, entries, ['asked'])
  const until = (entry: Entry | undefined) =>
    entry !== undefined && (next === undefined || entry.happenedAt <= next.happenedAt) ? entry : undefined
  // Who comes has answered.
  const answer = until(after(ask, entries, ['answered', 'arrived']))
  // They were tried until then: the last of these says how long they were silent.
  const tried = entries
    .slice(entries.indexOf(ask) + 1)
    .findLast((entry) => entry.kind === 'unanswered' && until(entry) !== undefined)
  const minutes = answer ? minutesBetween(ask, answer) : null
  const silent = tried && minutesBetween(ask, tried)
  const level: Level =
    minutes === null && agreed !== null && silent !== undefined && silent >= agreed
      ? 'missed'
      : levelOf(minutes, agreed)
  return { minutes, level, isUnanswered: answer === undefined && tried !== undefined }
}

function noticeOf(entries: readonly Entry[], agreed: number | null) {
  const knew = entries.find(({ kind }) => kind === 'knew')
  const told = knew && after(knew, entries, ['told_us'])
  const elsewhere = knew && after(knew, entries, ['not_told'])
  const noticeMinutes = knew && told ? minutesBetween(knew, told) : null
  const isSilent =
    noticeMinutes === null &&
    agreed !== null &&
    knew !== undefined &&
    elsewhere !== undefined &&
    minutesBetween(knew, elsewhere) >= agreed
  const noticeLevel: Level = isSilent ? 'missed' : levelOf(noticeMinutes, agreed)
  return { noticeMinutes, agreedNoticeMinutes: agreed, noticeLevel }
}

function levelOf(minutes: number | null, agreed: number | null): Level {
  if (agreed === null) return 'not_agreed'
  if (minutes === null) return 'not_logged'
  return minutes <= agreed ? 'met' : 'missed'
}

function worst(found: readonly Level[], agreed: number | null): Level {
  if (agreed === null) return 'not_agreed'
  if (found.includes('missed')) return 'missed'
  return found.length === 0 || found.includes('not_logged') ? 'not_logged' : 'met'
}

function after(from: Entry, entries: readonly Entry[], kinds: readonly Entry['kind'][]): Entry | undefined {
  return entries
    .slice(entries.indexOf(from) + 1)
    .find(({ kind, happenedAt }) => kinds.includes(kind) && happenedAt >= from.happenedAt)
}

function minutesBetween(from: Entry, to: Entry): number {
  // Up to the next minute: 30 minutes and a second are not within 30 minutes.
  return Math.ceil((to.happenedAt.getTime() - from.happenedAt.getTime()) / minuteMillis)
}

/** All cases of one supplier. Sums and the middle one, no score. */
export function scorecardOf(
  supplier: Supplier,
  cases: readonly { readonly figures: Figures; readonly costs: Scorecard['costs'] }[],
  addUp: (costs: Scorecard['costs']) => Scorecard['costs'],
): Scorecard {
  const figures = cases.map((one) => one.figures)
  const sum = (of: (one: Figures) => number) => figures.reduce((total, one) => total + of(one), 0)
  const count = (of: (one: Figures) => boolean) => figures.filter(of).length
  return {
    supplier,
    cases: cases.length,
    asked: sum((one) => one.asked),
    answered: sum((one) => one.answered),
    unanswered: sum((one) => one.unanswered),
    unknown: sum((one) => one.asked - one.answered - one.unanswered),
    answerMinutes: middle(figures.map((one) => one.answerMinutes)),
    answerMet: count((one) => one.answerLevel === 'met'),
    answerMissed: count((one) => one.answerLevel === 'missed'),
    arriveMinutes: middle(figures.map((one) => one.arriveMinutes)),
    noticeMet: count((one) => one.noticeLevel === 'met'),
    noticeMissed: count((one) => one.noticeLevel === 'missed'),
    grades: [1, 2, 3, 4].map((grade) => count((one) => one.grade === grade)),
    ungraded: count((one) => one.grade === null),
    costs: addUp(cases.flatMap(({ costs }) => costs)),
  }
}

/** Of an even number the longer one of the two in the middle: nobody is flattered. */
function middle(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((one) => one !== null).toSorted((a, b) => a - b)
  return known[Math.floor(known.length / 2)] ?? null
}
