import { leafFields } from '../../../../base/leaf-fields.ts'
import type { LeafKind } from '../../../../base/leaf-kinds.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import type { PracticeStep } from '../contract/practice.ts'
import type { NeedOrigin } from '../contract/words.ts'
import { lessonDraft, type StaffFacts } from '../rules/lessons.ts'
import {
  holdLessonRow,
  holdNeedRow,
  insertNeed,
  updateLesson,
  updateNeed,
  type NeedRecord,
} from '../store/needs.ts'
import { getCourseRow } from '../store/courses.ts'
import { holdSkillRow } from '../store/skills.ts'
import { courseToTake } from './attendance.ts'
import { give, newAssignment } from './give-courses.ts'
import { refuseUnknownVendor } from './skills.ts'
import { draftCourse, saveAudience } from './write-courses.ts'

type Step<D extends PracticeStep['do']> = Extract<PracticeStep, { do: D }>

export interface NewNeed {
  readonly title: string
  readonly why: string
  readonly origin: {
    readonly kind: NeedOrigin
    readonly id: string | null
    readonly incidentId: string | null
  }
  readonly skillId: string | null
}

/** @returns its id; undefined where one of this origin is there already */
export async function openNeed(
  context: Context,
  { title, why, origin, skillId }: NewNeed,
): Promise<string | undefined> {
  const id = context.newId()
  const isNew = await insertNeed(context, {
    ...{ id, title: title.slice(0, 200), why, skillId, incidentId: origin.incidentId },
    ...{ originKind: origin.kind, originId: origin.id, openedAt: context.now, openedBy: context.actor.name },
    ...{ decision: null, decidedWhy: null, decidedOn: null, decidedBy: null, courseId: null, vendorId: null },
    ...{ ownerId: null, dueOn: null, doneOn: null, doneHow: null },
  })
  if (!isNew) return undefined
  const fields = { need: id, title, why, from: origin.kind, skill: skillId }
  noteOn(context, origin.incidentId, 'training_need.name', fields)
  return id
}

export async function nameNeed(
  context: Context,
  { title, why, skillId }: Step<'name_need'>,
): Promise<string> {
  if (skillId !== null) await holdSkillRow(context, skillId)
  const id = await openNeed(context, {
    title,
    why,
    skillId,
    origin: { kind: 'own', id: null, incidentId: null },
  })
  return id ?? refuse('conflict', 'This is there already.')
}

/** A course is given to people at once; a hire and a contract have somebody who sees to it, and a day. */
export async function decideNeed(context: Context, step: Step<'decide_need'>): Promise<void> {
  const { needId, decision, why, vendorId, ownerId, dueOn } = step
  const need = await holdNeedRow(context, needId)
  refuseUnless(need.doneOn === null, 'conflict', 'This was met already. Name a new need instead.')
  await refuseUnknownVendor(context, vendorId)
  if (ownerId !== null) await getMember(context, ownerId)
  const courseId = decision === 'course' ? step.courseId : null
  if (decision === 'course') await giveFor(context, need, step)
  else if (decision !== 'none') {
    const message = 'Say who sees to it, and by when.'
    refuseUnless(ownerId !== null && dueOn !== null, 'invalid', message, {
      faults: [
        ...(ownerId === null ? [{ path: 'step.ownerId', message }] : []),
        ...(dueOn === null ? [{ path: 'step.dueOn', message }] : []),
      ],
    })
  }
  const today = await todayOf(context)
  // To do nothing, with a reason, is met by having been decided.
  const met = decision === 'none' ? { doneOn: today, doneHow: why } : {}
  await updateNeed(context, needId, {
    ...{ decision, decidedWhy: why, decidedOn: today, decidedBy: context.actor.name },
    ...{ courseId, vendorId, ownerId, dueOn, ...met },
  })
  const fields = { need: needId, title: need.title, decision, why, course: courseId, dueOn }
  noteOn(context, need.incidentId, 'training_need.decide', { ...fields, vendor: vendorId, owner: ownerId })
}

