import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, uploadAction, type Context, type LongWork } from '../../../../platform/action.ts'
import { guestStreamOf } from '../../../../platform/database/circle.ts'
import { FileDamaged } from '../../../../platform/files/file-store.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/upload.ts'
import { cleanFileName, largestFileBytes, partSize, uploadKeptDays } from '../rules.ts'
import { getEvidence } from '../store/evidence.ts'
import {
  addPart,
  addUpload,
  changeUpload,
  findPart,
  forgetParts,
  getUpload,
  getUploadToChange,
  listAbandoned,
  listOpenUploads,
  listParts,
  type PartRecord,
  type UploadRecord,
} from '../store/uploads.ts'
import { evidenceFor } from './evidence-of.ts'
import { refuseUnacquired, sealed } from './seal-evidence.ts'

/** More than anybody sends at once; a stuck script stops here and not at the end of the disk. */
const mostUnderWay = 100

export const begin = action(
  contract.beginUpload,
  async (context, { id: incidentId, acquisition, mediaType, size }) => {
    await refuseUnacquired(context, incidentId, acquisition)
    refuseUnless(size <= largestFileBytes, 'invalid', 'The file is larger than can be sealed here (1 TiB).', {
      status: 413,
      reason: 'too_large',
    })
    const underWay = await listOpenUploads(context, incidentId)
    refuseUnless(
      underWay.length < mostUnderWay,
      'conflict',
      `There are ${mostUnderWay} files on their way into this incident. Finish some of them, or give them up, first.`,
    )
    const record = await addUpload(context, {
      ...{ id: context.newId(), incidentId, acquisition, mediaType, size },
      ...{
        actor: context.actor.ref,
        begunBy: context.actor.name,
        begunAt: context.now,
        touchedAt: context.now,
        state: 'open',
      },
    })
    const name = cleanFileName(acquisition.name)
    context.record({
      stream: incidentId,
      kind: 'evidence.upload',
      fields: { upload: record.id, name, size },
    })
    return uploadOf(context, record)
  },
)

export const listUnderWay = action(contract.listUploads, async (context, { id }) => {
  await openIncidentFor(context, id)
  return {
    items: (await listOpenUploads(context, id)).map((record) => uploadOf(context, record)),
    next: null,
  }
})

/** Each part is a sealed file of its own until the whole is there: durable when it is answered, never in clear. */
export const sendPart = uploadAction(
  contract.sendPart,
  async (context, { id, upload, offset }) => {
    await openIncidentFor(context, id)
    const record = await getUpload(context, id, upload)
    refuseOther(context, record)
    refuseUnless(record.state === 'open', 'conflict', 'This file is not on its way any more.')
    if (offset > record.arrived || offset >= record.size) refuseOffset(record)
    return { maxBytes: partSize(record.size, offset) }
  },
  async (context, { id, upload, offset }, { sha256, size }) => {
    const record = await getUploadToChange(context, id, upload)
    refuseOther(context, record)
    refuseUnless(record.state === 'open', 'conflict', 'This file is not on its way any more.')
    const part = { start: offset, sha256, size }
    // Whoever did not hear the answer sends the part again. It is noted again, and counts once.
    const isRepeat = offset < record.arrived && (await isSame(context, record.id, part))
    if (!isRepeat && offset !== record.arrived) refuseOffset(record)
    refuseUnless(
      size === partSize(record.size, offset),
      'invalid',
      `This part has ${size} bytes and should have ${partSize(record.size, offset)}. Send it again.`,
    )
    // Arrivals stand on the stream of what comes in, so that one file does not bury the record of the incident.
    // What comes in is closed to a guest: their parts stand beside their readings, on the stream of their access.
    context.record({
      stream: (await guestStreamOf(context.tx.$client, id)) ?? 'intake',
      kind: 'evidence.part',
      fields: { upload, incident: id, part: `sha256:${sha256} ${size} ${offset}` },
    })
    if (isRepeat) return uploadOf(context, record)
    await addPart(context, { uploadId: record.id, ...part })
    const change = { arrived: offset + size, touchedAt: context.now }
    return uploadOf(context, await changeUpload(context, record.id, change))
  },
)

