/** JSON logs: one object a line, one array, or `{ "Records": [...] }` as CloudTrail delivers it. */
import { refuse } from '../../../../base/refusal.ts'

export interface JsonRecord {
  readonly row: number
  readonly fields: Readonly<Record<string, unknown>>
  readonly fault?: string
}

/**
 * Every record of the text in its order, one at a time; a line that is no object is a fault of its own.
 * @throws Refusal `invalid` for a document of more values than memory is spent on
 */
export function* recordsOf(text: string): Generator<JsonRecord> {
  const whole = wholeDocument(text)
  if (whole !== undefined) {
    for (const [n, value] of whole.entries()) yield recordOf(value, n + 1)
    return
  }
  let row = 0
  for (const line of linesOf(text)) {
    row += 1
    if (line.trim() !== '') yield recordOf(parsed(line), row)
  }
}

/** Without making all of them first. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start)
    if (end < 0) {
      yield text.slice(start)
      return
    }
    yield text.slice(start, end)
    start = end + 1
  }
}

/** What one CloudTrail record says, as the columns of an event; its own id makes it the same event in every file. */
export function fieldsOfCloudTrail(record: Readonly<Record<string, unknown>>): {
  fields: Record<string, string>
  id?: string
} {
  const identity = objectOf(record['userIdentity'])
  const issuer = objectOf(objectOf(identity['sessionContext'])['sessionIssuer'])
  const who =
    wordOf(identity['userName']) ||
    wordOf(identity['arn']) ||
    wordOf(issuer['userName']) ||
    wordOf(identity['invokedBy']) ||
    wordOf(identity['type'])
  const failure = wordOf(record['errorCode'])
  const from = wordOf(record['sourceIPAddress'])
  const service = wordOf(record['eventSource']).replace(/\.amazonaws\.com$/, '')
  const region = wordOf(record['awsRegion'])
  const message = [
    `${wordOf(record['eventName'])}${service === '' ? '' : ` (${service})`}`,
    from === '' ? '' : `from ${from}`,
    region === '' ? '' : `in ${region}`,
    failure === '' ? '' : `refused: ${failure}`,
  ]
  const id = wordOf(record['eventID'])
  return {
    fields: {
      eventTime: wordOf(record['eventTime']),
      message: wordOf(record['eventName']) === '' ? '' : message.filter((part) => part !== '').join(' '),
      user: who,
    },
    ...(/^[0-9a-zA-Z-]{8,100}$/.test(id) && { id: `cloudtrail:${id}` }),
  }
}

function wholeDocument(text: string): unknown[] | undefined {
  if (isLines(text)) return undefined
  const value = parsed(text)
  if (Array.isArray(value)) return value
  const records = objectOf(value)['Records']
  return Array.isArray(records) ? records : undefined
}

/** Whether the first line is a document of its own, and another follows: then no more of it is read than a line. */
function isLines(text: string): boolean {
  const end = text.indexOf('\n')
  if (end < 0 || end > 1_000_000 || text.slice(end).trim() === '') return false
  const first = text.slice(0, end).trim()
  return first.startsWith('{') && first.endsWith('}') && parsed(first) !== undefined
}

/** A document is built whole; 3 bytes can be a value, so its values are counted before. */
const valuesAtMost = 3_000_000

function parsed(text: string): unknown {
  if (text.length > valuesAtMost && countCommas(text) > valuesAtMost)
    refuse('invalid', 'The file holds more values than can be read at once. Cut it to the hours that matter.')
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function countCommas(text: string): number {
  let count = 0
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) count += 1
  return count
}

function recordOf(value: unknown, row: number): JsonRecord {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { row, fields: objectOf(value) }
  return { row, fields: {}, fault: 'This is no JSON object.' }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // What JSON gave as an object has text for keys; each value is looked at before it is used.
      (value as Record<string, unknown>)
    : {}
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 1000) : ''
}
