import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { organisationFor, todayOf } from '../../../register/people/public/people.ts'
import type { Ending, Reason } from '../contract/words.ts'
import { isFor, wantedNow } from '../rules/assigning.ts'
import {
  historyOf,
  holdOfAudiences,
  holdOpen,
  insertAssignments,
  updateAssignment,
  type AssignmentRecord,
} from '../store/attendance.ts'
import { audiencesOf, coursesInUse, type CourseRecord } from '../store/courses.ts'
import { knownOf, learnersOf, memberOf } from './learners.ts'

/** Gives whom the rules name what they still have to take; done twice it gives nothing twice. @returns how many */
export async function giveDue(context: Context, courseId?: string): Promise<number> {
  const courses = (await coursesInUse(context)).filter(({ id }) => courseId === undefined || id === courseId)
  const titles = new Map(courses.map((one) => [one.id, one]))
  const audiences = (await audiencesOf(context, courseId)).filter((one) => titles.has(one.courseId))
  if (audiences.length === 0) return 0
  const people = await learnersOf(context)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const history = await historyOf(
    context,
    audiences.map((one) => one.courseId),
  )
  const today = await todayOf(context)
  const { timeZone } = await organisationFor(context)
  const wanted = wantedNow(audiences, people, knownOf(history, timeZone), today)
  const rows = wanted.flatMap(({ courseId: id, memberId, ruleId, dueOn }) => {
    const rule = audiences.find((one) => one.id === ruleId)
    if (rule === undefined) return []
    const { reason, why, renewMonths } = rule
    const person = names.get(memberId) ?? ''
    return [
      newAssignment(context, {
        ...{ courseId: id, memberId, person, audienceId: ruleId, dueOn, reason, why, renewMonths },
      }),
    ]
  })
  return (await give(context, rows, titles)).length
}

interface NewAssignment {
  readonly courseId: string
  readonly memberId: string | null
  readonly vendorId?: string
  readonly person: string
  readonly audienceId: string | null
  readonly dueOn: string
  readonly reason: Reason
  readonly why: string
  readonly renewMonths: number | null
}

export function newAssignment(
  context: Context,
  { vendorId, ...given }: NewAssignment,
): Omit<AssignmentRecord, 'tenantId'> {
  return {
    ...given,
    vendorId: vendorId ?? null,
    id: context.newId(),
    assignedAt: context.now,
    assignedBy: context.actor.name,
    ...{ toldStage: null, endedAt: null, endedHow: null, doneOn: null, number: null },
    ...{ evidence: '', recordedBy: null, validUntil: null },
  }
}

/** Writes them down, on the record, and tells each person. @returns those that were not open already */
export async function give(
  context: Context,
  rows: readonly Omit<AssignmentRecord, 'tenantId'>[],
  courses: ReadonlyMap<string, Pick<CourseRecord, 'id' | 'title'>>,
): Promise<AssignmentRecord[]> {
  const added: AssignmentRecord[] = []
  // A statement has a bound on its values.
  for (let at = 0; at < rows.length; at += 500)
    added.push(...(await insertAssignments(context, rows.slice(at, at + 500))))
  const today = await todayOf(context)
  for (const { id, courseId, memberId, vendorId, person, dueOn, reason, why } of added) {
    const title = courses.get(courseId)?.title ?? ''
    context.record({
      stream: 'audit',
      kind: 'training.assign',
      fields: leafFields({
        ...{ assignment: id, course: courseId, title, person, dueOn, reason, why },
        member: memberId,
        vendor: vendorId,
      }),
    })
    // Whoever gives it to themselves knows.
    if (memberId === null || memberId === memberOf(context)) continue
    const near = { kind: 'date.near', what: 'training_due', day: dueOn } as const
    const path = `/training/courses/${courseId}`
    await context.announce({ ...near, title, memberId, daysLeft: daysBetween(today, dueOn), path })
  }
  return added
}

/** Whom no line of the audience reaches any more has to take it no more. What somebody was given by hand stays. */
export async function excuseUnreached(
  context: Context,
  course: Pick<CourseRecord, 'id' | 'title'>,
  gone: readonly string[],
): Promise<void> {
  const open = await holdOfAudiences(context, gone)
  if (open.length === 0) return
  const stand = await audiencesOf(context, course.id)
  const people = await learnersOf(context)
  for (const { id, memberId, person } of open) {
    const learner = people.find((one) => one.id === memberId)
    if (learner !== undefined && stand.some((rule) => isFor(rule, learner))) continue
    const evidence = 'It is for others now.'
    const { actor, now: endedAt } = context
    await updateAssignment(context, id, { endedAt, endedHow: 'excused', evidence, recordedBy: actor.name })
    const fields = { assignment: id, course: course.id, title: course.title, person, why: evidence }
    context.record({
      stream: 'audit',
      kind: 'training.excuse',
      fields: leafFields({ ...fields, member: memberId }),
    })
  }
}

interface Taken {
  readonly course: Pick<CourseRecord, 'id' | 'title' | 'currentNumber'>
  readonly memberId: string
  readonly person: string
  readonly how: Exclude<Ending, 'excused'>
  readonly doneOn: string
  readonly evidence: string
}

/** Keeps that somebody of the firm took a course: on what they were given, or as something of their own. */
export async function complete(context: Context, taken: Taken): Promise<AssignmentRecord> {
  const { course, memberId, person, doneOn } = taken
  const open = await holdOpen(context, course.id, memberId)
  if (open !== undefined) return finish(context, open, taken)
  const months = (await audiencesOf(context, course.id)).flatMap(({ renewMonths }) => renewMonths ?? [])
  const row = newAssignment(context, {
    ...{ courseId: course.id, memberId, person, audienceId: null, dueOn: doneOn, reason: 'own', why: '' },
    renewMonths: months.length === 0 ? null : Math.min(...months),
  })
  const [added] = await insertAssignments(context, [row])
  // Somebody gave it to them a moment ago: then that is what they took.
  const theirs = added ?? (await holdOpen(context, course.id, memberId))
  if (theirs === undefined)
    refuse('conflict', 'Somebody else records this at the moment. Look at the list again.')
  return finish(context, theirs, taken)
}

/** Ends what was given by its having been taken. */
export async function finish(
  context: Context,
  open: AssignmentRecord,
  { course, how, doneOn, evidence }: Omit<Taken, 'memberId' | 'person'>,
): Promise<AssignmentRecord> {
  const validUntil = open.renewMonths === null ? null : dayAfter(doneOn, open.renewMonths, 'months')
  const done = await updateAssignment(context, open.id, {
    ...{ endedAt: context.now, endedHow: how, doneOn, evidence, validUntil },
    number: course.currentNumber,
    recordedBy: context.actor.name,
  })
  const { id, memberId, vendorId, person } = done
  context.record({
    stream: 'audit',
    kind: 'training.complete',
    fields: leafFields({
      ...{
        assignment: id,
        course: course.id,
        title: course.title,
        person,
        how,
        doneOn,
        evidence,
        validUntil,
      },
      number: course.currentNumber,
      member: memberId,
      vendor: vendorId,
    }),
  })
  return done
}
