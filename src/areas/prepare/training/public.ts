import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { dayAfter } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { listWorkers, todayOf } from '../../register/people/public/people.ts'
import { openNeed, waiveLesson, type NewNeed } from './actions/needs.ts'
import { roleReadiness } from './actions/role-readiness.ts'
import { freshMonths } from './actions/shapes.ts'
import { knownSkills } from './actions/skills.ts'
import type { TrainingStanding } from './contract/standing.ts'
import { listLasting, listOpen } from './store/attendance.ts'
import { searchCourses, coursesInUse, getCourseRow } from './store/courses.ts'
import { openLessonRows, openNeedRows } from './store/needs.ts'
import { listHolderRows, listSkillRows } from './store/skills.ts'

export type { PracticePorts } from './actions/practice.ts'

/** Days on which training asks for somebody; of cases only those that whoever asks may see. */
export async function trainingDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const here = new Set((await listWorkers(context)).map(({ id }) => id))
  const courses = await coursesInUse(context)
  const titles = new Map(courses.map(({ id, title }) => [id, title]))
  const open = (await listOpen(context)).flatMap(({ id: key, courseId, memberId, dueOn: day }): DueDate[] => {
    const title = titles.get(courseId)
    if (title === undefined || memberId === null || !here.has(memberId)) return []
    return [{ kind: 'training', key, title, day, ownerId: memberId, path: `/training/courses/${courseId}` }]
  })
  const looks = courses.flatMap(({ id: key, title, datedOn }): DueDate[] => {
    if (datedOn === null) return []
    const day = dayAfter(datedOn, freshMonths, 'months')
    const path = `/training/courses/${key}/edit`
    return [{ kind: 'course_look', key, title, day, ownerId: null, path, everyMonths: freshMonths }]
  })
  return [...open, ...looks, ...(await skillDates(context, here)), ...(await needDates(context))]
}

async function skillDates(context: Pick<Context, 'tx'>, here: ReadonlySet<string>): Promise<DueDate[]> {
  const skills = await listSkillRows(context)
  const names = new Map(skills.map(({ id, name }) => [id, name]))
  const path = '/training/skills'
  const ends = (await listHolderRows(context)).flatMap(
    ({ id: key, skillId, memberId: ownerId, expiresOn: day }): DueDate[] => {
      const title = names.get(skillId)
      if (day === null || title === undefined || !here.has(ownerId)) return []
      return [{ kind: 'skill_end', key, title, day, ownerId, path: '/training' }]
    },
  )
  const reviews = skills.flatMap(({ id: key, name: title, decidedOn }): DueDate[] => {
    if (decidedOn === null) return []
    const day = dayAfter(decidedOn, freshMonths, 'months')
    return [{ kind: 'skill_review', key, title, day, ownerId: null, path, everyMonths: freshMonths }]
  })
  return [...ends, ...reviews]
}

async function needDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  const path = '/training/practice'
  const needs = (await openNeedRows(context)).flatMap(({ id: key, title, ownerId, dueOn: day }): DueDate[] =>
    day === null ? [] : [{ kind: 'training_need', key, title, day, ownerId, path }],
  )
  const lessons = (await openLessonRows(context)).map(({ incidentId: key, number, dueOn: day }): DueDate => ({
    ...{ kind: 'case_lesson', key, title: `INC-${number}`, day, ownerId: null, path },
  }))
  return [...needs, ...lessons]
}

/**
 * How many of those who have been here for a month took a course that counts today, of how many; the oldest day on
 * which one did, and the first on which one runs out.
 */
export async function trainingShare(context: Pick<Context, 'tx' | 'now'>): Promise<{
  readonly count: number
  readonly of: number
  readonly oldest: string | undefined
  readonly until: string | undefined
}> {
  const today = await todayOf(context)
  const monthAgo = dayAfter(today, -1, 'months')
  const here = (await listWorkers(context)).filter(
    ({ joinedOn }) => joinedOn !== null && joinedOn <= monthAgo,
  )
  const lasting = new Map((await listLasting(context)).map((row) => [row.memberId, row]))
  const taken = here.flatMap(({ id }) => {
    const row = lasting.get(id)
    if (row === undefined || row.doneOn === null) return []
    const until = row.validUntil ?? dayAfter(row.doneOn, freshMonths, 'months')
    return until >= today ? [{ doneOn: row.doneOn, until }] : []
  })
  return {
    ...{ count: taken.length, of: here.length },
    oldest: taken.map(({ doneOn }) => doneOn).toSorted()[0],
    until: taken.map(({ until }) => until).toSorted()[0],
  }
}

/** What of training would fail today: roles whose training does not count, and skills that hang on too few. */
export async function trainingStanding(context: Pick<Context, 'tx' | 'now'>): Promise<TrainingStanding> {
  const roles = (await roleReadiness(context)).flatMap(({ role, roleName, person, isReady, courses }) =>
    isReady ? [] : [{ role, roleName, person, courses: courses.filter(({ state }) => state !== 'current') }],
  )
  const skills = (await knownSkills(context)).flatMap(({ name, flags, holders }) => {
    const risk = (['nobody', 'alone'] as const).find((one) => flags.includes(one))
    return risk === undefined
      ? []
      : [{ name, risk, holder: holders.find(({ isEnded }) => !isEnded)?.name ?? '' }]
  })
  return { training: { roles, skills } }
}

/** The version of a course that is in force, for a room whose things lead to one. @throws Refusal `not_found` */
export async function courseVersion(
  context: Pick<Context, 'tx'>,
  id: string,
): Promise<{ readonly title: string; readonly number: number | null; readonly datedOn: string | null }> {
  const { title, currentNumber: number, datedOn } = await getCourseRow(context, id)
  return { title, number, datedOn }
}

/**
 * Something that people lack, as a review, a rehearsal or a case found it; said twice of one origin it stands once.
 * Words of a case stand inside its circle. @returns its id; undefined where it is there already
 */
export async function addTrainingNeed(
  context: Context,
  need: Omit<NewNeed, 'skillId'>,
): Promise<string | undefined> {
  return openNeed(context, { ...need, skillId: null })
}

/** Of cases that were closed before a day nobody has to make a lesson any more: for a firm that begins later, and the demo. */
export async function waiveLessonsBefore(context: Context, before: string, why: string): Promise<void> {
  for (const { incidentId, closedOn } of await openLessonRows(context))
    if (closedOn < before) await waiveLesson(context, { do: 'waive_lesson', incidentId, why })
}

export const courseSearch: SearchSource = {
  kind: 'course',
  permission: 'training.read',
  find: (context, sought) => searchCourses(context, sought, { seesDrafts: context.can('training.manage') }),
}
