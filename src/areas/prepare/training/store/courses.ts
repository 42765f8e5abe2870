import { findRows } from '../../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Course } from '../contract/courses.ts'
import { course, courseAudience, courseDoubt, courseVersion } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type CourseRecord = typeof course.$inferSelect
export type VersionRecord = typeof courseVersion.$inferSelect
export type AudienceRecord = typeof courseAudience.$inferSelect

interface Filter {
  readonly q?: string | undefined
  readonly topic?: Course['topic'] | undefined
  readonly states: readonly Course['state'][]
}

/** By title. */
export async function listCourseRows(
  { tx }: Reach,
  { q, topic, states }: Filter,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<CourseRecord[]> {
  const past =
    after === undefined
      ? undefined
      : sql`(lower(${course.title}), ${course.id}) > (select lower(last.title), last.id from app.course as last where last.id = ${after})`
  const words = q === undefined || q === '' ? undefined : sql`strpos(lower(${course.title}), lower(${q})) > 0`
  const stands = sql`(case when ${course.withdrawnAt} is not null then 'withdrawn' when ${course.currentNumber} is null then 'draft' else 'in_use' end) in ${[...states]}`
  return tx
    .select()
    .from(course)
    .where(and(past, words, stands, topic === undefined ? undefined : eq(course.topic, topic)))
    .orderBy(asc(sql`lower(${course.title})`), asc(course.id))
    .limit(limit)
}

/** Those that are given out, by title. */
export async function coursesInUse({ tx }: Reach): Promise<CourseRecord[]> {
  return tx
    .select()
    .from(course)
    .where(and(isNull(course.withdrawnAt), isNotNull(course.currentNumber)))
    .orderBy(asc(sql`lower(${course.title})`))
    .limit(2000)
}

export async function courseRowsOf({ tx }: Reach, ids: readonly string[]): Promise<CourseRecord[]> {
  const wanted = [...new Set(ids)]
  return wanted.length === 0 ? [] : tx.select().from(course).where(inArray(course.id, wanted))
}

export async function getCourseRow({ tx }: Reach, id: string): Promise<CourseRecord> {
  const [found] = await tx.select().from(course).where(eq(course.id, id))
  return found ?? refuse('not_found', 'There is no such course here.')
}

/** Held until the transaction ends, so that nobody gives out what somebody else is changing. */
export async function holdCourseRow({ tx }: Reach, id: string): Promise<CourseRecord> {
  const [found] = await tx.select().from(course).where(eq(course.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such course here.')
}

/** @returns undefined when one of this title is there already */
export async function insertCourse(
  { tx }: Reach,
  row: Omit<CourseRecord, 'tenantId'>,
): Promise<CourseRecord | undefined> {
  const [added] = await tx.insert(course).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateCourse(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<CourseRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(course).set(change).where(eq(course.id, id))
}

export async function insertVersion({ tx }: Reach, row: Omit<VersionRecord, 'tenantId'>): Promise<void> {
  await tx.insert(courseVersion).values(row)
}

/** The newest first. */
export async function versionsOf({ tx }: Reach, courseId: string): Promise<VersionRecord[]> {
  return tx
    .select()
    .from(courseVersion)
    .where(eq(courseVersion.courseId, courseId))
    .orderBy(desc(courseVersion.number))
    .limit(200)
}

/** The version in force of each of these courses, without the words of the older ones. */
export async function currentVersionsOf(
  { tx }: Reach,
  courseIds: readonly string[],
): Promise<Map<string, VersionRecord>> {
  if (courseIds.length === 0) return new Map()
  const rows = await tx
    .select({ version: courseVersion })
    .from(courseVersion)
    .innerJoin(
      course,
      and(eq(course.id, courseVersion.courseId), eq(course.currentNumber, courseVersion.number)),
    )
    .where(inArray(course.id, [...new Set(courseIds)]))
  return new Map(rows.map(({ version }) => [version.courseId, version]))
}

/** For whom courses are; all of them where none is named. */
export async function audiencesOf({ tx }: Reach, courseId?: string): Promise<AudienceRecord[]> {
  const own = courseId === undefined ? undefined : eq(courseAudience.courseId, courseId)
  return tx
    .select()
    .from(courseAudience)
    .where(and(isNull(courseAudience.endedAt), own))
    .orderBy(asc(courseAudience.id))
    .limit(5000)
}

export async function endAudiences({ tx }: Reach, ids: readonly string[], endedAt: Date): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(courseAudience)
      .set({ endedAt })
      .where(inArray(courseAudience.id, [...ids]))
}

export async function insertAudiences(
  { tx }: Reach,
  rows: readonly Omit<AudienceRecord, 'tenantId'>[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(courseAudience).values([...rows])
}

export async function doubtsOf({ tx }: Reach, courseId: string, number: number) {
  return tx
    .select()
    .from(courseDoubt)
    .where(and(eq(courseDoubt.courseId, courseId), eq(courseDoubt.number, number)))
}

/** Counts an answer for its question; who gave it is not known here. */
export async function countAnswer(
  { tx }: Reach,
  {
    courseId,
    number,
    question,
    isWrong,
  }: { courseId: string; number: number; question: number; isWrong: boolean },
): Promise<void> {
  const missed = isWrong ? 1 : 0
  await tx
    .insert(courseDoubt)
    .values({ courseId, number, question, answered: 1, missed })
    .onConflictDoUpdate({
      target: [courseDoubt.tenantId, courseDoubt.courseId, courseDoubt.number, courseDoubt.question],
      set: { answered: sql`${courseDoubt.answered} + 1`, missed: sql`${courseDoubt.missed} + ${missed}` },
    })
}

/** @param seesDrafts whoever looks after training */
export async function searchCourses(
  reach: Reach,
  sought: Sought,
  { seesDrafts }: { readonly seesDrafts: boolean },
): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: course, id: course.id, title: course.title, more: course.source },
    where: and(isNull(course.withdrawnAt), seesDrafts ? undefined : isNotNull(course.currentNumber)),
    path: ({ id }) => `/training/courses/${id}`,
  })
}
