import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { incidentFor, openIncidentFor, refuseUnfitFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/registers.ts'
import { isOwnNetwork, readBlock } from '../rules/blocks.ts'
import { isAhead } from '../rules/times.ts'
import { addRow, changeRow, getRow } from '../store/registers.ts'
import { measureOf, serviceOf, shownBlock } from './shapes.ts'

export const addBlock = action(contract.addBlock, async (context, { id: incidentId, ...fields }) => {
  await openIncidentFor(context, incidentId)
  const read = readBlock(fields.kind, fields.value)
  if ('fault' in read) refuseAt('value', read.fault)
  if (isOwnNetwork(fields.kind, read.value))
    refuseAt('value', 'This is an address of your own network. Isolate the machine instead of blocking it.')
  const endsAt = futureOrRefuse(context, 'endsAt', fields.endsAt)
  const added = await addRow(context, 'block', {
    ...fields,
    id: context.newId(),
    incidentId,
    value: read.value,
    endsAt,
    blockedAt: context.now,
    blockedBy: context.actor.name,
    blockedRef: context.actor.ref,
  })
  const { kind, value, source, place } = added
  context.record({
    stream: incidentId,
    kind: 'block.add',
    fields: { block: added.id, blockKind: kind, value, source, where: place, until: fields.endsAt },
  })
  return shownBlock(context, added)
})

export const reviewBlock = action(
  contract.reviewBlock,
  async (context, { id: incidentId, block: blockId }) => {
    await openIncidentFor(context, incidentId)
    const block = await getSetBlock(context, incidentId, blockId)
    refuseUnless(
      block.reviewedAt === null,
      'conflict',
      `${block.reviewedBy} has reviewed this block already.`,
    )
    refuseUnless(
      block.blockedRef !== context.actor.ref,
      'conflict',
      'Whoever set a block does not review it. Ask somebody else to look.',
      { reason: 'own_block' },
    )
    context.record({
      stream: incidentId,
      kind: 'block.review',
      fields: { block: blockId, value: block.value },
    })
    const reviewed = { reviewedAt: context.now, reviewedBy: context.actor.name }
    return shownBlock(context, await changeRow(context, 'block', blockId, reviewed))
  },
)

export const countHits = action(
  contract.countBlockHits,
  async (context, { id: incidentId, block: blockId, hits, lastHitAt, evidenceId }) => {
    await openIncidentFor(context, incidentId)
    const block = await getRow(context, 'block', incidentId, blockId)
    if (evidenceId !== null) await refuseUnknownEvidence(context, incidentId, [evidenceId])
    const at = new Date(lastHitAt)
    if (isAhead(at, context.now))
      refuseAt('lastHitAt', 'This lies in the future. Say when it really happened.')
    const total = block.hits + hits
    refuseUnless(
      total <= 2_000_000_000,
      'conflict',
      'That is more than can be counted here. Look at the log.',
    )
    context.record({
      stream: incidentId,
      kind: 'block.hit',
      fields: {
        block: blockId,
        value: block.value,
        hits,
        total,
        ...(evidenceId === null ? {} : { evidence: evidenceId }),
      },
    })
    const last = block.lastHitAt !== null && block.lastHitAt > at ? block.lastHitAt : at
    const changed = { hits: total, lastHitAt: last, evidenceId: evidenceId ?? block.evidenceId }
    return shownBlock(context, await changeRow(context, 'block', blockId, changed))
  },
)

/** Its end comes after closing, too, and somebody has to lift it then. */
export const endBlock = action(
  contract.endBlock,
  async (context, { id: incidentId, block: blockId, reason }) => {
    await incidentFor(context, incidentId)
    const block = await getSetBlock(context, incidentId, blockId)
    context.record({
      stream: incidentId,
      kind: 'block.end',
      fields: { block: blockId, value: block.value, reason },
    })
    const ended = { endedAt: context.now, endReason: reason }
    return shownBlock(context, await changeRow(context, 'block', blockId, ended))
  },
)

async function getSetBlock(context: Context, incidentId: string, blockId: string) {
  const block = await getRow(context, 'block', incidentId, blockId)
  refuseUnless(block.endedAt === null, 'conflict', 'This block has ended already.')
  return block
}

export const closeService = action(
  contract.closeService,
  async (context, { id: incidentId, name, ownerId, impact, reopenTest }) => {
    await openIncidentFor(context, incidentId)
    const owner = await refuseUnfitFor(context, incidentId, ownerId)
    const added = await addRow(context, 'service', {
      id: context.newId(),
      incidentId,
      name,
      ownerId,
      impact,
      reopenTest,
      closedAt: context.now,
      closedBy: context.actor.name,
    })
    context.record({
      stream: incidentId,
      kind: 'service.close',
      fields: { service: added.id, name, owner: owner.name, impact, test: reopenTest },
    })
    return serviceOf(added)
  },
)

export const reopenService = action(
  contract.reopenService,
  async (context, { id: incidentId, service: serviceId, passed, result }) => {
    await openIncidentFor(context, incidentId)
    const service = await getRow(context, 'service', incidentId, serviceId)
    refuseUnless(service.reopenedAt === null, 'conflict', `${service.name} is open again already.`)
    if (!passed) refuseAt('passed', 'It stays closed until its test shows what it has to. Try it again.')
    context.record({
      stream: incidentId,
      kind: 'service.reopen',
      fields: { service: serviceId, name: service.name, note: result },
    })
    const reopened = { reopenedAt: context.now, reopenedBy: context.actor.name, result }
    return serviceOf(await changeRow(context, 'service', serviceId, reopened))
  },
)

export const addMeasure = action(
  contract.addMeasure,
  async (context, { id: incidentId, title, ownerId, expiresAt: until }) => {
    await openIncidentFor(context, incidentId)
    const owner = ownerId === null ? undefined : await refuseUnfitFor(context, incidentId, ownerId)
    const expiresAt = futureOrRefuse(context, 'expiresAt', until)
    const row = { id: context.newId(), incidentId, title, ownerId, expiresAt, addedAt: context.now }
    const added = await addRow(context, 'measure', row)
    context.record({
      stream: incidentId,
      kind: 'measure.add',
      fields: { measure: added.id, title, owner: owner?.name ?? '', until },
    })
    return measureOf(added, context.now)
  },
)

export const renewMeasure = action(
  contract.renewMeasure,
  async (context, { id: incidentId, measure: measureId, expiresAt: until, reason }) => {
    const { title, renewals } = await getOpenMeasure(context, incidentId, measureId)
    const expiresAt = futureOrRefuse(context, 'expiresAt', until)
    context.record({
      stream: incidentId,
      kind: 'measure.renew',
      fields: { measure: measureId, title, until, reason },
    })
    const renewed = { until, reason, at: context.now.toISOString(), by: context.actor.name }
    const change = { expiresAt, renewals: [...renewals, renewed], announcedAt: null }
    return measureOf(await changeRow(context, 'measure', measureId, change), context.now)
  },
)

export const endMeasure = action(
  contract.endMeasure,
  async (context, { id: incidentId, measure: measureId, note }) => {
    const { title } = await getOpenMeasure(context, incidentId, measureId)
    context.record({ stream: incidentId, kind: 'measure.end', fields: { measure: measureId, title, note } })
    const ended = { endedAt: context.now, endedBy: context.actor.name, endNote: note }
    return measureOf(await changeRow(context, 'measure', measureId, ended), context.now)
  },
)

/** Measures run out after closing, too: ending and renewing them is work that is left. */
async function getOpenMeasure(context: Context, incidentId: string, measureId: string) {
  await incidentFor(context, incidentId)
  const measure = await getRow(context, 'measure', incidentId, measureId)
  refuseUnless(measure.endedAt === null, 'conflict', 'This measure has ended already.')
  return measure
}

function futureOrRefuse(context: Context, field: string, text: string): Date {
  const at = new Date(text)
  if (at.getTime() <= context.now.getTime()) refuseAt(field, 'Choose an end that is still to come.')
  return at
}

function refuseAt(path: string, message: string): never {
  refuse('invalid', message, { faults: [{ path, message }] })
}
