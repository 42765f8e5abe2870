/** JSON logs: one object a line, one array, or `{ "Records": [...] }` as CloudTrail delivers it. */

export interface JsonRecord {
  readonly row: number
  readonly fields: Readonly<Record<string, unknown>>
  readonly fault?: string
}

/** Every record of the text in its order; a line that is no object is a fault of its own. */
export function recordsOf(text: string): JsonRecord[] {
  const whole = wholeDocument(text)
  if (whole !== undefined) return whole.map((value, n) => recordOf(value, n + 1))
  return text.split(/\r?\n/).flatMap((line, n) => (line.trim() === '' ? [] : [recordOf(parsed(line), n + 1)]))
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
  const value = parsed(text)
  if (Array.isArray(value)) return value
  const records = objectOf(value)['Records']
  return Array.isArray(records) ? records : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
