import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { append, emptyEdge, inclusionPath, nodeHash, rootOf, type Edge, type StoredNode } from './tree.ts'

function grow(size: number) {
  let edge: Edge = emptyEdge
  const nodes = new Map<string, Uint8Array>()
  const keep = ({ level, index, hash }: StoredNode) => nodes.set(`${level}/${index}`, hash)
  const leaves = Array.from({ length: size }, (_, i) => sha256(utf8(`leaf ${i}`)))
  leaves.forEach((hash, index) => {
    keep({ level: 0, index, hash })
    const grown = append(edge, hash)
    grown.nodes.forEach(keep)
    edge = grown.edge
  })
  const read = (level: number, index: number) => {
    const hash = nodes.get(`${level}/${index}`)
    if (hash === undefined) throw new Error(`no node ${level}/${index}`)
    return hash
  }
  return { edge, leaves, read }
}

/** The definition of RFC 9162 section 2.1.1, written out naively. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (only === undefined) return sha256(new Uint8Array())
  if (leaves.length === 1) return only
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)))
}

/** RFC 9162 section 2.1.3.2. */
function rootFromPath(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
): Uint8Array {
  let [first, last, hash] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (first % 2 === 1 || first === last) {
      hash = nodeHash(sibling, hash)
      while (first % 2 === 0 && first !== 0) [first, last] = [first / 2, Math.floor(last / 2)]
    } else hash = nodeHash(hash, sibling)
    ;[first, last] = [Math.floor(first / 2), Math.floor(last / 2)]
  }
  return hash
}

test('a writer that keeps only the right edge gets the root of the definition, for every size', () => {
  for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 255, 256, 257, 511, 600]) {
    const { edge, leaves } = grow(size)
    expect(rootOf(edge)).toEqual(naiveRoot(leaves))
  }
})

test('every leaf has a path to the root, read from stored nodes only', () => {
  for (const size of [1, 2, 5, 256, 257, 700]) {
    const { edge, leaves, read } = grow(size)
    for (const [index, leaf] of leaves.entries()) {
      expect(rootFromPath(index, size, leaf, inclusionPath(index, size, read))).toEqual(rootOf(edge))
    }
  }
})

test('a reader who asks for a leaf beyond the tree is refused', () => {
  expect(() => inclusionPath(3, 3, () => new Uint8Array())).toThrow(RangeError)
})
