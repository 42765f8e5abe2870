import { daysBetween } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { listWorkers, todayOf } from '../../register/people/public/people.ts'
import { giveDue } from './actions/give-courses.ts'
import { reminderDue } from './rules/assigning.ts'
import { isMonday, lessonStage } from './rules/lessons.ts'
import { listOpen, updateAssignment, type AssignmentRecord } from './store/attendance.ts'
import { courseRowsOf, type CourseRecord } from './store/courses.ts'
import { openLessonRows, updateLesson } from './store/needs.ts'
import { listHolderRows, listSkillRows, updateHolder } from './store/skills.ts'

/** Each morning: courses for whom they fit, and a word to those for whom a day comes near. */
export const trainingJob: TenantJob = { name: 'training.morning', cron: '40 5 * * *', run: remindOfTraining }

export async function remindOfTraining(context: Context): Promise<void> {
  await giveDue(context)
  const today = await todayOf(context)
  await remindPeople(context, today)
  await remindOfSkills(context, today)
  await remindOfLessons(context, today)
}

/** Those who lead hear each Monday of what is late, as numbers: what stands in the way is mostly not the person. */
async function remindPeople(context: Context, today: string): Promise<void> {
  const here = new Set((await listWorkers(context)).map(({ id }) => id))
  const open = (await listOpen(context)).filter(({ memberId }) => memberId !== null && here.has(memberId))
  const courses = await courseRowsOf(
    context,
    open.map(({ courseId }) => courseId),
  )
  for (const { id, courseId, memberId, dueOn, toldStage } of open) {
    const title = courses.find((one) => one.id === courseId)?.title ?? ''
    const stage = reminderDue(dueOn, today, toldStage)
    if (stage === undefined) continue
    await updateAssignment(context, id, { toldStage: stage })
    context.record({
      stream: 'audit',
      kind: 'training.remind',
      fields: { assignment: id, course: courseId, title, member: memberId ?? '', day: dueOn },
    })
    const near = { kind: 'date.near', what: 'training_due', day: dueOn } as const
    const path = `/training/courses/${courseId}`
    await context.announce({ ...near, title, memberId, daysLeft: daysBetween(today, dueOn), path })
  }
  if (isMonday(today)) await tellOfLate(context, { open, courses, today })
}

/** All of what is late, not only of those whose reminder falls on this day. */
async function tellOfLate(
  context: Context,
  {
    open,
    courses,
    today,
  }: {
    readonly open: readonly AssignmentRecord[]
    readonly courses: readonly CourseRecord[]
    readonly today: string
  },
): Promise<void> {
  for (const { id, title } of courses) {
    const days = open.filter((one) => one.courseId === id && one.dueOn < today).map(({ dueOn }) => dueOn)
    const [day] = days.toSorted()
    if (day === undefined) continue
    const count = days.length
    const people = count === 1 ? 'one person' : `${count} people`
    await context.announce({
      ...{ kind: 'date.near', what: 'training_late', title: `${title} (${people})`, day, memberId: null },
      ...{ daysLeft: daysBetween(today, day), path: '/training/people?state=overdue' },
    })
  }
}

/** Sixty, fourteen and no days before what shows a skill runs out. */
async function remindOfSkills(context: Context, today: string): Promise<void> {
  const here = new Set((await listWorkers(context)).map(({ id }) => id))
  const skills = new Map((await listSkillRows(context)).map(({ id, name }) => [id, name]))
  for (const { id, skillId, memberId, expiresOn, toldStage } of await listHolderRows(context)) {
    const title = skills.get(skillId)
    if (expiresOn === null || title === undefined || !here.has(memberId)) continue
    const left = daysBetween(today, expiresOn)
    const stage = [0, 14, 60].find((days) => left <= days)
    if (stage === undefined || (toldStage !== null && toldStage <= stage)) continue
    await updateHolder(context, id, { toldStage: stage })
    const fields = { skill: skillId, name: title, member: memberId, day: expiresOn }
    context.record({ stream: 'audit', kind: 'skill.remind', fields })
    const near = { kind: 'date.near', what: 'skill_end', day: expiresOn, daysLeft: left } as const
    await context.announce({ ...near, title, memberId, path: '/training' })
  }
}

/** The case stands in the path: who may not see it is not told of it. */
async function remindOfLessons(context: Context, today: string): Promise<void> {
  for (const { incidentId, number, dueOn, toldStage } of await openLessonRows(context)) {
    const stage = lessonStage(dueOn, today, toldStage)
    if (stage === undefined) continue
    await updateLesson(context, incidentId, { toldStage: stage })
    const fields = { incident: incidentId, number, day: dueOn }
    context.record({ stream: 'audit', kind: 'case_lesson.remind', fields })
    const near = { kind: 'date.near', what: 'case_lesson', day: dueOn, memberId: null } as const
    const path = `/incidents/${incidentId}`
    await context.announce({ ...near, title: `INC-${number}`, daysLeft: daysBetween(today, dueOn), path })
  }
}
