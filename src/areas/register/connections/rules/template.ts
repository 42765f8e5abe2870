/**
 * A request as its owner wrote it down, with blanks in double braces. A value is encoded for the place in which its blank
 * stands: it can neither leave its segment of a path, its parameter, its line of a header or its string of JSON.
 */
import { refuse } from '../../../../base/refusal.ts'
import type { RequestTemplate } from '../contract.ts'

/** What is known without asking anybody. */
export const knownBlanks = [
  'value',
  'kind',
  'reason',
  'person',
  'incident.number',
  'incident.id',
  'now',
  'secret',
] as const

export type Values = Readonly<Record<string, string>>

export interface BuiltRequest {
  readonly method: RequestTemplate['method']
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const blank = /\{\{\s*([^{}]*?)\s*\}\}/g
// The one name of this kind that every object inherits is no blank.
const ownName = /^(?!constructor$)[a-z][a-z0-9_]{0,39}$/
/** Stands where a secret would be shown. */
export const hiddenSecret = '••••••'

/** The blanks that a person or a step has to fill, each once, in the order in which they stand. */
export function ownBlanks(template: RequestTemplate): string[] {
  return [...namesIn(template)].filter((name) => !isKnownBlank(name))
}

export function isKnownBlank(name: string): boolean {
  return (knownBlanks as readonly string[]).includes(name) // widened: the list is of literals
}

export function asks(template: RequestTemplate, name: (typeof knownBlanks)[number]): boolean {
  return namesIn(template).has(name)
}

/** What is wrong with a template, by the field it stands in; empty where a request can be made of it. */
export function templateFaults(template: RequestTemplate): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = []
  const say = (path: string, message: string) => void faults.push({ path, message })
  for (const [path, text] of textsOf(template))
    for (const found of blanksIn(text))
      if (!isKnownBlank(found.name) && !ownName.test(found.name))
        say(
          path,
          `{{${found.name.slice(0, 40)}}} is no name. Use small letters, numbers and _, as {{device_id}}.`,
        )
      else if (found.filters.some((one) => one !== 'base64' && one !== 'base64url'))
        say(path, `Behind a | only base64 or base64url may stand, as {{${found.name}|base64}}.`)
  const address = addressFault(template.address)
  if (address !== undefined) say('address', address)
  const names = template.headers.map(({ name }) => name.toLowerCase())
  for (const { name, value } of template.headers)
    if (!isHeaderName(name)) say('headers', `"${name.slice(0, 60)}" cannot be the name of a header here.`)
    else if (isSecretHeader(name) && ![...blanksIn(value)].some((one) => one.name === 'secret'))
      say(
        'headers',
        `Write {{secret}} into ${name}, and the secret itself into its own field: there it is sealed.`,
      )
    else if (!isHeaderText(value.replaceAll(blank, 'x')))
      say('headers', `What ${name} holds must stand on one line, in plain letters.`)
  if (new Set(names).size < names.length) say('headers', 'Each header may stand here once.')
  if (template.bodyKind === 'json' && parsedJson(template.body) === undefined)
    say('body', 'This is no JSON. Blanks stand inside quotation marks, as "{{value}}".')
  if (template.bodyKind === 'json' && holdsBlankName(parsedJson(template.body)))
    say('body', 'A blank may stand in a value, not in the name of a field.')
  if (template.bodyKind === 'form' && [...new URLSearchParams(template.body).keys()].some(isBlankName))
    say('body', 'A blank may stand in a value, not in the name of a field.')
  if (template.bodyKind !== 'none' && template.method === 'GET')
    say('bodyKind', 'A request that reads (GET) has no body. Choose POST, or no body.')
  return faults
}

/**
 * @throws Refusal `invalid` where a blank stays empty, or a value cannot stand in its place
 */
export function buildRequest(template: RequestTemplate, values: Values): BuiltRequest {
  const missing = [...namesIn(template)].filter((name) => (values[name] ?? '') === '')
  if (missing.length > 0) {
    const names = missing.map((name) => `{{${name}}}`).join(', ')
    refuse(
      'invalid',
      missing.includes('secret') ? 'Its secret is missing. An owner enters it again.' : `Fill in ${names}.`,
      {
        faults: missing.map((name) => ({ path: `inputs.${name}`, message: 'must be filled in' })),
      },
    )
  }
  const url = filledAddress(template.address, values)
  const headers: Record<string, string> = {}
  for (const { name, value } of template.headers) headers[name] = headerText(name, filled(value, values))
  const body = filledBody(template, values)
  const hasType = template.headers.some(({ name }) => name.toLowerCase() === 'content-type')
  if (body !== undefined && !hasType)
    headers['Content-Type'] =
      template.bodyKind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  if (!template.headers.some(({ name }) => name.toLowerCase() === 'accept'))
    headers['Accept'] = 'application/json, */*'
  return { method: template.method, url, headers, ...(body !== undefined && { body }) }
}

