import { randomInt } from 'node:crypto'
import { request } from 'node:http'
import { pathFields, type Endpoint } from '../../../src/base/endpoint.ts'

/** A request as a caller means it: fields by name, whatever place on the wire each of them has. */
export interface Wanted {
  readonly input: Readonly<Record<string, unknown>>
  /** The body of an upload or of a tool's delivery. */
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** The request on the wire, for those who bend it before it is sent. */
export interface Wire {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: Uint8Array | string
}

export function wireOf(
  endpoint: Endpoint,
  wanted: Wanted,
  credentials: Readonly<Record<string, string>>,
): Wire {
  const rest: Record<string, unknown> = { ...wanted.input }
  const headers: Record<string, string> = { ...credentials, ...wanted.headers }
  // A tool's secret stands where a key would.
  if (endpoint.kind === 'webhook' && wanted.headers?.['authorization'] === undefined)
    delete headers['authorization']
  let path = `/api/v1${endpoint.path}`
  for (const field of pathFields(endpoint.path)) {
    path = path.replace(`{${field}}`, escaped(String(rest[field])))
    delete rest[field]
  }
  if (endpoint.headerInput !== undefined) {
    const { field, header } = endpoint.headerInput
    headers[header] ??= Buffer.from(JSON.stringify(rest[field]) ?? '', 'utf8').toString('latin1')
    delete rest[field]
  }
  if (wanted.bytes !== undefined || endpoint.method === 'GET' || endpoint.method === 'DELETE') {
    const query = new URLSearchParams(
      Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
    )
    return {
      method: endpoint.method,
      path: query.size > 0 ? `${path}?${query.toString()}` : path,
      headers: { ...(wanted.bytes !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(wanted.bytes !== undefined && { body: wanted.bytes }),
    }
  }
  return {
    method: endpoint.method,
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(rest),
  }
}

/** As a careless client escapes: half of a character becomes the bytes that no UTF-8 has. */
function escaped(text: string): string {
  return text
    .split(/(\p{Surrogate})/u)
    .map((part) => (/^\p{Surrogate}$/u.test(part) ? '%ED%A0%80' : encodeURIComponent(part)))
    .join('')
}

/** Sends it as it is, each time from another network, so that no limit meant for one of them is met. */
export async function sendWire(base: string, wire: Wire): Promise<Answer> {
  const response = await fetch(base + wire.path, {
    method: wire.method,
    headers: { 'x-forwarded-for': anyAddress(), ...wire.headers },
    body: typeof wire.body === 'string' || wire.body === undefined ? wire.body : new Uint8Array(wire.body),
    redirect: 'manual',
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, text: bytes.toString('latin1') }
}

/** A GET of this very path: no URL parser tidies it first. */
export function sendRawPath(
  base: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { hostname, port } = new URL(base)
  return new Promise((done, failed) => {
    const asked = request(
      { hostname, port, path, headers: { 'x-forwarded-for': anyAddress(), ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', failed)
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: new Headers(
              Object.entries(response.headers).map(([name, value]): [string, string] => [
                name,
                String(value),
              ]),
            ),
            text: Buffer.concat(chunks).toString('latin1'),
          }),
        )
      },
    )
    asked.on('error', failed)
    asked.end()
  })
}

export function anyAddress(): string {
  return `100.${randomInt(64, 128)}.${randomInt(256)}.${randomInt(256)}`
}
