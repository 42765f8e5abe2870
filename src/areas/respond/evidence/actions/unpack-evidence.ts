import { refuse, Refusal } from '../../../../base/refusal.ts'
import { longAction, type LongWork } from '../../../../platform/action.ts'
import { openArchive, type ListedEntry, type OpenArchive } from '../../../../platform/files/archive-reader.ts'
import { FileDamaged, type PutFile } from '../../../../platform/files/file-store.ts'
import { openIncidentFor } from '../../incidents/public.ts'
import * as contract from '../contract/evidence.ts'
import { archiveLimits, cleanPath, evidenceField, hostileNames, whyLeftOut } from '../rules.ts'
import { getEvidence, pathsFrom, type EvidenceRecord } from '../store/evidence.ts'
import { refuseRemoved, sealed } from './seal-evidence.ts'

/** So many entries share a transaction: few enough that a crash costs little, many enough that it goes fast. */
const batchSize = 50

/**
 * All of the archive is judged before anything of it is sealed. Broken off, it goes on at the next try with what is
 * not there yet. Nothing is written but sealed files under their hash, so no name in it can lead anywhere.
 */
export const unpack = longAction(contract.unpackEvidence, async (work, { id, evidence }) => {
  const { archive, known } = await work.step(async (context) => {
    await openIncidentFor(context, id)
    const found = await getEvidence(context, id, evidence)
    refuseRemoved(found)
    const fields = { evidence, file: evidenceField(found), as: 'archive to unpack' }
    context.record({ stream: id, kind: 'evidence.open', fields })
    return { archive: found, known: await pathsFrom(context, evidence) }
  })
  const file = await work.services.files.openAnywhere(work.tenantId, archive).catch(refuseDamaged)
  try {
    const opened = await openArchive(file, archiveLimits(archive.size))
    refuseHostile(opened.entries)
    const leftOut = opened.entries.flatMap((entry) => {
      const why = whyLeftOut(entry)
      return why === undefined ? [] : [{ path: cleanPath(entry.path), why }]
    })
    const count = await sealAll(work, { archive, known, opened, leftOut })
    await work.step(async (context) =>
      context.record({
        stream: id,
        kind: 'evidence.unpack',
        fields: {
          evidence,
          file: evidenceField(archive),
          sealed: count,
          leftOut: leftOut
            .map(({ path, why }) => `${path}: ${why}`)
            .join('\n')
            .slice(0, 20_000),
        },
      }),
    )
    return { sealed: count, leftOut: leftOut.slice(0, 1000) }
  } finally {
    await file.close()
  }
})

interface Unpacking {
  readonly archive: EvidenceRecord
  /** Paths that an earlier try has sealed. */
  readonly known: ReadonlySet<string>
  readonly opened: OpenArchive
  readonly leftOut: { path: string; why: string }[]
}

interface Taken {
  readonly path: string
  readonly file: PutFile
}

async function sealAll(work: LongWork, { archive, known, opened, leftOut }: Unpacking): Promise<number> {
  let taken: Taken[] = []
  let count = 0
  const flush = async () => {
    const batch = taken
    taken = []
    if (batch.length > 0) await sealBatch(work, archive, batch)
    count += batch.length
  }
  await opened.eachFile(async ({ path, size }, body) => {
    const shown = cleanPath(path)
    if (known.has(shown)) return drain(body)
    try {
      taken.push({
        path: shown,
        file: await work.services.files.put(work.tenantId, body, { maxBytes: size }),
      })
    } catch (error) {
      // An entry that is more than the archive says is a lie about this entry alone; a broken disk is not.
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
      leftOut.push({ path: shown, why: 'is larger than the archive says' })
      return
    }
    if (taken.length >= batchSize) await flush()
  })
  await flush()
  return count
}

async function sealBatch(work: LongWork, archive: EvidenceRecord, batch: readonly Taken[]): Promise<void> {
  const { incidentId, acquiredBy, where, why, sensitivity, isSample } = archive
  await work.step(async (context) => {
    for (const { path, file } of batch)
      await sealed(context, {
        incidentId,
        file,
        mediaType: 'application/octet-stream',
        sourceId: archive.id,
        acquisition: {
          ...{ acquiredBy, where, why, sensitivity, isSample, path },
          name: path.split('/').at(-1) ?? path,
          acquiredAt: archive.acquiredAt.toISOString(),
        },
      })
  })
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _part of body);
}

function refuseHostile(entries: readonly ListedEntry[]): void {
  const hostile = hostileNames(entries)
  if (hostile.length === 0) return
  refuse(
    'invalid',
    'Names in this archive are made to do harm, so nothing of it was unpacked. It stays sealed as it is.',
    {
      reason: 'archive_hostile',
      faults: hostile.slice(0, 20).map(({ path, why }) => ({ path, message: why })),
    },
  )
}

function refuseDamaged(error: unknown): never {
  if (!(error instanceof FileDamaged)) throw error
  refuse(
    'conflict',
    'This file does not match the hash it was sealed with, so it is not unpacked. Restore it from a backup first.',
    { reason: 'evidence_damaged', cause: error },
  )
}
