import { appendFile, mkdir, open, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { realDisk } from './disk.ts'
import type { Disk } from './disk.ts'
import { FileDamaged } from './file-store.ts'
import type { FileStore, SealedFile } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { headerBytes, segmentBytes, tagBytes } from './sealed-format.ts'
import {
  bytesOf,
  drain,
  freshStore,
  inChunks,
  pathIn,
  plenty,
  tenantA,
  tenantB,
  testKey,
} from './store-for-tests.ts'

let store: FileStore
let folder: string

beforeEach(async () => {
  const fresh = await freshStore()
  store = fresh.store
  folder = fresh.folder
})

async function expectDamaged(file: SealedFile, tenant = tenantA): Promise<void> {
  expect(await store.check(tenant, file)).toBe('damaged')
  const error = await store.open(tenant, file).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(FileDamaged)
  expect(error).toMatchObject({ sha256: file.sha256 })
}

describe('a reader never gets a file', () => {
  test('of which any one byte was flipped', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)
    const path = pathIn(folder, tenantA, file)
    const sealed = await readFile(path)

    for (let at = 0; at < sealed.length; at++) {
      const flipped = Buffer.from(sealed)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      await writeFile(path, flipped)
      await expectDamaged(file)
    }
    await writeFile(path, sealed)
    expect(await store.check(tenantA, file)).toBe('intact')
  })

  test('that was cut at any length, or made longer', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)
    const path = pathIn(folder, tenantA, file)
    const sealed = await readFile(path)

    await appendFile(path, 'x')
    await expectDamaged(file)
    for (let length = sealed.length - 1; length >= 0; length--) {
      await truncate(path, length)
      await expectDamaged(file)
    }
  })

  test('that was cut at a segment, with or without a record that was changed to match', async () => {
    const bytes = bytesOf(2 * segmentBytes)
    const file = await store.put(tenantA, inChunks(bytes), plenty)
    await truncate(pathIn(folder, tenantA, file), headerBytes + segmentBytes + tagBytes)

    await expectDamaged(file)
    await expectDamaged({ ...file, size: segmentBytes })
  })

  test('whose segments were reordered', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(3 * segmentBytes)), plenty)
    const path = pathIn(folder, tenantA, file)
    const sealed = await readFile(path)
    const part = (n: number) =>
      sealed.subarray(
        headerBytes + n * (segmentBytes + tagBytes),
        headerBytes + (n + 1) * (segmentBytes + tagBytes),
      )
    await writeFile(path, Buffer.concat([sealed.subarray(0, headerBytes), part(1), part(0), part(2)]))

    await expectDamaged(file)
  })

  test('that was swapped with another of the same size', async () => {
    const one = await store.put(tenantA, inChunks(bytesOf(200, 1)), plenty)
    const two = await store.put(tenantA, inChunks(bytesOf(200, 2)), plenty)
    const [first, second] = await Promise.all(
      [one, two].map((file) => readFile(pathIn(folder, tenantA, file))),
    )
    await writeFile(pathIn(folder, tenantA, one), second ?? '')
    await writeFile(pathIn(folder, tenantA, two), first ?? '')

    await expectDamaged(one)
    await expectDamaged(two)
  })

  test("that was copied out of another organisation's folder", async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)
    const path = pathIn(folder, tenantB, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, await readFile(pathIn(folder, tenantA, file)))

    await expectDamaged(file, tenantB)
  })

  test('sealed with another key', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)
    store = folderStore({ folder, key: new Uint8Array(32).fill(8) })

    await expectDamaged(file)
  })

  test('whose recorded size is not its own', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)

    await expectDamaged({ ...file, size: 199 })
    await expect(store.check(tenantA, { ...file, size: -1 })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('where a folder or a link to something else lies in its place', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)
    const path = pathIn(folder, tenantA, file)
    await rm(path)
    await mkdir(path)
    await expectDamaged(file)
    await rm(path, { recursive: true })
    await symlink('/dev/zero', path)

    await expectDamaged(file)
  })

  test('that is gone', async () => {
    const file = await store.put(tenantA, inChunks(bytesOf(200)), plenty)
    await rm(pathIn(folder, tenantA, file))

    await expect(store.open(tenantA, file)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await store.check(tenantA, file)).toBe('missing')
  })
})

