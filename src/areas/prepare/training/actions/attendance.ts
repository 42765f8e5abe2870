import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/attendance.ts'
import type { enteredEndings } from '../contract/words.ts'
import {
  holdAssignment,
  listAssignments,
  updateAssignment,
  type AssignmentRecord,
} from '../store/attendance.ts'
import { getCourseRow, type CourseRecord } from '../store/courses.ts'
import { complete, finish, give, newAssignment } from './give-courses.ts'
import { recordsOf, vendorNames } from './shapes.ts'

export const list = action(contract.listTraining, async (context, { limit, cursor, q, state, courseId }) => {
  const today = await todayOf(context)
  const page = { before: pageAfter(cursor), limit: limit + 1 }
  const rows = await listAssignments(context, { q, state, courseId, today }, page)
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await recordsOf(context, items), next }
})

export const assign = action(
  contract.assignTraining,
  async (context, { courseId, memberIds, outside, ...given }) => {
    const course = await courseToTake(context, courseId)
    const wanted = [...new Set(memberIds)]
    const message = 'Choose at least one person.'
    const isNobody = wanted.length === 0 && outside === null
    refuseUnless(!isNobody, 'invalid', message, { faults: [{ path: 'memberIds', message }] })
    const rows = []
    for (const memberId of wanted) {
      const { name: person } = await getMember(context, memberId)
      rows.push(newAssignment(context, { ...given, courseId, memberId, person, audienceId: null }))
    }
    if (outside !== null) {
      const isKnown = (await vendorNames(context)).has(outside.vendorId)
      refuseUnless(isKnown, 'not_found', 'There is no such supplier here.')
      rows.push(newAssignment(context, { ...given, ...outside, courseId, memberId: null, audienceId: null }))
    }
    const added = await give(context, rows, new Map([[courseId, course]]))
    refuseUnless(
      added.length > 0,
      'conflict',
      'This waits for all of them already. Look at who learnt what, and record it there once it is taken.',
    )
    return { assigned: added.length, alreadyOpen: rows.length - added.length }
  },
)

export const record = action(
  contract.recordTraining,
  async (context, { assignmentId, courseId, memberId, ...given }) => {
    const today = await todayOf(context)
    const doneOn = given.doneOn ?? today
    const message = 'What is still to come was not taken yet.'
    refuseUnless(doneOn <= today, 'invalid', message, { faults: [{ path: 'doneOn', message }] })
    if (assignmentId !== null) {
      const isPlain = courseId === null && memberId === null
      refuseUnless(
        isPlain,
        'invalid',
        'Name what it fulfils, or a course and a person who took it: not both.',
      )
      const open = await holdAssignment(context, assignmentId)
      const course = await getCourseRow(context, open.courseId)
      refuseUnless(open.endedAt === null, 'conflict', 'This has ended already. Look at the list again.')
      const done = await end(context, open, course, { ...given, doneOn })
      return shown(context, done, course)
    }
    if (courseId === null || memberId === null || given.how === 'excused')
      refuse('invalid', 'Name what it fulfils, or a course and a person who took it.')
    const course = await courseToTake(context, courseId)
    const { name: person } = await getMember(context, memberId)
    const { how, evidence } = given
    const done = await complete(context, { course, memberId, person, how, doneOn, evidence })
    return shown(context, done, course)
  },
)

async function end(
  context: Context,
  open: AssignmentRecord,
  course: CourseRecord,
  {
    how,
    evidence,
    doneOn,
  }: Pick<contract.Assignment, 'evidence'> & {
    readonly how: (typeof enteredEndings)[number]
    readonly doneOn: string
  },
): Promise<AssignmentRecord> {
  if (how !== 'excused') return finish(context, open, { course, how, doneOn, evidence })
  const { actor, now: endedAt } = context
  const change = { endedAt, endedHow: how, evidence, recordedBy: actor.name } as const
  const { id, person, memberId } = await updateAssignment(context, open.id, change)
  const fields = { assignment: id, course: course.id, title: course.title, person, why: evidence }
  context.record({
    stream: 'audit',
    kind: 'training.excuse',
    fields: leafFields({ ...fields, member: memberId }),
  })
  return { ...open, ...change }
}

async function shown(
  context: Context,
  row: AssignmentRecord,
  course: CourseRecord,
): Promise<contract.Assignment> {
  const [one] = await recordsOf(context, [{ ...row, course: course.title }])
  if (one === undefined) throw new Error('one row gives one record')
  return one
}

/** @throws Refusal `conflict` for one that was not given out, or was withdrawn */
export async function courseToTake(context: Context, id: string): Promise<CourseRecord> {
  const course = await getCourseRow(context, id)
  const isInUse = course.currentNumber !== null && course.withdrawnAt === null
  refuseUnless(isInUse, 'conflict', 'This course is not in use. Give it out first.')
  return course
}
