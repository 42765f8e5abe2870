import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { functionFor, type KnownFunction } from '../../../register/assets/public.ts'
import { getMember } from '../../../register/people/public/people.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/watching.ts'
import { againstClearance } from '../rules/clearance.ts'
import { isAhead } from '../rules/times.ts'
import {
  addReturns,
  changeReturn,
  findClearance,
  findReturn,
  keepClearance,
  type ClearanceRecord,
} from '../store/returning.ts'
import { factsOf } from './board.ts'
import { clearanceOf, returnOf } from './shapes.ts'

/** What was said before the case was opened again, or before a check found something, is replaced by what is said now. */
export const claim = action(contract.claimClearance, async (context, { id: incidentId, basis, criteria }) => {
  await openIncidentFor(context, incidentId)
  const facts = await factsOf(context, incidentId)
  const before = facts.clearance
  const stands = before !== null && before.signedAt !== null && !before.isOutdated
  refuseUnless(!stands, 'conflict', 'This is said and signed already.')
  refuseWhileAgainst(againstClearance(facts, context.now))
  context.record({
    stream: incidentId,
    kind: 'clearance.claim',
    fields: { note: basis, criteria: criteria.join(' ') },
  })
  return keepAndShow(context, {
    incidentId,
    basis,
    criteria,
    claimedAt: context.now,
    claimedBy: context.actor.name,
    claimedRef: context.actor.ref,
    signedAt: null,
    signedBy: null,
    soloReason: null,
  })
})

export const sign = action(
  contract.signClearance,
  async (context, { id: incidentId, claimedAt, criteria, soloReason: reason }) => {
    await openIncidentFor(context, incidentId)
    const before = await findClearance(context, incidentId)
    if (before === undefined)
      refuse('conflict', 'Nobody has said yet that the attacker is gone. That comes first.')
    refuseUnless(
      before.claimedAt.toISOString() === claimedAt,
      'conflict',
      'What is to be signed was said anew since you read it. Read it again before you sign.',
      { reason: 'claim_changed' },
    )
    refuseUnless(before.signedAt === null, 'conflict', `${before.signedBy} has signed already.`)
    const facts = await factsOf(context, incidentId)
    refuseUnless(
      facts.clearance?.isOutdated === false,
      'conflict',
      'This was said before something was found. Look again, and say it anew.',
      { reason: 'outdated' },
    )
    refuseWhileAgainst(againstClearance(facts, context.now))
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
      fields: {
        basis: before.basis,
        criteria: criteria.join(' '),
        ...(soloReason === null ? {} : { alone: 'yes', reason: soloReason }),
      },
    })
    const { tenantId: _tenant, ...claimed } = before
    return keepAndShow(context, {
      ...claimed,
      signedAt: context.now,
      signedBy: context.actor.name,
      soloReason,
    })
  },
)

/** Nobody confirms a criterion while this room itself says otherwise. */
function refuseWhileAgainst(against: readonly string[]): void {
  if (against.length === 0) return
  const why = against.join(' ')
  refuse('conflict', `It cannot be said yet that the attacker is gone. ${why}`, {
    reason: 'not_clear',
    faults: [{ path: 'criteria', message: why }],
  })
}

/** What was said just now counts: nothing was found since. */
async function keepAndShow(
  context: Context,
  said: Omit<ClearanceRecord, 'tenantId'>,
): Promise<z.input<typeof contract.Clearance>> {
  return clearanceOf(await keepClearance(context, said), { reopenedAt: null, foundAt: [] })
}

export const recordStop = action(
  contract.recordStop,
  async (context, { id: incidentId, functionId, downAt: since }) => {
    await openIncidentFor(context, incidentId)
    const known = await functionFor(context, functionId)
    const downAt = new Date(since)
    if (isAhead(downAt, context.now)) refuseAt('downAt', 'This lies in the future. Say when it stopped.')
    const before = await findReturn(context, incidentId, functionId)
    const backAt = before?.restoredAt ?? null
    if (backAt !== null && downAt.getTime() < backAt.getTime())
      refuseAt('downAt', 'The business had it back only later than this. Say when it stopped again.')
    const [added] = await addReturns(context, [{ incidentId, functionId, downAt }])
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
  async (context, { id: incidentId, function: functionId, restoredAt: since, tests, note, ...who }) => {
    await openIncidentFor(context, incidentId)
    const before = await findReturn(context, incidentId, functionId)
    if (before === undefined)
      refuse('not_found', 'It was not recorded that this function stopped in this incident.')
    const known = await functionFor(context, functionId)
    refuseUnless(
      before.acceptedAt === null,
      'conflict',
      `The business has it back already: ${before.acceptedBy} took it.`,
    )
    const restoredAt = new Date(since)
    if (restoredAt.getTime() < before.downAt.getTime())
      refuseAt('restoredAt', 'It cannot be back before it stopped.')
    if (isAhead(restoredAt, context.now))
      refuseAt('restoredAt', 'This lies in the future. Say when it was really back.')
    refuseUntried(known, tests)
    const { acceptedBy, acceptedById } = await acceptorOf(context, who)
    const restored = { restoredAt, tests, acceptedAt: context.now, acceptedBy, acceptedById, note }
    const row = await changeReturn(context, before, { ...restored, recordedBy: context.actor.name })
    const shown = returnOf(row, known)
    context.record({
      stream: incidentId,
      kind: 'function.accept',
      fields: {
        function: functionId,
        name: known.name,
        acceptedBy,
        ...(acceptedById === null ? {} : { member: acceptedById }),
        tests: tests.map(({ text }) => text).join('\n'),
        tookMinutes: shown.tookMinutes ?? 0,
        ...(shown.aimMinutes === null ? {} : { aimMinutes: shown.aimMinutes }),
        note,
      },
    })
    return shown
  },
)

function refuseUntried(
  { name, acceptanceTests }: KnownFunction,
  tests: contract.FunctionReturn['tests'],
): void {
  if (acceptanceTests.length === 0)
    refuseAt(
      'tests',
      `Nobody has said what is to be tried before "${name}" is taken back. Name its tests in the list of functions first.`,
    )
  const left = acceptanceTests.filter((text) => !tests.some((test) => test.text === text))
  if (left.length > 0) refuseAt('tests', `These are still to be tried: ${left.join('; ')}.`)
  const failed = tests.filter(({ passed }) => !passed).map(({ text }) => text)
  if (failed.length > 0) refuseAt('tests', `What does not work cannot be taken back: ${failed.join('; ')}.`)
}

/** A person of the organisation where one was chosen, else the name that was written. */
async function acceptorOf(
  context: Context,
  { acceptedBy, acceptedById }: { readonly acceptedBy: string; readonly acceptedById: string | null },
): Promise<{ acceptedBy: string; acceptedById: string | null }> {
  if (acceptedById !== null)
    return { acceptedBy: (await getMember(context, acceptedById)).name, acceptedById }
  if (acceptedBy === '') refuseAt('acceptedBy', 'Say who of the business tried it and takes it back.')
  return { acceptedBy, acceptedById }
}

function refuseAt(path: string, message: string): never {
  refuse('invalid', message, { faults: [{ path, message }] })
}
