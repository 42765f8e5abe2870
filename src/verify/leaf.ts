import { createHmac } from 'node:crypto'
import { type Origin, readOrigin } from './checkpoint.ts'
import { fail, failUnless } from './failure.ts'
import { leafHash } from './merkle.ts'
import { base64, instantOf, integerFrom, listOf, objectOf, textLike, textOf } from './shape.ts'
import { type Json, parseCanonicalText } from './strict-json.ts'

/** A field of a leaf, the leaf named by its index in the tenant's log. */
export type FieldRef = { leaf: number; field: string }

export type Leaf = {
  index: number
  number: number
  stream: string
  origin: Origin
  previous: string
  recordedAt: string
  kind: string
  commitments: ReadonlyMap<string, string>
  erases: FieldRef[]
  withholds: FieldRef[]
  hash: Buffer
}

/** Reads one leaf (rules 6 and 7). `position` counts from 1 and only serves the sentence of a refusal. */
export function readLeaf(text: string, position: number): Leaf {
  const what = `Leaf number ${position}`
  const bytes = Buffer.from(text)
  failUnless(bytes.length <= maxLeafBytes, 6, `${what} is longer than ${maxLeafBytes} bytes.`)
  const parsed = parseCanonicalText(text, 6, what)
  const kind = textLike(
    parsed instanceof Map ? parsed.get('k') : undefined,
    kindPattern,
    6,
    `The kind of ${what}`,
  )
  const special = kind === 'field.erase' ? ['x'] : kind === 'export' ? ['w'] : []
  if (parsed instanceof Map)
    for (const key of ['x', 'w'])
      failUnless(
        parsed.has(key) === special.includes(key),
        7,
        `${what} (${kind}) and its key "${key}" do not go together.`,
      )
  const object = objectOf(parsed, [...plainKeys, ...special], 6, what)
  failUnless(object.get('v') === 1, 6, `${what} is not of version 1.`)
  const erases = special[0] === 'x' ? fieldRefs(object.get('x'), `The list of erased fields of ${what}`) : []
  failUnless(kind !== 'field.erase' || erases.length > 0, 7, `${what} is an erasure that names no field.`)
  return {
    index: integerFrom(object.get('i'), 0, 6, `The log index of ${what}`),
    number: integerFrom(object.get('n'), 1, 6, `The stream number of ${what}`),
    stream: textLike(object.get('s'), uuidPattern, 6, `The stream of ${what}`),
    origin: readOrigin(textOf(object.get('log'), 6, `The log of ${what}`), 6, `The log of ${what}`),
    previous: textOf(object.get('p'), 6, `The previous hash of ${what}`),
    recordedAt: instantOf(object.get('t'), 6, `The time of ${what}`),
    kind,
    commitments: commitmentsOf(object.get('c'), what),
    erases,
    withholds: special[0] === 'w' ? fieldRefs(object.get('w'), `The list of withheld fields of ${what}`) : [],
    hash: leafHash(bytes),
  }
}

/** The commitment to a field's value under its 32 random bytes, in base64. */
export function commitmentTo(field: string, value: string, salt: Uint8Array): string {
  return createHmac('sha256', salt).update(`tl1\0${field}\0${value}`).digest('base64')
}

/** Orders by leaf, then by field name in byte order. */
export function compareRefs(a: FieldRef, b: FieldRef): number {
  if (a.leaf !== b.leaf) return a.leaf - b.leaf
  return a.field < b.field ? -1 : a.field > b.field ? 1 : 0
}

export const fieldPattern = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

const maxLeafBytes = 4096
const plainKeys = ['c', 'i', 'k', 'log', 'n', 'p', 's', 't', 'v']
/** `<noun>.<verb>`, or one of the single words of the format. */
const kindPattern =
  /^(?:batch|decision|export|import|restore|[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.[a-z][a-z0-9]*(?:_[a-z0-9]+)*)$/
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function commitmentsOf(value: Json | undefined, what: string): Map<string, string> {
  if (!(value instanceof Map)) return fail(6, `The commitments of ${what} are not an object.`)
  const commitments = new Map<string, string>()
  for (const [field, commitment] of value) {
    failUnless(fieldPattern.test(field), 6, `${what} has a field name that the format does not allow.`)
    const bytes = base64(commitment, 32, 6, `The commitment to "${field}" of ${what}`)
    commitments.set(field, bytes.toString('base64'))
  }
  return commitments
}

function fieldRefs(value: Json | undefined, what: string): FieldRef[] {
  const refs = listOf(value, 7, what).map((entry) => {
    const pair = listOf(entry, 7, `An entry of ${what}`)
    failUnless(pair.length === 2, 7, `An entry of ${what} is not a pair of leaf and field.`)
    const leaf = integerFrom(pair[0], 0, 7, `A leaf index in ${what}`)
    return { leaf, field: textLike(pair[1], fieldPattern, 7, `A field name in ${what}`) }
  })
  const isSorted = refs.every((ref, at) => at === 0 || compareRefs(refs[at - 1] ?? ref, ref) < 0)
  failUnless(isSorted, 7, `${what} is not sorted or names a field twice.`)
  return refs
}
