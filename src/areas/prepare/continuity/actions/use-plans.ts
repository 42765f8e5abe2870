import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract.ts'
import { downMinutes, isWithinAim, restorationFault } from '../rules/downtime.ts'
import { getInvocationRow, getPlanRow, insertInvocation, updateInvocation } from '../store.ts'
import { getLiving } from './keep-plans.ts'
import { planOf } from './shapes.ts'

/** The checklist and the aim are those of this moment: what is changed in the plan later does not move them. */
export const invoke = action(
  contract.invokeContinuityPlan,
  async (context, { id, downSince, ...decision }) => {
    const row = await getLiving(context, id)
    const since = new Date(downSince)
    const message = 'Work cannot stand still since a time to come.'
    refuseUnless(since <= context.now, 'invalid', message, { faults: [{ path: 'downSince', message }] })
    const { aimMinutes } = await planOf(context, row)
    const use = {
      ...decision,
      id: context.newId(),
      planId: id,
      invokedAt: context.now,
      invokedBy: context.actor.name,
      downSince: since,
      restoredAt: null,
      restoredBy: '',
      outcome: '',
      aimMinutes,
      steps: row.steps.map((text) => ({ text, doneAt: null, doneBy: '' })),
    }
    const isNew = await insertInvocation(context, use)
    refuseUnless(isNew, 'conflict', 'This plan is running already. Go on with its checklist.')
    context.record({
      stream: 'audit',
      kind: 'continuity.invoke',
      fields: { plan: id, name: row.name, use: use.id, downSince, aimMinutes: aimMinutes ?? '', ...decision },
    })
    return planOf(context, row)
  },
)

export const moveStep = action(
  contract.moveContinuityStep,
  async (context, { id, invocation, step: place, isDone }) => {
    const row = await getPlanRow(context, id)
    const use = await getInvocationRow(context, { planId: id, id: invocation })
    refuseUnless(use.restoredAt === null, 'conflict', 'Work goes on again: this checklist is closed.')
    const step = use.steps[place]
    if (step === undefined) refuse('not_found', 'This checklist has no such step.')
    const done = isDone
      ? { text: step.text, doneAt: context.now.toISOString(), doneBy: context.actor.name }
      : { text: step.text, doneAt: null, doneBy: '' }
    await updateInvocation(context, invocation, {
      steps: use.steps.map((one, at) => (at === place ? done : one)),
    })
    context.record({
      stream: 'audit',
      kind: 'continuity.step',
      fields: { plan: id, use: invocation, step: step.text, done: isDone ? 'yes' : 'no' },
    })
    return planOf(context, row)
  },
)

export const restore = action(
  contract.restoreContinuity,
  async (context, { id, invocation, restoredAt, outcome }) => {
    const row = await getPlanRow(context, id)
    const use = await getInvocationRow(context, { planId: id, id: invocation })
    refuseUnless(use.restoredAt === null, 'conflict', 'Somebody has said already that work goes on again.')
    const at = new Date(restoredAt)
    const message = restorationFault({ downSince: use.downSince, restoredAt: at }, context.now)
    if (message !== undefined) refuse('invalid', message, { faults: [{ path: 'restoredAt', message }] })
    await updateInvocation(context, invocation, {
      restoredAt: at,
      restoredBy: context.actor.name,
      outcome,
    })
    const outage = { ...use, restoredAt: at }
    const within = isWithinAim(outage, context.now)
    context.record({
      stream: 'audit',
      kind: 'continuity.restore',
      fields: {
        plan: id,
        name: row.name,
        use: invocation,
        restoredAt,
        downMinutes: downMinutes(outage, context.now),
        aimMinutes: use.aimMinutes ?? '',
        withinAim: within === null ? '' : within ? 'yes' : 'no',
        outcome,
      },
    })
    return planOf(context, row)
  },
)
