/** Aggregate reports of DMARC (RFC 7489 appendix C): who sent mail in the name of our domain, told by those who got it. */
import { SaxesParser } from 'saxes'
import { faulty } from '../entries.ts'
import { limits, type Reading, type ReadSignal } from '../reading.ts'
import { signalOf } from '../told.ts'
import { unpackedReport } from './unpack-report.ts'

interface Record {
  ip: string
  count: number
  disposition: string
  dkim: string
  spf: string
  from: string
}

interface Report {
  organisation: string
  id: string
  end: string
  domain: string
  policy: string
  readonly records: Record[]
}

const mostRecords = 10_000
const deepest = 20

/** The signals of a report, as XML or packed; undefined for what is none. One for each address whose mail failed. */
export function readDmarc(bytes: Buffer): Reading | undefined {
  const text = unpackedReport(bytes)
  if (text === undefined || !/<(?:\w+:)?feedback[\s>]/u.test(text.slice(0, 5000))) return undefined
  const report = parse(text)
  if (report.domain === '' || report.records.length === 0)
    return faulty('This DMARC report is broken: it names no domain, or holds no record.')
  const failed = new Map<string, Record>()
  for (const record of report.records) {
    // Either check that passed and fits the visible sender is enough for DMARC.
    if (record.dkim === 'pass' || record.spf === 'pass') continue
    const known = failed.get(record.ip)
    if (known === undefined) failed.set(record.ip, { ...record })
    else known.count += record.count
  }
  const rows = [...failed.values()].toSorted((a, b) => b.count - a.count).slice(0, limits.signals)
  const signals = rows.map((record) => failedSignal(report, record))
  return { signals: signals.length > 0 ? signals : [allPassed(report)], faults: [] }
}

function failedSignal(report: Report, record: Record): ReadSignal {
  const passed = record.disposition === 'none' || record.disposition === ''
  return signalOf({
    sameWhen: ['dmarc', report.domain, record.ip],
    title: `Mail in the name of ${report.domain} from ${record.ip} failed its checks`,
    untitled: 'DMARC',
    summary: `${report.organisation} received ${record.count} such mails${passed ? ' and delivered them' : `; they were treated as: ${record.disposition}`}. Either a service of yours is not set up, or somebody sends in your name.`,
    word: record.disposition || 'none',
    severity: passed ? 'medium' : 'low',
    at: Number(report.end),
    group: {
      key: `dmarc:${report.domain}:${record.ip}`,
      title: `${report.domain}: ${record.ip}`,
      because: 'These DMARC reports speak of the same domain and the same sending address.',
    },
    labels: labelsOf(report, record),
  })
}

function allPassed(report: Report): ReadSignal {
  const count = report.records.reduce((total, record) => total + record.count, 0)
  return signalOf({
    sameWhen: ['dmarc', report.domain, 'passed'],
    title: `All mail in the name of ${report.domain} passed its checks`,
    untitled: 'DMARC',
    summary: `${report.organisation} received ${count} mails.`,
    word: 'pass',
    severity: 'low',
    at: Number(report.end),
    isOver: true,
    group: {
      key: `dmarc:${report.domain}`,
      title: report.domain,
      because: 'These DMARC reports speak of the same domain.',
    },
    labels: labelsOf(report, undefined),
  })
}

function labelsOf(report: Report, record: Record | undefined): [string, unknown][] {
  return [
    ['domain', report.domain],
    ['policy', report.policy],
    ['reporter', report.organisation],
    ['report id', report.id],
    ['source.ip', record?.ip ?? ''],
    ['count', record?.count ?? ''],
    ['dkim', record?.dkim ?? ''],
    ['spf', record?.spf ?? ''],
    ['header from', record?.from ?? ''],
  ]
}

/** Entities are never defined and nothing is fetched: the parser knows neither. A broken end leaves what was read. */
function parse(text: string): Report {
  const report: Report = { organisation: '', id: '', end: '', domain: '', policy: '', records: [] }
  const path: string[] = []
  let words = ''
  let isBroken = false
  const parser = new SaxesParser()
  parser.on('error', () => {
    isBroken = true
  })
  parser.on('opentag', ({ name }) => {
    const local = name.slice(name.indexOf(':') + 1)
    if (path.length < deepest) path.push(local)
    words = ''
    if (local === 'record' && report.records.length < mostRecords)
      report.records.push({ ip: '', count: 0, disposition: '', dkim: '', spf: '', from: '' })
  })
  parser.on('text', (part) => {
    if (words.length < 500) words += part
  })
  parser.on('closetag', () => {
    keep(report, path.slice(1).join('/'), words.trim().slice(0, 300))
    words = ''
    path.pop()
  })
  for (let at = 0; at < text.length && !isBroken; at += 65_536) parser.write(text.slice(at, at + 65_536))
  return report
}

function keep(report: Report, path: string, words: string): void {
  const record = report.records.at(-1)
  switch (path) {
    case 'report_metadata/org_name':
      report.organisation = words
      break
    case 'report_metadata/report_id':
      report.id = words
      break
    case 'report_metadata/date_range/end':
      report.end = words
      break
    case 'policy_published/domain':
      report.domain = words.toLowerCase()
      break
    case 'policy_published/p':
      report.policy = words
      break
    default:
      if (record !== undefined && path.startsWith('record/')) keepRecord(record, path.slice(7), words)
  }
}

function keepRecord(record: Record, path: string, words: string): void {
  if (path === 'row/source_ip') record.ip = words
  else if (path === 'row/count') record.count = /^\d{1,12}$/u.test(words) ? Number(words) : 0
  else if (path === 'row/policy_evaluated/disposition') record.disposition = words.toLowerCase()
  else if (path === 'row/policy_evaluated/dkim') record.dkim = words.toLowerCase()
  else if (path === 'row/policy_evaluated/spf') record.spf = words.toLowerCase()
  else if (path === 'identifiers/header_from') record.from = words
}
