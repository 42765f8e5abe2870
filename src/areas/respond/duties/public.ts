import { dayIn } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { organisationFor } from '../../register/people/public/people.ts'
import { openCasesFor } from '../incidents/public/incidents.ts'
import type { Holding } from '../../register/people/public/holdings.ts'
import type { ClockLine } from '../incidents/contract/grading.ts'
import { judgeCase, openDuties } from './actions/judge-case.ts'
import { hasInstant } from './actions/read-duties.ts'
import { titleOf } from './rules/standing.ts'
import { findCase } from './store/cases.ts'
import { listClocksOf, listRunningClocks } from './store/house-clocks.ts'
import { casesOwnedBy } from './store/charges.ts'
import { listFirms, listParts } from './store/parts.ts'
import { listContractsInCases, listFirstNotices } from './store/figures.ts'

/** Which firm a cost of a case went to, and which contracts had a part in a case. */
export { listFirms, listParts }

/** For numbers over time, each in one statement. */
export { listContractsInCases, listFirstNotices }

/** The clock of this case that ends next, of the law or of our own table, also one that passed; the port of the incidents room. */
export async function nextClock(
  context: Context,
  incidentId: string,
): Promise<{ what: string; at: Date } | null> {
  const [house] = (await listClocksOf(context, incidentId)).filter(({ state }) => state === 'running')
  const own = house === undefined ? null : { what: house.name, at: house.dueAt }
  if ((await findCase(context, incidentId)) === undefined) return own
  const found = await judgeCase(context, incidentId)
  const [next] = openDuties(found, context.now).filter(hasInstant)
  if (next === undefined || next.dueAt === null) return own
  const at = new Date(next.dueAt)
  return own !== null && own.at < at ? own : { what: titleOf(next), at }
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

/** What hangs on this person here, in words: duties that still run, of closed cases too. */
export async function heldDuties(context: Context, memberId: string): Promise<Holding[]> {
  const held: Holding[] = []
  for (const incidentId of await casesOwnedBy(context, memberId)) {
    const found = await judgeCase(context, incidentId)
    const own = openDuties(found, context.now).filter(({ key }) => found.owners.get(key) === memberId)
    const { number, isRestricted } = found.incident
    if (own.length > 0)
      held.push({ words: `legal duties in INC-${number}: ${own.length}`, isSealed: isRestricted })
  }
  return held
}

/** Clocks that one calendar shows at most. */
const datesAtMost = 200

/**
 * Days on which clocks of our own table end, with whoever leads the case. A calendar leaves the house, so a restricted
 * case stands in none.
 */
export async function clockDates(context: Reading): Promise<DueDate[]> {
  const { timeZone } = await organisationFor(context)
  const clocks = await listRunningClocks(context, datesAtMost)
  const cases = await openCasesFor(
    context,
    clocks.map(({ incidentId }) => incidentId),
  )
  return clocks.flatMap(({ id: key, incidentId, name, dueAt }): DueDate[] => {
    const found = cases.get(incidentId)
    if (found === undefined || found.isRestricted || found.mode === 'exercise') return []
    const title = `INC-${found.number}: ${name}`
    const path = `/incidents/${incidentId}/duties`
    return [{ kind: 'house_clock', key, title, day: dayIn(dueAt, timeZone), ownerId: found.leadId, path }]
  })
}

type Reading = Pick<Context, 'tx' | 'now'>
