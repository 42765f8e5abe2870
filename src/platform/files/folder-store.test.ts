import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { segmentBytes } from './sealed-format.ts'
import {
  bytesOf,
  drain,
  freshFolder,
  freshStore,
  inChunks,
  incomingOf,
  pathIn,
  plenty,
  sha256,
  tenantA,
  tenantB,
} from './store-for-tests.ts'

describe('a responder who stores a file', () => {
  test.each([0, 1, segmentBytes - 1, segmentBytes, segmentBytes + 1, 3 * segmentBytes])(
    'of %i bytes gets the same bytes back',
    async (length) => {
      const { store, folder } = await freshStore()
      const bytes = bytesOf(length)

      const file = await store.put(tenantA, inChunks(bytes), plenty)

      expect(file).toEqual({ sha256: sha256(bytes), size: length, outcome: 'stored' })
      expect((await drain(await store.open(tenantA, file))).equals(bytes)).toBe(true)
      expect(await store.check(tenantA, file)).toBe('intact')
      expect(await incomingOf(folder)).toEqual([])
    },
  )

  test('gets the same bytes back however they were cut into chunks and whichever part is asked for', async () => {
    const { store } = await freshStore()
    const scenario = fc.record({
      length: fc.integer({ min: 0, max: 2 * segmentBytes + 70_000 }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      lengths: fc.array(fc.integer({ min: 1, max: 1_500_000 }), { minLength: 1, maxLength: 4 }),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(scenario, async ({ length, seed, lengths, from, share }) => {
        const bytes = bytesOf(length, seed)
        const chunks = lengths.map((each) => Math.max(each, Math.ceil(length / 2_000)))
        const file = await store.put(tenantA, inChunks(bytes, chunks), plenty)
        const offset = Math.floor(length * from)
        const range = { offset, length: Math.floor((length - offset) * share) }

        expect(file.sha256).toBe(sha256(bytes))
        expect((await drain(await store.open(tenantA, file))).equals(bytes)).toBe(true)
        const part = await drain(await store.open(tenantA, file, { range }))
        expect(part.equals(bytes.subarray(offset, offset + range.length))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('leaves nothing readable on the disk, and nothing that two organisations share', async () => {
    const { store, folder } = await freshStore()
    const sample = Buffer.from('X5O!P%@AP a sample that a virus scanner would take away '.repeat(40))

    const file = await store.put(tenantA, inChunks(sample), plenty)
    await store.put(tenantB, inChunks(sample), plenty)

    const [first, second] = await Promise.all(
      [tenantA, tenantB].map((tenant) => readFile(pathIn(folder, tenant, file))),
    )
    expect(first?.includes('X5O!P%@AP')).toBe(false)
    expect(first?.subarray(44).equals(second?.subarray(44) ?? Buffer.alloc(0))).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('stores it closed to other users of the machine', async () => {
    const { store, folder } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(10)), plenty)

    expect((await stat(pathIn(folder, tenantA, file))).mode & 0o077).toBe(0)
    expect((await stat(`${folder}/${tenantA}`)).mode & 0o077).toBe(0)
  })

  test('streams 300 MB through less than 64 MB of memory, both ways', async () => {
    const folder = await freshFolder()
    const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
    const script = `
      import { folderStore } from ${module('./folder-store.ts')}
      const store = folderStore({ folder: process.argv[1], key: new Uint8Array(32) })
      let most = 0
      const look = () => { most = Math.max(most, process.memoryUsage().rss) }
      async function* source(megabytes) {
        for (let n = 0; n < megabytes * 16; n++) { look(); yield Buffer.alloc(65536, n) }
      }
      const pass = async (megabytes) => {
        const file = await store.put('${tenantA}', source(megabytes), { maxBytes: 1e9 })
        let size = 0
        for await (const part of await store.open('${tenantA}', file)) { size += part.length; look() }
        if (size !== megabytes * 1048576) throw new Error('short: ' + size)
      }
      await pass(16)
      const before = most
      await pass(300)
      console.log(JSON.stringify({ before, most }))
    `
    const run = promisify(execFile)
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script, folder],
      { cwd: fileURLToPath(new URL('../../..', import.meta.url)) },
    )
    const { before, most } = JSON.parse(stdout)

    expect(most - before).toBeLessThan(64 * 1_048_576)
  })
})

describe('two responders who store the same bytes', () => {
  test('one after the other share one file that is not written again', async () => {
    const { store, folder } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(5_000)), plenty)
    const before = await readFile(pathIn(folder, tenantA, file))

    const again = await store.put(tenantA, inChunks(bytesOf(5_000)), plenty)

    expect(again.outcome).toBe('present')
    expect((await readFile(pathIn(folder, tenantA, file))).equals(before)).toBe(true)
  })

  test('at once share one file, and exactly one of them stored it', async () => {
    const { store, folder } = await freshStore()
    const bytes = bytesOf(segmentBytes + 7)

    const files = await Promise.all(
      Array.from({ length: 8 }, (_, n) => store.put(tenantA, inChunks(bytes, [1_000 + n * 777]), plenty)),
    )

    expect(files.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1)
    expect(files.filter(({ outcome }) => outcome === 'present')).toHaveLength(7)
    expect((await readdir(folder, { recursive: true })).filter((name) => name.length > 70)).toHaveLength(1)
    expect(await incomingOf(folder)).toEqual([])
  })

  test('heal a damaged file by the later upload, and are told', async () => {
    const { store, folder } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(5_000)), plenty)
    await writeFile(pathIn(folder, tenantA, file), 'rubbish')
    expect(await store.check(tenantA, file)).toBe('damaged')

    const again = await store.put(tenantA, inChunks(bytesOf(5_000)), plenty)

    expect(again.outcome).toBe('healed')
    expect(await store.check(tenantA, file)).toBe('intact')
  })
})

describe('an upload that must not be kept', () => {
  test('is refused with 413 as soon as it passes the limit, and at the limit is not', async () => {
    const { store, folder } = await freshStore()
    let given = 0
    const endless = async function* () {
      for (;;) yield bytesOf(1_000, ++given)
    }

    const refusal = await store.put(tenantA, endless(), { maxBytes: 9_999 }).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ kind: 'invalid', status: 413 })
    expect(given).toBe(10)
    expect(await incomingOf(folder)).toEqual([])
    await expect(store.put(tenantA, inChunks(bytesOf(9_999)), { maxBytes: 9_999 })).resolves.toBeDefined()
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5])(
    'cannot have %s for a limit',
    async (maxBytes) => {
      const { store } = await freshStore()

      await expect(store.put(tenantA, inChunks(bytesOf(1)), { maxBytes })).rejects.toThrow(RangeError)
    },
  )

  test('is refused when its digest is not the announced one', async () => {
    const { store, folder } = await freshStore()
    const bytes = bytesOf(100)
    const put = (expectedSha256: string) => store.put(tenantA, inChunks(bytes), { ...plenty, expectedSha256 })

    await expect(put(sha256(bytesOf(101)))).rejects.toMatchObject({ kind: 'invalid', status: 422 })

    expect(await incomingOf(folder)).toEqual([])
    expect(await store.check(tenantA, { sha256: sha256(bytes), size: 100 })).toBe('missing')
    await expect(put(sha256(bytes))).resolves.toMatchObject({ outcome: 'stored' })
  })

  test('leaves nothing when its sender aborts, even one that has fallen silent', async () => {
    const { store, folder } = await freshStore()
    const abort = new AbortController()
    const silent = async function* () {
      yield bytesOf(2 * segmentBytes)
      setImmediate(() => abort.abort(new Error('gone')))
      await new Promise(() => undefined)
    }

    await expect(store.put(tenantA, silent(), { ...plenty, signal: abort.signal })).rejects.toThrow('gone')

    expect(await incomingOf(folder)).toEqual([])
  })

  test('leaves nothing when its source breaks, and the error stays what it was', async () => {
    const { store, folder } = await freshStore()
    const broken = async function* () {
      yield bytesOf(100)
      throw Object.assign(new Error('read EIO'), { code: 'EIO' })
    }

    await expect(store.put(tenantA, broken(), plenty)).rejects.toThrow('read EIO')

    expect(await incomingOf(folder)).toEqual([])
  })

  test('does not start for a signal that was given too late', async () => {
    const { store } = await freshStore()
    const signal = AbortSignal.abort(new Error('too late'))

    await expect(store.put(tenantA, inChunks(bytesOf(1)), { ...plenty, signal })).rejects.toThrow('too late')
  })
})