async function giveFor(
  context: Context,
  need: NeedRecord,
  { courseId, memberIds, dueOn }: Step<'decide_need'>,
): Promise<void> {
  const message = 'Choose a course, who takes it, and by when.'
  if (courseId === null || dueOn === null || memberIds.length === 0)
    refuse('invalid', message, {
      faults: [
        ...(courseId === null ? [{ path: 'step.courseId', message }] : []),
        ...(memberIds.length === 0 ? [{ path: 'step.memberIds', message }] : []),
        ...(dueOn === null ? [{ path: 'step.dueOn', message }] : []),
      ],
    })
  const course = await courseToTake(context, courseId)
  const reason = need.originKind === 'incident' || need.originKind === 'exercise' ? need.originKind : 'own'
  // What was found in a case may be closed to some: whoever is given a course reads why in general words only.
  const why = need.incidentId === null ? need.title : ''
  const rows = []
  for (const memberId of new Set(memberIds)) {
    const { name: person } = await getMember(context, memberId)
    const given = { courseId, memberId, person, dueOn, reason, why } as const
    rows.push(newAssignment(context, { ...given, audienceId: null, renewMonths: null }))
  }
  await give(context, rows, new Map([[courseId, course]]))
}

export async function meetNeed(context: Context, { needId, how }: Step<'meet_need'>): Promise<void> {
  const need = await holdNeedRow(context, needId)
  refuseUnless(need.decision !== null, 'conflict', 'Decide first what is to be done about it.')
  refuseUnless(need.doneOn === null, 'conflict', 'This was met already.')
  await updateNeed(context, needId, { doneOn: await todayOf(context), doneHow: how })
  noteOn(context, need.incidentId, 'training_need.meet', { need: needId, title: need.title, how })
}

/** What a later room knows of a case that everybody here may be told; `app` plugs it in. */
export type StaffFactsOf = (
  context: Context,
  incidentId: string,
) => Promise<(StaffFacts & { readonly isRestricted: boolean; readonly isReal: boolean }) | undefined>

/** A draft from what may be told to everybody; a person fills in the rest and gives it out. @returns its course */
export async function makeLesson(
  context: Context,
  { incidentId, language }: Step<'make_lesson'>,
  staffFacts: StaffFactsOf,
): Promise<string> {
  const lesson = await holdOpenLesson(context, incidentId)
  const facts = await staffFacts(context, incidentId)
  const isTold = facts !== undefined && !facts.isRestricted
  if (!isTold)
    refuse(
      'conflict',
      'This case is closed to some people. Say why there is no lesson, or open the case first.',
    )
  if (lesson.courseId !== null) {
    const draft = await getCourseRow(context, lesson.courseId)
    refuseUnless(
      draft.withdrawnAt !== null,
      'conflict',
      'There is a draft of this lesson already. Fill it in and give it out.',
    )
  }
  const { lessonWords, kindWords, lessonTitle } = await import('../content/case-lesson.ts')
  const kind = kindWords[language][facts.kind]
  const named = lessonTitle[language].replace('{kind}', kind).replace('{month}', facts.month)
  const title = named.replace('{case}', `INC-${lesson.number}`)
  const course = await draftCourse(
    context,
    { title, language, topic: 'other', source: `INC-${lesson.number}`, minutes: 3 },
    lessonDraft(facts, { ...lessonWords[language], kind }),
  )
  const { id } = course
  await saveAudience(context, course, [forEveryone])
  // It is settled once it is given out: a draft teaches nobody.
  await updateLesson(context, incidentId, { courseId: id })
  const fields = { incident: incidentId, number: lesson.number, course: id, title }
  context.record({ stream: 'audit', kind: 'case_lesson.make', fields })
  return id
}

/** Who was spared is to learn from it, too. */
const forEveryone = {
  audience: 'everyone',
  role: null,
  dueDays: 14,
  renewMonths: null,
  reason: 'incident',
  why: '',
} as const

export async function waiveLesson(
  context: Context,
  { incidentId, why }: Step<'waive_lesson'>,
): Promise<void> {
  const { number } = await holdOpenLesson(context, incidentId)
  const settledOn = await todayOf(context)
  await updateLesson(context, incidentId, { waived: why, settledOn, settledBy: context.actor.name })
  const fields = { incident: incidentId, number, why }
  context.record({ stream: 'audit', kind: 'case_lesson.waive', fields })
}

async function holdOpenLesson(context: Context, incidentId: string) {
  const lesson = await holdLessonRow(context, incidentId)
  refuseUnless(lesson.settledOn === null, 'conflict', 'This was settled already. Look at the list again.')
  return lesson
}

/** On the record of its case, where it has one: its words are bound to those who may see it. */
function noteOn(
  context: Context,
  incidentId: string | null,
  kind: Extract<LeafKind, `training_need.${string}`>,
  fields: Readonly<Record<string, unknown>>,
): void {
  context.record({ stream: incidentId ?? 'audit', kind, fields: leafFields(fields) })
}
