import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { incidentFor, lockedIncidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
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
import { alarmed } from './alarm.ts'
import { actorIn, evidenceFor } from './evidence-of.ts'
import { refuseRemoved, sealed } from './seal-evidence.ts'

/** The bytes are read and hashed anew, so the copy's hash is its own and not taken over. */
export const copy = longAction(contract.copyEvidence, async (work, { id, evidence, why }) => {
  const original = await work.look(async (context) => {
    await openIncidentFor(context, id)
    const found = await getEvidence(context, id, evidence)
    refuseRemoved(found)
    return found
  })
  await alarmed(work, original, async () => {
    const file = await work.services.files.openAnywhere(work.tenantId, original)
    await file.close()
  })
  return work.step(async (context) => {
    await openIncidentFor(context, id)
    // Hashing took its time: what was removed or marked meanwhile holds for the copy too.
    const now = await getEvidenceToChange(context, id, evidence)
    refuseRemoved(now)
    const { sensitivity, isSample, path, mediaType, sha256, size, name, where } = now
    const acquisition = { name, where, why, sensitivity, isSample, path, copyOf: evidence }
    const record = await sealed(context, {
      incidentId: id,
      mediaType,
      file: { sha256, size },
      acquisition: { ...acquisition, acquiredAt: context.now.toISOString() },
    })
    return evidenceFor(context, record)
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
  // Locked before it is asked: a hold on the case that is placed at this moment comes before, or finds it removed.
  const { heldAt } = await lockedIncidentFor(context, id)
  const before = await keptFor(context, id, evidence)
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
  return evidenceFor(context, await getEvidence(context, id, evidence))
}
