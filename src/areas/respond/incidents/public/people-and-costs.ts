import { plainChange, type LastChange } from '../../../../base/last-change.ts'
import { amountOf } from '../../../../base/money.ts'
import type { Context } from '../../../../platform/action.ts'
import { keepCost } from '../actions/keep-costs.ts'
import { saidNow } from '../actions/keep-lines.ts'
import { getOpenIncident } from '../actions/lead-incident.ts'
import { cardsOf, roleName } from '../actions/role-cards.ts'
import { costTotals } from '../rules/costs.ts'
import { listCosts, listCostsIn, listIdeas } from '../store/captures.ts'
import { getIncident } from '../store/incidents.ts'
import { listCards, listRoles } from '../store/roles.ts'
import { listTasks } from '../store/work.ts'

/** The members who hold a role in this incident or stand in for it. */
export async function roleHolders(
  context: Context,
  incidentId: string,
  role: string,
): Promise<readonly string[]> {
  const held = (await listRoles(context, incidentId)).filter((one) => one.role === role)
  return held.flatMap(({ memberId, deputyId }) => [memberId, deputyId].filter((id) => id !== null))
}

/** The members who have something to do in a case: who leads, has a role or stands in for one, or has an open task. */
export async function peopleAtWork(context: Context, incidentId: string): Promise<ReadonlySet<string>> {
  const { leadId } = await getIncident(context, incidentId)
  const roles = await listRoles(context, incidentId)
  const tasks = (await listTasks(context, incidentId)).filter(({ doneAt }) => doneAt === null)
  const ids = [
    leadId,
    ...roles.flatMap((one) => [one.memberId, one.deputyId]),
    ...tasks.map((one) => one.ownerId),
  ]
  return new Set(ids.filter((id) => id !== null))
}

/** The money that a case cost, struck lines too, with the sums of those that stand; nothing is converted. */
export async function costsFor(context: Context, incidentId: string) {
  const rows = await listCosts(context, incidentId)
  return {
    // Time that nobody put a price on is no money.
    lines: rows.flatMap(({ amount, currency, ...row }) =>
      amount === null || currency === null ? [] : [{ ...row, currency, amount: amountOf(amount, currency) }],
    ),
    totals: costTotals(rows).map(({ currency, amount }) => ({ currency, amount })),
  }
}

export { listCostsIn }

/** Records a cost of an open case, on its record, as a person says it now. */
export async function addCostTo(
  context: Context,
  incidentId: string,
  cost: Parameters<typeof keepCost>[2],
): Promise<{ readonly id: string }> {
  await getOpenIncident(context, incidentId)
  return keepCost(context, incidentId, cost, saidNow(context))
}

/** What became of the card of a role since then; undefined for a role that is not here. */
export async function lastChangeOfRoleCard(
  context: Pick<Context, 'tx'>,
  role: string,
  since: Date,
): Promise<LastChange | undefined> {
  const card = (await cardsOf(context)).find((one) => one.role === role)
  if (card === undefined) return undefined
  const written = (await listCards(context)).find((one) => one.role === role)
  const known = { name: roleName(card), path: '/settings/roles' }
  return plainChange({ ...known, changedAt: written?.changedAt ?? null }, since)
}

/** Ideas that people wrote down while the case ran, the first before the later. */
export async function ideasOf(
  context: Context,
  incidentId: string,
): Promise<
  readonly {
    readonly id: string
    readonly text: string
    readonly recordedBy: string
    readonly recordedAt: Date
  }[]
> {
  return listIdeas(context, incidentId)
}
