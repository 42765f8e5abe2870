import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeList } from '../../src/platform/sessions/routes.ts'
import { examples } from '../guards/town/requests.ts'
import { rowHashes } from '../guards/town/rows.ts'
import { sendRawPath, wireOf, type Answer, type Wire } from '../guards/town/send.ts'
import { endpoints, headersOf, town, type Town } from '../guards/town/town.ts'
import { whyNoRefusal } from './problem.ts'
import { shareOf } from './share.ts'

const changing = endpoints.filter(
  ({ method, kind }) => kind === 'json' && (method === 'POST' || method === 'PUT'),
)

/** A body for any address: what it holds matters less than how it is written. */
const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const bodies: Readonly<Record<string, readonly [body: string | Uint8Array, statuses: readonly number[]]>> = {
  'a JSON of 10,000 storeys': [deep(10_000), [422]],
  'an array of 100,000 storeys': ['['.repeat(100_000) + ']'.repeat(100_000), [400, 422]],
  '5,000 keys': [`{${Array.from({ length: 5000 }, (_none, n) => `"k${n}":1`).join(',')}}`, [422, 413]],
  'a megabyte': [`{"text":"${'x'.repeat(2 ** 20)}"}`, [413]],
  'half a JSON': ['{"title":', [400]],
  'JSON and a rest': ['{} garbage', [400]],
  'a comment': ['{/* */}', [400]],
  'bytes that are no text': [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), [400, 422]],
  'a NUL': ['\0', [400]],
  'a byte order mark alone': ['\ufeff', [400, 422]],
  'a list': ['[]', [422]],
  'a word': ['"words"', [422]],
  'a number': ['1e400', [422]],
  'a prototype': ['{"__proto__":{"role":"owner"}}', [400, 422]],
  'a prototype of a constructor': ['{"constructor":{"prototype":{"role":"owner"}}}', [400, 422]],
}

const types = [
  'application/json\ta',
  'application/json garbage',
  'application/json; charset=utf-7',
  'application/json, text/html',
  'text/plain',
  'text/json',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/xml',
  'application/json;charset=utf-8;a=b',
  '',
]

