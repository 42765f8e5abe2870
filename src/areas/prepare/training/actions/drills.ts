import { dayAfter, dayIn } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { getMember, listWorkers, organisationFor, todayOf } from '../../../register/people/public/people.ts'
import type { PracticeStep } from '../contract/practice.ts'
import { drillMinutes } from '../rules/skills.ts'
import {
  answerConcernRow,
  holdReportDrill,
  holdToolDrill,
  insertReportDrill,
  insertToolDrill,
  insertWorkshop,
  updateReportDrill,
  updateToolDrill,
  type ToolDrillRecord,
} from '../store/practice.ts'
import { holdSkillRow, keepHolder, listHolderRows, updateHolder } from '../store/skills.ts'
import { courseToTake } from './attendance.ts'
import { complete } from './give-courses.ts'

type Step<D extends PracticeStep['do']> = Extract<PracticeStep, { do: D }>
/** For so long a drill shows that somebody can. */
const drillMonths = 12

/** Whoever was there has taken the course that it was about. */
export async function holdWorkshop(context: Context, step: Step<'hold_workshop'>): Promise<string> {
  const { do: _do, attendeeIds: given, concerns, ...fields } = step
  const attendeeIds = [...new Set(given)]
  await refuseFuture(context, fields.heldOn, 'step.heldOn')
  const names = new Map<string, string>()
  for (const id of attendeeIds) names.set(id, (await getMember(context, id)).name)
  const course = fields.courseId === null ? undefined : await courseToTake(context, fields.courseId)
  const id = context.newId()
  await insertWorkshop(
    context,
    { ...fields, id, recordedAt: context.now, recordedBy: context.actor.name },
    { attendeeIds, concerns: concerns.map((words) => ({ id: context.newId(), words })) },
  )
  const leaf = { workshop: id, ...fields, attendees: attendeeIds, concerns }
  context.record({ stream: 'audit', kind: 'workshop.hold', fields: leafFields(leaf) })
  if (course !== undefined)
    for (const memberId of attendeeIds)
      await complete(context, {
        ...{ course, memberId, person: names.get(memberId) ?? '', how: 'attended', doneOn: fields.heldOn },
        evidence: fields.title,
      })
  return id
}

export async function answerConcern(
  context: Context,
  { concernId, answer }: Step<'answer_concern'>,
): Promise<void> {
  const settledOn = await todayOf(context)
  const words = await answerConcernRow(context, concernId, {
    ...{ answer, settledOn, settledBy: context.actor.name },
  })
  const fields = { concern: concernId, words, answer }
  context.record({ stream: 'audit', kind: 'concern.answer', fields })
}

/** From here on the clock of this program measures. */
export async function startDrill(context: Context, step: Step<'start_drill'>): Promise<string> {
  const row = await newDrill(context, step, { startedAt: context.now, isMeasured: true })
  await insertToolDrill(context, row)
  noteStart(context, row)
  return row.id
}

export async function stopDrill(context: Context, step: Step<'stop_drill'>): Promise<void> {
  const { drillId, result, proof, witnessId, secondsAgo } = step
  const drill = await holdToolDrill(context, drillId)
  refuseUnless(drill.stoppedAt === null, 'conflict', 'This drill was stopped already.')
  await refuseUnfitWitness(context, drill.memberId, witnessId)
  refuseUnseen(context, { skillId: drill.skillId, result, witnessId })
  // The clock stops when the button is pressed, not once what showed it is written down.
  const at = new Date(context.now.getTime() - secondsAgo * 1000)
  const stoppedAt = at < drill.startedAt ? drill.startedAt : at
  const stopped = { stoppedAt, result, proof, witnessId }
  await updateToolDrill(context, drillId, stopped)
  await keepResult(context, { ...drill, ...stopped })
}

/** One that was timed by somebody's watch; it says so wherever it is shown. */
export async function tellDrill(context: Context, step: Step<'tell_drill'>): Promise<string> {
  const { result, proof, witnessId } = step
  const [startedAt, stoppedAt] = [new Date(step.startedAt), new Date(step.stoppedAt)]
  const message = 'It stops after it starts, and before now.'
  const isSound = startedAt <= stoppedAt && stoppedAt <= context.now
  refuseUnless(isSound, 'invalid', message, { faults: [{ path: 'step.stoppedAt', message }] })
  await refuseUnfitWitness(context, step.memberId, witnessId)
  refuseUnseen(context, step)
  const begun = await newDrill(context, step, { startedAt, isMeasured: false })
  const row = { ...begun, stoppedAt, result, proof, witnessId }
  await insertToolDrill(context, row)
  noteStart(context, row)
  await keepResult(context, row)
  return row.id
}

async function newDrill(
  context: Context,
  { tool, device, memberId, skillId }: Pick<Step<'start_drill'>, 'tool' | 'device' | 'memberId' | 'skillId'>,
  time: Pick<ToolDrillRecord, 'startedAt' | 'isMeasured'>,
): Promise<Omit<ToolDrillRecord, 'tenantId'>> {
  const { status } = await getMember(context, memberId)
  refuseUnless(status === 'active', 'conflict', 'This person does not work here at present.')
  if (skillId !== null) await holdSkillRow(context, skillId)
  return {
    ...{ id: context.newId(), tool, device, memberId, skillId, ...time, recordedBy: context.actor.name },
    ...{ stoppedAt: null, result: null, proof: null, witnessId: null },
  }
}

