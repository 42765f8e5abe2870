import { and, desc, eq, gte, lte, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import type { ReviewMode } from '../contract/words.ts'
import { review, sectionJudgement } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type JudgementRow = Omit<typeof sectionJudgement.$inferSelect, 'tenantId'>

/** What was said before of this case or rehearsal gives way, also of the rehearsal that was played in this case: it counts once. */
export async function keepJudgements(
  { tx }: Reach,
  subjectId: string,
  rows: readonly JudgementRow[],
): Promise<void> {
  await tx
    .delete(sectionJudgement)
    .where(or(eq(sectionJudgement.subjectId, subjectId), eq(sectionJudgement.caseId, subjectId)))
  if (rows.length > 0) await tx.insert(sectionJudgement).values([...rows])
}

/** Whether a review said already how the plan did in this case. */
export async function isJudged({ tx }: Reach, subjectId: string): Promise<boolean> {
  return (await tx.$count(sectionJudgement, eq(sectionJudgement.subjectId, subjectId))) > 0
}

/** A look back that nobody holds in the end says nothing. */
export async function dropJudgementsOf({ tx }: Reach, reviewId: string): Promise<void> {
  await tx.delete(sectionJudgement).where(eq(sectionJudgement.reviewId, reviewId))
}

/** Those in which a section was found wanting since this day; at most a thousand, more say nothing more. */
export async function listFailuresSince(
  { tx }: Reach,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<JudgementRow[]> {
  return tx
    .select()
    .from(sectionJudgement)
    .where(
      and(
        gte(sectionJudgement.judgedOn, since),
        lte(sectionJudgement.judgedOn, until),
        isAnyOf(sectionJudgement.judged, ['failed', 'missing']),
      ),
    )
    .orderBy(desc(sectionJudgement.judgedOn), desc(sectionJudgement.subjectId))
    .limit(1000)
}

interface Time {
  readonly from: string
  readonly to: string
  readonly modes: readonly ReviewMode[]
}

/** By section, quarter and verdict: how often. One statement, whatever their number. */
export async function countJudgements({ tx }: Reach, { from, to, modes }: Time) {
  const quarter = sql<string>`to_char(${sectionJudgement.judgedOn}, 'YYYY-"Q"Q')`
  return tx
    .select({
      section: sectionJudgement.section,
      judged: sectionJudgement.judged,
      quarter,
      count: sql<number>`count(*)::int`,
    })
    .from(sectionJudgement)
    .where(inTime({ from, to, modes }))
    .groupBy(sectionJudgement.section, sectionJudgement.judged, quarter)
}

/** The newest in which a section was used or missed, so many of each section. */
export async function listLastJudgements(
  { tx }: Reach,
  { each, ...time }: Time & { readonly each: number },
): Promise<Omit<JudgementRow, 'caseId'>[]> {
  const ranked = tx
    .select({
      subjectId: sectionJudgement.subjectId,
      section: sectionJudgement.section,
      judged: sectionJudgement.judged,
      words: sectionJudgement.words,
      mode: sectionJudgement.mode,
      title: sectionJudgement.title,
      judgedOn: sectionJudgement.judgedOn,
      incidentId: sectionJudgement.incidentId,
      reviewId: sectionJudgement.reviewId,
      place: sql<number>`row_number() over (partition by ${sectionJudgement.section}
        order by ${sectionJudgement.judgedOn} desc, ${sectionJudgement.subjectId} desc)`.as('place'),
    })
    .from(sectionJudgement)
    .where(and(inTime(time), sql`${sectionJudgement.judged} <> 'not_used'`))
    .as('ranked')
  const rows = await tx
    .select()
    .from(ranked)
    .where(lte(ranked.place, each))
    .orderBy(desc(ranked.judgedOn), desc(ranked.subjectId))
  return rows.map(({ place: _place, ...row }) => row)
}

/** Reviews that were planned in this time, by what they are about and what became of them. */
export async function countReviews(
  { tx }: Reach,
  { from, to, today }: Omit<Time, 'modes'> & { readonly today: string },
) {
  const days = sql`extract(epoch from ${review.endedAt} - ${review.plannedAt}) / 86400`
  return tx
    .select({
      mode: review.mode,
      planned: sql<number>`count(*) filter (where ${review.state} = 'planned')::int`,
      overdue: sql<number>`count(*) filter (where ${review.state} = 'planned' and ${review.dueOn} < ${today}::date)::int`,
      held: sql<number>`count(*) filter (where ${review.state} = 'held')::int`,
      waived: sql<number>`count(*) filter (where ${review.state} = 'waived')::int`,
      full: sql<number>`count(*) filter (where ${review.form} = 'full')::int`,
      late: sql<number>`count(*) filter (where ${review.state} = 'held' and ${review.endedAt}::date > ${review.dueOn})::int`,
      heldDays: sql<
        number[]
      >`coalesce(array_agg(${days} order by ${review.endedAt} desc) filter (where ${review.state} = 'held'), '{}')::float8[]`,
    })
    .from(review)
    .where(
      and(
        gte(review.plannedAt, sql`${from}::date`),
        sql`${review.plannedAt} < ${to}::date + 1`,
        // A rehearsal whose case has a review of its own counts with that one.
        sql`not exists (select 1 from app.review as other where other.tenant_id = ${review.tenantId} and other.incident_id = ${review.caseId})`,
      ),
    )
    .groupBy(review.mode)
}

function inTime({ from, to, modes }: Time) {
  return and(
    gte(sectionJudgement.judgedOn, from),
    lte(sectionJudgement.judgedOn, to),
    isAnyOf(sectionJudgement.mode, modes),
  )
}
