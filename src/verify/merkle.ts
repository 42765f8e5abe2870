import { sha256 } from './shape.ts'

/** RFC 9162 section 2.1.1 (the same as RFC 6962): the hash of a leaf's bytes. */
export function leafHash(leaf: Uint8Array): Buffer {
  return sha256(leafPrefix, leaf)
}

/** What a proof claims: the entry with this hash stands at `index` in the tree of `size` entries with this root. */
export type InclusionClaim = { index: number; size: number; hash: Uint8Array; root: Uint8Array }

/** RFC 9162 section 2.1.3.2. Indexes and sizes beyond 2^53 - 1 are refused. */
export function isIncluded(
  { index, size, hash, root }: InclusionClaim,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  let [node, last, result] = [index, size - 1, hash]
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      result = nodeHash(sibling, result)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      result = nodeHash(result, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && equal(result, root)
}

export type Tree = { size: number; root: Uint8Array }

/**
 * RFC 9162 section 2.1.4.2: the older tree is the beginning of the newer one. An empty older tree is refused, since
 * everything is consistent with it and the proof would say nothing.
 */
export function isConsistent(older: Tree, newer: Tree, proof: readonly Uint8Array[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size === 0 || older.size > newer.size)
    return false
  if (older.size === newer.size) return proof.length === 0 && equal(older.root, newer.root)
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof]
  const first = path[0]
  if (proof.length === 0 || first === undefined) return false
  let [node, last] = [older.size - 1, newer.size - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [olderRoot, newerRoot] = [first, first]
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      olderRoot = nodeHash(sibling, olderRoot)
      newerRoot = nodeHash(sibling, newerRoot)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      newerRoot = nodeHash(newerRoot, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && equal(olderRoot, older.root) && equal(newerRoot, newer.root)
}

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right)
}

/** Shifts by division: the bit operators of the language cut numbers at 32 bits. */
function half(number: number): number {
  return Math.floor(number / 2)
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0
}

function isPowerOfTwo(number: number): boolean {
  let rest = number
  while (rest % 2 === 0) rest = half(rest)
  return rest === 1
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
