import { dispositions, initialVectors, severities, systemStates } from '../../../../../base/incident-words.ts'
import type { Say } from '../../../../../ui/text.ts'
import { blockerKinds, costKinds } from '../../contract/capture-words.ts'
import { timelineGroups, type TimelineEntry, type TimelineGroup } from '../../contract/incident.ts'
import { entryFlags, entryTies } from '../../contract/marks.ts'
import { sourceOf } from '../../rules/basis.ts'
import { standings } from '../../contract/first-hour-words.ts'

export interface TimelineWords {
  /** What happened, as a sentence. */
  readonly sentence: string
  /** Words of a person, shown as theirs. */
  readonly quote: string | undefined
  /** Where it comes from; undefined for what was done in Muster, of which the entry is the witness. */
  readonly source: string | undefined
  /** What belongs to it, a line each. */
  readonly details: readonly string[]
}

/** The group of a leaf kind; undefined for what is shown only among everything. */
export function groupOf(kind: string): TimelineGroup | undefined {
  const noun = kind.split('.')[0] ?? ''
  const groups = Object.entries(timelineGroups) as [TimelineGroup, readonly string[]][] // its own entries
  return groups.find(([, nouns]) => nouns.includes(noun))?.[0]
}

/** The number of the entry that this one hangs on. */
export function parentOf({ marks }: Pick<TimelineEntry, 'marks'>): number | undefined {
  const tie = marks.find(({ kind }) => kind === 'follows' || kind === 'answers')
  return tie === undefined ? undefined : Number(tie.text)
}

/** Entries that are true and of interest to nobody who reads what happened. */
export function isQuiet(kind: string): boolean {
  const quiet = [
    'task.order',
    'situation.print',
    'automation.send',
    'sharing.end',
    'review.write',
    'erasure.apply',
    'erasure.done',
  ]
  return quiet.includes(kind)
}

/** What the words of an entry are made with. */
export interface Speech {
  readonly text: Say
  /** Whether the catalogue has a sentence: a newer server records kinds that this page has no words for. */
  readonly knows: (key: string) => boolean
  readonly momentWords: (at: string) => string
}

/** A leaf in words that a person understands; erased or unknown fields leave their blank out. */
export function timelineWords(
  { kind, by, fields }: Pick<TimelineEntry, 'kind' | 'by' | 'fields'>,
  { text, knows, momentWords }: Speech,
): TimelineWords {
  const given = (name: string) =>
    fields[name] === undefined || fields[name] === '' ? undefined : fields[name]
  const word = (group: string, name: string) => wordOf(group, given(name), text) ?? '…'
  const values = {
    title: given('title') ?? given('name') ?? '…',
    name: given('name') ?? '…',
    value: given('value') ?? '…',
    number: given('number') ?? '…',
    file: fileNameOf(given('file')),
    from: word(movedIn(kind), 'from'),
    // Of a notice it is a person, of a report several.
    to:
      ['task.', 'situation.', 'sign_off.', 'review.'].some((noun) => kind.startsWith(noun)) &&
      kind !== 'task.move'
        ? (given('to') ?? '…')
        : word(movedIn(kind), 'to'),
    entry: given('entry') ?? '…',
    parent: given('parent') ?? '…',
    tie: word('tie', 'tie'),
    version: given('version') ?? '…',
    flag: word('flag', 'flag'),
    blocked: word('blocker.kind', 'blocked'),
    loss: word('cost.kind', 'loss'),
    money: moneyOf(given),
    count: Number(given('everyMinutes') ?? 0),
    severity: word('severity', 'severity'),
    state: word('system', 'state'),
    ending: word('ending', 'disposition'),
    answer: word('answer', 'answer'),
    standing: word('standing', 'standing'),
    minutes: given('everyMinutes') ?? '…',
    role: given('roleName') ?? '…',
    fromName: given('from') ?? '…',
    now: given('to') ?? '…',
    kind,
  }
  const key = lineKey(kind, fields)
  return {
    sentence: text(knows(key) ? key : 'line.other', values),
    quote: quoteOf(kind, given),
    source: sourceWords({ kind, by, fields }, text),
    details: detailsOf(kind, given, text, momentWords),
  }
}

/** The closed list from which a change goes to another of its words. */
function movedIn(kind: string): string {
  if (kind === 'task.move') return 'task.state'
  return kind === 'system.state' ? 'system' : 'severity'
}

function lineKey(kind: string, fields: TimelineEntry['fields']): string {
  if (kind === 'step.skip' && (fields.reason ?? '') === '') return 'line.step.notNeeded'
  if (kind === 'detail.change' && (fields.to ?? '') === '')
    return fields.why === undefined ? 'line.detail.cleared' : 'line.detail.dropped'
  if (kind === 'incident.open' && fields.mode === 'exercise') return 'line.incident.openExercise'
  if (kind === 'duty.review' && fields.verdict === 'sent_back') return 'line.duty.sentBack'
  if (kind === 'situation.timer' && fields.state === 'off') return 'line.situation.timerOff'
  if (kind.startsWith('task.') && (fields.to ?? '') === '' && noticeKinds.includes(kind))
    return 'line.task.nobodyTold'
  return kind.includes('.') ? `line.${kind}` : `line.${kind}.made`
}

