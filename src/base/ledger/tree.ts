/** The Merkle tree of RFC 9162 section 2.1, grown one leaf at a time from its right edge. */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat } from './bytes.ts'

/** Nodes are stored for every eighth level only; the levels between are computed from 256 of them. */
export const storedLevels = 8

/** A complete subtree's root that is worth storing: `level` is a multiple of eight, `index` counts from the left. */
export interface StoredNode {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/** The roots of the complete subtrees on the right edge, largest first: all a writer needs to grow the tree. */
export interface Edge {
  readonly size: number
  readonly hashes: readonly Uint8Array[]
}

export const emptyEdge: Edge = { size: 0, hashes: [] }

/** SHA-256(0x01 || left || right), RFC 9162 section 2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(1), left, right))
}

/** Appends a leaf hash; `nodes` are the complete subtrees that this made and that {@link storedLevels} keeps. */
export function append(edge: Edge, leaf: Uint8Array): { edge: Edge; nodes: StoredNode[] } {
  const hashes = [...edge.hashes]
  const nodes: StoredNode[] = []
  let hash = leaf
  let level = 0
  for (let rest = edge.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = hashes.pop()
    if (left === undefined) throw new Error('The edge of the tree does not fit its size')
    hash = nodeHash(left, hash)
    level += 1
    if (level % storedLevels === 0) nodes.push({ level, index: Math.floor(rest / 2), hash })
  }
  hashes.push(hash)
  return { edge: { size: edge.size + 1, hashes }, nodes }
}

/** The tree's root; for an empty tree SHA-256 of nothing. */
export function rootOf(edge: Edge): Uint8Array {
  const right = edge.hashes.at(-1)
  if (right === undefined) return sha256(new Uint8Array())
  return edge.hashes.slice(0, -1).reduceRight((hash, left) => nodeHash(left, hash), right)
}

/** Reads the root of the complete subtree at a stored level (0 = leaf hashes): `index` counts from the left. */
export type NodeReader = (level: number, index: number) => Uint8Array

/**
 * The inclusion path of a leaf in the tree of this size, from the leaf upwards (RFC 9162 section 2.1.3.1).
 * @throws RangeError when the leaf is not in the tree
 */
export function inclusionPath(index: number, size: number, read: NodeReader): Uint8Array[] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`)
  return path(index, 0, size, read)
}

function path(index: number, start: number, end: number, read: NodeReader): Uint8Array[] {
  if (end - start === 1) return []
  const middle = start + largestPowerBelow(end - start)
  return index < middle
    ? [...path(index, start, middle, read), subtree(middle, end, read)]
    : [...path(index, middle, end, read), subtree(start, middle, read)]
}

/**
 * The consistency proof from an older tree to a newer one of the same log (RFC 9162 section 2.1.4.1); empty where both
 * have the same size. It needs the nodes that the inclusion path of the older tree's last leaf needs.
 * @throws RangeError when the older tree is empty or not the older one
 */
export function consistencyPath(older: number, newer: number, read: NodeReader): Uint8Array[] {
  if (older < 1 || older > newer)
    throw new RangeError(`a tree of ${older} leaves is not before one of ${newer}`)
  return older === newer ? [] : between(older, { start: 0, end: newer, isWhole: true }, read)
}

function between(
  older: number,
  { start, end, isWhole }: { start: number; end: number; isWhole: boolean },
  read: NodeReader,
): Uint8Array[] {
  if (older === end) return isWhole ? [] : [subtree(start, end, read)]
  const middle = start + largestPowerBelow(end - start)
  return older <= middle
    ? [...between(older, { start, end: middle, isWhole }, read), subtree(middle, end, read)]
    : [...between(older, { start: middle, end, isWhole: false }, read), subtree(start, middle, read)]
}

/** Root over leaves [start, end): read where it is a stored node, computed otherwise. */
export function subtree(start: number, end: number, read: NodeReader): Uint8Array {
  const size = end - start
  const level = Math.log2(size)
  if (Number.isInteger(level) && level % storedLevels === 0 && start % size === 0)
    return read(level, start / size)
  const middle = start + largestPowerBelow(size)
  return nodeHash(subtree(start, middle, read), subtree(middle, end, read))
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}
