import { fail, failUnless } from './failure.ts'
import { commitmentTo, compareRefs, fieldPattern, type FieldRef, type Leaf } from './leaf.ts'
import { base64, integerFrom, objectOf, textLike, textOf } from './shape.ts'
import type { Json } from './strict-json.ts'

/** What became of one committed field. `erasedBy` is the log index of the erasure. */
export type Field = { field: string } & (
  | { state: 'opened'; value: string }
  | { state: 'erased'; erasedBy: number }
  | { state: 'withheld' }
)

/**
 * Rules 15 to 18: every field of every leaf is either opened by its true value, erased by a later leaf of the stream,
 * or named by the final export as withheld; exactly one of the three. The answer is keyed by log index.
 */
export function checkFields(openings: readonly Json[], leaves: readonly Leaf[]): Map<number, Field[]> {
  const byIndex = new Map(leaves.map((leaf) => [leaf.index, leaf]))
  const opened = readOpenings(openings, byIndex)
  const erased = readErasures(leaves, byIndex)
  const withheld = readWithheld(leaves, byIndex)
  const fieldsOf = (leaf: Leaf): Field[] =>
    [...leaf.commitments.keys()].map((field) => {
      const key = keyOf({ leaf: leaf.index, field })
      return settle(leaf, field, {
        value: opened.get(key),
        erasedBy: erased.get(key),
        isWithheld: withheld.has(key),
      })
    })
  return new Map(leaves.map((leaf) => [leaf.index, fieldsOf(leaf)]))
}

type Leaves = ReadonlyMap<number, Leaf>

function readOpenings(openings: readonly Json[], leaves: Leaves): Map<string, string> {
  const opened = new Map<string, string>()
  let last: FieldRef | undefined
  for (const [position, entry] of openings.entries()) {
    const what = `Opening number ${position + 1}`
    const object = objectOf(entry, ['field', 'leaf', 'salt', 'value'], 2, what)
    const ref = {
      leaf: integerFrom(object.get('leaf'), 0, 15, `The leaf of ${what}`),
      field: textLike(object.get('field'), fieldPattern, 15, `The field of ${what}`),
    }
    const isNext = last === undefined || compareRefs(last, ref) < 0
    failUnless(isNext, 15, `${what} is out of order or repeats the one before it.`)
    last = ref
    const commitment = leaves.get(ref.leaf)?.commitments.get(ref.field)
    failUnless(commitment !== undefined, 15, `${what} opens a field that no leaf of the bundle holds.`)
    const salt = base64(object.get('salt'), 32, 15, `The salt of ${what}`)
    const value = textOf(object.get('value'), 15, `The value of ${what}`)
    const isTrue = commitmentTo(ref.field, value, salt) === commitment
    failUnless(isTrue, 15, `${what} does not match its commitment: the text or its salt was changed.`)
    opened.set(keyOf(ref), value)
  }
  return opened
}

function readErasures(leaves: readonly Leaf[], byIndex: Leaves): Map<string, number> {
  const erased = new Map<string, number>()
  for (const leaf of leaves)
    for (const ref of leaf.erases) {
      const what = `The erasure in leaf number ${leaf.number}`
      failUnless(ref.leaf < leaf.index, 16, `${what} names a leaf that is not earlier than itself.`)
      failUnless(exists(ref, byIndex), 16, `${what} names a field that the stream does not hold.`)
      if (!erased.has(keyOf(ref))) erased.set(keyOf(ref), leaf.index)
    }
  return erased
}

/** Earlier exports are checked too, but only the final one speaks for this bundle. */
function readWithheld(leaves: readonly Leaf[], byIndex: Leaves): Set<string> {
  for (const leaf of leaves)
    for (const ref of leaf.withholds) {
      const isKnown = ref.leaf <= leaf.index && exists(ref, byIndex)
      failUnless(
        isKnown,
        17,
        `The export in leaf number ${leaf.number} withholds a field that the stream does not hold.`,
      )
    }
  return new Set(leaves.at(-1)?.withholds.map(keyOf))
}

type Found = { value: string | undefined; erasedBy: number | undefined; isWithheld: boolean }

function settle(leaf: Leaf, field: string, { value, erasedBy, isWithheld }: Found): Field {
  const what = `The field "${field}" of leaf number ${leaf.number}`
  if (erasedBy !== undefined) {
    failUnless(value === undefined, 16, `${what} is erased, yet the bundle opens it.`)
    failUnless(!isWithheld, 17, `${what} is erased, yet the export lists it as withheld.`)
    return { field, state: 'erased', erasedBy }
  }
  if (value !== undefined) {
    failUnless(!isWithheld, 17, `${what} is opened, yet the export lists it as withheld.`)
    return { field, state: 'opened', value }
  }
  return isWithheld
    ? { field, state: 'withheld' }
    : fail(18, `${what} is missing, and neither a later erasure nor the export accounts for it.`)
}

function exists(ref: FieldRef, leaves: Leaves): boolean {
  return leaves.get(ref.leaf)?.commitments.has(ref.field) === true
}

function keyOf(ref: FieldRef): string {
  return `${ref.leaf} ${ref.field}`
}
