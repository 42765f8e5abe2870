import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/practice.ts'
import type { Practice, PracticeStep } from '../contract/practice.ts'
import { drillMinutes } from '../rules/skills.ts'
import { courseRowsOf } from '../store/courses.ts'
import { listLessonRows, listNeedRows } from '../store/needs.ts'
import {
  attendeesOf,
  concernsOf,
  listReportDrills,
  listToolDrills,
  listWorkshops,
  type ReportDrillRecord,
  type Wanted,
} from '../store/practice.ts'
import { listSkillRows } from '../store/skills.ts'
import {
  answerConcern,
  endReportDrill,
  holdWorkshop,
  startDrill,
  startReportDrill,
  stopDrill,
  tellDrill,
  type ReportsBetween,
} from './drills.ts'
import { decideNeed, makeLesson, meetNeed, nameNeed, waiveLesson, type StaffFactsOf } from './needs.ts'
import { vendorNames } from './shapes.ts'

/** What later rooms know; `app` plugs it in. */
export interface PracticePorts {
  readonly reportsBetween: ReportsBetween
  readonly staffFacts: StaffFactsOf
}

/** Everything of practice, over what later rooms know. */
export function practiceWith(rooms: PracticePorts) {
  const read = action(contract.readPractice, async (context, wanted) => practiceOf(context, wanted, rooms))
  const step = action(contract.takePracticeStep, async (context, { step: wanted }) => {
    refuseUnless(
      !isDecision(wanted) || context.can('training.manage'),
      'forbidden',
      'This is for those who look after training. Ask a lead or an owner.',
    )
    const id = await take(context, wanted, rooms)
    return { practice: await practiceOf(context, {}, rooms), id: id ?? null }
  })
  return [read, step] as const
}

/** What binds the firm, or makes a course: for those who look after training. */
const decisions: readonly PracticeStep['do'][] = ['decide_need', 'meet_need', 'make_lesson', 'waive_lesson']

/** What says of others that they have learnt something is kept by those who look after training. */
function isDecision(step: PracticeStep): boolean {
  return decisions.includes(step.do) || (step.do === 'hold_workshop' && step.courseId !== null)
}

async function take(
  context: Context,
  step: PracticeStep,
  { reportsBetween, staffFacts }: PracticePorts,
): Promise<string | void> {
  switch (step.do) {
    case 'hold_workshop':
      return holdWorkshop(context, step)
    case 'answer_concern':
      return answerConcern(context, step)
    case 'start_drill':
      return startDrill(context, step)
    case 'stop_drill':
      return stopDrill(context, step)
    case 'tell_drill':
      return tellDrill(context, step)
    case 'start_report_drill':
      return startReportDrill(context, step)
    case 'end_report_drill':
      return endReportDrill(context, step, reportsBetween)
    case 'name_need':
      return nameNeed(context, step)
    case 'decide_need':
      return decideNeed(context, step)
    case 'meet_need':
      return meetNeed(context, step)
    case 'make_lesson':
      return makeLesson(context, step, staffFacts)
    case 'waive_lesson':
      return waiveLesson(context, step)
  }
}

async function practiceOf(context: Context, wanted: Wanted, rooms: PracticePorts): Promise<Practice> {
  return {
    workshops: await workshopsOf(context, wanted),
    toolDrills: await toolDrillsOf(context, wanted),
    reportDrills: await reportDrillsOf(context, wanted, rooms),
    needs: await needsOf(context, wanted),
    lessons: await lessonsOf(context, wanted),
    can: { practise: context.can('training.practise'), manage: context.can('training.manage') },
  }
}

async function workshopsOf(context: Context, wanted: Wanted): Promise<Practice['workshops']> {
  const rows = await listWorkshops(context, wanted)
  const ids = rows.map(({ id }) => id)
  const attendees = await attendeesOf(context, ids)
  const concerns = await concernsOf(context, ids)
  const names = await namesOf(
    context,
    attendees.map(({ memberId }) => memberId),
  )
  const courses = await titlesOf(
    context,
    rows.map(({ courseId }) => courseId),
  )
  return rows.map(({ id, title, heldOn, minutes, courseId, ledBy, notes }) => ({
    ...{ id, title, heldOn, minutes, ledBy, notes },
    course: courses.get(courseId ?? '') ?? '',
    attendees: attendees
      .filter(({ workshopId }) => workshopId === id)
      .map(({ memberId }) => names.get(memberId) ?? '')
      .toSorted((a, b) => a.localeCompare(b)),
    concerns: concerns
      .filter(({ workshopId }) => workshopId === id)
      .map(({ id: concern, words, answer, settledOn }) => ({ id: concern, words, answer, settledOn })),
  }))
}

