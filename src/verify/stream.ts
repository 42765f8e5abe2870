import type { Checkpoint } from './checkpoint.ts'
import { failUnless } from './failure.ts'
import type { Leaf } from './leaf.ts'
import { isIncluded } from './merkle.ts'

/** Rules 8 to 13: the leaves are one whole stream of the log that the checkpoint names, cut nowhere. */
export function checkStream(leaves: readonly Leaf[], checkpoint: Checkpoint): void {
  leaves.forEach((leaf, position) => {
    checkStep(leaf, leaves[position - 1], checkpoint, `Leaf number ${position + 1}`)
  })
  failUnless(
    leaves.at(-1)?.kind === 'export',
    13,
    'The last leaf is not the export: the end of the stream is missing.',
  )
}

/** Rule 14: the leaf stands in the tree that the checkpoint signs. */
export function checkInclusion(leaf: Leaf, proof: readonly Buffer[], checkpoint: Checkpoint): void {
  const claim = { index: leaf.index, size: checkpoint.size, hash: leaf.hash, root: checkpoint.root }
  const sentence = `The proof of leaf number ${leaf.number} does not lead to the root hash of the checkpoint.`
  failUnless(isIncluded(claim, proof), 14, sentence)
}

function checkStep(leaf: Leaf, before: Leaf | undefined, checkpoint: Checkpoint, what: string): void {
  const { log, epoch } = checkpoint.origin
  failUnless(leaf.origin.log === log, 8, `${what} belongs to another log than the checkpoint.`)
  failUnless(leaf.origin.epoch <= epoch, 8, `${what} has a later epoch than the checkpoint.`)
  failUnless(leaf.index < checkpoint.size, 11, `${what} lies beyond the size of the checkpoint.`)
  failUnless(
    leaf.number === (before?.number ?? 0) + 1,
    9,
    `${what} does not bear the next number of the stream.`,
  )
  const previous = before?.hash.toString('base64') ?? ''
  failUnless(leaf.previous === previous, 10, `${what} does not quote the hash of the leaf before it.`)
  if (before === undefined) return
  failUnless(leaf.stream === before.stream, 9, `${what} belongs to another stream.`)
  failUnless(
    leaf.index > before.index,
    11,
    `${what} does not stand later in the log than the leaf before it.`,
  )
  failUnless(
    leaf.origin.epoch >= before.origin.epoch,
    8,
    `${what} has an earlier epoch than the leaf before it.`,
  )
  const isRaised = leaf.kind !== 'restore' || leaf.origin.epoch > before.origin.epoch
  failUnless(isRaised, 8, `${what} records a restore without a new epoch.`)
  failUnless(
    leaf.recordedAt >= before.recordedAt,
    12,
    `${what} was recorded earlier than the leaf before it.`,
  )
}