describe('a file that is changed while it is being read', () => {
  test.each([0, 1, 2])('in segment %i ends the download before a wrong byte', async (segment) => {
    const bytes = bytesOf(3 * segmentBytes)
    const file = await store.put(tenantA, inChunks(bytes), plenty)
    const stream = await store.open(tenantA, file)
    const handle = await open(pathIn(folder, tenantA, file), 'r+')
    await handle.write(
      Buffer.from([255, 0, 255]),
      0,
      3,
      headerBytes + segment * (segmentBytes + tagBytes) + 99,
    )
    await handle.close()

    const given: Uint8Array[] = []
    const reading = (async () => {
      for await (const part of stream) given.push(part)
    })()

    await expect(reading).rejects.toBeInstanceOf(FileDamaged)
    const got = Buffer.concat(given)
    expect(got.equals(bytes.subarray(0, got.length))).toBe(true)
    expect(got.length).toBeLessThanOrEqual(segment * segmentBytes)
  })
})

describe('a reader who goes away', () => {
  async function countingStore(): Promise<() => number> {
    let openFiles = 0
    const disk: Disk = {
      ...realDisk,
      openToRead: async (path) => {
        const file = await realDisk.openToRead(path)
        openFiles++
        return { ...file, close: () => file.close().finally(() => openFiles--) }
      },
    }
    store = folderStore({ folder, key: testKey, disk })
    return () => openFiles
  }

  test('before the first byte, or after it, leaves no file open', async () => {
    const openFiles = await countingStore()
    const file = await store.put(tenantA, inChunks(bytesOf(3 * segmentBytes)), plenty)
    const closed = (stream: Awaited<ReturnType<FileStore['open']>>) =>
      new Promise<void>((done) => stream.once('close', () => done()).destroy())

    await closed(await store.open(tenantA, file))
    const begun = await store.open(tenantA, file)
    await new Promise((readable) => begun.once('readable', () => readable(undefined)))
    await closed(begun)
    await drain(await store.open(tenantA, file))

    expect(openFiles()).toBe(0)
  })

  test('while the file is still being verified stops the work', async () => {
    const openFiles = await countingStore()
    const file = await store.put(tenantA, inChunks(bytesOf(3)), plenty)
    const signal = AbortSignal.abort(new Error('gone'))

    await expect(store.open(tenantA, file, { signal })).rejects.toThrow('gone')
    await expect(store.check(tenantA, file, signal)).rejects.toThrow('gone')
    expect(openFiles()).toBe(0)
  })

  test('when the file was damaged or absent leaves no file open', async () => {
    const openFiles = await countingStore()
    const file = await store.put(tenantA, inChunks(bytesOf(3)), plenty)
    await writeFile(pathIn(folder, tenantA, file), 'rubbish')

    await expectDamaged(file)
    expect(openFiles()).toBe(0)
  })
})

test('whoever keeps the log hears of a damaged file that an upload of the same bytes put right', async () => {
  const healed: string[] = []
  const onHealed = (tenantId: string, { sha256 }: SealedFile) => healed.push(`${tenantId} ${sha256}`)
  const watched = folderStore({ folder, key: testKey, onHealed })
  const file = await watched.put(tenantA, inChunks(bytesOf(500)), plenty)
  await watched.put(tenantA, inChunks(bytesOf(500)), plenty)
  expect(healed).toEqual([])
  await writeFile(pathIn(folder, tenantA, file), 'rubbish')

  await watched.put(tenantA, inChunks(bytesOf(500)), plenty)

  expect(healed).toEqual([`${tenantA} ${file.sha256}`])
})
