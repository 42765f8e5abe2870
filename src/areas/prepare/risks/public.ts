import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { listActiveMembers, todayOf } from '../../register/people/public/people.ts'
import type { RiskStanding } from './contract.ts'
import { isAcceptanceOver, isReviewDue, isSevere, reviewMonths } from './rules.ts'
import { listRiskRows } from './store.ts'

/** A firm has a few dozen risks; this many are never reached by hand. */
const most = 10_000

export async function riskStanding(context: Pick<Context, 'tx' | 'now'>): Promise<RiskStanding> {
  const today = await todayOf(context)
  const here = new Set((await listActiveMembers(context)).map(({ id }) => id))
  const risks = (await listRiskRows(context, { limit: most })).map((row) => ({
    id: row.id,
    name: row.name,
    isUnowned: row.state !== 'treated' && isSevere(row) && !(row.ownerId !== null && here.has(row.ownerId)),
    acceptanceOver: isAcceptanceOver(row, today) ? row.acceptedUntil : null,
    reviewOver: isReviewDue(row, today) ? row.reviewOn : null,
  }))
  return {
    risks: risks.filter(
      ({ isUnowned, acceptanceOver, reviewOver }) =>
        isUnowned || acceptanceOver !== null || reviewOver !== null,
    ),
  }
}

/** Days on which risks ask for their owner: to look again, and ends of what was accepted. */
export async function riskDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  return (await listRiskRows(context, { limit: most })).map(
    ({ id: key, name: title, ownerId, reviewOn, acceptedUntil }): DueDate => ({
      kind: acceptedUntil === reviewOn ? 'risk_acceptance' : 'risk_review',
      key,
      title,
      day: reviewOn,
      ownerId,
      path: `/risks/${key}`,
      everyMonths: reviewMonths,
    }),
  )
}
