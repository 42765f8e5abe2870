import { type Anchor, checkAnchors } from './anchors.ts'
import type { Certificate } from './certificate.ts'
import { openCheckpoint } from './checkpoint.ts'
import { Failure, failUnless } from './failure.ts'
import { checkFields, type Field } from './fields.ts'
import { type FieldRef, type Leaf, readLeaf } from './leaf.ts'
import { readVerifierKey } from './note.ts'
import { base64, listOf, objectOf, textOf } from './shape.ts'
import { checkInclusion, checkStream } from './stream.ts'
import { type Json, parseCanonical } from './strict-json.ts'

/** One leaf as a reader sees it; `leaf` is its index in the tenant's log, `number` its place in the stream. */
export type Entry = { leaf: number; number: number; recordedAt: string; kind: string; fields: Field[] }

export type Verified = {
  verdict: 'VERIFIED'
  origin: string
  stream: string
  /** Size and root (base64) of the log that the checkpoint signs. */
  size: number
  root: string
  erased: (FieldRef & { erasedBy: number })[]
  withheld: FieldRef[]
  anchors: Anchor[]
  /** The first leaf of the bundle that no anchor covers; null when anchors cover all of them. */
  unanchoredSince: { leaf: number; recordedAt: string } | null
  timeline: Entry[]
}

/** `rule` is the number of the first broken rule in `docs/ledger-format.md`. */
type Refused = { verdict: 'FAIL'; rule: number; reason: string }

export type Verdict = Verified | Refused

/**
 * Judges a `muster-bundle/1` file by the rules of `docs/ledger-format.md`. `keyText` is the verifier key line that the
 * reader got from the installation by another way than the bundle; white space around it is ignored. `authorities` are
 * certificates that the reader trusts to stamp: where there are any, every timestamp must lead to one of them.
 * Hostile bytes give a refusal, never an exception.
 */
export function verifyBundle(
  bytes: Uint8Array,
  keyText: string,
  authorities: readonly Certificate[] = [],
): Verdict {
  try {
    return verify(bytes, keyText.trim(), authorities)
  } catch (error) {
    if (error instanceof Failure) return { verdict: 'FAIL', rule: error.rule, reason: error.message }
    throw error
  }
}

/** 256 MiB: far above any incident, and within what one string can hold. */
const maxBundleBytes = 268_435_456
const bundleKeys = ['anchors', 'checkpoint', 'format', 'key', 'leaves', 'openings']

function verify(bytes: Uint8Array, keyLine: string, authorities: readonly Certificate[]): Verified {
  failUnless(bytes.length <= maxBundleBytes, 1, 'The bundle is larger than 256 MiB.')
  const bundle = objectOf(parseCanonical(bytes, 1, 'The bundle'), bundleKeys, 2, 'The bundle')
  failUnless(
    bundle.get('format') === 'muster-bundle/1',
    2,
    'The bundle is not of the format muster-bundle/1.',
  )
  failUnless(bundle.get('key') === keyLine, 3, 'The key in the bundle is not the key you gave.')
  const key = readVerifierKey(keyLine, 3)
  const note = textOf(bundle.get('checkpoint'), 2, 'The checkpoint')
  const checkpoint = openCheckpoint(note, key, { note: 4, text: 5 }, 'the checkpoint')

  const entries = listOf(bundle.get('leaves'), 2, 'The list of leaves').map(readEntry)
  const leaves = entries.map(({ leaf }) => leaf)
  checkStream(leaves, checkpoint)
  for (const { leaf, proof } of entries) checkInclusion(leaf, proof, checkpoint)
  const fields = checkFields(listOf(bundle.get('openings'), 2, 'The list of openings'), leaves)
  const anchors = checkAnchors(
    listOf(bundle.get('anchors'), 2, 'The list of anchors'),
    { key, checkpoint },
    authorities,
  )

  const timeline = leaves.map((leaf) => entryOf(leaf, fields.get(leaf.index) ?? []))
  return {
    verdict: 'VERIFIED',
    origin: key.name,
    stream: leaves[0]?.stream ?? '',
    size: checkpoint.size,
    root: checkpoint.root.toString('base64'),
    ...missingIn(timeline),
    anchors,
    unanchoredSince: firstUnanchored(leaves, anchors),
    timeline,
  }
}

function readEntry(entry: Json, position: number): { leaf: Leaf; proof: Buffer[] } {
  const what = `Leaf number ${position + 1}`
  const object = objectOf(entry, ['leaf', 'proof'], 2, what)
  const leaf = readLeaf(textOf(object.get('leaf'), 2, what), position + 1)
  const proof = listOf(object.get('proof'), 2, `The proof of ${what}`)
  return { leaf, proof: proof.map((hash) => base64(hash, 32, 14, `A hash in the proof of ${what}`)) }
}

function entryOf(leaf: Leaf, fields: Field[]): Entry {
  return { leaf: leaf.index, number: leaf.number, recordedAt: leaf.recordedAt, kind: leaf.kind, fields }
}

function missingIn(timeline: readonly Entry[]): Pick<Verified, 'erased' | 'withheld'> {
  const erased: Verified['erased'] = []
  const withheld: Verified['withheld'] = []
  for (const { leaf, fields } of timeline)
    for (const field of fields) {
      if (field.state === 'erased') erased.push({ leaf, field: field.field, erasedBy: field.erasedBy })
      if (field.state === 'withheld') withheld.push({ leaf, field: field.field })
    }
  return { erased, withheld }
}

function firstUnanchored(leaves: readonly Leaf[], anchors: readonly Anchor[]): Verified['unanchoredSince'] {
  const covered = anchors.reduce((most, { size }) => Math.max(most, size), 0)
  const first = leaves.find(({ index }) => index >= covered)
  return first === undefined ? null : { leaf: first.index, recordedAt: first.recordedAt }
}
