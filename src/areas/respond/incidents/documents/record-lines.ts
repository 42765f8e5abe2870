import english from '../messages/en.json' with { type: 'json' }
import type { Clock } from './report-times.ts'
import { words } from './report-words.ts'

/** One leaf of the incident's stream, as the ledger answers it; an erased field is absent. */
export interface RecordLeaf {
  readonly number: number
  readonly kind: string
  readonly at: Date
  readonly fields: Readonly<Record<string, string>>
}

/** What ends a case or takes its end back: what stands after the last of these is about how it stands now. */
export const endsOrReopens: readonly string[] = ['incident.close', 'incident.reopen', 'incident.unmerge']

export interface RecordLine {
  readonly number: number
  readonly day: string
  readonly time: string
  readonly offset: string
  readonly by: string
  readonly what: string
  readonly text: string
}

/** A leaf as one line of the timeline: who did what, and the words that were recorded with it. */
export function recordLine(leaf: RecordLeaf, clock: Clock): RecordLine {
  return {
    number: leaf.number,
    day: clock.day(leaf.at),
    time: clock.time(leaf.at),
    offset: clock.offset(leaf.at),
    by: field(leaf, 'by'),
    what: happened(leaf),
    text: textOf(leaf) + aside(leaf) + saidAgo(leaf, clock) + restsOn(leaf, clock),
  }
}

/** What happened: in words of the report's own, else in those that the timeline on the screen has for it. */
export function happened(leaf: Pick<RecordLeaf, 'kind' | 'fields'>): string {
  const own = words.entry[leaf.kind]
  if (own !== undefined) return own
  const [noun = '', verb = ''] = leaf.kind.split('.')
  const lines: Readonly<Record<string, string | Readonly<Record<string, unknown>>>> = english.line
  const group = lines[noun]
  const sentence = typeof group === 'object' ? group[verb] : undefined
  if (typeof sentence !== 'string') return leaf.kind
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_blank, name: string) => leaf.fields[name] ?? '…')
}

/** A field of a leaf; `[erased]` where it can no longer be read. */
export function field(leaf: RecordLeaf, name: string): string {
  return leaf.fields[name] ?? words.erased
}

/** A word of a closed list in plain words; one that is unknown here prints as it is. */
export function plain(table: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(table, word) ? (table[word] ?? word) : word
}

/** What a sealed file is, from its leaf: the hash and size of its bytes, and the name it came with. */
export function sealedFile(leaf: RecordLeaf): { sha256: string; size: string; name: string } {
  for (const value of Object.values(leaf.fields)) {
    const [, sha256, size, name] = /^sha256:([0-9a-f]{64}) (\d+) (.*)$/s.exec(value) ?? []
    if (sha256 !== undefined && size !== undefined) return { sha256, size, name: name ?? '' }
  }
  return { sha256: field(leaf, 'sha256'), size: field(leaf, 'size'), name: field(leaf, 'name') }
}

/** `17,179,869,184 bytes`; what is no number stays as it is. */
export function bytesInWords(size: string): string {
  return /^\d+$/.test(size) ? `${BigInt(size).toLocaleString('en-GB')} bytes` : size
}

