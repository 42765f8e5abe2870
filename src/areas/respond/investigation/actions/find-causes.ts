import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/causes.ts'
import { betterWords, findBlame } from '../rules/blame.ts'
import { leftOutAs } from '../rules/counting.ts'
import {
  addFactor,
  changeFinding,
  findFinding,
  getFactor,
  listFactors,
  withdrawFactor,
} from '../store/findings.ts'
import { refuseFull } from './refuse-full.ts'

export const read = action(contract.readCauses, async (context, { id }) => {
  await incidentFor(context, id)
  return findingOf(context, id)
})

export const vector = action(contract.nameVector, async (context, { id, vector, confidence, note }) => {
  refuseBlame(note, 'note')
  await openIncidentFor(context, id)
  await changeFinding(context, id, { vector, vectorConfidence: confidence, vectorNote: note })
  context.record({ stream: id, kind: 'vector.name', fields: { initialVector: vector, confidence, note } })
  return findingOf(context, id)
})

export const factor = action(
  contract.addFactor,
  async (context, { id: incidentId, kind, words, confidence, behind }) => {
    refuseBlame(words, 'words')
    await openIncidentFor(context, incidentId)
    if (behind !== undefined) await getFactor(context, incidentId, behind)
    refuseFull((await listFactors(context, incidentId)).length)
    const id = context.newId()
    await addFactor(context, {
      id,
      incidentId,
      kind,
      words,
      confidence,
      behindId: behind ?? null,
      addedAt: context.now,
      addedBy: context.actor.name,
    })
    context.record({
      stream: incidentId,
      kind: 'factor.add',
      fields: { factor: id, type: kind, text: words, confidence, ...(behind !== undefined && { behind }) },
    })
    return findingOf(context, incidentId)
  },
)

export const withdraw = action(contract.withdrawFactor, async (context, { id, factor: factorId, reason }) => {
  await openIncidentFor(context, id)
  const { words } = await getFactor(context, id, factorId)
  const others = await listFactors(context, id)
  refuseUnless(
    others.every(({ behindId }) => behindId !== factorId),
    'conflict',
    'Other factors stand behind this one. Take those back first.',
  )
  await withdrawFactor(context, factorId, { withdrawnAt: context.now, withdrawnWhy: reason })
  context.record({ stream: id, kind: 'factor.withdraw', fields: { factor: factorId, name: words, reason } })
  return findingOf(context, id)
})

export const counting = action(contract.markCounting, async (context, { id, counting: mark, reason }) => {
  await openIncidentFor(context, id)
  await changeFinding(context, id, { counting: mark, countingReason: mark === 'none' ? '' : reason })
  context.record({ stream: id, kind: 'counting.mark', fields: { counting: mark, reason } })
  return findingOf(context, id)
})

/** What ends at a person ends the inquiry: the sentence says how to go on instead. */
function refuseBlame(words: string, path: string): void {
  const blame = findBlame(words)
  if (blame === undefined) return
  const message = `"${blame.words}" ends the search at a person. ${betterWords[blame.better]}`
  refuse('invalid', message, { reason: 'blame', faults: [{ path, message }] })
}

async function findingOf(context: Context, id: string): Promise<z.input<typeof contract.Finding>> {
  const { mode } = await incidentFor(context, id)
  const found = await findFinding(context, id)
  const counted = leftOutAs(mode, found?.counting ?? 'none')
  const factors = await listFactors(context, id)
  return {
    vector: found?.vector ?? null,
    vectorConfidence: found?.vectorConfidence ?? null,
    vectorNote: found?.vectorNote ?? '',
    counting: found?.counting ?? 'none',
    countingReason: found?.countingReason ?? '',
    counts: counted === undefined,
    leftOutAs: counted ?? null,
    factors: factors.map(({ id: factorId, kind, words, confidence, behindId, addedAt, addedBy }) => ({
      id: factorId,
      kind,
      words,
      confidence,
      behindId,
      addedAt: addedAt.toISOString(),
      addedBy,
    })),
  }
}
