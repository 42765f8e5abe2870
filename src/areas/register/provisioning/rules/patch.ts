import { refuse } from '../../../../base/refusal.ts'

/** One thing that a directory wants changed; the attribute in small letters, as `name.givenname`. */
export interface Change {
  readonly op: 'add' | 'replace' | 'remove'
  readonly attribute: string
  /** What stands in brackets: `type eq "work"`. */
  readonly selector: string | undefined
  readonly value: unknown
}

export const mostOperations = 1000
const longestPath = 500
const place = /^([a-z$][\w$-]*)(?:\[([^\]]*)\])?((?:\.[a-z$][\w$-]*)?)$/i
const own = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i

/**
 * The operations of a PATCH. Entra ID writes `Add` and `Replace` with a capital, Okta leaves the path out and gives an
 * object: both are read (RFC 7644 section 3.5.2).
 */
export function readPatch(body: unknown): readonly Change[] {
  const operations = isObject(body) ? (body['Operations'] ?? body['operations']) : undefined
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > mostOperations)
    return refuseSyntax(`Send "Operations", at most ${mostOperations} of them.`)
  return operations.flatMap((operation: unknown) => {
    const op = isObject(operation) ? String(operation['op']).toLowerCase() : ''
    if (!isObject(operation) || (op !== 'add' && op !== 'replace' && op !== 'remove'))
      return refuseSyntax('Each operation is "add", "replace" or "remove".')
    const { path, value } = operation
    if (path === undefined || path === null || path === '') {
      if (op === 'remove')
        refuse('invalid', 'What is to be removed has to be named.', { status: 400, reason: 'noTarget' })
      return changesIn(op, value)
    }
    return typeof path === 'string' ? changeAt(op, path, value) : refusePath()
  })
}

/** A whole resource, as the changes that make it so: what it does not speak of stays. */
export function readResource(body: unknown): readonly Change[] {
  return changesIn('replace', body)
}

function changesIn(op: Change['op'], value: unknown): Change[] {
  if (!isObject(value)) return refuseSyntax('Send an object of attributes.')
  return Object.entries(value).flatMap(([path, inner]) =>
    // Objects of an extension, and what only we may write.
    /^(?:schemas|id|meta|groups|password)$/i.test(path) ? [] : changeAt(op, path, inner),
  )
}

/** None for an attribute of an extension: it is not kept here. */
function changeAt(op: Change['op'], path: string, value: unknown): Change[] {
  if (path.length > longestPath) return refusePath()
  const plain = path.replace(own, '')
  if (/^urn:/i.test(plain)) return []
  const [, head = '', selector, sub = ''] = place.exec(plain) ?? refusePath()
  return [{ op, attribute: (head + sub).toLowerCase(), selector: selector?.trim(), value }]
}

/** An object, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuseSyntax(message: string): never {
  refuse('invalid', message, { status: 400, reason: 'invalidSyntax' })
}

function refusePath(): never {
  refuse('invalid', 'This path is not understood here.', { status: 400, reason: 'invalidPath' })
}
