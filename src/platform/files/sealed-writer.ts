/** Promises to turn a stream of plain bytes into one sealed, synced file, holding one segment in memory. */
import { createHash, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { refuse } from '../../base/refusal.ts'
import { onDisk, writeSynced } from './disk.ts'
import type { Disk, DiskFile } from './disk.ts'
import type { PutOptions, SealedFile } from './file-store.ts'
import { newSeal, sealSegment, segmentBytes } from './sealed-format.ts'
import { youngCollector } from './young-garbage.ts'

/**
 * Writes a new file at `path`, synced and closed when it resolves. Refuses as `FileStore.put` does; the
 * caller removes the file when it rejects.
 */
export async function writeSealed(
  disk: Disk,
  path: string,
  owner: { evidenceKey: KeyObject; tenantId: string },
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<SealedFile> {
  return writeSynced(disk, path, (file) => writeSegments(file, owner, source, options))
}

async function writeSegments(
  file: DiskFile,
  owner: { evidenceKey: KeyObject; tenantId: string },
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<SealedFile> {
  const seal = newSeal(owner.evidenceKey, owner.tenantId, randomBytes(32))
  const segment = Buffer.allocUnsafe(segmentBytes)
  const hash = createHash('sha256')
  let filled = 0
  let size = 0
  let index = 0

  await onDisk(file.write(seal.header))
  for await (const chunk of untilAborted(source, options.signal)) {
    size += chunk.length
    if (size > options.maxBytes) refuseTooLarge(options.maxBytes)
    hash.update(chunk)
    for (let taken = 0; taken < chunk.length;) {
      // A full segment is written only when more bytes follow, since the last one is marked as such.
      if (filled === segmentBytes) {
        await writeEach(file, sealSegment(seal, index++, false, segment))
        collectYoung()
        filled = 0
      }
      const part = chunk.subarray(taken, taken + segmentBytes - filled)
      segment.set(part, filled)
      filled += part.length
      taken += part.length
    }
  }
  const sha256 = hash.digest('hex')
  if (options.expectedSha256 !== undefined && options.expectedSha256 !== sha256) refuseDigest()
  await writeEach(file, sealSegment(seal, index, true, segment.subarray(0, filled)))
  return { sha256, size }
}

/** After each segment: of eight files at once every fourth came to ten megabytes more. */
const collectYoung = youngCollector()

async function writeEach(file: DiskFile, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) await onDisk(file.write(piece))
}

/** The chunks of `source`; throws the signal's reason at once on abort, even while the source is silent. */
async function* untilAborted(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  let abortWait: (reason: unknown) => void = () => undefined
  const onAbort = () => abortWait(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  let isDone = false
  try {
    for (;;) {
      signal?.throwIfAborted()
      // Not Promise.race() against one promise for the whole upload: that would keep every chunk alive.
      const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        abortWait = reject
        chunks.next().then(resolve, reject)
      })
      if (next.done) {
        isDone = true
        return
      }
      yield next.value
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    // Lets the sender stop; not awaited, because a source that hangs would hang its own return too.
    if (!isDone) chunks.return?.().catch(() => undefined)
  }
}

function refuseTooLarge(maxBytes: number): never {
  refuse('invalid', `The file is larger than the ${maxBytes} bytes allowed here. Send a smaller file.`, {
    status: 413,
    reason: 'too_large',
  })
}

function refuseDigest(): never {
  refuse(
    'invalid',
    'The file that arrived is not the one announced: its SHA-256 differs. Nothing was stored; send it again.',
    { reason: 'digest_mismatch' },
  )
}
