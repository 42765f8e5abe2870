/** Who is on call at an instant: weeks with a day and time of handover, hours, leave and clock changes. */
import { Temporal } from 'temporal-polyfill'
import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import type { Window } from '../contract/rota.ts'

export interface Plan {
  readonly handoverDay: number
  readonly handoverTime: string
  readonly windows: readonly Window[]
  readonly timeZone: string
  /** By the day on which each begins. */
  readonly turns: readonly { readonly weekOf: string; readonly contactId: string }[]
}

export interface Absence {
  readonly id: string
  readonly away: readonly { readonly from: string; readonly to: string }[]
  readonly deputyId: string | null
}

export interface OnCall {
  readonly contactId: string
  /** Whose turn it is; another one than `contactId` when they are on leave or gone. */
  readonly turnOf: string
  readonly weekOf: string
}

/**
 * Who picks up at this instant. Whoever is on leave on the day is stood in for by their deputy, then by the next in
 * turn who is here. Undefined outside the hours, beyond the plan, and when nobody of it is left.
 * @param people those who are on the list of contacts; whoever is missing has left
 */
export function onCallAt(plan: Plan, people: ReadonlyMap<string, Absence>, now: Date): OnCall | undefined {
  const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(plan.timeZone)
  if (!isInside(plan.windows, clock)) return undefined
  const turn = turnAt(plan, clock)
  if (turn === undefined) return undefined
  const today = clock.toPlainDate().toString()
  const isHere = (id: string) => {
    const person = people.get(id)
    return person !== undefined && !person.away.some(({ from, to }) => from <= today && today <= to)
  }
  const later = plan.turns
    .filter(({ weekOf }) => weekOf > turn.weekOf)
    .toSorted((a, b) => (a.weekOf < b.weekOf ? -1 : 1))
  const line = [
    turn.contactId,
    people.get(turn.contactId)?.deputyId ?? turn.contactId,
    ...later.map(({ contactId }) => contactId),
  ]
  const found = line.find(isHere)
  return found === undefined ? undefined : { contactId: found, turnOf: turn.contactId, weekOf: turn.weekOf }
}

/** The turn that has begun and not been handed over. Weeks are counted on the calendar: some have 167 or 169 hours. */
export function turnAt(
  { handoverTime, timeZone, turns }: Plan,
  clock: Temporal.ZonedDateTime,
): Plan['turns'][number] | undefined {
  const begins = (day: string) =>
    // A time that the clocks skip is the same number of minutes later, as Temporal says by itself.
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: handoverTime })
  const begun = turns
    .filter(({ weekOf }) => Temporal.ZonedDateTime.compare(begins(weekOf), clock) <= 0)
    .toSorted((a, b) => (a.weekOf < b.weekOf ? 1 : -1))
  const [last] = begun
  if (last === undefined) return undefined
  const isOver = Temporal.ZonedDateTime.compare(begins(dayAfter(last.weekOf, 1, 'weeks')), clock) <= 0
  return isOver ? undefined : last
}

/** The first day of handover on or after a day. @param handoverDay 1 is Monday */
export function firstHandover(day: string, handoverDay: number): string {
  const ahead = (handoverDay - Temporal.PlainDate.from(day).dayOfWeek + 7) % 7
  return dayAfter(day, ahead)
}

/** Turns for so many weeks, one after the other in this order. */
export function turnsFor(
  order: readonly string[],
  { from, weeks }: { readonly from: string; readonly weeks: number },
): { weekOf: string; contactId: string }[] {
  return Array.from({ length: weeks }, (_, week) => ({
    weekOf: dayAfter(from, week, 'weeks'),
    contactId: order[week % order.length] ?? '',
  }))
}

/** The first day without anybody, when it is nearer than eight weeks; null with a plan that reaches further, or none. */
export function rotaEnd(turns: readonly { readonly weekOf: string }[], today: string): string | null {
  const last = turns
    .map(({ weekOf }) => weekOf)
    .toSorted()
    .at(-1)
  if (last === undefined) return null
  const end = dayAfter(last, 1, 'weeks')
  return daysBetween(today, end) <= 56 ? end : null
}

function isInside(windows: readonly Window[], clock: Temporal.ZonedDateTime): boolean {
  if (windows.length === 0) return true
  const time = clock.toPlainTime().toString({ smallestUnit: 'minute' })
  const yesterday = ((clock.dayOfWeek + 5) % 7) + 1
  return windows.some(({ days, from, to }) => {
    if (from < to) return days.includes(clock.dayOfWeek) && from <= time && time < to
    return (days.includes(clock.dayOfWeek) && from <= time) || (days.includes(yesterday) && time < to)
  })
}
