import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { missingEvidence, workingRun } from '../../../prepare/playbooks/public.ts'
import * as technical from '../contract/technical.ts'
import * as contract from '../contract/work.ts'
import type { Plugs } from '../public/ports.ts'
import { isCleanable, titleFor, whyNotDone } from '../rules/technical-work.ts'
import { countOpenTasks } from '../store/incidents.ts'
import { getRun, type RunRecord } from '../store/runs.ts'
import { changeTask, getSystem, getTask, listTasks, type TaskRecord } from '../store/work.ts'
import { saidNow } from './keep-lines.ts'
import { getOpenIncident } from './lead-incident.ts'
import { moveSystem } from './move-system.ts'
import { keepTask, taskOf } from './work-tasks.ts'

export const splitStep = action(technical.doBySystem, async (context, { id, step: stepId, systems }) => {
  const incident = await getOpenIncident(context, id)
  const run = await getRun(context, id)
  const step = stepOf(run, stepId)
  if (step === undefined) refuse('not_found', `This run has no step ${stepId}. Load the incident again.`)
  refuseUnless(
    (run.state.entries[stepId]?.status ?? 'open') === 'open',
    'conflict',
    'This step is settled. Open it again with a reason first.',
    { reason: 'already_settled' },
  )
  const known = (await listTasks(context, id)).filter((task) => task.step === stepId)
  const wanted = [...new Set(systems)].filter((one) => !known.some(({ systemId }) => systemId === one))
  refuseUnless(wanted.length > 0, 'conflict', 'Each of these systems has its task of this step already.')
  for (const systemId of wanted) {
    const { name } = await getSystem(context, id, systemId)
    const title = titleFor(step.title, name)
    const needsProof = step.phase === 'eradicate'
    const task = { title, systemId, step: stepId, isTechnical: true, needsProof }
    await keepTask(context, incident, task, saidNow(context))
  }
  const tasks = await listTasks(context, id)
  const items = tasks.filter((task) => task.step === stepId).map((task) => taskOf(context, task))
  return { items, next: null }
})

/** @param plugs how the evidence room answers for proof and for who may wipe, and what is kept of a system's move */
export function completeWith(plugs: Pick<Plugs, 'refuseUnknownEvidence' | 'refuseUnreadGuide' | 'keepMove'>) {
  return action(contract.completeTask, async (context, { id, task: taskId, note, evidence, isClean }) => {
    await getOpenIncident(context, id)
    const before = await getTask(context, id, taskId)
    refuseUnless(
      before.doneAt === null,
      'conflict',
      `${before.doneBy ?? 'Somebody'} marked this task done already.`,
    )
    const why = whyNotDone(before, { note, evidence, isClean })
    if (why !== undefined)
      refuse('invalid', why.sentence, { faults: [{ path: why.field, message: why.sentence }] })
    refuseUnless(
      !isClean || context.can('incident.system'),
      'forbidden',
      'You may mark this done, and say in your words that it is clean. Somebody of the firm changes the state.',
    )
    await plugs.refuseUnknownEvidence(context, id, evidence)
    if (before.step !== null) await refuseUngatedWipe(context, plugs, before)
    const proof = [...new Set(evidence)]
    const done = { doneAt: context.now, doneBy: context.actor.name, note, proof }
    const task = await changeTask(context, taskId, done)
    await countOpenTasks(context, id, -1)
    const target = before.systemId === null ? undefined : await getSystem(context, id, before.systemId)
    context.record({
      stream: id,
      kind: 'task.done',
      fields: {
        task: taskId,
        title: task.title,
        note,
        ...(target !== undefined && { system: target.id, target: target.name }),
        ...(proof.length > 0 && { evidence: proof.join(' ') }),
      },
    })
    if (isClean && target !== undefined && isCleanable(target.state)) {
      await moveSystem(context, { incidentId: id, system: target, to: 'cleaned', reason: note })
      const { id: systemId, state: from } = target
      await plugs.keepMove(context, { incidentId: id, systemId, from, to: 'cleaned', reason: note })
    }
    return taskOf(context, task)
  })
}

/** Wiping one system of a step is wiping: it asks for the same evidence, waiver and guide as the step as a whole. */
async function refuseUngatedWipe(
  context: Context,
  plugs: Pick<Plugs, 'refuseUnreadGuide'>,
  { incidentId, step: stepId }: TaskRecord,
): Promise<void> {
  const run = await getRun(context, incidentId)
  const step = stepOf(run, stepId ?? '')
  if (step?.destructive !== true) return
  await plugs.refuseUnreadGuide(context, incidentId)
  const missing = missingEvidence(step, run)
  refuseUnless(
    missing.length === 0,
    'conflict',
    `This step destroys traces. In the step itself, first seal ${missing.join(', ')}, or sign with a reason that you go on without.`,
    { reason: 'evidence_missing', faults: missing.map((item) => ({ path: item, message: 'not captured' })) },
  )
}

function stepOf({ document, state }: RunRecord, id: string) {
  return workingRun(document, state).steps.find((step) => step.id === id)
}
