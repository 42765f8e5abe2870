import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import { casesNamed } from '../../../respond/incidents/public/look-back.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import type { Review, ReviewRule } from '../contract/plan.ts'
import { usualRule } from '../rules/planning.ts'
import { findRule, type ReviewRow } from '../store/reviews.ts'

/** Reviews as a list shows them; cases and people are asked for once, whatever their number. */
export async function reviewsOf(
  context: Context,
  rows: readonly ReviewRow[],
): Promise<z.input<typeof Review>[]> {
  const today = await todayOf(context)
  const cases = await casesNamed(
    context,
    rows.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId])),
  )
  const people = await namesOf(
    context,
    rows.flatMap(({ ownerId, facilitatorId }) => [ownerId, facilitatorId].filter((id) => id !== null)),
  )
  return rows.map((row) => {
    const { id, kind, incidentId, exerciseId, mode, form, state, ownerId, facilitatorId, dueOn, why } = row
    const about = incidentId === null ? undefined : cases.get(incidentId)
    return {
      ...{ id, kind, incidentId, exerciseId, mode, form, state, ownerId, facilitatorId, dueOn, why },
      number: about?.number ?? null,
      title: about?.title ?? row.title,
      severity: about?.severity ?? null,
      owner: people.get(ownerId ?? '') ?? '',
      facilitator: people.get(facilitatorId ?? '') ?? '',
      isOverdue: state === 'planned' && dueOn < today,
      meetsAt: row.meetsAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
      endedBy: row.endedBy,
      endReason: row.endReason,
    }
  })
}

export async function reviewShown(context: Context, row: ReviewRow): Promise<z.input<typeof Review>> {
  const [shown] = await reviewsOf(context, [row])
  if (shown === undefined) throw new Error('one row gives one review')
  return shown
}

/** Where the leaves of a review stand: with its case, which keeps its circle, else with the organisation's own. */
export function streamOf({ incidentId }: Pick<ReviewRow, 'incidentId'>): string {
  return incidentId ?? 'audit'
}

export async function ruleOf(context: Context): Promise<z.input<typeof ReviewRule>> {
  const rule = await findRule(context)
  const { asks, ownerId, facilitatorId, secondId, seriousDays, liteDays } = rule ?? usualRule
  return {
    ...{ asks, ownerId, facilitatorId, secondId, seriousDays, liteDays },
    reason: rule?.reason ?? '',
    changedBy: rule?.changedBy ?? null,
    changedAt: rule?.changedAt.toISOString() ?? null,
    can: { change: context.can('tenant.manage') },
  }
}
