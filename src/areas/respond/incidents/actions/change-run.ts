import { action, type Context } from '../../../../platform/action.ts'
import { addStep, changeStep } from '../../../prepare/playbooks/public.ts'
import * as contract from '../contract/run.ts'
import { changeRun, getRun, type RunRecord } from '../store/runs.ts'
import { getOpenIncident } from './lead-incident.ts'
import { runOf } from './run-playbook.ts'

/** What the playbook did not foresee. The frozen copy keeps its hash; this stands beside it, signed. */
export const add = action(contract.addRunStep, async (context, { id, phase, after, reason, ...words }) => {
  const before = await getRunToChange(context, id)
  const signed = { reason, by: context.actor.name, at: context.now.toISOString() }
  const step = { ...words, why: reason, csf: [] }
  const added = addStep(before.document, before.state, { step, phase, after }, signed)
  const run = await changeRun(context, id, {
    state: added.state,
    evidence: before.evidence,
    waivers: before.waivers,
  })
  context.record({
    stream: id,
    kind: 'step.add',
    fields: { step: added.id, title: words.title, phase, how: words.how.join('\n'), reason },
  })
  return runOf(run)
})

export const change = action(contract.changeRunStep, async (context, { id, step, words, reason }) => {
  const before = await getRunToChange(context, id)
  const signed = { reason, by: context.actor.name, at: context.now.toISOString() }
  const changed = changeStep(before.document, before.state, { id: step, words }, signed)
  const run = await changeRun(context, id, {
    state: changed.state,
    evidence: before.evidence,
    waivers: before.waivers,
  })
  context.record({
    stream: id,
    kind: 'step.change',
    fields: {
      step,
      title: changed.before.title,
      before: JSON.stringify(pickLike(changed.before, words)),
      after: JSON.stringify(words),
      reason,
    },
  })
  return runOf(run)
})

/** The incident is locked by this, so that of two changes at once one waits for the other. */
async function getRunToChange(
  context: Context,
  id: string,
): Promise<Pick<RunRecord, 'document' | 'state' | 'evidence' | 'waivers'>> {
  await getOpenIncident(context, id)
  const { document, state, evidence, waivers } = await getRun(context, id)
  return { document, state, evidence, waivers }
}

function pickLike(step: object, words: object): object {
  const names = new Set(Object.keys(words))
  return Object.fromEntries(Object.entries(step).filter(([name]) => names.has(name)))
}
