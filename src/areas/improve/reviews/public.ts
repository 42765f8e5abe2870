import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type { Severity } from '../../../base/incident-words.ts'
import type { Context } from '../../../platform/action.ts'
import { incidentFor, systemsOf } from '../../respond/incidents/public/incidents.ts'
import type { Ending, KnownMove } from '../../respond/incidents/public/ports.ts'
import { planFor } from './actions/plan-review.ts'
import { isRecovered, missingAtClosing, usualRule } from './rules/planning.ts'
import { listEditionRows, listWithdrawals } from './store/editions.ts'
import { findReviewOf, findRule, type ReviewRow, searchReviews } from './store/reviews.ts'

/**
 * What this room wants in order before an incident is closed: nothing, a review that is planned, or one that was held.
 * The shape is the port that the incidents room declares.
 */
export const reviewCondition = {
  key: 'review',
  async findOpen(
    context: Context,
    incidentId: string,
    { disposition }: Ending,
  ): Promise<readonly { sentence: string; where: string }[]> {
    if (disposition !== 'resolved') return []
    const { asks } = (await findRule(context)) ?? usualRule
    if (asks !== 'held') return []
    const { severity, mode, leadId } = await incidentFor(context, incidentId)
    const isLed = leadId !== null || context.actor.kind !== 'key'
    const found = await findReviewOf(context, { kind: 'incident', id: incidentId })
    const sentence = missingAtClosing({ asks, severity, mode, isLed, disposition, state: found?.state })
    return sentence === undefined ? [] : [{ sentence, where: `/incidents/${incidentId}/review` }]
  },
}

/** The last system of a case is back: its review is planned while everybody remembers. The port of the incidents room. */
export async function planAfterRecovery(
  context: Context,
  { incidentId, to }: Pick<KnownMove, 'incidentId' | 'to'>,
): Promise<void> {
  if (to !== 'reconnected' && to !== 'ruled_out') return
  const { number, title, mode, severity, leadId, status } = await incidentFor(context, incidentId)
  if (mode === 'exercise' || status !== 'open' || leadId === null) return
  const states = (await systemsOf(context, incidentId)).map(({ state }) => state)
  if (!isRecovered(states)) return
  if ((await findReviewOf(context, { kind: 'incident', id: incidentId })) !== undefined) return
  const subject = { incidentId, exerciseId: null, number, title, mode, severity, leadId }
  await planFor(context, subject, { why: 'recovery' })
}

/** A review as other rooms may know it. */
export interface KnownReview {
  readonly id: string
  readonly kind: ReviewRow['kind']
  readonly mode: ReviewRow['mode']
  readonly form: ReviewRow['form']
  readonly state: ReviewRow['state']
  readonly ownerId: string | null
  readonly dueOn: string
  readonly endedAt: Date | null
}

/** The review of a case or a rehearsal that whoever asks may see; undefined where none was planned. */
export async function reviewOf(
  context: Pick<Context, 'tx'>,
  of: { readonly kind: 'incident' | 'exercise'; readonly id: string },
): Promise<KnownReview | undefined> {
  const found = await findReviewOf(context, of)
  if (found === undefined) return undefined
  const { id, kind, mode, form, state, ownerId, dueOn, endedAt } = found
  return { id, kind, mode, form, state, ownerId, dueOn, endedAt }
}

/** Plans the review of a rehearsal that ended; its id, also where it had one already. */
export async function planReviewOfExercise(
  context: Context,
  {
    exerciseId,
    title,
    leadId,
    severity = 'S3',
  }: {
    readonly exerciseId: string
    readonly title: string
    readonly leadId: string | null
    readonly severity?: Severity
  },
): Promise<string> {
  const known = await findReviewOf(context, { kind: 'exercise', id: exerciseId })
  if (known !== undefined) return known.id
  const subject = {
    incidentId: null,
    exerciseId,
    number: null,
    title,
    mode: 'exercise',
    severity,
    leadId,
  } as const
  const added = await planFor(context, subject, { why: 'exercise' })
  const found = added ?? (await findReviewOf(context, { kind: 'exercise', id: exerciseId }))
  if (found === undefined) throw new Error('a review that was planned is found')
  return found.id
}

export { judgeByExercise } from './actions/judge-sections.ts'

/** What of a case was released for all staff, line by line, in its newest edition; empty where nothing was. */
export async function releasedForStaff(context: Pick<Context, 'tx'>, incidentId: string): Promise<string[]> {
  const found = await findReviewOf(context, { kind: 'incident', id: incidentId })
  if (found === undefined) return []
  const editions = await listEditionRows(context, found.id)
  const newest = editions.find(({ audience }) => audience === 'staff')
  if (newest !== undefined && (await listWithdrawals(context, [newest.id])).size > 0) return []
  return newest?.content.lines.map(({ text }) => text) ?? []
}

export const reviewSearch: SearchSource = { kind: 'review', permission: 'review.read', find: searchReviews }
