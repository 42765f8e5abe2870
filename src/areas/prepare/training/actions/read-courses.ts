import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { wrongAnswers } from '../../../../base/questions.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import * as attendance from '../contract/attendance.ts'
import * as contract from '../contract/courses.ts'
import { assignmentsOf } from '../store/attendance.ts'
import {
  countAnswer,
  courseRowsOf,
  currentVersionsOf,
  getCourseRow,
  listCourseRows,
} from '../store/courses.ts'
import { listHolderRows, listSkillRows } from '../store/skills.ts'
import { complete } from './give-courses.ts'
import { memberOf } from './learners.ts'
import { courseOf, coursesOf } from './shapes.ts'

export const list = action(contract.listCourses, async (context, { limit, cursor, q, topic, state }) => {
  const states = seenStates(context, state)
  if (states.length === 0) return { items: [], next: null }
  const rows = await listCourseRows(
    context,
    { q, topic, states },
    { after: pageAfter(cursor), limit: limit + 1 },
  )
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await coursesOf(context, items), next }
})

export const get = action(contract.getCourse, async (context, { id }) => {
  const row = await getCourseRow(context, id)
  const isInUse = row.currentNumber !== null && row.withdrawnAt === null
  const isSeen = isInUse || context.can('training.manage')
  refuseUnless(isSeen, 'not_found', 'There is no such course here.')
  return courseOf(context, row)
})

/** What nobody gave out is for those who look after training. */
function seenStates(
  context: Context,
  wanted: contract.Course['state'] | undefined,
): readonly contract.Course['state'][] {
  if (!context.can('training.manage')) return wanted === undefined || wanted === 'in_use' ? ['in_use'] : []
  return wanted === undefined ? ['in_use', 'draft'] : [wanted]
}

/** Right answers are a completion, on the record with its taker. A wrong one is counted for the question alone. */
export const answer = action(contract.answerCourse, async (context, { id, number, answers }) => {
  const row = await getCourseRow(context, id)
  const memberId = memberOf(context)
  if (memberId === undefined) refuse('conflict', 'Only a person can take a course.')
  refuseUnless(row.currentNumber !== null, 'not_found', 'There is no such course here.')
  refuseUnless(row.withdrawnAt === null, 'conflict', 'This course was withdrawn. Nobody has to take it.')
  refuseUnless(row.currentNumber === number, 'conflict', 'There is a newer version. Read that one.')
  const content = (await currentVersionsOf(context, [id])).get(id)?.content
  const questions = content?.questions ?? []
  const wrong = wrongAnswers(questions, answers)
  for (const question of questions.keys())
    await countAnswer(context, { courseId: id, number, question, isWrong: wrong.includes(question) })
  const readAgain = [...new Set(wrong.map((place) => questions[place]?.lesson ?? 0))]
  if (wrong.length > 0) return { isUnderstood: false, readAgain, validUntil: null }
  const person = (await namesOf(context, [memberId])).get(memberId) ?? ''
  const { validUntil } = await complete(context, {
    ...{ course: row, memberId, person, how: 'check', evidence: '' },
    doneOn: await todayOf(context),
  })
  return { isUnderstood: true, readAgain: [], validUntil }
})

export const readMine = action(attendance.readMyTraining, async (context) => {
  const me = memberOf(context)
  if (me === undefined) return { toTake: [], taken: [], skills: [] }
  const own = await assignmentsOf(context, me)
  const rows = await courseRowsOf(
    context,
    own.map(({ courseId }) => courseId),
  )
  const shown = await coursesOf(
    context,
    rows.filter(({ withdrawnAt }) => withdrawnAt === null),
  )
  const isOpen = ({ mine }: contract.Course) => mine?.state === 'open' || mine?.state === 'overdue'
  const today = await todayOf(context)
  const skills = new Map((await listSkillRows(context)).map(({ id, name }) => [id, name]))
  return {
    toTake: shown.filter(isOpen).toSorted((a, b) => (a.mine?.dueOn ?? '').localeCompare(b.mine?.dueOn ?? '')),
    taken: shown
      .filter((one) => !isOpen(one) && one.mine?.doneOn)
      .toSorted((a, b) => (b.mine?.doneOn ?? '').localeCompare(a.mine?.doneOn ?? '')),
    skills: (await listHolderRows(context))
      .filter(({ memberId, skillId }) => memberId === me && skills.has(skillId))
      .map(({ skillId, isDeputy, expiresOn }) => ({
        ...{ isDeputy, expiresOn, name: skills.get(skillId) ?? '' },
        isEnded: expiresOn !== null && expiresOn < today,
      })),
  }
})
