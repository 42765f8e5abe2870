/**
 * The common part of Sigma (specification 2.0.0), run on the events themselves as the tool sent them. What is not run is
 * refused with a sentence, never passed over: a rule that half runs would be trusted.
 */
import { SigmaFault, readCondition } from './condition.ts'
import { numberFits, textFits, type Fits, type Plain } from './patterns.ts'

/** One event: nested values by names, as it was read from JSON. */
export type RawEvent = Readonly<Record<string, unknown>>

type Selection = (event: FlatEvent) => boolean

/** Every value of an event under its whole name and under the last part of it, in lower case. */
export interface FlatEvent {
  readonly fields: ReadonlyMap<string, readonly Plain[]>
}

const comparisons = new Set(['lt', 'lte', 'gt', 'gte'])
const runs = new Set(['contains', 'startswith', 'endswith', 'all', 'cased', 'exists', ...comparisons])
const mostValues = 2000
const mostFields = 2000

/** @throws SigmaFault saying why it does not run */
export function compileDetection(
  detection: Readonly<Record<string, unknown>>,
): (event: FlatEvent) => boolean {
  const { condition, timeframe, ...given } = detection
  if (timeframe !== undefined) throw new SigmaFault('It counts events over a time frame.')
  const selections = new Map(Object.entries(given).map(([name, value]) => [name, selectionOf(value)]))
  const names = [...selections.keys()]
  const conditions = (Array.isArray(condition) ? condition : [condition]).map((each: unknown) => {
    if (typeof each !== 'string') throw new SigmaFault('It has no condition.')
    return readCondition(each, names)
  })
  return (event) => {
    const said = new Map<string, boolean>()
    const says = (name: string) => {
      const known = said.get(name)
      if (known !== undefined) return known
      const found = selections.get(name)?.(event) === true
      said.set(name, found)
      return found
    }
    return conditions.some((holds) => holds(says))
  }
}

/** Bounded: of an event with more than two thousand values the first count. */
export function flattened(event: RawEvent): FlatEvent {
  const fields = new Map<string, Plain[]>()
  let left = mostFields
  const put = (name: string, value: Plain) => {
    const known = fields.get(name)
    if (known === undefined) fields.set(name, [value])
    else known.push(value)
  }
  const visit = (value: unknown, path: readonly string[]): void => {
    if (left <= 0 || path.length > 12) return
    if (Array.isArray(value)) return value.forEach((each) => visit(each, path))
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).forEach(([name, inner]) => visit(inner, [...path, name.toLowerCase()]))
    left -= 1
    const plain = isPlain(value) ? value : null
    const last = path.at(-1) ?? ''
    put(path.join('.'), plain)
    if (path.length > 1) put(last, plain)
  }
  visit(event, [])
  return { fields }
}

function isPlain(value: unknown): value is Plain {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function selectionOf(value: unknown): Selection {
  if (typeof value === 'string' || typeof value === 'number') return keywords([value], false)
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    if (list.every((each) => typeof each !== 'object')) return keywords(list, false)
    const parts = list.map(selectionOf)
    return (event) => parts.some((part) => part(event))
  }
  if (typeof value !== 'object' || value === null) throw new SigmaFault('One of its selections is empty.')
  const parts = Object.entries(value).map(([name, wanted]) =>
    name === '|all' ? keywords(listOf(wanted), true) : fieldOf(name, wanted),
  )
  return (event) => parts.every((part) => part(event))
}

/** Words that stand anywhere in the event. */
function keywords(values: readonly unknown[], isAll: boolean): Selection {
  const wanted = values.map((value) =>
    textFits({ text: textOf(value), isCased: false, isOpen: { before: true, after: true } }),
  )
  return ({ fields }) => {
    const isIn = (fits: Fits) => [...fields.values()].some((held) => held.some(fits))
    return isAll ? wanted.every(isIn) : wanted.some(isIn)
  }
}

function fieldOf(key: string, given: unknown): Selection {
  const [field = '', ...modifiers] = key.split('|').map((word) => word.trim().toLowerCase())
  const strange = modifiers.find((modifier) => !runs.has(modifier))
  if (strange !== undefined) throw new SigmaFault(`It uses "|${strange}", which does not run here.`)
  if (modifiers.includes('exists')) {
    if (typeof given !== 'boolean') throw new SigmaFault('"|exists" takes true or false.')
    return ({ fields }) => fields.has(field) === given
  }
  const wanted = listOf(given).map((value) => valueOf(value, modifiers))
  return ({ fields }) => {
    const held = fields.get(field)
    const isIn = (fits: Fits) => (held === undefined ? fits(null) : held.some(fits))
    return modifiers.includes('all') ? wanted.every(isIn) : wanted.some(isIn)
  }
}

function valueOf(value: unknown, modifiers: readonly string[]): Fits {
  const comparison = modifiers.find((modifier) => comparisons.has(modifier))
  if (comparison === 'lt' || comparison === 'lte' || comparison === 'gt' || comparison === 'gte') {
    if (typeof value !== 'number') throw new SigmaFault(`"|${comparison}" takes a number.`)
    return numberFits(comparison, value)
  }
  if (value === null) return (held) => held === null
  const contains = modifiers.includes('contains')
  return textFits({
    text: textOf(value),
    isCased: modifiers.includes('cased'),
    isOpen: {
      before: contains || modifiers.includes('endswith'),
      after: contains || modifiers.includes('startswith'),
    },
  })
}

function listOf(value: unknown): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length > mostValues) throw new SigmaFault(`One of its lists has more than ${mostValues} values.`)
  return list
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new SigmaFault('One of its values is neither text nor a number.')
}
