import { dayAfter } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { incidentFor } from '../../respond/incidents/public/incidents.ts'
import { peopleWhoMay } from './actions/plan-review.ts'
import { reviewsOf, streamOf } from './actions/show-reviews.ts'
import { remindDays, stageDue, type Stage } from './rules/planning.ts'
import { findRule, listNearRows, noteStage, type ReviewRow } from './store/reviews.ts'

/** Each morning: reviews that come near, are late, and that a second person should hear of; each of it once. */
export const remindReviewsJob: TenantJob = {
  name: 'reviews.remind',
  cron: '50 5 * * *',
  by: 'Muster',
  run: remindReviews,
}

const columns = { reminder: 'remindedAt', overdue: 'overdueAt', escalation: 'escalatedAt' } as const

export async function remindReviews(context: Context): Promise<void> {
  const today = await todayOf(context)
  const rows = await listNearRows(context, dayAfter(today, remindDays))
  const due = rows.flatMap((row) => {
    const stage = stageDue(row, today)
    return stage === undefined ? [] : [{ row, stage }]
  })
  if (due.length === 0) return
  const shown = await reviewsOf(
    context,
    due.map(({ row }) => row),
  )
  const second = (await findRule(context))?.secondId ?? null
  for (const [at, { row, stage }] of due.entries()) {
    if (await hadNothingToLookBackAt(context, row)) continue
    if (!(await noteStage(context, row.id, columns[stage]))) continue
    const people = await peopleWhoMay(context, row.incidentId)
    const leaders = people.filter(({ role }) => role === 'lead' || role === 'owner').map(({ id }) => id)
    const hearer = hearerOf(stage, { ...row, second, leaders, here: new Set(people.map(({ id }) => id)) })
    const to = people.find(({ id }) => id === hearer)?.name ?? ''
    context.record({
      stream: streamOf(row),
      kind: stage === 'escalation' ? 'review.escalate' : 'review.remind',
      fields: { review: row.id, title: row.title, stage, dueOn: row.dueOn, to },
    })
    if (hearer === undefined) continue
    const { title = row.title, number = null } = shown[at] ?? {}
    await context.announce({
      ...{ kind: 'look_back.due', stage, title, day: row.dueOn, number },
      ...{ reviewId: row.id, incidentId: row.incidentId, memberId: hearer },
    })
  }
}

/** Planned when all was back, of a case that then ended as a false alarm or the like: nobody is called to it. */
async function hadNothingToLookBackAt(
  context: Context,
  { incidentId, why }: Pick<ReviewRow, 'incidentId' | 'why'>,
): Promise<boolean> {
  if (incidentId === null || why === 'hand') return false
  const { status, closure } = await incidentFor(context, incidentId)
  return status === 'closed' && closure !== null && closure.disposition !== 'resolved'
}

/** The owner while they are here; of a late one somebody else, so that it does not hang on one person. */
function hearerOf(
  stage: Stage,
  {
    ownerId,
    second,
    leaders,
    here,
  }: {
    readonly ownerId: string | null
    readonly second: string | null
    readonly leaders: readonly string[]
    readonly here: ReadonlySet<string>
  },
): string | undefined {
  const owner = ownerId !== null && here.has(ownerId) ? ownerId : undefined
  if (stage !== 'escalation') return owner ?? leaders[0]
  const named = second !== null && here.has(second) && second !== owner ? second : undefined
  return named ?? leaders.find((id) => id !== owner) ?? owner
}