function textOf(leaf: RecordLeaf): string {
  const of = (name: string) => field(leaf, name)
  switch (leaf.kind) {
    case 'incident.open':
      return `${of('title')} (${plain(words.severity, of('severity'))})`
    case 'incident.close':
      return `${plain(words.disposition, of('disposition'))}. ${of('summary')}`
    case 'severity.change':
      return because(
        `${plain(words.severity, of('from'))} to ${plain(words.severity, of('to'))}`,
        of('reason'),
      )
    case 'lead.change':
      return `${of('name')} leads`
    case 'note.add':
    case 'decision.record':
      return of('text')
    case 'task.add':
    case 'task.change':
      return of('owner') === '' ? of('title') : `${of('title')} (${of('owner')})`
    case 'task.done':
      return because(of('title'), of('note'))
    case 'system.add':
      return `${of('name')}: ${plain(words.systemState, of('state'))}`
    case 'system.state': {
      const [from, to] = [plain(words.systemState, of('from')), plain(words.systemState, of('to'))]
      return because(`${of('name')}: ${from} to ${to}`, of('reason'))
    }
    case 'run.start':
      return `${of('title')}, version ${of('version')}`
    case 'step.done':
      return because(of('title'), leaf.fields['waiver'])
    case 'step.skip':
    case 'step.reopen':
      return because(of('title'), leaf.fields['reason'])
    case 'answer.give':
      return `${of('title')} ${of('answer')}`
    case 'evidence.add':
      return evidenceText(leaf)
    case 'incident.circle':
    case 'incident.restrict':
      return because(of('people').replaceAll('\n', ', '), of('reason'))
    case 'incident.reopen':
    case 'incident.open_up':
    case 'incident.hold':
    case 'incident.release':
      return of('reason')
    case 'detail.change':
      return detailText(leaf)
    case 'tlp.change':
      return `${of('from')} to ${of('to')}`
    case 'access.name':
    case 'access.end':
    case 'suspect.name':
      return of('name')
    case 'guest.invite':
      return `${of('name')}, to ${of('access')} until ${of('endsAt')}`
    case 'incident.merge':
    case 'incident.unmerge':
    case 'incident.split':
      return because(`INC-${of('fromNumber')} and INC-${of('intoNumber')}`, leaf.fields['reason'])
    case 'incident.link':
    case 'incident.unlink':
      return `${of('kind').replace('_', ' ')} INC-${of('number')}`
    case 'task.order':
    case 'task.reopen':
    case 'signal.link':
      return of('title')
    default:
      return caughtText(leaf) ?? automationText(leaf) ?? otherText(leaf)
  }
}

/** An answer to an own field: what it is now, and what it was. */
function detailText(leaf: RecordLeaf): string {
  const [name, from, to] = ['name', 'from', 'to'].map((one) => field(leaf, one))
  if (to === '')
    return `${name}: the answer “${from}” ${leaf.fields['why'] === undefined ? 'was taken away' : 'fell away, since it is no longer asked'}`
  return from === '' ? `${name}: ${to}` : `${name}: ${to} (before: ${from})`
}

/** What people catch while they lead; undefined for any other kind. */
function caughtText(leaf: RecordLeaf): string | undefined {
  const of = (name: string) => field(leaf, name)
  switch (leaf.kind) {
    case 'note.late':
    case 'need.add':
    case 'blocker.begin':
    case 'idea.add':
      return of('text')
    case 'note.correct':
    case 'comment.add':
      return `on entry ${of('entry')}: ${of('text')}`
    case 'entry.flag':
    case 'entry.unflag':
      return `entry ${of('entry')}: ${of('flag').replace('_', ' ')}`
    case 'entry.hang':
      return `entry ${of('entry')} ${of('tie')} entry ${of('parent')}`
    case 'entry.unhang':
      return `entry ${of('entry')} stands by itself, no longer under ${of('parent')}`
    case 'need.answer':
      return `${of('text')} ${of('answer')}`
    case 'blocker.end':
      return because(`${of('text')} (${of('minutes')} min)`, of('note'))
    case 'cost.add':
    case 'cost.strike':
      return because(`${moneyText(leaf)}: ${of('text')}`, leaf.fields['reason'])
    case 'task.move':
      return because(`${of('title')}: ${of('from')} to ${of('to')}`, of('waitsFor'))
    case 'task.remind':
    case 'task.overdue':
    case 'task.escalate':
    case 'sign_off.remind':
    case 'sign_off.escalate':
      return `${of('title')} (told ${of('to') === '' ? 'nobody' : of('to')})`
    case 'note_page.keep':
      // Its words stand in a chapter of their own.
      return `${of('title')}, version ${of('version')}`
    case 'note_page.rename':
      return `${of('from')} to ${of('title')}`
    case 'note_page.open':
    case 'note_page.archive':
    case 'note_page.restore':
      return of('title')
    case 'sign_off.give':
    case 'sign_off.return':
    case 'sign_off.settle':
      return signOffText(leaf)
    case 'situation.save':
      return `version ${of('version')}: ${of('headline')}`
    case 'situation.send':
      return `version ${of('version')} to ${of('to')}`
    default:
      return undefined
  }
}