async function toolDrillsOf(context: Context, wanted: Wanted): Promise<Practice['toolDrills']> {
  const rows = await listToolDrills(context, wanted)
  const names = await namesOf(
    context,
    rows.flatMap(({ memberId, witnessId }) => [memberId, ...(witnessId === null ? [] : [witnessId])]),
  )
  const skills = new Map((await listSkillRows(context)).map(({ id, name }) => [id, name]))
  return rows.map((row) => {
    const { id, tool, device, memberId, skillId, startedAt, stoppedAt, isMeasured, result, witnessId } = row
    return {
      ...{ id, tool, device, isMeasured, result },
      person: names.get(memberId) ?? '',
      skill: skills.get(skillId ?? '') ?? '',
      startedAt: startedAt.toISOString(),
      stoppedAt: stoppedAt?.toISOString() ?? null,
      minutes: stoppedAt === null ? null : drillMinutes(startedAt, stoppedAt),
      proof: row.proof ?? '',
      witness: names.get(witnessId ?? '') ?? '',
    }
  })
}

/** Of the one that runs, what came in until now. */
async function reportDrillsOf(
  context: Context,
  wanted: Wanted,
  { reportsBetween }: PracticePorts,
): Promise<Practice['reportDrills']> {
  const rows = await listReportDrills(context, wanted)
  const figures = async ({ startedAt, endedAt, reports, firstMinutes }: ReportDrillRecord) => {
    if (endedAt !== null) return { reports: reports ?? 0, firstMinutes }
    const { count, firstAt } = await reportsBetween(context, startedAt, context.now)
    return { reports: count, firstMinutes: firstAt === null ? null : drillMinutes(startedAt, firstAt) }
  }
  const shown: Practice['reportDrills'] = []
  // At most one of them runs, and only that one asks.
  for (const row of rows) {
    const { id, what, asked, startedAt, endedAt, note } = row
    const times = { startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }
    shown.push({ id, what, asked, note, ...times, ...(await figures(row)) })
  }
  return shown
}

async function needsOf(context: Context, wanted: Wanted): Promise<Practice['needs']> {
  const rows = await listNeedRows(context, wanted)
  const courses = await titlesOf(
    context,
    rows.map(({ courseId }) => courseId),
  )
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  )
  const vendors = rows.some(({ vendorId }) => vendorId !== null) ? await vendorNames(context) : new Map()
  const skills = new Map((await listSkillRows(context)).map(({ id, name }) => [id, name]))
  return rows.map((row) => {
    const { id, title, why, decision, courseId, dueOn, doneOn } = row
    return {
      ...{ id, title, why, decision, courseId, dueOn, doneOn },
      origin: row.originKind,
      skill: skills.get(row.skillId ?? '') ?? '',
      openedOn: row.openedAt.toISOString().slice(0, 10),
      decidedWhy: row.decidedWhy ?? '',
      decidedBy: row.decidedBy ?? '',
      course: courses.get(courseId ?? '') ?? '',
      vendor: vendors.get(row.vendorId ?? '') ?? '',
      owner: owners.get(row.ownerId ?? '') ?? '',
      doneHow: row.doneHow ?? '',
    }
  })
}

/** A case has no words here that could be searched: they stand where nothing is looked for. */
async function lessonsOf(context: Context, { q, before }: Wanted): Promise<Practice['lessons']> {
  if ((q !== undefined && q !== '') || before !== undefined) return []
  const rows = await listLessonRows(context)
  const today = await todayOf(context)
  const courses = await titlesOf(
    context,
    rows.map(({ courseId }) => courseId),
  )
  return rows.map(({ incidentId, number, closedOn, dueOn, courseId, waived, settledOn }) => ({
    ...{ incidentId, number, closedOn, dueOn, courseId, waived, settledOn },
    course: courses.get(courseId ?? '') ?? '',
    isOverdue: settledOn === null && dueOn < today,
  }))
}

async function titlesOf(context: Context, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== null)
  return new Map((await courseRowsOf(context, wanted)).map(({ id, title }) => [id, title]))
}
