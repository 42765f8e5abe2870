import type { Context } from '../../../platform/action.ts'
import type { ClockLine } from '../incidents/contract/grading.ts'
import { judgeCase, openDuties } from './actions/judge-case.ts'
import { hasInstant } from './actions/read-duties.ts'
import { titleOf } from './rules/standing.ts'
import { findCase } from './store/cases.ts'

/** The legal clock of this case that ends next, also one that has passed unanswered; the port of the incidents room. */
export async function nextClock(
  context: Context,
  incidentId: string,
): Promise<{ what: string; at: Date } | null> {
  if ((await findCase(context, incidentId)) === undefined) return null
  const found = await judgeCase(context, incidentId)
  const [next] = openDuties(found, context.now).filter(hasInstant)
  return next === undefined || next.dueAt === null ? null : { what: titleOf(next), at: new Date(next.dueAt) }
}

/** Clocks that a case shows at most when it is graded. */
const clocksAtMost = 10

/** The exact clocks of this case before the plain lines of the organisation's table; the port of the incidents room. */
export async function clocksFor(
  context: Context,
  { incident, clocks }: { readonly incident: { readonly id: string }; readonly clocks: readonly ClockLine[] },
): Promise<ClockLine[]> {
  if ((await findCase(context, incident.id)) === undefined) return [...clocks]
  const found = await judgeCase(context, incident.id)
  const exact = openDuties(found, context.now)
    .filter(hasInstant)
    .slice(0, clocksAtMost)
    .map((duty): ClockLine => ({
      name: titleOf(duty).slice(0, 200),
      hours: hoursUntil(duty.dueAt, context.now),
      source: duty.explanation.citation.slice(0, 300),
      checkedOn: duty.explanation.checkedOn,
    }))
  return [...exact, ...clocks]
}

/** From now, in tenths, down: an hour too few is safe. Zero for what has passed. */
function hoursUntil(dueAt: string | null, now: Date): number {
  const left = (Date.parse(dueAt ?? '') - now.getTime()) / 3_600_000
  return Math.min(8760, Math.max(0, Math.floor(left * 10) / 10))
}
