import { dayAfter } from '../../../../base/calendar-day.ts'
import { doubtful } from '../../../../base/questions.ts'
import type { Context } from '../../../../platform/action.ts'
import { listWorkers, todayOf } from '../../../register/people/public/people.ts'
import { roleNames } from '../../../register/powers/public.ts'
import { supplierReach } from '../../../register/vendors/public.ts'
import type { Assignment } from '../contract/attendance.ts'
import type { Course, CourseContent, CourseDetail, Mine } from '../contract/courses.ts'
import { stateOf } from '../rules/assigning.ts'
import {
  assignmentsOf,
  countCompleters,
  countTaken,
  listOpen,
  type AssignmentRecord,
} from '../store/attendance.ts'
import {
  audiencesOf,
  currentVersionsOf,
  doubtsOf,
  versionsOf,
  type CourseRecord,
  type VersionRecord,
} from '../store/courses.ts'
import { memberOf } from './learners.ts'

/** Threats change faster than this: a course nobody called right for so long is old. */
export const freshMonths = 12

/** Courses as they are shown, each with what it asks of whoever looks. */
export async function coursesOf(
  context: Pick<Context, 'tx' | 'now' | 'actor'>,
  rows: readonly CourseRecord[],
): Promise<Course[]> {
  const today = await todayOf(context)
  const ids = rows.map(({ id }) => id)
  const versions = await currentVersionsOf(context, ids)
  const me = memberOf(context)
  const own = me === undefined ? [] : await assignmentsOf(context, me, ids)
  return rows.map((row) => {
    const { id, title, topic, language, source, minutes, datedOn } = row
    return {
      ...{ id, title, topic, language, source, minutes, datedOn },
      summary: (versions.get(id)?.content ?? row.draft)?.summary ?? '',
      state: row.withdrawnAt !== null ? 'withdrawn' : row.currentNumber === null ? 'draft' : 'in_use',
      number: row.currentNumber,
      hasDraft: row.draft !== null,
      isOld: datedOn !== null && dayAfter(datedOn, freshMonths, 'months') <= today,
      mine: mineOf(
        own.filter(({ courseId }) => courseId === id),
        today,
      ),
    }
  })
}

/** What is open, else the last that was taken. */
function mineOf(rows: readonly AssignmentRecord[], today: string): Mine | null {
  const open = rows.find(({ endedAt }) => endedAt === null)
  const last = rows
    .filter(({ doneOn }) => doneOn !== null)
    .toSorted((a, b) => (b.doneOn ?? '').localeCompare(a.doneOn ?? ''))[0]
  const shown = open ?? last ?? rows.at(-1)
  if (shown === undefined) return null
  const { id, dueOn, reason, why } = shown
  return {
    ...{ reason, why },
    assignmentId: open?.id ?? id,
    state: stateOf(shown, today),
    dueOn: open === undefined ? null : dueOn,
    doneOn: last?.doneOn ?? null,
    validUntil: open === undefined ? (last?.validUntil ?? null) : null,
  }
}

/** One course with everything that whoever looks may see of it. */
export async function courseOf(context: Context, row: CourseRecord): Promise<CourseDetail> {
  const [shown] = await coursesOf(context, [row])
  if (shown === undefined) throw new Error('one row gives one course')
  const versions = await versionsOf(context, row.id)
  const current = versions.find(({ number }) => number === row.currentNumber)
  const mayManage = context.can('training.manage')
  const names = await roleNames(context)
  const content = current?.content ?? (mayManage ? row.draft : null)
  return {
    ...shown,
    content: content === null ? null : readable(content),
    audience: (await audiencesOf(context, row.id)).map(
      ({ audience, role, dueDays, renewMonths, reason, why }) => ({
        ...{ audience, role, dueDays, renewMonths, reason, why },
        roleName: names.get(role ?? '') ?? '',
      }),
    ),
    draftFacts: mayManage ? row.draftFacts : null,
    changedAt: row.changedAt?.toISOString() ?? null,
    editable: mayManage ? (row.draft ?? current?.content ?? null) : null,
    toTake: mayManage ? await stillToTake(context, row.id) : [],
    taken: mayManage ? await countTaken(context, row.id) : 0,
    doubts: mayManage && current !== undefined ? await doubtsIn(context, current) : [],
    versions: mayManage
      ? versions.map(({ number, datedOn, note, publishedBy }) => ({ number, datedOn, note, publishedBy }))
      : [],
    can: { manage: mayManage },
  }
}

/** The words without the answers to the questions. */
function readable(content: CourseContent): NonNullable<CourseDetail['content']> {
  return { ...content, questions: content.questions.map(({ right: _right, ...question }) => question) }
}

/** Of those who are still here, the earliest day first. */
async function stillToTake(context: Context, courseId: string): Promise<CourseDetail['toTake']> {
  const here = new Set((await listWorkers(context)).map(({ id }) => id))
  return (await listOpen(context, courseId))
    .filter(({ memberId }) => memberId === null || here.has(memberId))
    .slice(0, 200)
    .map(({ person, dueOn }) => ({ name: person, dueOn }))
}

async function doubtsIn(
  context: Context,
  { courseId, number, content }: VersionRecord,
): Promise<CourseDetail['doubts']> {
  const counts = await doubtsOf(context, courseId, number)
  const people = await countCompleters(context, courseId, number)
  return doubtful(counts, people).map(({ question: place, ...doubt }) => {
    const asked = content.questions[place]
    return {
      ...doubt,
      lesson: content.lessons[asked?.lesson ?? -1]?.heading ?? '',
      question: asked?.question ?? '',
    }
  })
}

/** Rows of the list of attendance. */
export async function recordsOf(
  context: Pick<Context, 'tx' | 'now'>,
  rows: readonly (AssignmentRecord & { readonly course: string })[],
): Promise<Assignment[]> {
  const today = await todayOf(context)
  const vendors = rows.some(({ vendorId }) => vendorId !== null) ? await vendorNames(context) : new Map()
  return rows.map((row) => {
    const { id, courseId, course, memberId, person, reason, why, dueOn, doneOn, number, evidence } = row
    return {
      ...{ id, courseId, course, memberId, person, reason, why, dueOn, doneOn, number, evidence },
      vendor: vendors.get(row.vendorId ?? '') ?? '',
      state: stateOf(row, today),
      how: row.endedHow,
      recordedBy: row.recordedBy ?? '',
      validUntil: row.validUntil,
    }
  })
}

export async function vendorNames(context: Pick<Context, 'tx'>): Promise<Map<string, string>> {
  return new Map((await supplierReach(context)).map(({ id, name }) => [id, name]))
}
