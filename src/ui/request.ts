import { pathFields, type Endpoint } from '../base/endpoint.ts'

/** What goes on the wire for one call; `headers` and `body` are absent where there is nothing to say. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body?: string
}

export const apiBase = '/api/v1'

/**
 * Lays an input out as the endpoint says: path fields into the path, `headerInput` into its header,
 * the rest into the query (GET, DELETE, and whatever else accompanies raw bytes) or a JSON body.
 * `undefined` is left out everywhere; `null` is left out of a query.
 */
export function wireRequest(
  endpoint: Endpoint,
  input: Record<string, unknown>,
  tenant: string | undefined,
): WireRequest {
  const left = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const path = filledPath(endpoint, left)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (tenant !== undefined) headers['muster-tenant'] = tenant
  if (endpoint.headerInput && left.has(endpoint.headerInput.field)) {
    headers[endpoint.headerInput.header.toLowerCase()] = asciiJson(left.get(endpoint.headerInput.field))
    left.delete(endpoint.headerInput.field)
  }
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE' || endpoint.kind === 'upload'
  if (inQuery) return { method: endpoint.method, url: withQuery(path, left), headers }
  headers['content-type'] = 'application/json'
  return {
    method: endpoint.method,
    url: apiBase + path,
    headers,
    body: JSON.stringify(Object.fromEntries(left)),
  }
}

/**
 * The address of a `download` for a plain link. A link cannot send a header, so the tenant travels
 * as the query field `tenant`, as it does for the live connection.
 */
export function downloadUrl(endpoint: Endpoint, input: Record<string, unknown>, tenant?: string): string {
  const { url } = wireRequest(endpoint, input, undefined)
  if (tenant === undefined) return url
  return `${url}${url.includes('?') ? '&' : '?'}tenant=${encodeURIComponent(tenant)}`
}

function filledPath(endpoint: Endpoint, left: Map<string, unknown>): string {
  let path = endpoint.path
  for (const field of pathFields(endpoint.path)) {
    const value = left.get(field)
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') {
      throw new TypeError(`${endpoint.name} needs ${field} for its path`)
    }
    path = path.replace(`{${field}}`, () => encodeURIComponent(value))
    left.delete(field)
  }
  return path
}

/** JSON that fits an HTTP header: everything outside printable ASCII as \\u escapes (RFC 9110 section 5.5). */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function withQuery(path: string, fields: Map<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of fields) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, queryText(one))
    }
  }
  const text = query.toString()
  return apiBase + path + (text === '' ? '' : `?${text}`)
}

function queryText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