describe('a stranger', () => {
  test('of another organisation finds no file, however well it is named', async () => {
    const { store } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(100)), plenty)

    await expect(store.open(tenantB, file)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await store.check(tenantB, file)).toBe('missing')
  })

  const hostile = [
    '../../etc/passwd',
    '..',
    '',
    '/',
    '..\\x',
    'a\0b',
    `${tenantA}/..`,
    tenantA.toUpperCase(),
    'incoming',
    'CON',
    `${tenantA}\n`,
  ]

  test.each(hostile)('who names the organisation %j is refused before the disk is touched', async (name) => {
    const { store, folder } = await freshStore()
    const file = { sha256: sha256(bytesOf(1)), size: 1 }

    await expect(store.put(name, inChunks(bytesOf(1)), plenty)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.open(name, file)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(store.check(name, file)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await readdir(folder)).toEqual([])
  })

  test.each([...hostile, 'A'.repeat(64), `${'a'.repeat(64)}\n`, 'a'.repeat(63)])(
    'who names the file %j is refused',
    async (name) => {
      const { store, folder } = await freshStore()

      await expect(store.open(tenantA, { sha256: name, size: 1 })).rejects.toMatchObject({ kind: 'invalid' })
      await expect(store.check(tenantA, { sha256: name, size: 1 })).rejects.toMatchObject({ kind: 'invalid' })
      const options = { ...plenty, expectedSha256: name }
      await expect(store.put(tenantA, inChunks(bytesOf(1)), options)).rejects.toMatchObject({
        kind: 'invalid',
      })
      expect(await readdir(folder)).toEqual([])
    },
  )

  test.each([
    { offset: -1, length: 1 },
    { offset: 0, length: 101 },
    { offset: 100, length: 1 },
    { offset: 0.5, length: 1 },
    { offset: Number.NaN, length: 1 },
    { offset: 0, length: Number.POSITIVE_INFINITY },
  ])('who asks for the impossible part %j is refused', async (range) => {
    const { store } = await freshStore()
    const file = await store.put(tenantA, inChunks(bytesOf(100)), plenty)

    await expect(store.open(tenantA, file, { range })).rejects.toMatchObject({ kind: 'invalid' })
  })
})
