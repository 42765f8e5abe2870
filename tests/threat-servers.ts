import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { program, type Taken } from './program.ts'

/**
 * Servers that answer as public documentation says: MISP by its OpenAPI description (attributes/restSearch, events,
 * sightings, servers/getVersion), TAXII 2.1 by the standard of OASIS. No real one runs in these tests.
 */
export const mispKey = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0'

export interface MispAttribute {
  readonly uuid: string
  readonly type: string
  readonly value: string
  readonly to_ids: boolean
  deleted: boolean
  readonly timestamp: string
  readonly comment: string
  readonly Event: { readonly id: string; readonly info: string; readonly uuid: string }
  readonly Tag: readonly { readonly name: string; readonly colour: string }[]
}

export function attribute(
  change: Partial<MispAttribute> & Pick<MispAttribute, 'type' | 'value'>,
): MispAttribute {
  return {
    ...{ uuid: randomUUID(), to_ids: true, deleted: false, comment: '' },
    timestamp: String(Math.floor(Date.now() / 1000) - 3600),
    Event: { id: '7', info: 'Fake invoices', uuid: randomUUID() },
    Tag: [{ name: 'tlp:green', colour: '#33ff00' }],
    ...change,
  }
}

export async function mispServer(attributes: MispAttribute[]) {
  const events = new Map<string, Record<string, unknown>>()
  const published: string[] = []
  const sightings: { readonly uuid: string; readonly body: unknown }[] = []
  const state = { isBusy: false, breaksOff: false, isClosed: false }
  const { base, taken } = await program((response, request) => {
    if (state.isBusy) return void response.writeHead(503).end()
    if (request.headers.authorization !== mispKey)
      return json(response, 403, {
        name: 'Authentication failed',
        message: 'Authentication failed',
        url: request.url,
      })
    // It answers, and lets nobody change anything.
    if (state.isClosed && (request.method === 'PUT' || request.method === 'DELETE'))
      return json(response, 403, { name: 'You do not have permission to do that.' })
    const [, noun = '', verb = '', id = ''] = (request.url ?? '').split('/')
    switch (`${request.method} ${noun}/${verb}`) {
      case 'GET servers/getVersion':
        return json(response, 200, { version: '2.4.190', perm_sync: false, perm_sighting: true })
      case 'POST attributes/restSearch':
        return json(response, 200, { response: { Attribute: found(attributes, request) } })
      case 'GET events/view':
        return events.has(id) ? json(response, 200, events.get(id)) : missing(response, request)
      case 'POST events/add': {
        const event = eventIn(request)
        if (events.has(event.uuid)) return json(response, 409, { message: 'Event already exists' })
        events.set(event.uuid, JSON.parse(request.body) as Record<string, unknown>) // as it was sent
        if (state.breaksOff) return void response.destroy()
        return json(response, 200, { Event: { ...event, id: '99' } })
      }
      case 'PUT events/edit':
        if (!events.has(id)) return missing(response, request)
        events.set(id, JSON.parse(request.body) as Record<string, unknown>) // as it was sent
        return json(response, 200, { Event: { ...eventIn(request), id: '99' } })
      case 'POST events/publish':
        published.push(id)
        return json(response, 200, { name: 'Publish', message: 'Job queued', url: request.url, id })
      case 'DELETE events/delete':
        return events.delete(id)
          ? json(response, 200, { name: 'Event deleted.', message: 'Event deleted.', url: request.url })
          : missing(response, request)
      case 'POST sightings/add':
        sightings.push({ uuid: id, body: JSON.parse(request.body) })
        return json(response, 200, { Sighting: { id: '1', attribute_uuid: id, type: '0' } })
      default:
        return missing(response, request)
    }
  })
  return { base, taken, events, published, sightings, state }
}

function found(attributes: readonly MispAttribute[], request: Taken): unknown[] {
  const wanted = JSON.parse(request.body) as Record<string, unknown> // as the client made it
  const [page, limit] = [Number(wanted['page']), Number(wanted['limit'])]
  return attributes
    .filter(({ deleted }) => !deleted || Array.isArray(wanted['deleted']))
    .filter((one) => wanted['to_ids'] === undefined || one.to_ids === wanted['to_ids'])
    .slice((page - 1) * limit, page * limit)
}

function eventIn(request: Taken): { readonly uuid: string } {
  return (JSON.parse(request.body) as { Event: { uuid: string } }).Event // as the client made it
}

function missing(response: ServerResponse, { url }: Taken): void {
  json(response, 404, { name: 'Invalid event', message: 'Invalid event', url })
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  head: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...head })
  response.end(JSON.stringify(body))
}

/** Discovery, one API root, one collection that may be read and one that may not; the objects in pages of two. */
export async function taxiiServer(pages: readonly (readonly object[])[]) {
  const login = `Basic ${Buffer.from('reader:sesame').toString('base64')}`
  const head = { 'content-type': 'application/taxii+json;version=2.1' }
  const server = await program((response, { headers, url = '' }) => {
    const { pathname, searchParams } = new URL(url, 'http://x')
    if (headers.authorization !== login) return json(response, 401, { title: 'Who is it?' }, head)
    if (headers.accept !== 'application/taxii+json;version=2.1')
      return json(response, 406, { title: 'No' }, head)
    if (pathname === '/taxii2/')
      return json(
        response,
        200,
        { title: 'Sector feeds', api_roots: ['/root1/', 'https://elsewhere.example/r/'] },
        head,
      )
    if (pathname === '/root1/collections/')
      return json(response, 200, { collections: [collection('c1', true), collection('c2', false)] }, head)
    if (pathname !== '/root1/collections/c1/objects/') return json(response, 404, { title: 'Nothing' }, head)
    const at = Number(searchParams.get('next') ?? '0')
    const more = at + 1 < pages.length
    const last = { 'x-taxii-date-added-last': `2026-03-0${at + 1}T00:00:00.000Z` }
    json(
      response,
      200,
      { objects: pages[at] ?? [], more, ...(more && { next: String(at + 1) }) },
      { ...head, ...last },
    )
  })
  return { ...server, collection: `${server.base}/root1/collections/c1/` }
}

function collection(id: string, isReadable: boolean) {
  const types = ['application/stix+json;version=2.1']
  return { id, title: `Feed ${id}`, can_read: isReadable, can_write: false, media_types: types }
}
