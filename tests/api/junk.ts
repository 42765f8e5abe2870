import * as z from 'zod'
import { pathFields, type Endpoint } from '../../src/base/endpoint.ts'
import { encodeCursor } from '../../src/base/page.ts'

/** Stands in a JSON text for what JSON.stringify cannot write. */
const raw = (json: string) => `raw<${json}>`

/**
 * What to send in a field, in parts that may go at once.
 * @param met how often a field of each kind was sent junk; counted on here
 */
export function junkFor(endpoint: Endpoint, field: string, met: Map<string, number>): unknown[][] {
  const kind = kindOf(endpoint, field)
  const times = (met.get(kind.key) ?? 0) + 1
  met.set(kind.key, times)
  const every = valuesFor(endpoint, field)
  const all = times > oftenEnough ? furthestFor(kind, every) : every
  return [all.slice(0, furthest), all.slice(furthest)]
}

/** Parts of the path are read in one way everywhere, so a few values do there. */
function valuesFor(endpoint: Endpoint, field: string): readonly unknown[] {
  if (field === 'cursor') return [...cursors, ...junk]
  return pathFields(endpoint.path).includes(field) ? junkInPaths : junk
}

/** How many of the values reach the database where a schema lets them. */
const furthest = 13

/**
 * A field of one schema gets all values at so many endpoints. At the others it gets those that reach furthest: a text
 * the ones that are text, a number those that are none, for to refuse the other kind is the schema's work alone.
 */
const oftenEnough = 8

function furthestFor(kind: FieldKind, values: readonly unknown[]): unknown[] {
  const most = values.slice(0, furthest)
  if (kind.type === 'string') return [...most.filter((value) => isText(value)), -1]
  if (kind.type === 'number' || kind.type === 'integer')
    return ['a\u0000b', ...most.filter((value) => !isText(value))]
  return most
}

const isText = (value: unknown) => typeof value === 'string' && !value.startsWith('raw<')

/** Values that no field expects, the ones that reach furthest first. */
const junk: readonly unknown[] = [
  'a\u0000b',
  'a\ud800b',
  'a\udc00',
  2_147_483_648,
  9_007_199_254_740_991,
  raw('9007199254740993'),
  raw('1e400'),
  raw('-0'),
  raw('1E-400'),
  -1,
  1.5,
  '9'.repeat(400),
  "';drop table app.task;--",
  '";drop',
  '%_\\',
  '(a+)+$',
  '$.**',
  '\u202egnp.exe',
  '＝1+1',
  'x'.repeat(10_240),
  '',
  '   ',
  null,
  true,
  [],
  {},
  [[[]]],
  { $gt: '' },
  '9999-12-31T23:59:59.999-23:59',
  '0000-01-01T00:00:00Z',
  '01a1ffe9-de14-7831-9c9e-7385cc404fac',
]
const junkInPaths = [
  'a\u0000b',
  'a\ud800b',
  '9'.repeat(400),
  "';drop table app.task;--",
  '%_\\',
  '$.**',
  '\u202egnp.exe',
  'x'.repeat(10_240),
  '',
  '01a1ffe9-de14-7831-9c9e-7385cc404fac',
]
const cursors = [
  [2 ** 53 - 1],
  [2_147_483_648],
  [-1],
  [1.5],
  ['a'],
  ['\u0000'],
  [-1e300],
  [1e15, '01a1ffe9-de14-7831-9c9e-7385cc404fac'],
  [-8.6e15, '01a1ffe9-de14-7831-9c9e-7385cc404fac'],
  [8.63e15, '01a1ffe9-de14-7831-9c9e-7385cc404fac'],
  [-8.63e15, '01a1ffe9-de14-7831-9c9e-7385cc404fac'],
].map((key) => encodeCursor(key))

interface FieldKind {
  /** Two fields with the same key refuse junk in the same way: their schemas differ in words, lengths and lists alone. */
  readonly key: string
  readonly type: unknown
}

const ofNoMatter = new Set([
  'description',
  'examples',
  'default',
  'minLength',
  'maxLength',
  'enum',
  'minimum',
  'maximum',
])

/** A field within an object is known by its path alone. */
function kindOf(endpoint: Endpoint, field: string): FieldKind {
  const schema = endpoint.input.shape[field]
  if (schema === undefined) return { key: field, type: undefined }
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const where = pathFields(endpoint.path).includes(field) ? 'path' : ''
  const shape = JSON.stringify(described, (name, value: unknown) =>
    ofNoMatter.has(name) ? undefined : value,
  )
  return { key: `${where} ${shape}`, type: described.type }
}
