import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { caseLesson, trainingNeed } from '../tables.ts'
import type { Wanted } from './practice.ts'

type Reach = Pick<Context, 'tx'>
export type NeedRecord = typeof trainingNeed.$inferSelect
export type LessonRecord = typeof caseLesson.$inferSelect

/** What is open first, then the newest; of cases only those that whoever asks may see. */
export async function listNeedRows({ tx }: Reach, { q, before }: Wanted): Promise<NeedRecord[]> {
  return tx
    .select()
    .from(trainingNeed)
    .where(
      and(
        q === undefined || q === '' ? undefined : sql`strpos(lower(${trainingNeed.title}), lower(${q})) > 0`,
        before === undefined ? undefined : sql`${trainingNeed.openedAt} < ${before}::date`,
      ),
    )
    .orderBy(sql`${trainingNeed.doneOn} is not null`, desc(trainingNeed.openedAt), desc(trainingNeed.id))
    .limit(100)
}

/** Not met yet. */
export async function openNeedRows({ tx }: Reach): Promise<NeedRecord[]> {
  return tx
    .select()
    .from(trainingNeed)
    .where(isNull(trainingNeed.doneOn))
    .orderBy(asc(trainingNeed.id))
    .limit(1000)
}

/** @returns false where one of this origin is there already */
export async function insertNeed({ tx }: Reach, row: Omit<NeedRecord, 'tenantId'>): Promise<boolean> {
  const added = await tx
    .insert(trainingNeed)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: trainingNeed.id })
  return added.length > 0
}

/** Held until the transaction ends. */
export async function holdNeedRow({ tx }: Reach, id: string): Promise<NeedRecord> {
  const [found] = await tx.select().from(trainingNeed).where(eq(trainingNeed.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such need here.')
}

export async function updateNeed(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NeedRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(trainingNeed).set(change).where(eq(trainingNeed.id, id))
}

/** What is open first, then the newest; only of cases that whoever asks may see. */
export async function listLessonRows({ tx }: Reach): Promise<LessonRecord[]> {
  return tx
    .select()
    .from(caseLesson)
    .orderBy(sql`${caseLesson.settledOn} is not null`, desc(caseLesson.closedOn), desc(caseLesson.incidentId))
    .limit(50)
}

/** Still to be settled, the most urgent first. */
export async function openLessonRows({ tx }: Reach): Promise<LessonRecord[]> {
  return tx
    .select()
    .from(caseLesson)
    .where(isNull(caseLesson.settledOn))
    .orderBy(asc(caseLesson.dueOn), asc(caseLesson.incidentId))
    .limit(500)
}

/** Held until the transaction ends. */
export async function holdLessonRow({ tx }: Reach, incidentId: string): Promise<LessonRecord> {
  const [found] = await tx
    .select()
    .from(caseLesson)
    .where(eq(caseLesson.incidentId, incidentId))
    .for('update')
  return found ?? refuse('not_found', 'No lesson is asked for of this case.')
}

/** A case that is closed twice asks once. @returns whether it asks now */
export async function insertLesson({ tx }: Reach, row: Omit<LessonRecord, 'tenantId'>): Promise<boolean> {
  const added = await tx
    .insert(caseLesson)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: caseLesson.incidentId })
  return added.length > 0
}

/** The case from which this course is learnt has its lesson. */
export async function settleLessonsBy(
  { tx }: Reach,
  courseId: string,
  settled: { readonly settledOn: string; readonly settledBy: string },
): Promise<void> {
  await tx
    .update(caseLesson)
    .set(settled)
    .where(and(eq(caseLesson.courseId, courseId), isNull(caseLesson.settledOn)))
}

export async function updateLesson(
  { tx }: Reach,
  incidentId: string,
  change: Partial<Omit<LessonRecord, 'tenantId' | 'incidentId'>>,
): Promise<void> {
  await tx.update(caseLesson).set(change).where(eq(caseLesson.incidentId, incidentId))
}