/** An amount, or the time of so many people; both where the time was priced. */
function moneyOf(given: (name: string) => string | undefined): string {
  const [amount, people] = [given('amount'), given('people')]
  const work = people === undefined ? '' : `${people} × ${given('eachMinutes') ?? '…'} min`
  if (amount === undefined) return work === '' ? '…' : work
  return [`${amount} ${given('currency') ?? ''}`.trim(), work].filter((one) => one !== '').join(' · ')
}

const noticeKinds: readonly string[] = ['task.remind', 'task.overdue', 'task.escalate']
const quoted: readonly string[] = [
  'note.add',
  'note.correct',
  'note.late',
  'comment.add',
  'decision.record',
  'need.add',
  'blocker.begin',
  'cost.add',
  'idea.add',
]

function quoteOf(kind: string, given: (name: string) => string | undefined): string | undefined {
  if (kind === 'situation.save') return given('headline')
  if (kind === 'sign_off.return')
    return [given('points'), given('note')].filter((one) => one !== undefined).join('\n') || undefined
  if (kind === 'need.answer' || kind === 'automation.end') return given('answer')
  if (quoted.includes(kind) || wordsOfTheirOwn.has(kind)) return given('text')
  if (kind === 'incident.close') return given('summary')
  return given('note') ?? given('reason') ?? given('words')
}

/** Kinds of the investigation that carry a sentence of a person. */
const wordsOfTheirOwn: ReadonlySet<string> = new Set([
  'hypothesis.add',
  'hypothesis.weigh',
  'factor.add',
  'waiver.settle',
  'event.mark',
])

function detailsOf(
  kind: string,
  given: (name: string) => string | undefined,
  text: Say,
  momentWords: (at: string) => string,
): string[] {
  const dueAt = given('dueAt')
  const saidAt = given('saidAt')
  const happenedAt = given('happenedAt')
  const details = [
    ['target', given('target')],
    ['owner', given('owner')],
    ['ownerLost', given('ownerLost')],
    ['movedFrom', given('movedFrom')],
    ['deputy', given('deputy')],
    ['systems', given('systems')?.replaceAll('\n', ', ')],
    ['clocks', given('clocks')?.replaceAll('\n', ' · ')],
    ['details', given('details')?.replaceAll('\n', ' · ')],
    ['before', kind === 'detail.change' ? given('from') : undefined],
    ['due', dueAt === undefined ? undefined : momentWords(dueAt)],
    ['said', saidAt === undefined ? undefined : momentWords(saidAt)],
    ['happened', happenedAt === undefined ? undefined : momentWords(happenedAt)],
    ['happenedZone', given('happenedZone')],
    ['clockOff', given('clockOffSeconds')],
    ['source', given('source')],
    ['waitsFor', given('waitsFor')],
    ['minutes', given('minutes')],
    ['invoice', given('invoice')],
    ['options', given('options')?.replaceAll('\n', ' · ')],
    ['waiver', given('waiver')],
    ['heard', given('heard')],
    ['waitsFor', given('for')],
    ['where', given('where')],
    ['why', kind === 'detail.change' ? undefined : given('why')],
    ['vector', wordOf('vector', given('initialVector'), text)],
    ['openTasks', given('openTasks')?.replaceAll('\n', ' · ')],
  ] as const
  return details.flatMap(([name, words]) =>
    words === undefined || words === '' ? [] : [text(`detail.${name}`, { words })],
  )
}

/** `told by Vera`, and of what nobody said that nobody did. Muster names itself as the writer already. */
function sourceWords(entry: Pick<TimelineEntry, 'kind' | 'by' | 'fields'>, text: Say): string | undefined {
  const found = sourceOf(entry)
  if (found === undefined || found.source === 'muster') return undefined
  const { source, name } = found
  return name === '' ? text(`source.${source}`) : text(`source.named.${source}`, { name })
}

/** The closed lists whose words stand in the catalogue. */
const closed: Readonly<Record<string, readonly string[]>> = {
  severity: severities,
  system: systemStates,
  ending: dispositions,
  vector: initialVectors,
  answer: ['yes', 'no'],
  flag: entryFlags,
  tie: entryTies,
  'task.state': ['open', 'doing', 'waiting', 'done'],
  'blocker.kind': blockerKinds,
  'cost.kind': costKinds,
  standing: standings,
}

/** A value of a closed list in words; one that a newer server brought stands as it came. */
function wordOf(group: string, value: string | undefined, text: Say): string | undefined {
  if (value === undefined) return undefined
  return closed[group]?.includes(value) === true ? text(`${group}.${value}`) : value
}

/** `sha256:<hash> <size> <name>` as the ledger has it; people know a file by its name. */
function fileNameOf(file: string | undefined): string {
  return /^sha256:[0-9a-f]+ \d+ (.+)$/s.exec(file ?? '')?.[1] ?? file ?? '…'
}
