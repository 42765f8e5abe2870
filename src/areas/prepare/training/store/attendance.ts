import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { AssignmentState } from '../contract/words.ts'
import { course, courseVersion, trainingAssignment } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type AssignmentRecord = typeof trainingAssignment.$inferSelect
type NewAssignment = Omit<AssignmentRecord, 'tenantId'>

const table = trainingAssignment

interface Filter {
  readonly q?: string | undefined
  readonly state?: AssignmentState | undefined
  readonly courseId?: string | undefined
  readonly today: string
}

/** The newest first, each with the title of its course. */
export async function listAssignments(
  { tx }: Reach,
  { q, state, courseId, today }: Filter,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<(AssignmentRecord & { readonly course: string })[]> {
  const past =
    before === undefined
      ? undefined
      : sql`(${table.assignedAt}, ${table.id}) < (select last.assigned_at, last.id from app.training_assignment as last where last.id = ${before})`
  const words =
    q === undefined || q === ''
      ? undefined
      : sql`(strpos(lower(${table.person}), lower(${q})) > 0 or strpos(lower(${course.title}), lower(${q})) > 0)`
  const rows = await tx
    // What was taken is called as it was called then.
    .select({ row: table, course: sql<string>`coalesce(${courseVersion.title}, ${course.title})` })
    .from(table)
    .innerJoin(course, eq(course.id, table.courseId))
    .leftJoin(
      courseVersion,
      and(eq(courseVersion.courseId, table.courseId), eq(courseVersion.number, table.number)),
    )
    .where(
      and(
        past,
        words,
        courseId === undefined ? undefined : eq(table.courseId, courseId),
        state === undefined ? undefined : standing(state, today),
      ),
    )
    .orderBy(desc(table.assignedAt), desc(table.id))
    .limit(limit)
  return rows.map(({ row, course: title }) => ({ ...row, course: title }))
}

function standing(state: AssignmentState, today: string) {
  const isTaken = isNotNull(table.doneOn)
  switch (state) {
    case 'open':
      return and(isNull(table.endedAt), sql`${table.dueOn} >= ${today}`)
    case 'overdue':
      return and(isNull(table.endedAt), sql`${table.dueOn} < ${today}`)
    case 'excused':
      return eq(table.endedHow, 'excused')
    case 'done':
      return and(isTaken, or(isNull(table.validUntil), sql`${table.validUntil} >= ${today}`))
    case 'lapsed':
      return and(isTaken, sql`${table.validUntil} < ${today}`)
  }
}

/** All that one person was given, the earliest day first. */
export async function assignmentsOf(
  { tx }: Reach,
  memberId: string,
  courseIds?: readonly string[],
): Promise<AssignmentRecord[]> {
  if (courseIds?.length === 0) return []
  return tx
    .select()
    .from(table)
    .where(
      and(
        eq(table.memberId, memberId),
        courseIds === undefined ? undefined : inArray(table.courseId, [...courseIds]),
      ),
    )
    .orderBy(asc(table.dueOn), asc(table.id))
    .limit(2000)
}

/** Of these courses, of people who work here: what the rules for whom a course is must know. */
export async function historyOf({ tx }: Reach, courseIds: readonly string[]): Promise<AssignmentRecord[]> {
  if (courseIds.length === 0) return []
  return (
    tx
      .select()
      .from(table)
      .where(and(inArray(table.courseId, [...new Set(courseIds)]), isNotNull(table.memberId)))
      // Where there is more than this, the oldest matters least.
      .orderBy(desc(table.id))
      .limit(100_000)
  )
}

/** What somebody still has to take. */
export async function listOpen({ tx }: Reach, courseId?: string): Promise<AssignmentRecord[]> {
  return tx
    .select()
    .from(table)
    .where(and(isNull(table.endedAt), courseId === undefined ? undefined : eq(table.courseId, courseId)))
    .orderBy(asc(table.dueOn), asc(table.id))
    .limit(20_000)
}

/** Of each person who works here, the course that counts longest of those that they took; a null day never ends. */
export async function listLasting({ tx }: Reach): Promise<
  readonly {
    readonly memberId: string | null
    readonly doneOn: string | null
    readonly validUntil: string | null
  }[]
> {
  return tx
    .selectDistinctOn([table.memberId], {
      memberId: table.memberId,
      doneOn: table.doneOn,
      validUntil: table.validUntil,
    })
    .from(table)
    .where(and(isNotNull(table.memberId), isNotNull(table.doneOn)))
    .orderBy(table.memberId, sql`${table.validUntil} desc nulls first`, desc(table.doneOn))
    .limit(20_000)
}

/** How many people took it, each once. */
export async function countTaken({ tx }: Reach, courseId: string): Promise<number> {
  const [found] = await tx
    .select({ count: sql<number>`count(distinct (${table.memberId}, ${table.person}))::int` })
    .from(table)
    .where(and(eq(table.courseId, courseId), isNotNull(table.doneOn)))
  return found?.count ?? 0
}

/** How many people finished this version by its questions. */
export async function countCompleters({ tx }: Reach, courseId: string, number: number): Promise<number> {
  const [found] = await tx
    .select({ count: sql<number>`count(distinct ${table.memberId})::int` })
    .from(table)
    .where(and(eq(table.courseId, courseId), eq(table.number, number), eq(table.endedHow, 'check')))
  return found?.count ?? 0
}

/** Held until the transaction ends. */
export async function holdAssignment({ tx }: Reach, id: string): Promise<AssignmentRecord> {
  const [found] = await tx.select().from(table).where(eq(table.id, id)).for('update')
  return found ?? refuse('not_found', 'Nobody was given this here.')
}

/** What this person still has to take of this course, held. */
export async function holdOpen(
  { tx }: Reach,
  courseId: string,
  memberId: string,
): Promise<AssignmentRecord | undefined> {
  const [found] = await tx
    .select()
    .from(table)
    .where(and(eq(table.courseId, courseId), eq(table.memberId, memberId), isNull(table.endedAt)))
    .for('update')
  return found
}

/** @returns those that were added; a course that is open for somebody is not given twice */
export async function insertAssignments(
  { tx }: Reach,
  rows: readonly NewAssignment[],
): Promise<AssignmentRecord[]> {
  if (rows.length === 0) return []
  return tx
    .insert(table)
    .values([...rows])
    .onConflictDoNothing()
    .returning()
}

export async function updateAssignment(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewAssignment, 'id'>>,
): Promise<AssignmentRecord> {
  const [changed] = await tx.update(table).set(change).where(eq(table.id, id)).returning()
  return changed ?? refuse('not_found', 'Nobody was given this here.')
}

/** What came of these lines of an audience and is open still, held. */
export async function holdOfAudiences(
  { tx }: Reach,
  audienceIds: readonly string[],
): Promise<AssignmentRecord[]> {
  if (audienceIds.length === 0) return []
  return tx
    .select()
    .from(table)
    .where(and(inArray(table.audienceId, [...audienceIds]), isNull(table.endedAt)))
    .orderBy(asc(table.id))
    .for('update')
}

/** Ends what is open of a course without anybody having taken it. @returns how many */
export async function excuseOpen(
  { tx }: Reach,
  courseId: string,
  { at, why, by }: { readonly at: Date; readonly why: string; readonly by: string },
): Promise<number> {
  const ended = await tx
    .update(table)
    .set({ endedAt: at, endedHow: 'excused', evidence: why, recordedBy: by })
    .where(and(eq(table.courseId, courseId), isNull(table.endedAt)))
    .returning({ id: table.id })
  return ended.length
}
