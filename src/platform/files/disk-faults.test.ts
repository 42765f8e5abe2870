import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { realDisk } from './disk.ts'
import { faultyDisk } from './faulty-disk.ts'
import type { Fault } from './faulty-disk.ts'
import { folderStore } from './folder-store.ts'
import { segmentBytes } from './sealed-format.ts'
import {
  bytesOf,
  drain,
  freshStore,
  inChunks,
  incomingOf,
  pathIn,
  plenty,
  sha256,
  tenantA,
  testKey,
} from './store-for-tests.ts'

const bytes = bytesOf(segmentBytes + 5)
const file = { sha256: sha256(bytes), size: bytes.length }
const twoHours = 7_200_000

type Before = 'absent' | 'present' | 'damaged'

/** One put on a disk that fails; returns whether the fault was reached. */
async function putWithFault(before: Before, fault: Fault): Promise<boolean> {
  const { store, folder } = await freshStore()
  if (before !== 'absent') await store.put(tenantA, inChunks(bytes), plenty)
  if (before === 'damaged') await writeFile(pathIn(folder, tenantA, file), 'rubbish')
  const faulty = faultyDisk(realDisk, fault)
  const failing = folderStore({ folder, key: testKey, disk: faulty.disk })
  const answer: unknown = await failing.put(tenantA, inChunks(bytes), plenty).catch((e: unknown) => e)
  const where = `${before}, call ${fault.nth} (${faulty.failed()}) ${fault.when} ${fault.code}`
  const wasRefused = answer instanceof Error
  if (wasRefused) {
    expect(answer, where).toBeInstanceOf(Refusal)
    expect(answer, where).toMatchObject({ kind: 'unavailable' })
  }
  const after = await store.check(tenantA, file)
  const allowed =
    wasRefused && before !== 'present' ? ['intact', before === 'absent' ? 'missing' : 'damaged'] : ['intact']
  expect(allowed, where).toContain(after)

  const mayLeave = faulty.failed() === 'remove' || fault.stays
  if (!mayLeave) expect(await incomingOf(folder), where).toEqual([])
  await expect(store.put(tenantA, inChunks(bytes), plenty), where).resolves.toMatchObject(file)
  expect((await drain(await store.open(tenantA, file))).equals(bytes), where).toBe(true)
  await store.sweep({ now: Date.now() + twoHours })
  expect(await incomingOf(folder), where).toEqual([])
  return faulty.failed() !== undefined
}

const cases = (['absent', 'present', 'damaged'] as const).flatMap((before) =>
  (['before', 'after'] as const).flatMap((when) => [
    { before, when, code: 'EIO', stays: false },
    { before, when, code: 'ENOSPC', stays: true },
  ]),
)

test.each(cases)(
  'a responder whose disk fails at any one call has all of the file or nothing: $before, $code $when the call, lasting $stays',
  async ({ before, when, code, stays }) => {
    let nth = 1
    while (await putWithFault(before, { nth, when, code, stays })) nth++

    // As many calls as the shortest way through has: folder, open, three writes, sync, close, place ...
    expect(nth).toBeGreaterThan(12)
  },
)

test.each([
  ['ENOSPC', 'disk_full', /full/],
  ['EDQUOT', 'disk_full', /full/],
  ['EIO', 'disk_error', /reported an error/],
  ['EROFS', 'disk_read_only', /writable/],
  ['EMFILE', 'disk_busy', /Wait a minute/],
])('a responder whose disk reports %s is told what to do', async (code, reason, sentence) => {
  const { folder } = await freshStore()
  const { disk } = faultyDisk(realDisk, { nth: 3, when: 'before', code })
  const failing = folderStore({ folder, key: testKey, disk })

  const refusal = await failing.put(tenantA, inChunks(bytes), plenty).catch((error: unknown) => error)

  expect(refusal).toMatchObject({ kind: 'unavailable', detail: { reason } })
  expect(String(refusal)).toMatch(sentence)
  expect(await incomingOf(folder)).toEqual([])
})

test('a reader whose disk fails at any one call is refused or served rightly, never wrongly', async () => {
  const { store, folder } = await freshStore()
  await store.put(tenantA, inChunks(bytes), plenty)
  let refused = 0

  for (let nth = 1; ; nth++) {
    const faulty = faultyDisk(realDisk, { nth, when: 'before', code: 'EIO' })
    const failing = folderStore({ folder, key: testKey, disk: faulty.disk })
    const got = await failing
      .open(tenantA, file)
      .then(drain)
      .catch((error: unknown) => error)
    if (got instanceof Error) {
      expect(got).toMatchObject({ kind: 'unavailable' })
      refused++
    } else expect((got as Buffer).equals(bytes)).toBe(true) // drain gives a Buffer
    if (!faulty.failed()) break
  }

  expect(refused).toBeGreaterThanOrEqual(7)
})
