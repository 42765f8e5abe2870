import { describe, expect, test } from 'vitest'
import { FileDamaged } from './file-store.ts'
import { segmentBytes } from './sealed-format.ts'
import {
  bytesOf,
  drain,
  freshStore,
  inChunks,
  pathIn,
  plenty,
  sha256,
  tenantA,
  tenantB,
} from './store-for-tests.ts'
import { readFile, writeFile } from 'node:fs/promises'

describe('a sender of a file in parts', () => {
  const whole = bytesOf(segmentBytes * 2 + 5000)
  const cuts = [0, segmentBytes + 7, segmentBytes + 7, whole.length]

  async function inParts() {
    const { store, folder } = await freshStore()
    const pieces = cuts.slice(1).map((end, n) => whole.subarray(cuts[n], end))
    const parts = []
    for (const piece of pieces) parts.push(await store.put(tenantA, inChunks(piece), plenty))
    return { store, folder, parts, options: { ...plenty, expectedSha256: sha256(whole) } }
  }

  test('gets one file with the bytes of all of them', async () => {
    const { store, parts, options } = await inParts()

    const [one, same] = await Promise.all([
      store.gather(tenantA, parts, options),
      store.gather(tenantA, parts, options),
    ])

    // Whoever asks again while the first still works waits for its answer, and nothing is put together twice.
    expect([one.outcome, same.outcome]).toEqual(['stored', 'stored'])
    expect((await store.gather(tenantA, parts, options)).outcome).toBe('present')
    expect((await drain(await store.open(tenantA, one))).equals(whole)).toBe(true)
  })

  test('gets nothing when a part was changed, is gone, belongs to somebody else, or the whole has another hash', async () => {
    const { store, folder, parts, options } = await inParts()
    const [first, , last] = parts
    if (first === undefined || last === undefined) throw new Error('there are three parts')
    await expect(store.gather(tenantA, [last, first], options)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.gather(tenantB, parts, options)).rejects.toBeInstanceOf(FileDamaged)
    const path = pathIn(folder, tenantA, last)
    const bytes = await readFile(path)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    await writeFile(path, bytes)
    await expect(store.gather(tenantA, parts, options)).rejects.toBeInstanceOf(FileDamaged)
    expect(await store.check(tenantA, { sha256: options.expectedSha256, size: whole.length })).toBe('missing')
  })
})