async function refuseUnfitWitness(
  context: Context,
  memberId: string,
  witnessId: string | null,
): Promise<void> {
  if (witnessId === null) return
  await getMember(context, witnessId)
  const message = 'Somebody else has to have seen it.'
  const faults = [{ path: 'step.witnessId', message }]
  refuseUnless(witnessId !== memberId, 'invalid', message, { faults })
}

/** Nobody is shown to have a skill by their own word. */
function refuseUnseen(
  context: Context,
  { skillId, result, witnessId }: Pick<Step<'tell_drill'>, 'skillId' | 'result' | 'witnessId'>,
): void {
  const showsSkill = skillId !== null && result === 'isolated'
  const message =
    'This would show that somebody has a skill. Name who saw it, or ask somebody who looks after training to keep it.'
  const faults = [{ path: 'step.witnessId', message }]
  const isSeen = witnessId !== null || context.can('training.manage')
  refuseUnless(!showsSkill || isSeen, 'invalid', message, { faults })
}

function noteStart(context: Context, row: Omit<ToolDrillRecord, 'tenantId'>): void {
  const { id: drill, tool, device, memberId: member, isMeasured, startedAt } = row
  const fields = leafFields({ drill, tool, device, member, isMeasured, startedAt })
  context.record({ stream: 'audit', kind: 'tool_drill.start', fields })
}

/** On the record; and who did it is shown by that to have the skill, for a year from that day. A longer proof stays. */
async function keepResult(context: Context, row: Omit<ToolDrillRecord, 'tenantId'>): Promise<void> {
  const { id: drill, tool, device, memberId, skillId, result, proof, startedAt, stoppedAt } = row
  if (stoppedAt === null) throw new Error('a result has an end')
  const minutes = drillMinutes(startedAt, stoppedAt)
  const fields = { drill, tool, device, member: memberId, result, minutes, proof, witness: row.witnessId }
  context.record({ stream: 'audit', kind: 'tool_drill.stop', fields: leafFields(fields) })
  if (result !== 'isolated' || skillId === null) return
  const { name } = await holdSkillRow(context, skillId)
  const gotOn = dayIn(stoppedAt, (await organisationFor(context)).timeZone)
  const expiresOn = dayAfter(gotOn, drillMonths, 'months')
  if (expiresOn < (await todayOf(context))) return
  const shown = { gotOn, expiresOn, source: `${tool}: ${minutes} min` }
  const held = (await listHolderRows(context)).find(
    (one) => one.skillId === skillId && one.memberId === memberId,
  )
  if (held !== undefined && (held.expiresOn === null || held.expiresOn >= expiresOn)) return
  if (held !== undefined) await updateHolder(context, held.id, { ...shown, toldStage: null })
  else
    await keepHolder(context, {
      ...{ id: context.newId(), skillId, memberId, level: 'does', isDeputy: false, ...shown },
      ...{ toldStage: null, endedAt: null },
    })
  const leaf = leafFields({ skill: skillId, name, member: memberId, drill, ...shown })
  context.record({ stream: 'audit', kind: 'skill.hold', fields: leaf })
}

export async function startReportDrill(
  context: Context,
  { what, note }: Step<'start_report_drill'>,
): Promise<string> {
  const id = context.newId()
  const asked = (await listWorkers(context)).length
  const isNew = await insertReportDrill(context, {
    ...{ id, what, note, asked, startedAt: context.now, startedBy: context.actor.name },
    ...{ endedAt: null, reports: null, firstMinutes: null },
  })
  if (!isNew) refuse('conflict', 'A drill in reporting runs already. End that one first.')
  context.record({ stream: 'audit', kind: 'report_drill.start', fields: { drill: id, what, asked } })
  return id
}

/** How many reports came in between two moments, and when the first one did: a later room knows. */
export type ReportsBetween = (
  context: Context,
  from: Date,
  to: Date,
) => Promise<{ readonly count: number; readonly firstAt: Date | null }>

export async function endReportDrill(
  context: Context,
  { drillId, note }: Step<'end_report_drill'>,
  reportsBetween: ReportsBetween,
): Promise<void> {
  const drill = await holdReportDrill(context, drillId)
  refuseUnless(drill.endedAt === null, 'conflict', 'This drill has ended already.')
  const { count, firstAt } = await reportsBetween(context, drill.startedAt, context.now)
  const firstMinutes = firstAt === null ? null : drillMinutes(drill.startedAt, firstAt)
  const words = [drill.note, note].filter((one) => one !== '').join('\n')
  await updateReportDrill(context, drillId, {
    endedAt: context.now,
    reports: count,
    firstMinutes,
    note: words,
  })
  const fields = { drill: drillId, what: drill.what, reports: count, firstMinutes, note }
  context.record({ stream: 'audit', kind: 'report_drill.end', fields: leafFields(fields) })
}

async function refuseFuture(context: Context, day: string, path: string): Promise<void> {
  const message = 'What is still to come was not held yet.'
  const isPast = day <= (await todayOf(context))
  refuseUnless(isPast, 'invalid', message, { faults: [{ path, message }] })
}