/** The request in one line for people: no header, no secret. Undefined while something is missing. */
export function requestLine(template: RequestTemplate, values: Values): string | undefined {
  const shown: Values = { ...values, secret: hiddenSecret }
  if ([...namesIn(template)].some((name) => (shown[name] ?? '') === '')) return undefined
  const address = fill(template.address, shown, (text, name) =>
    name === 'secret' ? hiddenSecret : encodeURIComponent(wellFormed(text)),
  )
  return `${template.method} ${address}`
}

function* blanksIn(text: string): Generator<{ name: string; filters: string[] }> {
  for (const [, inner = ''] of text.matchAll(blank)) {
    const [name = '', ...filters] = inner.split('|').map((part) => part.trim())
    yield { name, filters }
  }
}

function namesIn(template: RequestTemplate): Set<string> {
  return new Set(textsOf(template).flatMap(([, text]) => [...blanksIn(text)].map(({ name }) => name)))
}

function textsOf({ address, headers, body, bodyKind }: RequestTemplate): [path: string, text: string][] {
  return [
    ['address', address],
    ...headers.map(({ value }): [string, string] => ['headers', value]),
    ...(bodyKind === 'none' ? [] : [['body', body] satisfies [string, string]]),
  ]
}

function addressFault(address: string): string | undefined {
  const [origin = ''] = /^[^?#]*?:\/\/[^/?#]*/.exec(address) ?? []
  if (origin.includes('{{')) return 'The name of the server is fixed: no blank may stand in it.'
  const plain = address.replaceAll(blank, 'x')
  const url = URL.canParse(plain) && !/[\s\\]/.test(plain) ? new URL(plain) : undefined
  const isPlain =
    /^https?:\/\/[^/?#]/i.test(plain) &&
    url !== undefined &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  return isPlain ? undefined : 'Enter the whole address from https:// on, without a login and without #.'
}

/** A name that may stand in the head of a request (RFC 9110 section 5), and is not ours to write. */
function isHeaderName(name: string): boolean {
  return (
    /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/i.test(name) &&
    !/^(?:host|connection|content-(?!type$).*|transfer-encoding|te|trailer|upgrade|expect|accept-encoding|user-agent|proxy-.*)$/i.test(
      name,
    )
  )
}

/** What usually holds a password or a key. */
function isSecretHeader(name: string): boolean {
  return /authori[sz]ation|api-?key|token|secret|^key$|^cookie$/i.test(name)
}

function isHeaderText(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)
}

function headerText(name: string, text: string): string {
  if (isHeaderText(text)) return text
  return refuse(
    'invalid',
    `What stands in the header ${name} must be plain letters on one line. Check the values.`,
  )
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isBlankName(name: string): boolean {
  return name.includes('{{')
}

function holdsBlankName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, inner]) => isBlankName(name) || holdsBlankName(inner))
}

function filled(text: string, values: Values): string {
  return fill(text, values, (value) => value)
}

function fill(text: string, values: Values, encode: (text: string, name: string) => string): string {
  return text.replaceAll(blank, (_whole, inner: string) => {
    const [name = '', ...filters] = inner.split('|').map((part) => part.trim())
    return encode(filters.reduce(filteredBy, values[name] ?? ''), name)
  })
}

function filteredBy(text: string, filter: string): string {
  const bytes = new TextEncoder().encode(text)
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  if (filter === 'base64') return base64
  return filter === 'base64url' ? base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') : text
}

/** A segment of dots alone climbs in the path, however it is encoded. */
function filledAddress(address: string, values: Values): string {
  const written = fill(address, values, (text) => encodeURIComponent(wellFormed(text)))
  const path = /^[^?#]*?:\/\/[^/?#]*([^?#]*)/.exec(written)?.[1] ?? ''
  if (path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment)))
    refuse(
      'invalid',
      'This value cannot stand in an address. Check it, or ask an owner about the connection.',
    )
  return new URL(written).href
}

function filledBody({ bodyKind, body }: RequestTemplate, values: Values): string | undefined {
  if (bodyKind === 'none') return undefined
  if (bodyKind === 'json') return JSON.stringify(filledJson(parsedJson(body), values))
  const pairs = [...new URLSearchParams(body)].map(([name, text]): [string, string] => [
    name,
    filled(text, values),
  ])
  return new URLSearchParams(pairs).toString()
}

function filledJson(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return filled(value, values)
  if (Array.isArray(value)) return value.map((inner: unknown) => filledJson(inner, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filledJson(inner, values)]))
}

/** Half a character cannot be encoded. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}
