import { dayAfter } from '../../../base/calendar-day.ts'
import type { agreementStates } from './contract/agreements.ts'
import { ranks, type Rank, type WaitKind } from './contract/clients.ts'

const hourMillis = 3_600_000

/** How long the door into a client stays open: a working day. */
export const entryHours = 8
/** How long a code waits to be taken. */
export const codeDays = 14
/** An agreement lasts two years at most; then somebody decides anew. */
export const mostDays = 731

/** What a room of the client says waits there, before it is weighed against the rest. */
export interface FoundWait {
  readonly kind: WaitKind
  readonly key: string
  readonly title: string
  /** Inside the client, as `/incidents/…`. */
  readonly path: string
  /** Since when it waits; of a clock and a task, when it ends. */
  readonly at: string
  /** S1 to S4, or critical, high, medium, low, info. */
  readonly severity?: string
  readonly isExercise?: boolean
  /** What would fail, for the screen to put into words. */
  readonly said?: Said
}

export interface Said {
  readonly kind: string
  readonly name: string
  readonly day: string
  readonly count: number
  readonly more: string
}

/** Weighed: `rank` from 1, the most urgent. */
export interface RankedWait {
  readonly rank: number
  readonly at: string
  readonly kind: WaitKind
  readonly key: string
  readonly title: string
  readonly path: string
  readonly due: string | null
  readonly said?: Said
}

/**
 * How urgent something is at this instant, from 1. A clock of the law that is over or ends within four hours and a
 * threatening case want somebody now; what was only rehearsed and what would fail one day come last.
 */
export function rankOf(wait: FoundWait, now: number): number {
  const hoursLeft = (Date.parse(wait.at) - now) / hourMillis
  const rank = (name: Rank) => ranks.indexOf(name) + 1
  if (wait.kind === 'failure' || wait.isExercise === true) return rank('prepare')
  switch (wait.kind) {
    case 'clock':
      return rank(hoursLeft <= 4 ? 'now' : hoursLeft <= 24 ? 'soon' : hoursLeft <= 72 ? 'today' : 'later')
    case 'case':
      return rank(wait.severity === 'S1' ? 'now' : wait.severity === 'S2' ? 'soon' : 'today')
    case 'alert':
      return rank(wait.severity === 'critical' ? 'now' : wait.severity === 'high' ? 'soon' : 'later')
    case 'report':
      return rank('soon')
    case 'task':
      return rank(hoursLeft < -24 ? 'soon' : 'today')
  }
}

/** Weighed and in order: of the same rank, what is due or waits longest first. */
export function inOrder(waits: readonly FoundWait[], now: number): RankedWait[] {
  return waits
    .map(({ kind, key, title, path, at, ...rest }): RankedWait => ({
      rank: rankOf({ kind, key, title, path, at, ...rest }, now),
      at,
      kind,
      key,
      title: title.slice(0, 200),
      path,
      due: kind === 'clock' || kind === 'task' ? at : null,
      ...(rest.said && { said: rest.said }),
    }))
    .sort((a, b) => a.rank - b.rank || Date.parse(a.at) - Date.parse(b.at) || (a.key < b.key ? -1 : 1))
}

const clockSteps = [72, 24, 4, 0] as const

/** When time alone gives something another rank; null when it never does. */
export function nextChange(waits: readonly FoundWait[], now: number): Date | null {
  const steps = waits.flatMap(({ kind, at }) => {
    const end = Date.parse(at)
    if (kind === 'clock') return clockSteps.map((hours) => end - hours * hourMillis)
    return kind === 'task' ? [end, end + 24 * hourMillis] : []
  })
  const ahead = steps.filter((step) => step > now)
  return ahead.length === 0 ? null : new Date(Math.min(...ahead))
}

/** The word for a rank from the database; null where nothing waits. */
export function rankWord(rank: number): Rank | null {
  return ranks[rank - 1] ?? null
}

/** Whether this may be the last day of an agreement. */
export function isFairEnd(endsOn: string, today: string): boolean {
  return endsOn >= today && endsOn <= dayAfter(today, mostDays)
}

export function stateOf(
  {
    acceptedAt,
    endedAt,
    endsAt,
    codeExpiresAt,
  }: {
    readonly acceptedAt: Date | null
    readonly endedAt: Date | null
    readonly endsAt: Date
    readonly codeExpiresAt: Date | null
  },
  now: Date,
): (typeof agreementStates)[number] {
  if (endedAt !== null) return 'ended'
  if (acceptedAt === null) return codeExpiresAt !== null && codeExpiresAt > now ? 'proposed' : 'lapsed'
  return endsAt > now ? 'running' : 'ended'
}
