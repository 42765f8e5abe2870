import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { functionFor } from '../../../register/assets/public.ts'
import { openIncidentFor } from '../../incidents/public.ts'
import * as contract from '../contract/watching.ts'
import { addReturn, changeReturn, findClearance, getReturn, keepClearance } from '../store/returning.ts'
import { clearanceOf, returnOf } from './shapes.ts'

export const claim = action(contract.claimClearance, async (context, { id: incidentId, basis }) => {
  await openIncidentFor(context, incidentId)
  const before = await findClearance(context, incidentId)
  refuseUnless((before?.signedAt ?? null) === null, 'conflict', 'This is said and signed already.')
  context.record({ stream: incidentId, kind: 'clearance.claim', fields: { note: basis } })
  const claimed = await keepClearance(context, {
    incidentId,
    basis,
    claimedAt: context.now,
    claimedBy: context.actor.name,
    claimedRef: context.actor.ref,
    signedAt: null,
    signedBy: null,
    soloReason: null,
  })
  return clearanceOf(claimed)
})

export const sign = action(
  contract.signClearance,
  async (context, { id: incidentId, soloReason: reason }) => {
    await openIncidentFor(context, incidentId)
    const before = await findClearance(context, incidentId)
    if (before === undefined)
      refuse('conflict', 'Nobody has said yet that the attacker is gone. That comes first.')
    refuseUnless(before.signedAt === null, 'conflict', `${before.signedBy} has signed already.`)
    const isAlone = before.claimedRef === context.actor.ref
    refuseUnless(
      !isAlone || reason !== null,
      'conflict',
      'A second person signs. If there is nobody else, sign alone and say why.',
      { reason: 'second_person', faults: [{ path: 'soloReason', message: 'Say why nobody else can sign.' }] },
    )
    // A second person needs no excuse.
    const soloReason = isAlone ? reason : null
    context.record({
      stream: incidentId,
      kind: 'clearance.sign',
      fields: { basis: before.basis, ...(soloReason === null ? {} : { alone: 'yes', reason: soloReason }) },
    })
    const { tenantId: _tenant, ...claimed } = before
    const signed = { ...claimed, signedAt: context.now, signedBy: context.actor.name, soloReason }
    return clearanceOf(await keepClearance(context, signed))
  },
)

export const recordStop = action(
  contract.recordStop,
  async (context, { id: incidentId, functionId, downAt: since }) => {
    await openIncidentFor(context, incidentId)
    const known = await functionFor(context, functionId)
    const downAt = new Date(since)
    if (downAt.getTime() > context.now.getTime() + 5 * 60_000)
      refuseAt('downAt', 'This lies in the future. Say when it stopped.')
    const added = await addReturn(context, { incidentId, functionId, downAt })
    if (added === undefined) refuse('conflict', `It is recorded already that "${known.name}" stopped.`)
    context.record({
      stream: incidentId,
      kind: 'function.stop',
      fields: { function: functionId, name: known.name, since, priority: known.priority },
    })
    return returnOf(added, known)
  },
)

/** Every test that the business listed for this function is among those run, and none of them failed. */
export const acceptFunction = action(
  contract.acceptFunction,
  async (context, { id: incidentId, function: functionId, restoredAt: since, tests, acceptedBy, note }) => {
    await openIncidentFor(context, incidentId)
    const before = await getReturn(context, incidentId, functionId)
    const known = await functionFor(context, functionId)
    refuseUnless(
      before.acceptedAt === null,
      'conflict',
      `The business has it back already: ${before.acceptedBy} took it.`,
    )
    const restoredAt = new Date(since)
    if (restoredAt.getTime() < before.downAt.getTime())
      refuseAt('restoredAt', 'It cannot be back before it stopped.')
    const left = known.acceptanceTests.filter((text) => !tests.some((test) => test.text === text))
    if (left.length > 0) refuseAt('tests', `These are still to be tried: ${left.join('; ')}.`)
    const failed = tests.filter(({ passed }) => !passed).map(({ text }) => text)
    if (failed.length > 0) refuseAt('tests', `What does not work cannot be taken back: ${failed.join('; ')}.`)
    const restored = { restoredAt, tests, acceptedAt: context.now, acceptedBy, note }
    const row = await changeReturn(context, before, { ...restored, recordedBy: context.actor.name })
    const shown = returnOf(row, known)
    context.record({
      stream: incidentId,
      kind: 'function.accept',
      fields: {
        function: functionId,
        name: known.name,
        acceptedBy,
        tests: tests.map(({ text }) => text).join('\n'),
        tookMinutes: shown.tookMinutes ?? 0,
        ...(shown.aimMinutes === null ? {} : { aimMinutes: shown.aimMinutes }),
        note,
      },
    })
    return shown
  },
)

function refuseAt(path: string, message: string): never {
  refuse('invalid', message, { faults: [{ path, message }] })
}
