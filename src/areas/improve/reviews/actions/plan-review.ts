import { leafFields } from '../../../../base/leaf-fields.ts'
import type { Severity } from '../../../../base/incident-words.ts'
import { listActiveMembers, todayOf, type Person } from '../../../register/people/public/people.ts'
import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import type { ReviewForm, ReviewWhy } from '../contract/words.ts'
import { facilitatorFor, formFor, usualRule, workingDaysAfter } from '../rules/planning.ts'
import { findRule, insertReview, type NewReview, type ReviewRow } from '../store/reviews.ts'
import { streamOf } from './show-reviews.ts'

/** What a review is about. */
export interface Subject {
  readonly incidentId: string | null
  readonly exerciseId: string | null
  /** The case in which a rehearsal was played. */
  readonly caseId?: string | null
  readonly number: number | null
  readonly title: string
  readonly mode: ReviewRow['mode']
  readonly severity: Severity
  readonly leadId: string | null
}

export interface PlanWish {
  readonly form?: ReviewForm | undefined
  readonly ownerId?: string | undefined
  readonly facilitatorId?: string | null | undefined
  readonly dueOn?: string | undefined
  readonly meetsAt?: string | null | undefined
}

/**
 * Plans a review with owner, day and facilitator, as the organisation chose or as ships, and tells the owner.
 * @returns undefined where there is one already: planning twice is no fault
 */
export async function planFor(
  context: Context,
  subject: Subject,
  { why, ...wish }: PlanWish & { readonly why: ReviewWhy },
): Promise<ReviewRow | undefined> {
  const rule = (await findRule(context)) ?? usualRule
  const form = wish.form ?? formFor(subject.severity)
  const people = await peopleWhoMay(context, subject.incidentId)
  const here = new Set(people.map(({ id }) => id))
  const present = (id: string | null | undefined) => (typeof id === 'string' && here.has(id) ? id : null)
  const leaders = people.filter(({ role }) => role === 'lead' || role === 'owner').map(({ id }) => id)
  const self = context.actor.kind === 'member' ? present(context.actor.memberId) : null
  const ownerId =
    wish.ownerId ?? present(rule.ownerId) ?? present(subject.leadId) ?? self ?? leaders[0] ?? null
  const facilitatorId =
    wish.facilitatorId === undefined
      ? facilitatorFor(present(rule.facilitatorId), leaders, subject.leadId, ownerId)
      : wish.facilitatorId
  const days = form === 'full' ? rule.seriousDays : rule.liteDays
  const row: NewReview = {
    id: context.newId(),
    kind: subject.incidentId === null ? 'exercise' : 'incident',
    ...{ incidentId: subject.incidentId, exerciseId: subject.exerciseId, caseId: subject.caseId ?? null },
    ...{ title: subject.title, mode: subject.mode, form, state: 'planned', ownerId, facilitatorId },
    dueOn: wish.dueOn ?? workingDaysAfter(await todayOf(context), days),
    meetsAt: typeof wish.meetsAt === 'string' ? new Date(wish.meetsAt) : null,
    ...{ agenda: null, why, plannedAt: context.now, plannedBy: context.actor.name },
    ...{ voicesOpenedAt: null, endedAt: null, endedBy: null, endReason: '' },
    ...{ remindedAt: null, overdueAt: null, escalatedAt: null },
  }
  const added = await insertReview(context, row)
  if (added === undefined) return undefined
  const named = (id: string | null) => people.find((one) => one.id === id)?.name ?? ''
  const leaf = { review: row.id, title: row.title, form, why, dueOn: row.dueOn, owner: named(ownerId) }
  context.record({
    stream: streamOf(row),
    kind: 'review.plan',
    fields: leafFields({ ...leaf, facilitator: named(facilitatorId) }),
  })
  if (ownerId !== null && ownerId !== self)
    await context.announce({
      ...{ kind: 'look_back.due', stage: 'planned', title: subject.title, day: row.dueOn },
      ...{ reviewId: row.id, incidentId: subject.incidentId, number: subject.number, memberId: ownerId },
    })
  return added
}

/** Active people who may see the case; everybody where it is none. */
export async function peopleWhoMay(context: Context, incidentId: string | null): Promise<Person[]> {
  const everyone = await listActiveMembers(context)
  if (incidentId === null) return everyone
  const audience = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)
  return everyone.filter(({ id: memberId, role }) => mayHear({ memberId, role }, audience))
}
