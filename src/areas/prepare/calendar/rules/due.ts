/** What is due, in which order, and how many minutes of whom it takes. */
import { dayAfter, daysBetween, type SpanUnit } from '../../../../base/calendar-day.ts'
import type { DueDate, DueKind } from '../../../../base/due-date.ts'
import type { Due } from '../contract.ts'

/** What each usually takes, where nobody knows better. */
export const usualMinutes: Readonly<Record<DueKind, number>> = {
  contract_notice: 20,
  contact_check: 5,
  policy_end: 30,
  attestation: 15,
  retainer_end: 15,
  retainer_renewal: 30,
  retainer_panel: 15,
  card: 5,
  restore_test: 60,
  medium_sighting: 5,
  gap_end: 15,
  rule_review: 20,
  rule_reading: 5,
  rule_approval: 10,
  article_look: 10,
  routine: 15,
  continuity_review: 30,
  risk_review: 10,
  risk_acceptance: 15,
  network_look: 20,
  control_review: 10,
  control_news: 10,
  control_audit: 45,
  budget_review: 45,
  leadership_act: 30,
  house_clock: 15,
  improvement: 30,
  improvement_effect: 10,
  improvement_risk: 15,
  business_follow_up: 15,
  exercise: 60,
  plan_test: 60,
  data_look: 60,
  training: 5,
  course_look: 15,
  skill_end: 30,
  skill_review: 20,
  training_need: 15,
  case_lesson: 30,
  supplier_review: 45,
  supplier_follow_up: 20,
  access_review: 20,
  access_change: 10,
  access_campaign: 30,
}

/** What one person has to do for themselves; nobody else's list shows it. */
const personal: readonly DueKind[] = ['rule_reading', 'rule_approval', 'card', 'training']

/** The Sunday of the week in which a day lies. */
export function weekEnd(today: string): string {
  // 1970-01-01 was a Thursday; Monday is 0 here.
  const weekday = (((daysBetween('1970-01-01', today) + 3) % 7) + 7) % 7
  return dayAfter(today, 6 - weekday)
}

/** The Monday of the week in which a day lies. */
export function weekStart(today: string): string {
  return dayAfter(weekEnd(today), -6)
}

interface Wanted {
  readonly today: string
  /** Whose; undefined for what is everybody's to see. */
  readonly memberId: string | undefined
  /** Shows what is nobody's in particular as well: for those who answer for the whole. */
  readonly withUnowned: boolean
}

/** Within a year, the earliest first; what is personal only for the one it is for. */
export function dueFor(
  dates: readonly DueDate[],
  { today, memberId, withUnowned }: Wanted,
  nameOf: (id: string | null) => string,
): Due[] {
  const [last, sunday] = [dayAfter(today, 12, 'months'), weekEnd(today)]
  return dates
    .filter(({ kind, day, ownerId }) => {
      if (day > last) return false
      if (memberId === undefined) return !personal.includes(kind)
      return ownerId === memberId || (ownerId === null && withUnowned)
    })
    .map(({ kind, key, title, day, ownerId, path, minutes = usualMinutes[kind] }) => ({
      kind,
      key,
      title,
      day,
      ownerId,
      path,
      minutes,
      owner: nameOf(ownerId),
      state: day < today ? ('overdue' as const) : day <= sunday ? ('this_week' as const) : ('later' as const),
    }))
    .toSorted(
      (a, b) => a.day.localeCompare(b.day) || a.title.localeCompare(b.title) || a.key.localeCompare(b.key),
    )
}

/** What has to be done by the end of this week. */
export function thisWeek(items: readonly Due[]): { count: number; minutes: number } {
  const due = items.filter(({ state }) => state !== 'later')
  return { count: due.length, minutes: due.reduce((sum, { minutes }) => sum + minutes, 0) }
}

/** Minutes that all this takes in a week, spread over a year; what comes back counts as often as it does. */
export function plannedMinutesAWeek(dates: readonly DueDate[], today: string): number {
  const last = dayAfter(today, 12, 'months')
  const yearly = dates.reduce((sum, { kind, day, minutes = usualMinutes[kind], everyMonths }) => {
    if (personal.includes(kind)) return sum
    if (everyMonths !== undefined) return sum + (minutes * 12) / everyMonths
    return day <= last ? sum + minutes : sum
  }, 0)
  return Math.round(yearly / 52)
}

/** Months between two turns of a routine, for the sum of a year. */
export function monthsOf(value: number, unit: SpanUnit): number {
  return unit === 'months' ? value : value / (unit === 'weeks' ? 52 / 12 : 365 / 12)
}

interface Rhythm {
  readonly nextOn: string
  readonly everyValue: number
  readonly everyUnit: SpanUnit
}

/**
 * The next day after a turn: counted from the day it was due, so that it keeps its place in the month, and never
 * before tomorrow, so that what was left for long is not due again at once.
 */
export function nextTurn({ nextOn, everyValue, everyUnit }: Rhythm, today: string): string {
  const from = nextOn > today ? today : nextOn
  for (let turn = 1; turn <= 40_000; turn++) {
    const day = dayAfter(from, everyValue * turn, everyUnit)
    if (day > today) return day
  }
  return dayAfter(today, everyValue, everyUnit)
}

/** Minutes a week over eight weeks; undefined when nothing was done in them. */
export function measuredMinutesAWeek(turns: readonly { readonly minutes: number }[]): number | undefined {
  if (turns.length === 0) return undefined
  return Math.round(turns.reduce((sum, { minutes }) => sum + minutes, 0) / 8)
}
