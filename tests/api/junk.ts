import * as z from 'zod'
import { pathFields, type Endpoint } from '../../src/base/endpoint.ts'
import { encodeCursor } from '../../src/base/page.ts'
import { everything, shareOf } from './share.ts'

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
  const all = times > oftenEnough ? shareOf(times, furthestFor(kind, every)) : every
  return [all.slice(0, furthest), all.slice(furthest)]
}

/** Parts of the path are read in one way everywhere, so a few values do there. */
function valuesFor(endpoint: Endpoint, field: string): readonly unknown[] {
  if (field === 'cursor') return [...cursors, ...junk]
  return pathFields(endpoint.path).includes(field) ? junkInPaths : junk
}

/** How many of the values reach the database where a schema lets them; sent before the others. */
const furthest = 13

/**
 * A field of one schema gets all values at so many endpoints, and at every one in `npm run soak -- values`. At the others
 * it gets a share of those that reach furthest: letters that no database takes, numbers that no column holds, and one of the other
 * type, for to refuse that is the schema's work alone.
 */
const oftenEnough = everything ? Infinity : 1

function furthestFor(kind: FieldKind, values: readonly unknown[]): readonly unknown[] {
  if (kind.isPath) return ['a\u0000b', '01a1ffe9-de14-7831-9c9e-7385cc404fac']
  if (kind.type === 'string') return ['a\u0000b', 'a\ud800b', "';drop table app.task;--", -1]
  if (kind.type === 'number' || kind.type === 'integer')
    return ['a\u0000b', 2_147_483_648, 9_007_199_254_740_991, raw('1e400'), -1, 1.5]
  if (kind.type === 'boolean') return ['a\u0000b', -1, null]
  return values.slice(0, furthest)
}

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
  readonly isPath: boolean
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

type Described = Readonly<Record<string, unknown>>

/** A field within objects and lists is the schema that is found there; where there are several, its path. */
function kindOf(endpoint: Endpoint, field: string): FieldKind {
  const [first = field, ...rest] = field in endpoint.input.shape ? [field] : field.split('.')
  const schema = endpoint.input.shape[first]
  if (schema === undefined) return { key: field, type: undefined, isPath: false }
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described // JSON is an object
  const described = rest.reduce<Described | undefined>(within, whole)
  if (described === undefined) return { key: field, type: undefined, isPath: false }
  const isPath = pathFields(endpoint.path).includes(field)
  const shape = JSON.stringify(described, (name, value: unknown) =>
    ofNoMatter.has(name) ? undefined : value,
  )
  return { key: `${isPath ? 'path' : ''} ${shape}`, type: described['type'], isPath }
}

function within(schema: Described | undefined, name: string): Described | undefined {
  const properties = schema?.['properties'] as Record<string, Described> | undefined // JSON Schema, as Zod writes it
  const items = schema?.['items'] as Described | undefined // the same
  return properties?.[name] ?? (/^\d+$/.test(name) ? items : undefined)
}
