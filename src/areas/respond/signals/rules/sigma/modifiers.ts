/**
 * One field of a selection with its modifiers (Sigma specification 2.1.0, appendix "Modifiers"). What does not run here
 * is refused with a sentence, never passed over: a rule that half runs would be trusted.
 */
import { findRange, overlap } from '../../../../../base/network-range.ts'
import { SigmaFault } from './condition.ts'
import { asBase64, asBase64Offset, asUtf16, withAnyDash, type Value } from './encodings.ts'
import type { FlatEvent, Plain } from './events.ts'
import { numberFits, opened, piecesFit, piecesOf, type Fits, type Piece } from './patterns.ts'

export type Selection = (event: FlatEvent) => boolean

/** What a rule needs from outside: an engine whose time is linear in the text, and the lists that its placeholders name. */
export interface Abilities {
  /** @throws SigmaFault for an expression that it does not run */
  readonly regex: (pattern: string, flags: RegexFlags) => (text: string) => boolean
  /** The values of `%name%`. */
  readonly list: (name: string) => readonly string[]
}

export interface RegexFlags {
  readonly i: boolean
  readonly m: boolean
  readonly s: boolean
}

type Step = (value: Value, abilities: Abilities) => readonly Value[]

/** What changes a value, in the order in which the rule names them. */
const steps = new Map<string, Step>([
  ['contains', (value) => [around(value, { before: true, after: true })]],
  ['startswith', (value) => [around(value, { after: true })]],
  ['endswith', (value) => [around(value, { before: true })]],
  ['windash', (value) => [withAnyDash(value)]],
  ['wide', (value) => asUtf16(value, 'le')],
  ['utf16le', (value) => asUtf16(value, 'le')],
  ['utf16be', (value) => asUtf16(value, 'be')],
  ['utf16', (value) => asUtf16(value, 'marked')],
  ['base64', asBase64],
  ['base64offset', asBase64Offset],
  ['expand', (value, { list }) => expanded(value, list)],
])
const comparisons = ['lt', 'lte', 'gt', 'gte'] as const
/** What decides how a value is compared, with what may stand beside it. */
const kinds = new Map<string, readonly string[]>([
  ['re', ['i', 'm', 's', 'all']],
  ['cidr', ['expand', 'all']],
  ['exists', []],
  ['fieldref', ['contains', 'startswith', 'endswith', 'cased', 'all']],
  ...comparisons.map((name) => [name, ['all']] as const),
])
const mostValues = 2000
/** Longer than any that people write; it bounds what one value costs. */
const longestPattern = 4000

/** @throws SigmaFault saying why it does not run */
export function fieldSelection(key: string, given: unknown, abilities: Abilities): Selection {
  const [field = '', ...modifiers] = key.split('|').map((word) => word.trim().toLowerCase())
  const kind = kindOf(modifiers)
  if (kind === 'exists') {
    if (typeof given !== 'boolean') throw new SigmaFault('"|exists" takes true or false.')
    return ({ fields }) => fields.has(field) === given
  }
  const list = listOf(given)
  const isAll = modifiers.includes('all')
  if (kind === 'fieldref') return referring(field, list, modifiers)
  const wanted = list.map((value) => valueFits(value, { kind, modifiers, abilities }))
  return ({ fields }) => {
    const held = fields.get(field)
    // Without a name, words that stand anywhere in the event.
    const isIn = (fits: Fits) =>
      field === ''
        ? [...fields.values()].some((values) => values.some(fits))
        : held === undefined
          ? fits(null)
          : held.some(fits)
    return isAll ? wanted.every(isIn) : wanted.some(isIn)
  }
}

function kindOf(modifiers: readonly string[]): string | undefined {
  const named = modifiers.filter((modifier) => kinds.has(modifier))
  const [kind] = named
  const beside = kind === undefined ? [...steps.keys(), 'all', 'cased'] : (kinds.get(kind) ?? [])
  const strange = modifiers.find((modifier) => modifier !== kind && !beside.includes(modifier))
  if (strange !== undefined)
    throw new SigmaFault(
      kind !== undefined && (steps.has(strange) || kinds.has(strange))
        ? `It uses "|${kind}" together with "|${strange}", which does not run here.`
        : `It uses "|${strange}", which does not run here.`,
    )
  return kind
}

