import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import { roleNames } from '../../../register/powers/public.ts'
import * as contract from '../contract/courses.ts'
import type { CourseContent, ShownAudience } from '../contract/courses.ts'
import { missingForUse } from '../rules/checking.ts'
import { excuseOpen } from '../store/attendance.ts'
import {
  audiencesOf,
  endAudiences,
  getCourseRow,
  holdCourseRow,
  insertAudiences,
  insertCourse,
  insertVersion,
  updateCourse,
  type AudienceRecord,
  type CourseRecord,
} from '../store/courses.ts'
import { settleLessonsBy } from '../store/needs.ts'
import { excuseUnreached, giveDue } from './give-courses.ts'
import { courseOf } from './shapes.ts'

type Given = Omit<ShownAudience, 'roleName'>

export const add = action(
  contract.addCourse,
  async (context, { content, publish, note, audience, ...fields }) => {
    const row = await draftCourse(context, fields, content)
    if (audience.length > 0) await saveAudience(context, row, audience)
    if (publish) await giveOut(context, row, content, note)
    return courseOf(context, await getCourseRow(context, row.id))
  },
)

/** A course that nobody has to take yet, on the record. @throws Refusal `conflict` where one has this title */
export async function draftCourse(
  context: Context,
  fields: Pick<CourseRecord, 'title' | 'topic' | 'language' | 'source' | 'minutes'>,
  content: CourseContent,
): Promise<CourseRecord> {
  const added = await insertCourse(context, {
    ...fields,
    id: context.newId(),
    draft: content,
    currentNumber: null,
    datedOn: null,
    addedAt: context.now,
    addedBy: context.actor.name,
    withdrawnAt: null,
    draftFacts: null,
    changedAt: null,
  })
  if (added === undefined) refuseTaken(fields.title)
  const leaf = leafFields({ course: added.id, ...fields, content })
  context.record({ stream: 'audit', kind: 'course.add', fields: leaf })
  return added
}

export const save = action(
  contract.saveCourse,
  async (context, { id, content, publish, note, basedOn, seenAt, ...fields }) => {
    const before = await holdLiving(context, id)
    refuseUnless(
      (before.currentNumber ?? 0) === basedOn,
      'conflict',
      'Somebody else has given out this course in the meantime. Copy your words, read theirs, and write again.',
      { reason: 'outdated' },
    )
    refuseOutdated(before, seenAt)
    // What is in force keeps its name and its minutes until the draft is given out.
    const isHeld = before.currentNumber !== null && !publish
    const facts = isHeld ? { draftFacts: fields } : { ...fields, draftFacts: null }
    const changedAt = context.now
    await orTaken(fields.title, updateCourse(context, id, { ...facts, draft: content, changedAt }))
    const leaf = leafFields({ course: id, ...fields, content })
    context.record({ stream: 'audit', kind: 'course.draft', fields: leaf })
    if (publish) await giveOut(context, { ...before, ...fields }, content, note)
    return courseOf(context, await getCourseRow(context, id))
  },
)

export const setAudience = action(contract.setCourseAudience, async (context, { id, audience, seenAt }) => {
  const row = await holdLiving(context, id)
  refuseOutdated(row, seenAt)
  await updateCourse(context, id, { changedAt: context.now })
  await saveAudience(context, row, audience)
  if (row.currentNumber !== null) await giveDue(context, id)
  return courseOf(context, await getCourseRow(context, id))
})

export const withdraw = action(contract.withdrawCourse, async (context, { id, reason }) => {
  const { title } = await holdLiving(context, id)
  const { now: at, actor } = context
  await updateCourse(context, id, { withdrawnAt: at })
  const excused = await excuseOpen(context, id, { at, why: reason, by: actor.name })
  const fields = { course: id, title, reason, excused }
  context.record({ stream: 'audit', kind: 'course.withdraw', fields })
  return courseOf(context, await getCourseRow(context, id))
})