/** Custody says who acquired and sent a file: another who goes on with it would stand in their name. */
function refuseOther({ actor }: Pick<Context, 'actor'>, record: UploadRecord): void {
  refuseUnless(
    record.actor === actor.ref,
    'forbidden',
    `${record.begunBy} began to send this file, so ${record.begunBy} alone goes on with it. Send it anew yourself.`,
    { reason: 'upload_of_other' },
  )
}

async function isSame(context: Context, uploadId: string, part: Omit<PartRecord, 'tenantId' | 'uploadId'>) {
  const known = await findPart(context, uploadId, part.start)
  return known?.sha256 === part.sha256 && known.size === part.size
}

function refuseOffset(record: UploadRecord): never {
  refuse('conflict', `So far ${record.arrived} bytes have arrived. Go on from there.`, { reason: 'offset' })
}

/** Puts the parts together in the store, hashed on the way; said twice, it answers the same evidence twice. */
export const finish = longAction(contract.finishUpload, async (work, { id, upload, sha256 }) => {
  const { record, parts } = await work.look(async (context) => {
    const found = await getUpload(context, id, upload)
    refuseOther(context, found)
    return { record: found, parts: await listParts(context, found.id) }
  })
  refuseUnless(record.state !== 'dropped', 'conflict', 'This file was given up. Begin anew.')
  if (record.evidenceId !== null) return sealedBefore(work, record.incidentId, record.evidenceId)
  if (record.arrived !== record.size) refuseOffset(record)
  const { files } = work.services
  const file = await files
    .gather(work.tenantId, parts, { maxBytes: record.size, expectedSha256: sha256 })
    .catch(refuseDamagedPart)
  return work.step(async (context) => {
    const now = await getUploadToChange(context, id, upload)
    refuseUnless(now.state !== 'dropped', 'conflict', 'This file was given up. Begin anew.')
    // Asked once more, this answers the evidence.
    refuseUnless(now.evidenceId === null, 'conflict', 'This file was sealed a moment ago.', {
      reason: 'sealed',
    })
    const { acquisition, mediaType } = record
    const evidence = await sealed(context, {
      ...{ incidentId: id, acquisition, mediaType, file },
      uploadId: upload,
    })
    await changeUpload(context, upload, { state: 'sealed', evidenceId: evidence.id })
    await forgetParts(context, upload)
    return evidenceFor(context, evidence)
  })
})

function sealedBefore(work: LongWork, incidentId: string, evidenceId: string) {
  return work.look(async (context) =>
    evidenceFor(context, await getEvidence(context, incidentId, evidenceId)),
  )
}

function refuseDamagedPart(error: unknown): never {
  if (!(error instanceof FileDamaged)) throw error
  refuse(
    'conflict',
    'A part of this file was damaged on the disk before the whole was sealed. Give this upload up and send the file again.',
    { reason: 'evidence_damaged', cause: error },
  )
}

export const drop = action(contract.dropUpload, async (context, { id, upload }) => {
  const record = await getUploadToChange(context, id, upload)
  if (!context.can('evidence.keep')) refuseOther(context, record)
  refuseUnless(record.state === 'open', 'conflict', 'This file is not on its way any more.')
  await giveUp(context, record)
  return { id: upload }
})

/** Gives up what nobody went on with. */
export async function dropAbandoned(context: Context): Promise<void> {
  const before = new Date(context.now.getTime() - uploadKeptDays * 86_400_000)
  for (const record of await listAbandoned(context, before)) await giveUp(context, record)
}

async function giveUp(context: Context, record: UploadRecord): Promise<void> {
  await changeUpload(context, record.id, { state: 'dropped' })
  await forgetParts(context, record.id)
  const name = cleanFileName(record.acquisition.name)
  const { id: upload, arrived, size } = record
  context.record({
    stream: record.incidentId,
    kind: 'evidence.drop',
    fields: { upload, name, arrived, size },
  })
}

function uploadOf(context: Context, record: UploadRecord): z.input<typeof contract.Upload> {
  const { id, size, arrived, begunBy } = record
  const isOwn = record.actor === context.actor.ref
  return {
    ...{ id, size, arrived, begunBy },
    name: cleanFileName(record.acquisition.name),
    partBytes: contract.partBytes,
    can: { goOn: isOwn, drop: isOwn || context.can('evidence.keep') },
    begunAt: record.begunAt.toISOString(),
    keptUntil: new Date(record.touchedAt.getTime() + uploadKeptDays * 86_400_000).toISOString(),
  }
}
