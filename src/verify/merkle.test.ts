import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../tests/data.ts'
import { isConsistent, isIncluded } from './merkle.ts'
import { TestLog } from './test-writer.ts'

type Vector = { wantErr: boolean; proof: string[] | null; desc: string }
type Inclusion = Vector & { leafIdx: number; treeSize: number; root: string; leafHash: string }
type Consistency = Vector & { size1: number; size2: number; root1: string; root2: string }

test('a reader gets the published verdict on every RFC 6962 inclusion vector', (context) => {
  const vectors = vectorsOf<Inclusion>('inclusion', context.skip)

  const wrong = vectors.filter(({ leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const claim = { index: leafIdx, size: treeSize, hash: bytes(leafHash), root: bytes(root) }
    return isIncluded(claim, (proof ?? []).map(bytes)) === wantErr
  })

  expect(wrong).toEqual([])
  expect(vectors.filter(({ wantErr }) => !wantErr).length).toBeGreaterThan(0)
  expect(vectors.filter(({ wantErr }) => wantErr).length).toBeGreaterThan(0)
})

test('a reader gets the published verdict on every RFC 6962 consistency vector', (context) => {
  const vectors = vectorsOf<Consistency>('consistency', context.skip)

  const wrong = vectors.filter(({ size1, size2, root1, root2, proof, wantErr }) => {
    const [older, newer] = [
      { size: size1, root: bytes(root1) },
      { size: size2, root: bytes(root2) },
    ]
    return isConsistent(older, newer, (proof ?? []).map(bytes)) === wantErr
  })

  expect(wrong).toEqual([])
  expect(vectors.filter(({ wantErr }) => !wantErr).length).toBeGreaterThan(0)
  expect(vectors.filter(({ wantErr }) => wantErr).length).toBeGreaterThan(0)
})

test('an honest log proves each entry and each earlier size, and no proof serves another claim', () => {
  const log = logOf(20)
  for (let size = 1; size <= 20; size += 1) {
    const root = log.root(size)
    for (let index = 0; index < size; index += 1) {
      const proof = log.proof(index, size).map(bytes)
      const hash = log.leaves[index]?.hash ?? Buffer.alloc(0)
      expect(isIncluded({ index, size, hash, root }, proof)).toBe(true)
      expect(isIncluded({ index, size, hash: Buffer.alloc(32), root }, proof)).toBe(false)
      expect(isIncluded({ index, size, hash, root }, [...proof, root])).toBe(false)
      expect(isIncluded({ index: index + size, size, hash, root }, proof)).toBe(false)

      const older = { size: index + 1, root: log.root(index + 1) }
      const path = log.consistency(index + 1, size).map(bytes)
      expect(isConsistent(older, { size, root }, path)).toBe(true)
      expect(isConsistent({ ...older, root: Buffer.alloc(32) }, { size, root }, path)).toBe(false)
      expect(isConsistent(older, { size, root }, [...path, root])).toBe(false)
    }
  }
})

test('a proof for a larger tree does not serve a smaller one, though its hashes lead to the root', () => {
  const log = logOf(8)
  const second = log.leaves[1]?.hash ?? Buffer.alloc(0)

  const asOnlyLeaf = { index: 0, size: 1, hash: second, root: log.root(2) }
  expect(isIncluded(asOnlyLeaf, log.proof(1, 2).map(bytes))).toBe(false)
  const [older, newer] = [
    { size: 3, root: log.root(7) },
    { size: 4, root: log.root(8) },
  ]
  expect(isConsistent(older, newer, log.consistency(7, 8).map(bytes))).toBe(false)
})

function logOf(count: number): TestLog {
  const log = new TestLog('tl.example/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1')
  const leaf = { stream: 's', kind: 'note.add', at: '2026-03-01T08:00:00.000Z' }
  for (let index = 0; index < count; index += 1) log.append({ ...leaf, fields: { text: `note ${index}` } })
  return log
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64')
}

/** The JSON files below `merkle/testdata/<kind>/` of the archive, or a counted skip where the data is absent. */
function vectorsOf<T>(kind: string, skip: (why: string) => never): T[] {
  const folder = testData('tlog') ?? skip(noTestData('tlog'))
  const archive = gunzipSync(readFileSync(join(folder, 'merkle-dev.tar.gz')))
  const files = filesOf(archive).filter(({ name }) => name.startsWith(`merkle/testdata/${kind}/`))
  // The archive is published test data of a known shape; a wrong shape shows as a wrong verdict.
  return files.map(({ text }) => JSON.parse(text) as T)
}

/** The regular JSON files of a tar archive (POSIX ustar: 512-byte blocks, sizes in octal). */
function filesOf(archive: Buffer): { name: string; text: string }[] {
  const files: { name: string; text: string }[] = []
  for (let at = 0; archive[at] !== undefined && archive[at] !== 0;) {
    const field = (start: number, length: number) =>
      archive.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '')
    const [name, size] = [
      `${field(345, 155) && `${field(345, 155)}/`}${field(0, 100)}`,
      Number.parseInt(field(124, 12), 8),
    ]
    if (name.endsWith('.json'))
      files.push({ name, text: archive.toString('utf8', at + 512, at + 512 + size) })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
