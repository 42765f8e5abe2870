/** When a review is due, in which form, and who owns and leads it. Plain data in, plain data out. */
import type { Severity } from '../../../../base/incident-words.ts'
import { dayAfter, dayIn } from '../../../../base/calendar-day.ts'
import type { AgendaItem } from '../contract/plan.ts'
import {
  partsOfForm,
  type PartName,
  type ReviewAsks,
  type ReviewForm,
  type ReviewMode,
} from '../contract/words.ts'

/** What holds where the organisation never chose. */
export const usualRule: {
  readonly asks: ReviewAsks
  readonly ownerId: string | null
  readonly facilitatorId: string | null
  readonly secondId: string | null
  readonly seriousDays: number
  readonly liteDays: number
} = {
  asks: 'planned',
  ownerId: null,
  facilitatorId: null,
  secondId: null,
  seriousDays: 5,
  liteDays: 10,
}

/** Days before its day on which the owner is reminded, and after it when a second person hears of it. */
export const remindDays = 2
export const escalateDays = 2

/** S1 and S2 are looked at with all ten questions, the rest in a quarter of an hour. */
export function formFor(severity: Severity): ReviewForm {
  return severity === 'S1' || severity === 'S2' ? 'full' : 'lite'
}

/** The day so many working days later; Monday to Friday, since a firm's own holidays are not asked. */
export function workingDaysAfter(day: string, days: number): string {
  let [at, left] = [day, days]
  while (left > 0) {
    at = dayAfter(at, 1)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

interface Closing {
  readonly asks: ReviewAsks
  readonly severity: Severity
  readonly mode: ReviewMode
  readonly isLed: boolean
  readonly disposition: 'resolved' | 'false_alarm' | 'duplicate' | 'cancelled'
  /** Whether it stands, and how it ended; undefined where none was planned. */
  readonly state: 'planned' | 'held' | 'waived' | undefined
}

/**
 * What closing lacks; undefined when nothing. Only a real case of S1 or S2 that a person leads and that ends as
 * resolved is asked. One that only has to be planned is planned by the closing itself, so it holds up nothing.
 */
export function missingAtClosing({
  asks,
  severity,
  mode,
  isLed,
  disposition,
  state,
}: Closing): string | undefined {
  if (asks !== 'held' || disposition !== 'resolved' || mode !== 'real' || !isLed) return undefined
  if (formFor(severity) !== 'full' || state === 'held' || state === 'waived') return undefined
  return state === undefined
    ? 'Plan the review and hold it, or waive it with a reason.'
    : 'Hold the review first, or waive it with a reason.'
}

/** Whether the end of a case has its review planned by itself: what people led and what really was, or nearly. */
export function isPlannedAtClosing({
  mode,
  isLed,
  disposition,
}: {
  readonly mode: ReviewMode
  readonly isLed: boolean
  readonly disposition: string
}): boolean {
  return disposition === 'resolved' && mode !== 'exercise' && isLed
}

/** Back in use, or never touched. */
const backStates: readonly string[] = ['reconnected', 'ruled_out']

/** Whether all systems are back, and at least one of them was away. */
export function isRecovered(states: readonly string[]): boolean {
  return states.includes('reconnected') && states.every((state) => backStates.includes(state))
}

/**
 * Who leads the conversation: whom the organisation names, else somebody who leads here and did not lead the case,
 * else nobody yet, since a firm of five may ask its provider.
 */
export function facilitatorFor(
  named: string | null,
  leaders: readonly string[],
  caseLead: string | null,
  owner: string | null,
): string | null {
  if (named !== null && named !== caseLead) return named
  const others = leaders.filter((id) => id !== caseLead)
  return others.find((id) => id !== owner) ?? others[0] ?? named
}

const minutesOf: Readonly<Record<PartName, number>> = {
  timeline: 8,
  q1: 8,
  q2: 4,
  q3: 4,
  q4: 4,
  q5: 6,
  q6: 3,
  q7: 6,
  q8: 4,
  lists: 5,
  q9: 4,
  q10: 4,
}
const liteMinutes: Partial<Record<PartName, number>> = { q1: 3, q3: 2, q7: 3, q8: 2, lists: 3, q10: 2 }

/** The agenda that ships: an hour, or a quarter of one. Titles are the names of the parts. */
export function agendaFor(form: ReviewForm): AgendaItem[] {
  return partsOfForm(form).map((title) => ({
    title,
    minutes: form === 'full' ? minutesOf[title] : (liteMinutes[title] ?? 2),
  }))
}

/** An instant of this day there: noon in Greenwich, or its morning where noon is tomorrow already. */
export function instantOn(day: string, timeZone: string): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  return dayIn(noon, timeZone) === day ? noon : new Date(`${day}T06:00:00Z`)
}

/** An agenda as people type it, each line with its minutes first; undefined where a line is none of it. */
export function agendaIn(typed: string): AgendaItem[] | undefined {
  const wanted = typed.split('\n').filter((line) => line.trim() !== '')
  const items = wanted.flatMap((line) => {
    const [, minutes = '', title = ''] = /^\s*(\d{1,3})\s+(\S.{0,199})$/u.exec(line.trimEnd()) ?? []
    const isFit = title !== '' && Number(minutes) >= 1 && Number(minutes) <= 240
    return isFit ? [{ title: title.trim(), minutes: Number(minutes) }] : []
  })
  return items.length === wanted.length && items.length > 0 && items.length <= 30 ? items : undefined
}

export type Stage = 'reminder' | 'overdue' | 'escalation'

/** Which reminder of a planned review is due; each is given once. */
export function stageDue(
  review: {
    readonly dueOn: string
    readonly remindedAt: Date | null
    readonly overdueAt: Date | null
    readonly escalatedAt: Date | null
  },
  today: string,
): Stage | undefined {
  const { dueOn, remindedAt, overdueAt, escalatedAt } = review
  if (today > dueOn && overdueAt === null) return 'overdue'
  if (overdueAt !== null && escalatedAt === null && today >= dayAfter(dueOn, escalateDays))
    return 'escalation'
  if (today <= dueOn && remindedAt === null && today >= dayAfter(dueOn, -remindDays)) return 'reminder'
  return undefined
}
