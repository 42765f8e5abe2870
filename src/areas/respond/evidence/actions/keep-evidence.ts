import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public.ts'
import * as contract from '../contract/custody.ts'
import { evidenceField, whyNotRemovable, whyNotRetained } from '../rules.ts'
import {
  changeKeeping,
  getEvidence,
  getEvidenceToChange,
  placeHold,
  releaseHold,
  type EvidenceRecord,
} from '../store/evidence.ts'
import { actorIn, evidenceOf } from './evidence-of.ts'
import { refuseRemoved, sealed } from './seal-evidence.ts'

/** The bytes are read and hashed anew, so the copy's hash is its own and not taken over. */
export const copy = longAction(contract.copyEvidence, async (work, { id, evidence, why }) => {
  const original = await work.look(async (context) => {
    await openIncidentFor(context, id)
    const found = await getEvidence(context, id, evidence)
    refuseRemoved(found)
    return found
  })
  const { files } = work.services
  const state = await files.check(work.tenantId, original)
  refuseUnless(
    state === 'intact',
    'conflict',
    'This file does not match the hash it was sealed with, so it is not copied. Restore it from a backup first.',
    { reason: 'evidence_damaged' },
  )
  return work.step(async (context) => {
    const { sensitivity, isSample, path, mediaType, sha256, size, name, where } = original
    const acquisition = { name, where, why, sensitivity, isSample, path, copyOf: evidence }
    const record = await sealed(context, {
      incidentId: id,
      mediaType,
      file: { sha256, size },
      acquisition: { ...acquisition, acquiredAt: context.now.toISOString() },
    })
    return evidenceOf(context, record)
  })
})

export const classify = action(
  contract.classifyEvidence,
  async (context, { id, evidence, sensitivity, isSample, reason }) => {
    const before = await keptFor(context, id, evidence)
    const isSame = before.sensitivity === sensitivity && before.isSample === isSample
    refuseUnless(!isSame, 'conflict', 'It is marked so already.')
    await changeKeeping(context, evidence, { sensitivity, isSample })
    context.record({
      stream: id,
      kind: 'evidence.classify',
      fields: { evidence, file: evidenceField(before), sensitivity, sample: isSample ? 'yes' : 'no', reason },
    })
    return again(context, id, evidence)
  },
)

export const retain = action(contract.retainEvidence, async (context, { id, evidence, until, reason }) => {
  const before = await keptFor(context, id, evidence)
  const { isOwner } = actorIn(context)
  const wanted = { until: new Date(until), now: context.now, mayShorten: isOwner }
  const why = whyNotRetained(before, wanted)
  if (why !== undefined) refuse('conflict', why)
  await changeKeeping(context, evidence, { retainUntil: wanted.until })
  const from = before.retainUntil?.toISOString() ?? ''
  context.record({
    stream: id,
    kind: 'evidence.retain',
    fields: { evidence, file: evidenceField(before), from, until, reason },
  })
  return again(context, id, evidence)
})

export const hold = action(contract.holdEvidence, async (context, { id, evidence, reason }) => {
  const before = await keptFor(context, id, evidence)
  refuseRemoved(before)
  refuseUnless(before.hold === null, 'conflict', 'It is under legal hold already.')
  const { name: placedBy } = context.actor
  await placeHold(context, {
    id: context.newId(),
    evidenceId: evidence,
    reason,
    placedAt: context.now,
    placedBy,
  })
  context.record({
    stream: id,
    kind: 'evidence.hold',
    fields: { evidence, file: evidenceField(before), reason },
  })
  return again(context, id, evidence)
})

export const release = action(contract.releaseEvidence, async (context, { id, evidence, reason }) => {
  const before = await keptFor(context, id, evidence)
  if (before.hold === null) refuse('conflict', 'It is not under legal hold.')
  await releaseHold(context, before.hold.id, {
    releasedAt: context.now,
    releasedBy: context.actor.name,
    releaseReason: reason,
  })
  context.record({
    stream: id,
    kind: 'evidence.release',
    fields: { evidence, file: evidenceField(before), reason },
  })
  return again(context, id, evidence)
})

/** From now on nothing hands the bytes out; the sweep of the night takes them where no other record leans on them. */
export const remove = action(contract.removeEvidence, async (context, { id, evidence, reason }) => {
  const before = await keptFor(context, id, evidence)
  const { heldAt } = await incidentFor(context, id)
  const why = whyNotRemovable(before, context.now, heldAt !== null)
  if (why !== undefined) refuse('conflict', why, { reason: 'evidence_kept' })
  await changeKeeping(context, evidence, {
    removedAt: context.now,
    removedBy: context.actor.name,
    removalReason: reason,
  })
  context.record({
    stream: id,
    kind: 'evidence.remove',
    fields: { evidence, file: evidenceField(before), reason },
  })
  return again(context, id, evidence)
})

/** Also of a closed incident: what is kept outlives the case. */
async function keptFor(context: Context, id: string, evidence: string): Promise<EvidenceRecord> {
  await incidentFor(context, id)
  return getEvidenceToChange(context, id, evidence)
}

async function again(context: Context, id: string, evidence: string) {
  return evidenceOf(context, await getEvidence(context, id, evidence))
}
