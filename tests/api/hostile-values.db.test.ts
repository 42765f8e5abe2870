import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathFields, type Endpoint } from '../../src/base/endpoint.ts'
import { swapped } from '../guards/town/positions.ts'
import { examples } from '../guards/town/requests.ts'
import { rowHashes } from '../guards/town/rows.ts'
import { wireOf, type Wanted, type Wire } from '../guards/town/send.ts'
import { askerOf, endpoints, headersOf, town, type Town } from '../guards/town/town.ts'
import { junkFor } from './junk.ts'
import { whyNoRefusal, whyNotHandled } from './problem.ts'
import { everything } from './share.ts'

const strangeFields = [
  'role',
  'tenantId',
  'tenant_id',
  'createdBy',
  'verified',
  'storagePath',
  'sha256',
  'deletedAt',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
]

describe('values that nobody should send', () => {
  let place: Town
  beforeAll(async () => {
    place = await town(['owner', 'guest'])
  })
  afterAll(() => place?.stop())

  test('a sender of junk gets a refusal in words from every field of every endpoint, never a failure', async () => {
    const surprises: string[] = []
    const met = new Map<string, number>()
    const names = new Set<string>()
    let sent = 0
    for (const endpoint of endpoints) {
      let wanted = await fresh(endpoint)
      if (wanted === undefined) continue
      for (const field of fieldsOf(
        endpoint,
        examples[endpoint.name]?.standing(place.home) ?? { input: {} },
      )) {
        for (const values of junkFor(endpoint, field, met)) {
          const asked: Wanted = wanted
          for (const value of values) if (typeof value === 'string') names.add(value.trim())
          const answers = await Promise.all(
            values.map((value) => sendJunk(endpoint, swapped(asked, { field }, value))),
          )
          sent += answers.length
          for (const [n, answer] of answers.entries()) {
            const why = whyNotHandled(answer, [...names])
            if (why !== undefined)
              surprises.push(`${endpoint.name} ${field} ${JSON.stringify(values[n])?.slice(0, 60)}: ${why}`)
          }
          // What was taken may have used up what the request was about.
          const isUsed = endpoint.method !== 'GET' && answers.some(({ status }) => status < 300)
          if (isUsed) wanted = (await fresh(endpoint)) ?? asked
        }
      }
    }
    expect(surprises).toEqual([])
    expect(sent).toBeGreaterThan(2000)
  })

  test('a sender of fields that are not his to write is refused with 422, and nothing is changed', async () => {
    const wanteds = new Map<Endpoint, Wanted>()
    for (const endpoint of endpoints) {
      const wanted = await fresh(endpoint)
      if (wanted !== undefined && examples[endpoint.name]?.status === undefined) wanteds.set(endpoint, wanted)
    }
    const before = await rowHashes(place, place.home.tenantId)
    const surprises: string[] = []
    for (const [n, [endpoint, wanted]] of [...wanteds].entries()) {
      const names = strangeFor(n).filter((name) => !(name in endpoint.input.shape))
      for (const name of [...names, ...pathFields(endpoint.path)]) {
        const answer = await place.sendWire(withField(wire(endpoint, wanted), name), askerOf(endpoint))
        const allowed =
          name === '__proto__' || name === 'constructor' || name === 'prototype' ? [400, 422] : [422]
        const why = whyNoRefusal(answer)
        if (!allowed.includes(answer.status) || why !== undefined)
          surprises.push(`${endpoint.name} ${name}: ${answer.status} ${why} ${answer.text.slice(0, 200)}`)
      }
    }
    expect(surprises).toEqual([])
    expect(wanteds.size).toBeGreaterThan(40)
    expect((await rowHashes(place, place.home.tenantId)).business).toBe(before.business)
  })

  test('a writer of markup, templates and turned letters gets them back letter by letter, as data', async () => {
    const surprises: string[] = []
    let [kept, turn, fields] = [0, 100, 0]
    for (const endpoint of endpoints.filter(({ method }) => method === 'POST' || method === 'PUT')) {
      const standing = examples[endpoint.name]?.standing(place.home)
      if (standing === undefined) continue
      for (const field of pathsIn(standing.input).filter((path) => isProse(standing.input, path))) {
        fields += 1
        for (const written of everything ? prose : prose.slice(fields % 4, (fields % 4) + 1)) {
          // Names in a list are unique: each request writes its own.
          const words = written(++turn)
          const wanted = swapped((await fresh(endpoint)) ?? standing, { field }, words)
          const answer = await sendJunk(endpoint, wanted)
          const why = whyNotHandled(answer)
          if (why !== undefined) surprises.push(`${endpoint.name} ${field}: ${why}`)
          if (answer.status >= 300) continue
          if (answer.headers.get('x-content-type-options') !== 'nosniff')
            surprises.push(`${endpoint.name} can be sniffed`)
          if (!/^application\/json; charset=utf-8$/.test(answer.headers.get('content-type') ?? ''))
            surprises.push(`${endpoint.name} answers as ${answer.headers.get('content-type')}`)
          if (endpoint.readOnly || saysOnly.includes(endpoint.name)) continue
          if (keptElsewhere.includes(endpoint.name)) continue
          const { rowCount } = await place.database.query(keptSomewhere, [place.home.tenantId, words])
          if (
            (rowCount ?? 0) > 0 ||
            holds(JSON.parse(Buffer.from(answer.text, 'latin1').toString('utf8')), words)
          )
            kept += 1
          else surprises.push(`${endpoint.name} ${field} was not kept as it was written`)
        }
      }
    }
    expect(surprises).toEqual([])
    expect(kept).toBeGreaterThan(20)
  })

  const wire = (endpoint: Endpoint, wanted: Wanted) =>
    wireOf(endpoint, wanted, headersOf(place.people, endpoint, askerOf(endpoint)))

  async function fresh(endpoint: Endpoint): Promise<Wanted | undefined> {
    return examples[endpoint.name]?.fresh(place.site(askerOf(endpoint)))
  }

  function sendJunk(endpoint: Endpoint, wanted: Wanted) {
    const sent = wire(endpoint, wanted)
    if (typeof sent.body !== 'string') return place.sendWire(sent, 'owner')
    return place.sendWire({ ...sent, body: sent.body.replaceAll(/"raw<([^>]*)>"/g, '$1') }, 'owner')
  }
})

