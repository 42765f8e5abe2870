/** Where each duty of a case stands now, which comes next, and what a change of facts moved. */
import type { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import { standings, type Standing } from '../contract/board.ts'
import type { Moved } from '../contract/moved.ts'

const hour = 3_600_000

/** How a duty was answered, if it was. */
export type Answered = 'declined' | 'submitted' | undefined

/** @param now milliseconds since 1970, UTC */
export function standingOf(duty: EvaluatedDuty, answered: Answered, now: number): Standing {
  if (answered !== undefined) return answered
  if (duty.recordOnly) return 'record'
  if (duty.voluntary) return 'voluntary'
  if (duty.status === 'waiting') return 'waiting'
  const until = permittedUntil(duty)
  if (until === undefined) return 'at_once'
  if (until <= now) return 'overdue'
  return Date.parse(duty.dueAt ?? '') - now <= soonWithin(duty) ? 'soon' : 'running'
}

/** The last instant that the law permits; undefined where it names none. */
export function permittedUntil({
  dueAt,
  extendedDueAt,
}: Pick<EvaluatedDuty, 'dueAt' | 'extendedDueAt'>): number | undefined {
  const at = extendedDueAt ?? dueAt
  return at === null ? undefined : Date.parse(at)
}

/** What holds of a duty while more time is granted: a later end, never an earlier one. */
export function delayedUntil(extendedDueAt: string | null, until: Date): string {
  if (extendedDueAt !== null && Date.parse(extendedDueAt) >= until.getTime()) return extendedDueAt
  return until.toISOString()
}

/** A quarter of the whole span, an hour at least. */
function soonWithin({ dueAt, explanation }: EvaluatedDuty): number {
  const from = explanation.start?.at
  if (dueAt === null || from === undefined) return 24 * hour
  return Math.max(hour, (Date.parse(dueAt) - Date.parse(from)) / 4)
}

export function byStanding(
  a: Pick<EvaluatedDuty, 'dueAt' | 'key'> & { readonly standing: Standing },
  b: typeof a,
): number {
  const rank = rankOf(a.standing) - rankOf(b.standing)
  const due = Date.parse(a.dueAt ?? '9999-01-01') - Date.parse(b.dueAt ?? '9999-01-01')
  return rank || due || (a.key < b.key ? -1 : 1)
}

/** What runs is one line of time, however near its end is. */
function rankOf(standing: Standing): number {
  return standing === 'soon' ? standings.indexOf('running') : standings.indexOf(standing)
}

/** Whom, and under which law, in one line. */
export function titleOf({ recipient, explanation }: EvaluatedDuty): string {
  return `${explanation.regime}: ${recipient.name}`
}

/** Owed duties that appeared, went or are due at another time. */
export function movedBetween(before: readonly EvaluatedDuty[], after: readonly EvaluatedDuty[]): Moved[] {
  const owed = (duties: readonly EvaluatedDuty[]) =>
    new Map(duties.filter(({ status }) => status !== 'possible').map((duty) => [duty.key, duty]))
  const [old, fresh] = [owed(before), owed(after)]
  const keys = [...new Set([...fresh.keys(), ...old.keys()])]
  return keys.flatMap((key): Moved[] => {
    const [was, is] = [old.get(key), fresh.get(key)]
    const duty = is ?? was
    if (duty === undefined) return []
    const [from, to] = [was?.dueAt ?? null, is?.dueAt ?? null]
    if (was !== undefined && is !== undefined && from === to) return []
    const what = was === undefined ? 'appeared' : is === undefined ? 'gone' : 'moved'
    return [{ key, title: titleOf(duty), what, from, to }]
  })
}