/** An unchangeable version, dated today; whom it fits is given it. */
async function giveOut(
  context: Context,
  { id, title, currentNumber }: Pick<CourseRecord, 'id' | 'title' | 'currentNumber'>,
  content: CourseContent,
  note: string,
): Promise<void> {
  const missing = [...missingForUse(content), ...(await unwrittenIn(content))]
  refuseUnless(missing.length === 0, 'conflict', `This cannot be given out yet. ${missing.join(' ')}`, {
    reason: 'incomplete',
    faults: missing.map((message) => ({ path: 'content', message })),
  })
  const number = (currentNumber ?? 0) + 1
  const datedOn = await todayOf(context)
  const by = { publishedAt: context.now, publishedBy: context.actor.name }
  await insertVersion(context, { ...by, courseId: id, number, title, content, note, datedOn })
  await updateCourse(context, id, { draft: null, currentNumber: number, datedOn })
  await settleLessonsBy(context, id, { settledOn: datedOn, settledBy: context.actor.name })
  const fields = leafFields({ course: id, title, number, datedOn, note })
  context.record({ stream: 'audit', kind: 'course.publish', fields })
  await giveDue(context, id)
}

/** What a draft of a lesson only hints at, nobody has written yet. */
async function unwrittenIn({ lessons }: CourseContent): Promise<string[]> {
  const { lessonWords } = await import('../content/case-lesson.ts')
  const hints = Object.values(lessonWords).flatMap(({ noticedHint, doNowHint }) => [noticedHint, doNowHint])
  return lessons
    .filter(({ text }) => hints.some((hint) => text.includes(hint)))
    .map(({ heading }) => `Write “${heading}” in your own words: it still says what to write there.`)
}

/** What stays as it was keeps its id, so that nobody is given a course anew because of a neighbouring line. */
export async function saveAudience(
  context: Context,
  { id: courseId, title }: Pick<CourseRecord, 'id' | 'title'>,
  wanted: readonly Given[],
): Promise<void> {
  const names = await roleNames(context)
  for (const { role } of wanted)
    if (role !== null && !names.has(role)) refuse('not_found', 'There is no such role here.')
  const before = await audiencesOf(context, courseId)
  const added = wanted.filter((one) => !before.some((row) => isSame(row, one)))
  const gone = before.filter((row) => !wanted.some((one) => isSame(row, one)))
  await endAudiences(
    context,
    gone.map(({ id }) => id),
    context.now,
  )
  const since = await todayOf(context)
  await insertAudiences(
    context,
    added.map((one) => ({ ...one, id: context.newId(), courseId, since, endedAt: null })),
  )
  await excuseUnreached(
    context,
    { id: courseId, title },
    gone.map(({ id }) => id),
  )
  const lines = wanted.map(({ audience, role, dueDays, renewMonths, reason }) =>
    [audience, role ?? '', dueDays, renewMonths ?? '', reason].join(' '),
  )
  const fields = leafFields({ course: courseId, title, audience: lines })
  context.record({ stream: 'audit', kind: 'course.audience', fields })
}

function isSame(row: AudienceRecord, one: Given): boolean {
  return (
    row.audience === one.audience &&
    row.role === one.role &&
    row.dueDays === one.dueDays &&
    row.renewMonths === one.renewMonths &&
    row.reason === one.reason &&
    row.why === one.why
  )
}

function refuseOutdated({ changedAt }: CourseRecord, seenAt: string | null | undefined): void {
  const isNewest = seenAt === undefined || seenAt === (changedAt?.toISOString() ?? null)
  refuseUnless(
    isNewest,
    'conflict',
    'Somebody else has changed this course in the meantime. Copy your words, read theirs, and write again.',
    { reason: 'outdated' },
  )
}

async function holdLiving(context: Context, id: string): Promise<CourseRecord> {
  const row = await holdCourseRow(context, id)
  refuseUnless(row.withdrawnAt === null, 'conflict', 'This course was withdrawn. Write it anew instead.')
  return row
}
