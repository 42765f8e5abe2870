import type { Context } from '../../../../platform/action.ts'
import { risksNamed } from '../../../prepare/risks/public.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import { casesNamed } from '../../../respond/incidents/public/incidents.ts'
import type { BlindSpot, BusinessDecision, RiskCase } from '../contract/lessons.ts'
import type { DecisionRecord, SpotRecord } from '../store/lessons.ts'
import type { RiskCaseRecord } from '../store/risk-cases.ts'

export async function shownSpots(context: Context, rows: readonly SpotRecord[]): Promise<BlindSpot[]> {
  const cases = await casesNamed(
    context,
    rows.map(({ incidentId }) => incidentId),
  )
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  )
  return rows.flatMap((row): BlindSpot[] => {
    const { incidentId, ownerId, verdict, tool, note } = row
    const known = cases.get(incidentId)
    if (known === undefined) return []
    return [
      {
        ...{ incidentId, ownerId, verdict, tool, note, number: known.number, title: known.title },
        owner: owners.get(ownerId ?? '') ?? '',
        askedAt: row.askedAt.toISOString(),
        changedAt: row.changedAt?.toISOString() ?? null,
        answeredAt: row.answeredAt?.toISOString() ?? null,
        answeredBy: row.answeredBy ?? '',
      },
    ]
  })
}

export async function shownDecisions(
  context: Context,
  rows: readonly DecisionRecord[],
): Promise<BusinessDecision[]> {
  const today = await todayOf(context)
  const cases = await casesNamed(
    context,
    rows.flatMap(({ incidentId }) => incidentId ?? []),
  )
  const owners = await namesOf(
    context,
    rows.map(({ ownerId }) => ownerId),
  )
  return rows.map((row): BusinessDecision => {
    const { id, incidentId, question, verdict, reason, ownerId, decidedOn, decidedBy, followUpOn } = row
    return {
      ...{ id, incidentId, question, verdict, reason, ownerId, decidedOn, decidedBy, followUpOn },
      number: cases.get(incidentId ?? '')?.number ?? null,
      owner: owners.get(ownerId) ?? '',
      isFollowUpDue: row.followedAt === null && followUpOn <= today,
      followedAt: row.followedAt?.toISOString() ?? null,
      followedBy: row.followedBy ?? '',
      outcome: row.outcome ?? '',
    }
  })
}

export async function shownRiskCases(context: Context, rows: readonly RiskCaseRecord[]): Promise<RiskCase[]> {
  const risks = await risksNamed(
    context,
    rows.map(({ riskId }) => riskId),
  )
  const cases = await casesNamed(
    context,
    rows.map(({ incidentId }) => incidentId),
  )
  return rows.flatMap((row): RiskCase[] => {
    const risk = risks.get(row.riskId)
    const known = cases.get(row.incidentId)
    if (risk === undefined || known === undefined) return []
    const { id, riskId, incidentId, likelihoodBefore, harmBefore, likelihood, harm, times, months } = row
    const state = row.isAccepted === null ? 'open' : row.isAccepted ? 'accepted' : 'refused'
    return [
      {
        ...{ id, riskId, incidentId, likelihoodBefore, harmBefore, likelihood, harm, times, months, state },
        risk: risk.name,
        number: known.number,
        daysLost: row.daysLost,
        proposedAt: row.proposedAt.toISOString(),
        reason: row.reason ?? '',
        decidedBy: row.decidedBy ?? '',
        canDecide: state === 'open' && mayDecide(context, risk),
      },
    ]
  })
}

/** Whoever answers for the risk, or leads. */
export function mayDecide(context: Context, { ownerId }: { readonly ownerId: string | null }): boolean {
  const { actor } = context
  const isOwner = actor.kind === 'member' && actor.memberId === ownerId
  return context.can('risk.manage') && (isOwner || context.can('risk.accept'))
}
