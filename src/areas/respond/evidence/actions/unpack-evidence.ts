import { refuse, Refusal } from '../../../../base/refusal.ts'
import { longAction, type LongWork } from '../../../../platform/action.ts'
import type { ListedEntry, OpenArchive } from '../../../../platform/files/archive-reader.ts'
import { EntryBroken } from '../../../../platform/files/entry-broken.ts'
import type { PutFile } from '../../../../platform/files/file-store.ts'
import { openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/evidence.ts'
import type { OriginDates } from '../contract/evidence.ts'
import {
  archiveLimits,
  cleanPath,
  evidenceField,
  hostileNames,
  isBatchFull,
  leavesNoRoom,
  whyLeftOut,
} from '../rules.ts'
import { getEvidence, getEvidenceToChange, pathsFrom, type EvidenceRecord } from '../store/evidence.ts'
import { alarmed } from './alarm.ts'
import { refuseRemoved, sealed } from './seal-evidence.ts'

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
  return alarmed(work, archive, async () => {
    const file = await work.services.files.openAnywhere(work.tenantId, archive)
    try {
      const { openArchive } = await import('../../../../platform/files/archive-reader.ts')
      const opened = await openArchive(file, archiveLimits(archive.size))
      return await unpacked(work, { archive, known, opened })
    } finally {
      await file.close()
    }
  })
})

interface Unpacking {
  readonly archive: EvidenceRecord
  /** Paths that an earlier try has sealed. */
  readonly known: ReadonlySet<string>
  readonly opened: OpenArchive
}

type LeftOut = { path: string; why: string }[]

async function unpacked(work: LongWork, unpacking: Unpacking): Promise<{ sealed: number; leftOut: LeftOut }> {
  const { archive, opened } = unpacking
  refuseHostile(opened.entries)
  const leftOut = opened.entries.flatMap((entry) => {
    const why = whyLeftOut(entry)
    return why === undefined ? [] : [{ path: cleanPath(entry.path), why }]
  })
  const count = await sealAll(work, unpacking, leftOut)
  const said = leftOut.map(({ path, why }) => `${path}: ${why}`).join('\n')
  const fields = {
    ...{ evidence: archive.id, file: evidenceField(archive), sealed: count },
    leftOut: said.slice(0, 20_000),
  }
  await work.step(async (context) =>
    context.record({ stream: archive.incidentId, kind: 'evidence.unpack', fields }),
  )
  return { sealed: count, leftOut: leftOut.slice(0, 1000) }
}

interface Taken {
  readonly path: string
  /** What the archive says of it on the system that it was packed on. */
  readonly dates: OriginDates
  readonly file: PutFile
}

/** What is in the store and not on record yet is taken for a leftover after an hour, so no batch waits for long. */
async function sealAll(
  work: LongWork,
  { archive, known, opened }: Unpacking,
  leftOut: LeftOut,
): Promise<number> {
  let batch = newBatch()
  let count = 0
  const flush = async () => {
    const full = batch
    batch = newBatch()
    if (full.taken.length > 0) count += await sealBatch(work, archive, full.taken)
  }
  await opened.eachFile(async ({ path, size, dates }, body) => {
    const shown = cleanPath(path)
    if (known.has(shown)) return drain(body)
    if (leavesNoRoom(batch.bytes, size)) await flush()
    try {
      const file = await work.services.files.put(work.tenantId, body, { maxBytes: size })
      if (batch.taken.length === 0) batch.since = performance.now()
      batch.taken.push({ path: shown, dates, file })
      batch.bytes += file.size
    } catch (error) {
      leftOut.push({ path: shown, why: whyBroken(error) })
    }
    const ageMillis = performance.now() - batch.since
    if (isBatchFull({ count: batch.taken.length, bytes: batch.bytes, ageMillis })) await flush()
  })
  await flush()
  return count
}

function newBatch(): { taken: Taken[]; bytes: number; since: number } {
  return { taken: [], bytes: 0, since: performance.now() }
}

/** A lie or a fault of one entry costs this entry alone; a broken disk or a damaged archive is thrown on. */
function whyBroken(error: unknown): string {
  if (error instanceof EntryBroken) return 'is broken'
  if (error instanceof Refusal && error.detail.reason === 'too_large')
    return 'is larger than the archive says'
  throw error
}

/**
 * Judged anew, since hours may lie behind the last look: the archive may have been removed or marked, and somebody else
 * may have sealed the same entries.
 * @returns how many of the batch were not there yet
 */
async function sealBatch(work: LongWork, archive: EvidenceRecord, batch: readonly Taken[]): Promise<number> {
  const sealing = work.step(async (context) => {
    await openIncidentFor(context, archive.incidentId)
    const now = await getEvidenceToChange(context, archive.incidentId, archive.id)
    refuseRemoved(now)
    const known = await pathsFrom(context, archive.id)
    const missing = batch.filter(({ path }) => !known.has(path))
    if (missing.length === 0) throw new Overtaken()
    for (const taken of missing) await sealed(context, entrySealing(now, taken))
    return missing.length
  })
  return sealing.catch((error: unknown) => {
    if (error instanceof Overtaken) return 0
    throw error
  })
}

/** A step writes its leaf; where others were faster there is nothing to write one about, so the step is undone. */
class Overtaken extends Error {}

function entrySealing(archive: EvidenceRecord, { path, dates, file }: Taken) {
  const { incidentId, acquiredBy, where, why, sensitivity, isSample } = archive
  return {
    ...{ incidentId, file, mediaType: 'application/octet-stream', sourceId: archive.id },
    acquisition: {
      ...{ acquiredBy, where, why, sensitivity, isSample, path, dates },
      name: path.split('/').at(-1) ?? path,
      acquiredAt: archive.acquiredAt.toISOString(),
    },
  }
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