interface How {
  readonly kind: string | undefined
  readonly modifiers: readonly string[]
  readonly abilities: Abilities
}

function valueFits(value: unknown, { kind, modifiers, abilities }: How): Fits {
  const comparison = comparisons.find((name) => name === kind)
  if (comparison !== undefined) {
    if (typeof value !== 'number') throw new SigmaFault(`"|${comparison}" takes a number.`)
    return numberFits(comparison, value)
  }
  if (value === null && kind === undefined) return (held) => held === null
  const text = textOf(value)
  if (text.length > longestPattern)
    throw new SigmaFault(`One of its values has more than ${longestPattern} characters.`)
  if (kind === 'cidr') {
    const ranges = (modifiers.includes('expand') ? filled(text, abilities.list) : [text]).map(rangeFits)
    return (held) => ranges.some((fits) => fits(held))
  }
  if (kind === 're') {
    const [i, m, s] = [modifiers.includes('i'), modifiers.includes('m'), modifiers.includes('s')]
    const fits = abilities.regex(text, { i, m, s })
    return (held) => held !== null && fits(String(held))
  }
  const isCased = modifiers.includes('cased')
  const ways = modifiers
    .reduce<readonly Value[]>(
      (values, modifier) =>
        bounded(values.flatMap((each) => steps.get(modifier)?.(each, abilities) ?? [each])),
      [{ pieces: piecesOf(text) }],
    )
    .map(({ pieces }) => piecesFit(pieces, isCased))
  return (held) => ways.some((fits) => fits(held))
}

function around(value: Value, open: { before?: boolean; after?: boolean }): Value {
  return { pieces: opened(value.pieces, open) }
}

const placeholder = /%([^%\s]{1,64})%/

/** Each `%name%` replaced by each value of that list, which stands for itself: a `*` in it is no wildcard. */
function expanded({ pieces }: Value, list: Abilities['list']): Value[] {
  return pieces
    .reduce<Piece[][]>(
      (made, piece): Piece[][] => {
        const ways: Piece[][] =
          typeof piece === 'string' ? filled(piece, list).map((text) => [text]) : [[piece]]
        return bounded(made.flatMap((before) => ways.map((way) => [...before, ...way])))
      },
      [[]],
    )
    .map((each) => ({ pieces: each }))
}

function filled(text: string, list: Abilities['list']): string[] {
  const found = placeholder.exec(text)
  if (found === null) return [text]
  const [whole, name = ''] = found
  const rest = filled(text.slice(found.index + whole.length), list)
  const before = text.slice(0, found.index)
  return bounded(list(name).flatMap((value) => rest.map((after) => before + value + after)))
}

function rangeFits(text: string): Fits {
  const range = findRange(text.trim())
  if (range === undefined) throw new SigmaFault(`"${text.slice(0, 60)}" is no range of addresses.`)
  return (held) => {
    const address = typeof held === 'string' ? findRange(held.trim()) : undefined
    return address !== undefined && address.prefix >= range.prefix && overlap(range, address)
  }
}

/** The value of another field of the same event, whole or as a part. */
function referring(field: string, given: readonly unknown[], modifiers: readonly string[]): Selection {
  const others = given.map((value) => textOf(value).trim().toLowerCase())
  const [before, after] = [
    modifiers.includes('contains') || modifiers.includes('endswith'),
    modifiers.includes('contains') || modifiers.includes('startswith'),
  ]
  const isSame = (held: Plain, other: Plain) =>
    held !== null &&
    other !== null &&
    other !== '' &&
    piecesFit(opened([String(other)], { before, after }), modifiers.includes('cased'))(held)
  return ({ fields }) => {
    const held = fields.get(field) ?? []
    const isIn = (other: string) =>
      held.some((value) => fields.get(other)?.some((each) => isSame(value, each)) === true)
    return modifiers.includes('all') ? others.every(isIn) : others.some(isIn)
  }
}

function listOf(value: unknown): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length === 0) throw new SigmaFault('One of its lists is empty.')
  return bounded(list)
}

function bounded<T>(list: readonly T[]): T[] {
  if (list.length > mostValues) throw new SigmaFault(`One of its lists has more than ${mostValues} values.`)
  return [...list]
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new SigmaFault('One of its values is neither text nor a number.')
}
