/** Which clocks of the organisation's table start, move and end when the severity of a case is set. */
import type { HouseClock } from '../contract/house-clocks.ts'
import type { Timed } from './reminders.ts'

interface Named {
  readonly name: string
  readonly hours: number
  readonly source: string
}

interface Kept {
  readonly id: string
  readonly name: string
  readonly state: HouseClock['state']
  readonly dueAt: Date
}

export interface ClockMoves<T extends Kept> {
  readonly start: readonly (Named & { readonly dueAt: Date })[]
  /** Named anew with an earlier end; none ever ends later than it did. */
  readonly sooner: readonly { readonly clock: T; readonly dueAt: Date }[]
  readonly end: readonly T[]
}

const hour = 3_600_000

/**
 * What the table names from `now` on against what the case has. A clock that somebody settled does not start again; one
 * that a milder severity ended does, when a graver one names it anew.
 */
export function clockMoves<T extends Kept>(
  kept: readonly T[],
  named: readonly Named[],
  now: Date,
): ClockMoves<T> {
  const wanted = new Map<string, Named & { readonly dueAt: Date }>()
  for (const clock of named) {
    const dueAt = new Date(now.getTime() + clock.hours * hour)
    const other = wanted.get(clock.name)
    // Two lines of the table may name one clock: the earlier end holds.
    if (other === undefined || dueAt < other.dueAt) wanted.set(clock.name, { ...clock, dueAt })
  }
  const alive = new Map(kept.filter(({ state }) => state !== 'ended').map((clock) => [clock.name, clock]))
  const running = [...alive.values()].filter(({ state }) => state === 'running')
  return {
    start: [...wanted.values()].filter(({ name }) => !alive.has(name)),
    sooner: running.flatMap((clock) => {
      const dueAt = wanted.get(clock.name)?.dueAt
      return dueAt !== undefined && dueAt < clock.dueAt ? [{ clock, dueAt }] : []
    }),
    end: running.filter(({ name }) => !wanted.has(name)),
  }
}

/** Key of its reminders among those of the duties. */
export function keyOfClock(id: string): string {
  return `house.${id}`
}

/** As what is reminded of takes it: reminders are told once for each end of a key. */
export function timedClock<T extends { readonly id: string; readonly startedAt: Date; readonly dueAt: Date }>(
  clock: T,
): Timed & { readonly clock: T } {
  return {
    clock,
    key: keyOfClock(clock.id),
    dueAt: clock.dueAt.toISOString(),
    extendedDueAt: null,
    explanation: { start: { at: clock.startedAt.toISOString() } },
  }
}

/** How near the end of a running clock is: soon within a quarter of its span, an hour at least. */
export function clockStanding(
  { startedAt, dueAt }: { readonly startedAt: Date; readonly dueAt: Date },
  now: Date,
): 'overdue' | 'soon' | 'running' {
  const left = dueAt.getTime() - now.getTime()
  if (left <= 0) return 'overdue'
  return left <= Math.max(hour, (dueAt.getTime() - startedAt.getTime()) / 4) ? 'soon' : 'running'
}
