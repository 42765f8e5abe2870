import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { action, uploadAction, type Context, type Download } from '../../../../platform/action.ts'
import { zipStream } from '../../../../platform/files/archive-writer.ts'
import type { SealedFile } from '../../../../platform/files/file-store.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/evidence.ts'
import {
  cleanFileName,
  cleanPath,
  evidenceField,
  largestFileBytes,
  samplePassword,
  whyNotAcquired,
} from '../rules.ts'
import {
  addEvidence,
  countCopies,
  getEvidence,
  getEvidenceToChange,
  listEvidence,
  type EvidenceRecord,
} from '../store/evidence.ts'
import { alarmed } from './alarm.ts'
import { evidenceFor, evidenceOf } from './evidence-of.ts'

/** The bytes are sealed in the store before this runs; if it refuses, the sweep takes them away again. */
export const add = uploadAction(
  contract.addEvidence,
  async (context, { id, acquisition }) => {
    await refuseUnacquired(context, id, acquisition)
    return { maxBytes: largestFileBytes }
  },
  async (context, { id: incidentId, ...said }, file) =>
    evidenceFor(context, await sealed(context, { incidentId, ...said, file })),
)

/** Refuses what cannot be sealed in this incident, before a byte of it is taken. */
export async function refuseUnacquired(
  context: Context,
  incidentId: string,
  acquisition: contract.Acquisition,
): Promise<void> {
  await openIncidentFor(context, incidentId)
  const why = whyNotAcquired(new Date(acquisition.acquiredAt), context.now)
  if (why !== undefined)
    refuse('invalid', why, { faults: [{ path: 'acquisition.acquiredAt', message: why }] })
  if (acquisition.copyOf !== undefined) await getEvidence(context, incidentId, acquisition.copyOf)
}

interface Sealing {
  readonly incidentId: string
  readonly acquisition: contract.Acquisition
  readonly mediaType: string
  /** What the store holds already. */
  readonly file: SealedFile
  /** The archive that this was an entry of. */
  readonly sourceId?: string
  /** The upload in parts by which it came. */
  readonly uploadId?: string
}

/** The row and the leaf of a file whose bytes are in the store: the one way in, whatever way they came. */
export async function sealed(
  context: Context,
  { incidentId, acquisition, mediaType, file, sourceId, uploadId }: Sealing,
): Promise<EvidenceRecord> {
  await openIncidentFor(context, incidentId)
  const { copyOf } = acquisition
  if (copyOf !== undefined) await getEvidenceToChange(context, incidentId, copyOf)
  const copyNumber = copyOf === undefined ? null : (await countCopies(context, copyOf)) + 1
  const record = await addEvidence(
    context,
    {
      id: context.newId(),
      incidentId,
      name: cleanFileName(acquisition.name),
      mediaType,
      size: file.size,
      sha256: file.sha256,
      acquiredBy: acquisition.acquiredBy ?? context.actor.name,
      where: acquisition.where,
      why: acquisition.why,
      acquiredAt: new Date(acquisition.acquiredAt),
      addedAt: context.now,
      addedBy: context.actor.name,
      originDates: acquisition.dates ?? {},
    },
    {
      sensitivity: acquisition.sensitivity ?? 'normal',
      isSample: acquisition.isSample ?? false,
      copyOf: copyOf ?? null,
      copyNumber,
      sourceId: sourceId ?? null,
      path: cleanPath(acquisition.path ?? ''),
      custodian: context.actor.name,
      custodianId: context.actor.kind === 'member' ? context.actor.memberId : null,
    },
  )
  context.record({
    stream: incidentId,
    kind: copyOf === undefined ? 'evidence.add' : 'evidence.copy',
    fields: {
      evidence: record.id,
      file: evidenceField(record),
      acquiredAt: acquisition.acquiredAt,
      acquiredBy: record.acquiredBy,
      where: record.where,
      why: record.why,
      // As `createdAt`, `modifiedAt`, `accessedAt`, where they are known.
      ...acquisition.dates,
      ...(copyOf === undefined ? {} : { original: copyOf, copy: copyNumber ?? 0 }),
      ...(sourceId === undefined ? {} : { archive: sourceId }),
      ...(uploadId === undefined ? {} : { upload: uploadId }),
      ...(record.path === '' ? {} : { path: record.path }),
      ...(record.isSample ? { sample: 'yes' } : {}),
      ...(record.sensitivity === 'normal' ? {} : { sensitivity: record.sensitivity }),
    },
  })
  return record
}

