/** Syslog as lines of text: RFC 5424, RFC 3164 (the old form without year and zone), also with octet counts or as in a file. */
import { ofSyslog } from '../rules/scales.ts'
import { readLines } from './entries.ts'
import { cleanLine, type Reading, type ReadSignal } from './reading.ts'
import { shared, signalOf } from './told.ts'

export function readSyslog(text: string): Reading {
  return readLines(text, readLine)
}

interface Line {
  readonly priority: number | undefined
  readonly time: string
  readonly host: string
  readonly app: string
  readonly process: string
  readonly message: string
  readonly data: Readonly<Record<string, string>>
}

/** Eight severities within a priority, and facilities 0 to 23: RFC 5424 section 6.2.1 */
const severities = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug']

function readLine(given: string): ReadSignal | string {
  const line = parseLine(given)
  if (line === undefined)
    return 'This line is no syslog message: it has neither a priority nor a time and a host.'
  const level = line.priority === undefined ? undefined : line.priority % 8
  const { host, app, message } = line
  return signalOf({
    // Numbers and addresses of processes change from line to line; the words are what it is.
    sameWhen: [host, app, message.replaceAll(/\d+/g, '#').slice(0, 500)],
    title: message,
    untitled: 'A syslog message without words',
    summary: message.length > 280 ? message : '',
    word: level === undefined ? '' : (severities[level] ?? ''),
    severity: level === undefined ? 'unknown' : ofSyslog(level),
    at: line.time,
    group: {
      key: `${host} ${app}`,
      title: app === '' ? host : `${app} (${host})`,
      because: shared('Syslog', `program ${app}`, host),
    },
    labels: [
      ['host', host],
      ['program', app],
      ['process', line.process],
      ['facility', line.priority === undefined ? '' : String(Math.floor(line.priority / 8))],
      ...Object.entries(line.data),
    ],
  })
}

function parseLine(given: string): Line | undefined {
  // RFC 6587: a count of octets may stand before a message.
  const text = given.replace(/\r$/, '').replace(/^\d{1,7} (?=<)/, '')
  const [head, digits] = /^<(\d{1,3})>/.exec(text) ?? []
  const priority = digits === undefined ? undefined : Number(digits)
  if (priority !== undefined && priority > 191) return undefined
  const rest = text.slice(head?.length ?? 0)
  return newForm(rest, priority) ?? oldForm(rest, priority) ?? bare(rest, priority)
}

const nil = (word: string | undefined) => (word === undefined || word === '-' ? '' : word)

function newForm(text: string, priority: number | undefined): Line | undefined {
  const match = /^[1-9]\d{0,2} (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) ?/.exec(text)
  if (match === null || priority === undefined) return undefined
  const [all, time, host, app, process, kind] = match
  const { data, message } = structuredData(text.slice(all.length))
  const about: Record<string, string> = nil(kind) === '' ? {} : { 'message id': nil(kind) }
  return {
    priority,
    time: nil(time),
    host: nil(host),
    app: nil(app),
    process: nil(process),
    message,
    data: { ...about, ...data },
  }
}

/** `[id name="value" ...]...` then the message; what does not keep to the form is taken as message. */
function structuredData(text: string): { data: Record<string, string>; message: string } {
  if (!text.startsWith('[')) return { data: {}, message: words(text.replace(/^- ?/, '')) }
  const pairs: [string, string][] = []
  let at = 0
  while (text[at] === '[') {
    const element = /\[([^\s\]="]{1,64})((?: [^\s\]="]{1,32}="(?:[^"\\\]]|\\.)*")*)\]/y
    element.lastIndex = at
    const match = element.exec(text)
    if (match === null) break
    for (const [, name = '', value = ''] of (match[2] ?? '').matchAll(
      / ([^\s\]="]{1,32})="((?:[^"\\\]]|\\.)*)"/g,
    ))
      if (pairs.length < 100)
        pairs.push([`${match[1] ?? ''}.${name}`, value.replaceAll(/\\(["\\\]])/g, '$1')])
    at = element.lastIndex
  }
  return { data: Object.fromEntries(pairs), message: words(text.slice(at)) }
}

/** `Mmm dd hh:mm:ss host tag[pid]: message`, or with a time of RFC 3339 as rsyslog writes files. */
function oldForm(text: string, priority: number | undefined): Line | undefined {
  const match =
    /^([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S{8,24}) (\S{1,255}) (?:([^\s:[]{1,48})(?:\[([^\]]{0,32})\])?: ?)?/.exec(
      text,
    )
  if (match === null) return undefined
  const [all, time = '', host = '', app = '', process = ''] = match
  return { priority, time, host, app, process, message: words(text.slice(all.length)), data: {} }
}

/** A priority and no more: devices send that, and RFC 3164 section 4.3.3 lets it stand. */
function bare(text: string, priority: number | undefined): Line | undefined {
  if (priority === undefined) return undefined
  const [all = '', app = '', process = ''] = /^([^\s:[]{1,48})(?:\[([^\]]{0,32})\])?: /.exec(text) ?? []
  return { priority, time: '', host: '', app, process, message: words(text.slice(all.length)), data: {} }
}

function words(text: string): string {
  return cleanLine(text.replace(/^\ufeff/, ''), 4000)
}
