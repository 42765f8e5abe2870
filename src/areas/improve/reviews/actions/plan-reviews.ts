import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import * as contract from '../contract/plan.ts'
import { agendaFor } from '../rules/planning.ts'
import { findReviewOf, holdReviewRow, listReviewRows, saveRule, updateReview } from '../store/reviews.ts'
import { peopleWhoMay, planFor } from './plan-review.ts'
import { reviewShown, reviewsOf, ruleOf, streamOf } from './show-reviews.ts'

export const list = action(
  contract.listReviews,
  async (context, { limit, cursor, q, state, mode, incidentId, mine }) => {
    const { actor } = context
    if (incidentId !== undefined) await incidentFor(context, incidentId)
    const memberId = mine === undefined ? undefined : actor.kind === 'member' ? actor.memberId : undefined
    if (mine !== undefined && memberId === undefined) return { items: [], next: null }
    const rows = await listReviewRows(context, {
      ...{ limit: limit + 1, after: pageAfter(cursor), q, state, mode, incidentId, memberId },
      today: await todayOf(context),
    })
    const { items, next } = pageOfRows(rows, limit, (row) => row)
    return { items: await reviewsOf(context, items), next }
  },
)

export const plan = action(contract.planReview, async (context, { incidentId, ...wish }) => {
  const { id, number, title, mode, severity, leadId } = await incidentFor(context, incidentId)
  await refuseUnfitPeople(context, incidentId, [wish.ownerId, wish.facilitatorId])
  const known = await findReviewOf(context, { kind: 'incident', id })
  refuseUnless(known === undefined, 'conflict', taken, { reason: 'planned_already' })
  const subject = { incidentId: id, exerciseId: null, number, title, mode, severity, leadId }
  const added = await planFor(context, subject, { ...wish, why: 'hand' })
  return reviewShown(context, added ?? refuse('conflict', taken, { reason: 'planned_already' }))
})

const taken = 'The review of this case is planned already. Open it instead.'

export const change = action(contract.changeReviewPlan, async (context, { id, agenda, ...plan }) => {
  const before = await holdReviewRow(context, id)
  await refuseUnfitPeople(context, before.incidentId, [plan.ownerId, plan.facilitatorId])
  refuseUnless(before.state === 'planned', 'conflict', 'This review has ended. Open it again first.')
  const { form, ownerId, facilitatorId, dueOn } = plan
  const meetsAt = plan.meetsAt === null ? null : new Date(plan.meetsAt)
  const isShipped = agenda === null || JSON.stringify(agenda) === JSON.stringify(agendaFor(form))
  const row = await updateReview(context, id, {
    ...{ form, ownerId, facilitatorId, dueOn, meetsAt, agenda: isShipped ? null : agenda },
    // A later day starts its reminders anew.
    ...(dueOn !== before.dueOn && { remindedAt: null, overdueAt: null, escalatedAt: null }),
  })
  const shown = await reviewShown(context, row)
  const { owner, facilitator } = shown
  const fields = leafFields({
    ...{ review: id, title: row.title, form, owner, facilitator, dueOn, meetsAt },
    agenda: (agenda ?? []).map(({ title, minutes }) => `${title} (${minutes})`),
  })
  context.record({ stream: streamOf(row), kind: 'review.change', fields })
  if (ownerId !== before.ownerId && !(context.actor.kind === 'member' && context.actor.memberId === ownerId))
    await context.announce({
      ...{ kind: 'look_back.due', stage: 'planned', title: shown.title, day: dueOn },
      ...{ reviewId: id, incidentId: row.incidentId, number: shown.number, memberId: ownerId },
    })
  return shown
})

export const readRule = action(contract.readReviewRule, async (context) => ruleOf(context))

export const changeRule = action(contract.changeReviewRule, async (context, wanted) => {
  if (wanted.asks === 'nothing' && wanted.reason === '') {
    const message = 'Say why serious cases may be closed without a review.'
    refuse('invalid', message, { faults: [{ path: 'reason', message }] })
  }
  for (const member of [wanted.ownerId, wanted.facilitatorId, wanted.secondId])
    if (member !== null) await getMember(context, member)
  await saveRule(context, { ...wanted, changedAt: context.now, changedBy: context.actor.name })
  context.record({ stream: 'audit', kind: 'review_rule.change', fields: leafFields(wanted) })
  return ruleOf(context)
})

/** An unknown person is refused as such; one who may not see the case could neither own nor lead its review. */
async function refuseUnfitPeople(
  context: Context,
  incidentId: string | null,
  wanted: readonly (string | null | undefined)[],
): Promise<void> {
  const ids = wanted.filter((id) => typeof id === 'string')
  for (const id of ids) await getMember(context, id)
  const may = new Set((await peopleWhoMay(context, incidentId)).map(({ id }) => id))
  const message = 'This person may not see the case, or is not active. Choose somebody else.'
  const faults = wanted.flatMap((id, at) =>
    typeof id === 'string' && !may.has(id) ? [{ path: at === 0 ? 'ownerId' : 'facilitatorId', message }] : [],
  )
  if (faults.length > 0) refuse('invalid', message, { faults })
}
