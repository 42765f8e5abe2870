import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { realDisk } from './disk.ts'
import type { Disk } from './disk.ts'
import { folderStore } from './folder-store.ts'
import type { StoredFile } from './file-store.ts'
import {
  bytesOf,
  freshStore,
  inChunks,
  incomingOf,
  pathIn,
  plenty,
  tenantA,
  tenantB,
  testKey,
} from './store-for-tests.ts'

const hour = 3_600_000
const now = Date.now()
const nobodyKnows = () => false

async function makeOld(path: string): Promise<void> {
  await utimes(path, (now - 2 * hour) / 1000, (now - 2 * hour) / 1000)
}

async function all(files: AsyncIterable<StoredFile>): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  for await (const file of files) found.push(file)
  return found
}

describe('a backup', () => {
  test('is given every file of every organisation, in a stable order, and nothing else', async () => {
    const { store, folder } = await freshStore()
    const one = await store.put(tenantB, inChunks(bytesOf(10)), plenty)
    const two = await store.put(tenantA, inChunks(bytesOf(2_500_000)), plenty)
    const three = await store.put(tenantA, inChunks(bytesOf(0)), plenty)
    await writeFile(join(folder, 'notes.txt'), 'x')
    await writeFile(join(folder, tenantA, two.sha256.slice(0, 2), 'stray'), 'x')
    await mkdir(join(folder, tenantA, 'zz'))
    await writeFile(join(folder, tenantA, '0'), 'x')

    const files = await all(store.list())

    const expected = [
      [tenantA, two],
      [tenantA, three],
      [tenantB, one],
    ] as const
    const listed = expected.map(([tenantId, { sha256, size }]) => {
      return { tenantId, sha256, size, path: pathIn(folder, tenantId, { sha256, size }) }
    })
    expect(files).toEqual(listed.sort((a, b) => (a.path < b.path ? -1 : 1)))
  })

  test('of an empty store is given nothing', async () => {
    const { store, folder } = await freshStore()

    expect(await all(store.list())).toEqual([])
    expect(await all(folderStore({ folder: join(folder, 'absent'), key: testKey }).list())).toEqual([])
  })
})

describe('a sweep', () => {
  test('takes what interrupted uploads left more than an hour ago, and no upload under way', async () => {
    const { store, folder } = await freshStore()
    await store.put(tenantA, inChunks(bytesOf(10)), plenty)
    await writeFile(join(folder, 'incoming', 'old.part'), 'x')
    await makeOld(join(folder, 'incoming', 'old.part'))
    await writeFile(join(folder, 'incoming', 'young.part'), 'x')

    const report = await store.sweep({ now })

    expect(report).toEqual({ removedUploads: 1, unknown: [], removedUnknown: 0 })
    expect(await incomingOf(folder)).toEqual(['young.part'])
  })

  test('reports old files that no record mentions, and keeps them unless told', async () => {
    const { store, folder } = await freshStore()
    const known = await store.put(tenantA, inChunks(bytesOf(10, 1)), plenty)
    const unknown = await store.put(tenantA, inChunks(bytesOf(10, 2)), plenty)
    const young = await store.put(tenantA, inChunks(bytesOf(10, 3)), plenty)
    for (const file of [known, unknown]) await makeOld(pathIn(folder, tenantA, file))
    const isKnown = (tenantId: string, sha256: string) => tenantId === tenantA && sha256 === known.sha256

    const report = await store.sweep({ now, isKnown })
    expect(report.unknown.map(({ sha256 }) => sha256)).toEqual([unknown.sha256])
    expect(await store.check(tenantA, unknown)).toBe('intact')

    expect(await store.sweep({ now, isKnown, removeUnknown: true })).toMatchObject({ removedUnknown: 1 })
    expect(await store.check(tenantA, unknown)).toBe('missing')
    expect(await store.check(tenantA, known)).toBe('intact')
    expect(await store.check(tenantA, young)).toBe('intact')
    expect(await incomingOf(folder)).toEqual([])
  })

  test('without knowledge of the records removes no file', async () => {
    const { store, folder } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(10)), plenty)
    await makeOld(pathIn(folder, tenantA, file))

    expect(await store.sweep({ now, removeUnknown: true })).toMatchObject({ unknown: [], removedUnknown: 0 })
    expect(await store.check(tenantA, file)).toBe('intact')
  })

  test('keeps an old unknown file whose bytes someone has just sent again', async () => {
    const { store, folder } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(10)), plenty)
    await makeOld(pathIn(folder, tenantA, file))
    await store.put(tenantA, inChunks(bytesOf(10)), plenty)

    expect(await store.sweep({ now, isKnown: nobodyKnows, removeUnknown: true })).toMatchObject({
      unknown: [],
    })
    expect(await store.check(tenantA, file)).toBe('intact')
  })

  test('puts a file back when it is sent again, or recorded, in the moment of its removal', async () => {
    const { store, folder } = await freshStore()
    const sent = await store.put(tenantA, inChunks(bytesOf(10, 1)), plenty)
    const recorded = await store.put(tenantB, inChunks(bytesOf(10, 2)), plenty)
    await makeOld(pathIn(folder, tenantA, sent))
    await makeOld(pathIn(folder, tenantB, recorded))
    let isRecorded = false
    const racing: Disk = {
      ...realDisk,
      replace: async (from, to) => {
        if (from.includes(tenantA)) await store.put(tenantA, inChunks(bytesOf(10, 1)), plenty)
        else isRecorded = true
        await realDisk.replace(from, to)
      },
    }
    const sweeping = folderStore({ folder, key: testKey, disk: racing })
    const isKnown = (tenantId: string) => tenantId === tenantB && isRecorded

    const report = await sweeping.sweep({ now, isKnown, removeUnknown: true })

    expect(report).toMatchObject({ removedUnknown: 0 })
    expect(await store.check(tenantA, sent)).toBe('intact')
    expect(await store.check(tenantB, recorded)).toBe('intact')
    expect(await incomingOf(folder)).toEqual([])
  })

  test('while files are sent and swept at once never loses one that was sent after the last sweep began', async () => {
    const { store, folder } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(10)), plenty)
    for (let round = 0; round < 60; round++) {
      await makeOld(pathIn(folder, tenantA, file))
      const [, again] = await Promise.all([
        store.sweep({ now, isKnown: nobodyKnows, removeUnknown: true }),
        store.put(tenantA, inChunks(bytesOf(10), [1 + (round % 10)]), plenty),
      ])

      expect(await store.check(tenantA, again), `round ${round}`).toBe('intact')
    }
    expect(await incomingOf(folder)).toEqual([])
    expect(await readdir(folder)).toContain(tenantA)
  })
})