/** What was let go to another program and what came back; undefined for any other kind. */
function automationText(leaf: RecordLeaf): string | undefined {
  if (!leaf.kind.startsWith('automation.')) return undefined
  const of = (name: string) => leaf.fields[name] ?? ''
  const step = of('step') === '' ? '' : ` (step ${of('step')})`
  const what = `${field(leaf, 'name')}${step}: ${field(leaf, 'said')}`
  if (leaf.kind !== 'automation.end') return because(what, leaf.fields['reason'])
  const status = of('status') === '' ? '' : ` (HTTP ${of('status')})`
  const outcome = `${plain(words.automation, of('state'))}${status}`
  const sealed = of('sha256') === '' ? '' : `${bytesInWords(of('size'))}, SHA-256 ${of('sha256')}`
  return [`${what}. ${outcome}`, of('answer'), sealed].filter((line) => line !== '').join('\n')
}

/** An amount, or the time of so many people, or both; an erased amount says so. */
export function moneyText(leaf: RecordLeaf): string {
  const { people, eachMinutes, amount } = leaf.fields
  const work = people === undefined ? '' : `${people} x ${eachMinutes ?? words.erased} min`
  if (amount === undefined && work !== '') return work
  const money = `${field(leaf, 'amount')} ${field(leaf, 'currency')}`
  return work === '' ? money : `${money} (${work})`
}

/** What was said with a verdict, or how a missing part was settled. */
export function signOffText(leaf: RecordLeaf): string {
  const of = (name: string) => leaf.fields[name] ?? ''
  if (leaf.kind === 'sign_off.return') return [field(leaf, 'points'), of('note')].filter(Boolean).join('\n')
  if (leaf.kind === 'sign_off.settle') return `${field(leaf, 'title')}: ${field(leaf, 'note')}`
  const why = of('alone') === 'yes' ? `${words.signOff.aloneWhy} ${field(leaf, 'reason')}` : ''
  return [of('note'), why].filter(Boolean).join(' ')
}

/** Where a thing came from that another incident had, and who could not be given it. */
function aside({ fields: { movedFrom, ownerLost } }: RecordLeaf): string {
  const from = movedFrom === undefined ? '' : ` (from INC-${movedFrom})`
  return ownerLost === undefined ? from : `${from} (without an owner: ${ownerLost} cannot take it)`
}

/** When a line was said that reached the record later; nothing for one that came at once. */
function saidAgo({ fields }: RecordLeaf, clock: Clock): string {
  const said = new Date(fields['saidAt'] ?? '')
  return Number.isNaN(said.getTime()) ? '' : ` (said ${clock.moment(said)})`
}

/** Where a line comes from, and when it happened; nothing where that was not said. */
function restsOn({ fields }: RecordLeaf, clock: Clock): string {
  const { sourceKind, sourceName = '', happenedZone } = fields
  const source = sourceKind === undefined ? '' : plain(words.source, sourceKind)
  const happened = new Date(fields['happenedAt'] ?? '')
  const zone = happenedZone === undefined ? '' : `, by the clock of ${happenedZone}`
  const parts = [
    source === '' ? '' : `source: ${[source, sourceName].filter((one) => one !== '').join(', ')}`,
    Number.isNaN(happened.getTime()) ? '' : `happened ${clock.moment(happened)}${zone}`,
  ].filter((one) => one !== '')
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

function because(what: string, reason: string | undefined): string {
  return reason === undefined || reason === '' ? what : `${what}. ${reason}`
}

function evidenceText(leaf: RecordLeaf): string {
  const { name, size, sha256 } = sealedFile(leaf)
  return `${name}, ${bytesInWords(size)}, SHA-256 ${sha256.slice(0, 12)} ...`
}

const saidElsewhere = ['actor', 'by', 'saidAt', 'sourceKind', 'sourceName', 'happenedAt', 'happenedZone']

/** Kinds that later versions add print their fields as they are, so that nothing of the record is left out. */
function otherText({ fields }: RecordLeaf): string {
  return Object.entries(fields)
    .filter(([name, value]) => !saidElsewhere.includes(name) && value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