describe('requests that no client of ours would send', () => {
  let place: Town
  let before: string
  beforeAll(async () => {
    place = await town(['owner'])
    before = (await rowHashes(place, place.home.tenantId)).business
  })
  afterAll(() => place?.stop())

  const wire = (name: string, headers: Record<string, string> = {}): Wire => {
    const endpoint = endpoints.find((known) => known.name === name)
    const wanted = examples[name]?.standing(place.home)
    if (endpoint === undefined || wanted === undefined) throw new Error(`There is no ${name}`)
    return wireOf(
      endpoint,
      { ...wanted, headers: { ...wanted.headers, ...headers } },
      headersOf(place.people, endpoint, 'owner'),
    )
  }
  const send = (sent: Wire) => place.sendWire(sent, 'owner')
  const judged = (what: string, answer: Answer, statuses: readonly number[]) => {
    const why = whyNoRefusal(answer)
    if (why !== undefined) return [`${what}: ${why}`]
    return statuses.includes(answer.status) ? [] : [`${what}: ${answer.status} ${answer.text.slice(0, 200)}`]
  }
  const takesMegabytes = (name: string) =>
    (endpoints.find((known) => known.name === name)?.bodyBytes ?? 0) > 2 ** 20
  const unchanged = async () => expect((await rowHashes(place, place.home.tenantId)).business).toBe(before)

  test.each(Object.entries(bodies).map(([what, sent], turn) => ({ what, sent, turn })))(
    'whoever sends $what is refused at addresses that take JSON',
    async ({ sent: [body, statuses], turn }) => {
      const surprises: string[] = []
      for (const { name, input } of shareOf(turn, changing)) {
        // An empty object is what an endpoint without fields takes.
        const isFieldless = Object.keys(input.shape).every((field) => wire(name).path.includes(`{${field}}`))
        if (isFieldless) continue
        // A list that is taken in may be as long as this: then its shape is what is wrong.
        const wanted = takesMegabytes(name) ? [...statuses, 404, 422] : [...statuses, 404]
        surprises.push(...judged(name, await send({ ...wire(name), body }), wanted))
      }
      expect(surprises).toEqual([])
      await unchanged()
    },
  )

  test('whoever sends JSON under another name is told so, and nothing is done', async () => {
    const surprises: string[] = []
    for (const [turn, type] of types.entries())
      for (const { name } of shareOf(turn, changing))
        surprises.push(
          ...judged(`${name} as ${type}`, await send(wire(name, { 'content-type': type })), [415, 404]),
        )
    expect(surprises).toEqual([])
    await unchanged()
  })

  test('whoever writes an address in another way than ours finds nothing there', async () => {
    const id = place.home.ids.incident
    const addresses = [
      '/api/v1/incidents%2f',
      `/api/v1/incidents/${id}%2Ftasks`,
      `/api/v1//incidents`,
      `//api/v1/incidents`,
      `/api/v1/incidents/`,
      `/api/v1/incidents;x=1`,
      `/API/V1/incidents`,
      `/api/v1/Incidents`,
      `/api/v1/incidents.`,
      `/api/v1/incidents/${id}/..%2f..%2fmembers`,
      `/api/v1/incidents/%2e%2e/members`,
      `/api/v1/incidents\\${id}`,
      `/api/v1/incidents/${id.toUpperCase()}`,
      `/api/v1/incidents/${id}%00`,
      `/api/v1/incidents/${id}%20`,
      `/api/v1/incidents/%c0%af`,
      `/api/v1/incidents/%zz`,
      `/api/v2/incidents`,
      '/api/auth/../v1/incidents',
      '/.env',
      '/.git/config',
      '/etc/passwd',
      '/assets/..%2f..%2fpackage.json',
    ]
    const headers = { ...place.people.get('owner')?.headers }
    const surprises: string[] = []
    for (const path of addresses)
      surprises.push(...judged(path, await sendRawPath(place.base, path, headers), [404, 422]))
    expect(surprises).toEqual([])
  })

  test('whoever uses a method that an address does not take is told which it takes', async () => {
    const surprises: string[] = []
    for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
      const known = endpoints.filter((endpoint) => endpoint.path === path)
      const own: string[] = known.map(({ method }) => method)
      const sent = wire(known[0]?.name ?? '')
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'].filter(
        (verb) => !own.includes(verb),
      )) {
        const { body: _body, ...rest } = sent
        const answer = await send({ ...rest, method })
        surprises.push(...judged(`${method} ${path}`, answer, [405]))
        const allow = (answer.headers.get('allow') ?? '').split(', ').toSorted()
        if (answer.status === 405 && allow.join() !== own.toSorted().join())
          surprises.push(`${method} ${path} allows ${allow.join()}`)
      }
      const override = await send({
        ...wire(known[0]?.name ?? ''),
        method: 'PATCH',
        headers: { ...sent.headers, 'x-http-method-override': own[0] ?? '' },
      })
      surprises.push(...judged(`override of ${path}`, override, [405, 400, 415]))
    }
    expect(surprises).toEqual([])
    await unchanged()
  })

  test('another site cannot make a signed-in browser change anything', async () => {
    const surprises: string[] = []
    const strange: readonly Record<string, string>[] = [
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `${place.origin}.evil.example` },
      { origin: place.origin.replace('http:', 'https:') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]
    const verbs = endpoints.filter(({ method, permission }) => method !== 'GET' && permission !== 'public')
    for (const { name } of verbs)
      for (const headers of strange)
        surprises.push(
          ...judged(`${name} ${JSON.stringify(headers)}`, await send(wire(name, headers)), [403]),
        )
    for (const { method, path } of routeList.filter((route) => route.method !== 'GET'))
      for (const headers of strange.slice(0, 5)) {
        const sent = { 'content-type': 'application/json', ...place.people.get('owner')?.headers, ...headers }
        surprises.push(
          ...judged(
            `${path} ${JSON.stringify(headers)}`,
            await send({ method, path, headers: sent, body: '{}' }),
            [403],
          ),
        )
      }
    expect(surprises).toEqual([])
    expect(verbs.length).toBeGreaterThan(30)
    await unchanged()
  })

  test('another site reads nothing either: no answer invites it, and every one is marked as what it is', async () => {
    const surprises: string[] = []
    for (const { name, kind } of endpoints.filter(({ method }) => method === 'GET')) {
      const { status, headers } = await send(wire(name, { origin: 'https://evil.example' }))
      if (headers.get('access-control-allow-origin') !== null) surprises.push(`${name} invites other sites`)
      if (headers.get('x-content-type-options') !== 'nosniff')
        surprises.push(`${name} can be taken for something else`)
      if (
        !headers
          .get('content-security-policy')
          ?.includes(kind === 'download' && status === 200 ? 'sandbox' : "default-src 'none'")
      )
        surprises.push(`${name} has no policy`)
      if (headers.get('x-frame-options') !== 'DENY') surprises.push(`${name} can be framed`)
      if (headers.get('cache-control') !== 'no-store') surprises.push(`${name} may be kept in a cache`)
      if (
        kind === 'download' &&
        status === 200 &&
        !headers.get('content-disposition')?.startsWith('attachment;')
      )
        surprises.push(`${name} is shown, not saved`)
    }
    expect(surprises).toEqual([])
  })

  test('a key that is broken, strange or sent twice opens nothing', async () => {
    const { apiKey } = place.home
    const surprises: string[] = []
    for (const authorization of [
      'Bearer ',
      'Bearer x',
      `bearer ${apiKey}`,
      `Bearer ${apiKey}x`,
      `Bearer ${apiKey.slice(0, -1)}`,
      `Basic ${btoa(`a:${apiKey}`)}`,
      `Bearer ${apiKey}, Bearer ${apiKey}`,
      'Negotiate YII=',
      `Bearer mk_${'A'.repeat(43)}`,
      `Bearer ${apiKey.toUpperCase()}`,
    ])
      surprises.push(
        ...judged(
          authorization.slice(0, 20),
          await send({ method: 'GET', path: '/api/v1/incidents', headers: { authorization } }),
          [401],
        ),
      )
    const inQuery = await send({
      method: 'GET',
      path: `/api/v1/incidents?token=${apiKey}&api_key=${apiKey}`,
      headers: {},
    })
    surprises.push(...judged('in the address', inQuery, [401, 422]))
    expect(surprises).toEqual([])
  })
})