/** Two of them at each endpoint, and everywhere the one that is no name at all. */
function strangeFor(turn: number): string[] {
  const share = strangeFields.filter((_name, n) => everything || n % 6 === turn % 6)
  return [...new Set(['__proto__', ...share])]
}

/** Looks at a file and says what taking it would bring; the words are kept when it is taken. */
const saysOnly: readonly string[] = ['previewImport']

/** Writes into the organisation that it makes or enters, not into this one. */
const keptElsewhere: readonly string[] = ['addClient', 'enterClient']

/** On the record, in what was reported, or in what is on its way: the whole text or a part of a longer one. */
const keptSomewhere = `
  select 1 from app.opening o where tenant_id = $1
    and index > (select max(index) from app.leaf where tenant_id = $1) - 50
    and exists (select 1 from jsonb_each(o.fields) as f where f.value->>'value' = $2)
  union all select 1 from app.signal s where tenant_id = $1 and strpos(concat_ws(' ', s.title, s.summary, s.labels), $2) > 0
  union all select 1 from app.delivery d where tenant_id = $1
    and strpos(convert_from(d.payload, 'UTF8'), trim(both '"' from to_json($2::text)::text)) > 0
  union all select 1 from app.evidence_upload u where tenant_id = $1
    and strpos(row_to_json(u)::text, trim(both '"' from to_json($2::text)::text)) > 0
  union all select 1 from app.review r where tenant_id = $1 and strpos(r.agenda::text, to_json($2::text)::text) > 0
  union all select 1 from app.review_part p where tenant_id = $1 and strpos(p.body::text, to_json($2::text)::text) > 0
  union all select 1 from app.review_voice v where tenant_id = $1 and v.kept = $2
  union all select 1 from app.exercise_wash w where tenant_id = $1 and w.kept = $2`

/** Scripts, links, clobbered names, templates, turned and invisible letters, and what a sheet takes for a formula. */
const prose: readonly ((turn: number) => string)[] = [
  (turn) => `<svg/onload=alert(${turn})>`,
  (turn) =>
    `=1+1 <img src=x onerror=alert(1)><script>alert(${turn})</script>[x](javascript&colon;alert(1))<a id=forms href="data:text/html,x">{{constructor.constructor(1)()}}\${7*7}<%= 7 %>\u202egnp\u200b.`,
]

function isProse(input: unknown, path: string): boolean {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => Object.entries(inner ?? {}).find(([key]) => key === name)?.[1], input)
  return typeof value === 'string' && /^[A-Z][a-z]+ \w+/.test(value)
}

function holds(value: unknown, words: string): boolean {
  if (typeof value === 'string') return value === words
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((inner) => holds(inner, words))
  )
}

/** Every field of the input, and every one inside the objects that an example holds. */
function fieldsOf(endpoint: Endpoint, { input }: Wanted): string[] {
  return [...new Set([...Object.keys(endpoint.input.shape), ...pathsIn(input)])]
}

function pathsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, inner]) =>
    pathsIn(inner, path === '' ? name : `${path}.${name}`),
  )
}

/** One more field where this request carries its fields; written by hand, since no object holds `__proto__` willingly. */
function withField(wire: Wire, name: string): Wire {
  if (typeof wire.body !== 'string')
    return { ...wire, path: `${wire.path}${wire.path.includes('?') ? '&' : '?'}${name}=owner` }
  const rest = wire.body.slice(1)
  return { ...wire, body: `{"${name}":"owner"${rest === '}' ? '' : ','}${rest}` }
}
