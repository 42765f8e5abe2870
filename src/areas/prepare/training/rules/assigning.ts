/** Who has to take which course by when, what a completion is worth, and when somebody is reminded. */
import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import type { ShownAudience } from '../contract/courses.ts'
import type { AssignmentState } from '../contract/words.ts'

/** So long before what was learnt runs out it is given again. */
export const renewAheadDays = 30
/** Days before the day on which somebody is reminded; after it, every seventh. */
const remindDays = [7, 1] as const

/** Somebody as the rules for whom a course is must know them. */
export interface Learner {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly joinedOn: string | null
  /** Roles in an incident that they hold or stand in for. */
  readonly incidentRoles: readonly string[]
}

export interface Rule {
  readonly id: string
  readonly courseId: string
  readonly audience: ShownAudience['audience']
  readonly role: string | null
  readonly dueDays: number
  readonly renewMonths: number | null
  /** From when on it holds: who had joined before is no newcomer. */
  readonly since: string
}

/** One course of one person, open or ended. */
export interface Known {
  readonly courseId: string
  readonly memberId: string | null
  readonly isOpen: boolean
  readonly isExcused: boolean
  readonly doneOn: string | null
  readonly validUntil: string | null
  readonly assignedOn: string
}

export interface Wanted {
  readonly courseId: string
  readonly memberId: string
  readonly ruleId: string
  readonly dueOn: string
}

/** Whether a course with this rule is for this person. Guests of one case have no part in it. */
export function isFor(rule: Pick<Rule, 'audience' | 'role' | 'since'>, person: Learner): boolean {
  if (person.role === 'guest') return false
  switch (rule.audience) {
    case 'everyone':
      return true
    case 'joiners':
      return person.joinedOn !== null && person.joinedOn >= dayAfter(rule.since, -30)
    case 'leaders':
      return person.role === 'owner' || person.role === 'lead'
    case 'responders':
      return person.role === 'responder' || person.role === 'lead' || person.role === 'owner'
    case 'role':
      return rule.role !== null && person.incidentRoles.includes(rule.role)
  }
}

/**
 * What is to be given now: nothing to whom it is open already, who took it and it counts still, or who was excused
 * since the rule began. What runs out is due on its last day; a person who is reached by two rules gets the earlier day.
 */
export function wantedNow(
  rules: readonly Rule[],
  people: readonly Learner[],
  known: readonly Known[],
  today: string,
): Wanted[] {
  const found = new Map<string, Wanted>()
  const byPerson = new Map<string, Known[]>()
  for (const one of known) {
    const key = `${one.courseId} ${one.memberId ?? ''}`
    const own = byPerson.get(key)
    if (own === undefined) byPerson.set(key, [one])
    else own.push(one)
  }
  for (const rule of rules)
    for (const person of people) {
      if (!isFor(rule, person)) continue
      const key = `${rule.courseId} ${person.id}`
      const own = byPerson.get(key) ?? []
      const dueOn = dueOf(rule, person, own, today)
      if (dueOn === undefined) continue
      const before = found.get(key)
      if (before === undefined || dueOn < before.dueOn)
        found.set(key, { courseId: rule.courseId, memberId: person.id, ruleId: rule.id, dueOn })
    }
  return [...found.values()]
}

function dueOf(rule: Rule, person: Learner, own: readonly Known[], today: string): string | undefined {
  if (own.some(({ isOpen }) => isOpen)) return undefined
  if (own.some(({ isExcused, assignedOn }) => isExcused && assignedOn >= rule.since)) return undefined
  const taken = own.filter(({ doneOn }) => doneOn !== null)
  const counts = taken.map((one) => untilOf(one, rule.renewMonths))
  if (counts.includes(null)) return undefined
  const last = counts.toSorted((a, b) => (b ?? '').localeCompare(a ?? ''))[0] ?? undefined
  if (last === undefined) {
    const from = person.joinedOn !== null && person.joinedOn > today ? person.joinedOn : today
    return dayAfter(from, rule.dueDays)
  }
  if (dayAfter(today, renewAheadDays) < last) return undefined
  // What ran out long ago is not overdue at once.
  return last < today ? dayAfter(today, rule.dueDays) : last
}

/** Last day on which a completion counts for this rule; null for ever. The stricter of what was kept and what holds now. */
function untilOf({ doneOn, validUntil }: Known, renewMonths: number | null): string | null {
  const byRule = renewMonths === null || doneOn === null ? null : dayAfter(doneOn, renewMonths, 'months')
  if (byRule === null || validUntil === null) return byRule ?? validUntil
  return byRule < validUntil ? byRule : validUntil
}

/** How an assignment stands today. */
export function stateOf(
  row: {
    readonly endedHow: string | null
    readonly dueOn: string
    readonly validUntil: string | null
  },
  today: string,
): AssignmentState {
  if (row.endedHow === 'excused') return 'excused'
  if (row.endedHow !== null) return row.validUntil !== null && row.validUntil < today ? 'lapsed' : 'done'
  return row.dueOn < today ? 'overdue' : 'open'
}

/**
 * Which reminder of an open day is due: 7 and 1 before it, 0 on it, -7, -14 ... after it. Undefined when none is, or it was told.
 * @param told the last one; null for none
 */
export function reminderDue(dueOn: string, today: string, told: number | null): number | undefined {
  const left = daysBetween(today, dueOn)
  const stage = left >= 0 ? stageBefore(left) : -7 * Math.floor(-left / 7)
  if (stage === undefined || (told !== null && told <= stage)) return undefined
  return stage
}

function stageBefore(left: number): number | undefined {
  return [0, ...remindDays.toReversed()].find((days) => left <= days)
}

export type CourseStanding = 'current' | 'missing' | 'lapsed'

/** Whether somebody's training counts for a rule today, with until when it does or since when it does not. */
export function standingFor(
  known: readonly Known[],
  wanted: {
    readonly courseId: string
    readonly memberId: string | null
    readonly renewMonths: number | null
  },
  today: string,
): { readonly state: CourseStanding; readonly day: string | null } {
  const days = known
    .filter(
      ({ courseId, memberId, doneOn }) =>
        courseId === wanted.courseId && memberId !== null && memberId === wanted.memberId && doneOn !== null,
    )
    .map((one) => untilOf(one, wanted.renewMonths))
  if (days.length === 0) return { state: 'missing', day: null }
  if (days.includes(null)) return { state: 'current', day: null }
  const last = days.toSorted((a, b) => (b ?? '').localeCompare(a ?? ''))[0] ?? ''
  return { state: last < today ? 'lapsed' : 'current', day: last }
}
