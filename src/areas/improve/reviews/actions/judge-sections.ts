import { casesNamed } from '../../../respond/incidents/public/incidents.ts'
import { forceSectionReview } from '../../../prepare/plan/public.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import type { Context } from '../../../../platform/action.ts'
import type { PartBodies } from '../contract/parts.ts'
import type { PlanSection, ReviewMode, SectionVerdict } from '../contract/words.ts'
import { failuresBySection, failuresSince, forcedSections, isFailure } from '../rules/effectiveness.ts'
import { isJudged, keepJudgements, listFailuresSince, type JudgementRow } from '../store/judgements.ts'
import type { ReviewRow } from '../store/reviews.ts'

interface Found {
  readonly section: PlanSection
  readonly judged: SectionVerdict
  readonly words: string
}

interface Subject {
  readonly subjectId: string
  readonly incidentId: string | null
  readonly reviewId: string | null
  /** The case in which a rehearsal was played. */
  readonly caseId: string | null
  readonly title: string
  readonly mode: ReviewMode
}

/** What a review that was held says of the sections. */
export async function judgeByReview(
  context: Context,
  { id, incidentId, exerciseId, caseId, title, mode }: ReviewRow,
  { sections }: PartBodies['sections'],
): Promise<void> {
  const subjectId = incidentId ?? exerciseId
  if (subjectId === null) throw new Error('a review is of a case or of a rehearsal')
  const found = Object.entries(sections).map(([section, said]) => ({
    // The keys are what the shape of the part names.
    section: section as PlanSection,
    ...said,
  }))
  await judgeSections(context, { subjectId, incidentId, reviewId: id, caseId, title, mode }, found)
}

/** What a rehearsal says of the sections that it tried; its review says it anew. */
export async function judgeByExercise(
  context: Context,
  {
    exerciseId,
    caseId = null,
    title,
    found,
  }: {
    readonly exerciseId: string
    readonly caseId?: string | null
    readonly title: string
    readonly found: readonly Found[]
  },
): Promise<void> {
  // Whoever looked back at its case has said it already.
  if (caseId !== null && (await isJudged(context, caseId))) return
  const subject = {
    subjectId: exerciseId,
    incidentId: null,
    reviewId: null,
    caseId,
    title,
    mode: 'exercise',
  } as const
  await judgeSections(context, subject, found)
}

/** Keeps it, and forces those that failed too often into review, in the same transaction. */
async function judgeSections(context: Context, subject: Subject, found: readonly Found[]): Promise<void> {
  const today = await todayOf(context)
  await keepJudgements(
    context,
    subject.subjectId,
    found.map((one) => ({ ...subject, ...one, judgedOn: today })),
  )
  if (!found.some(({ judged }) => isFailure(judged))) return
  const open = await openFailures(context, today)
  // Of a case that is closed to others nothing is among them, so it marks nothing.
  const own = open.filter(({ subjectId }) => subjectId === subject.subjectId).map(({ section }) => section)
  await forceSectionReview(context, forcedSections(own, failuresBySection(open, today)))
}

/** Without those of cases that are closed to others: a mark that all see would say that they exist. */
export async function openFailures(context: Context, today: string): Promise<JudgementRow[]> {
  const rows = await listFailuresSince(context, { since: failuresSince(today), until: today })
  const cases = await casesNamed(
    context,
    rows.flatMap(({ incidentId }) => incidentId ?? []),
  )
  return rows.filter(({ incidentId }) => incidentId === null || cases.get(incidentId)?.isRestricted === false)
}