export const list = action(
  contract.listEvidence,
  async (context, { id, source, only, order, limit, cursor }) => {
    const { heldAt } = await incidentFor(context, id)
    if (source !== undefined && source !== 'none') await getEvidence(context, id, source)
    const after = cursor === undefined ? undefined : placeOf(cursor)
    const query = { incidentId: id, source, only, after, order }
    const records = await listEvidence(context, { ...query, limit: limit + 1 })
    const shown = records.slice(0, limit)
    const last = records.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map((record) => evidenceOf(context, record, heldAt !== null)),
      next: last === undefined ? null : encodeCursor([last.addedAt.toISOString(), last.id]),
    }
  },
)

function placeOf(cursor: string): { addedAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const addedAt = new Date(String(at))
  const isOurs = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(addedAt.getTime())
  refuseUnless(isOurs, 'invalid', 'This place in the list is not one of ours. Begin at its start.', {
    status: 400,
  })
  return { addedAt, id }
}

/** Every opening is custody: its leaf is committed before a byte leaves. The hash is checked before that byte, too. */
export const openContent = action(
  contract.openEvidence,
  async (context, { id, evidence }): Promise<Download> => {
    const record = await opened(context, { id, evidence, as: 'file' })
    refuseUnless(
      !record.isSample,
      'conflict',
      'This is a malicious sample. It is handed out in a locked archive only; its password is "infected".',
      { reason: 'sample' },
    )
    return {
      name: record.name,
      mediaType: 'application/octet-stream',
      size: record.size,
      open: () => openOrAlarm(context, record),
    }
  },
)

/** What a virus scanner can neither read nor run. */
export const openLocked = action(
  contract.openLocked,
  async (context, { id, evidence }): Promise<Download> => {
    const record = await opened(context, { id, evidence, as: 'locked archive' })
    return {
      name: `${record.name}.zip`,
      mediaType: 'application/zip',
      open: async () => {
        // Before the first byte of the answer, so that a damaged file is a refusal and no broken archive.
        const body = await openOrAlarm(context, record)
        return zipStream([
          { name: record.name, at: record.addedAt, password: samplePassword, open: async () => body },
        ])
      },
    }
  },
)

/** The record of a file that is about to be read, its opening on custody; refused when its bytes were removed. */
export async function opened(
  context: Context,
  { id, evidence, as }: { id: string; evidence: string; as: string },
): Promise<EvidenceRecord> {
  await incidentFor(context, id)
  const record = await getEvidence(context, id, evidence)
  refuseRemoved(record)
  context.record({
    stream: id,
    kind: 'evidence.open',
    fields: { evidence, file: evidenceField(record), as },
  })
  return record
}

/** Refuses what has no bytes any more. */
export function refuseRemoved(record: EvidenceRecord): void {
  const { removedAt, removedBy } = record
  if (removedAt === null) return
  refuse(
    'conflict',
    `Its bytes were removed on ${removedAt.toISOString().slice(0, 10)} by ${removedBy}. Hash and history are still here.`,
    { reason: 'evidence_removed' },
  )
}

/** The bytes of a file, or the alarm. */
export async function openOrAlarm(
  context: Pick<Context, 'services' | 'tenantId' | 'separately'>,
  record: EvidenceRecord,
) {
  return alarmed(context, record, () => context.services.files.open(context.tenantId, record))
}
