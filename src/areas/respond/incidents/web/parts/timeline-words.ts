import { dispositions, initialVectors, severities, systemStates } from '../../../../../base/incident-words.ts'
import type { Say } from '../../../../../ui/text.ts'
import { standings } from '../../contract/first-hour-words.ts'
import type { TimelineEntry } from '../../contract/incident.ts'

export interface TimelineWords {
  /** What happened, as a sentence. */
  readonly sentence: string
  /** Words of a person, shown as theirs. */
  readonly quote: string | undefined
  /** What belongs to it, a line each. */
  readonly details: readonly string[]
}

/** The groups that a reader can look at alone. */
export const timelineGroups = ['said', 'steps', 'tasks', 'systems', 'evidence'] as const
export type TimelineGroup = (typeof timelineGroups)[number]

const groupOfNoun: Readonly<Record<string, TimelineGroup>> = {
  note: 'said',
  decision: 'said',
  run: 'steps',
  step: 'steps',
  answer: 'steps',
  task: 'tasks',
  system: 'systems',
  account: 'systems',
  secret: 'systems',
  block: 'systems',
  service: 'systems',
  measure: 'systems',
  foothold: 'systems',
  watch: 'systems',
  clearance: 'systems',
  function: 'systems',
  scope: 'systems',
  weakness: 'systems',
  evidence: 'evidence',
  briefing: 'said',
}

/** The group of a leaf kind; undefined for what is shown only among everything. */
export function groupOf(kind: string): TimelineGroup | undefined {
  return groupOfNoun[kind.split('.')[0] ?? '']
}

/** Kinds that have a sentence of their own under `line`; any other is named as it is. */
export const spokenKinds: readonly string[] = [
  'log.start',
  'batch',
  'clock.step',
  'export',
  'restore',
  'key.rotate',
  'field.erase',
  'request.refuse',
  'signal.link',
  'incident.open',
  'incident.close',
  'incident.change',
  'incident.circle',
  'incident.restrict',
  'incident.open_up',
  'incident.reopen',
  'incident.merge',
  'incident.unmerge',
  'incident.split',
  'incident.link',
  'incident.unlink',
  'incident.hold',
  'incident.release',
  'tlp.change',
  'access.name',
  'access.end',
  'suspect.name',
  'guest.invite',
  'severity.change',
  'lead.change',
  'grade.answer',
  'crisis.start',
  'crisis.end',
  'briefing.hold',
  'briefing.plan',
  'briefing.remind',
  'role.assign',
  'role.empty',
  'role.handover',
  'note.add',
  'decision.record',
  'task.add',
  'task.change',
  'task.done',
  'task.reopen',
  'system.add',
  'system.state',
  'run.start',
  'step.done',
  'step.skip',
  'step.reopen',
  'step.wait',
  'step.resume',
  'step.add',
  'step.change',
  'answer.give',
  'evidence.add',
  'evidence.open',
  'evidence.alarm',
  'report.export',
  'system.isolate',
  'system.check',
  'system.override',
  'system.retire',
  'account.add',
  'account.clear',
  'secret.add',
  'secret.settle',
  'block.add',
  'block.review',
  'block.hit',
  'block.end',
  'service.close',
  'service.reopen',
  'measure.add',
  'measure.renew',
  'measure.end',
  'measure.overdue',
  'foothold.list',
  'foothold.answer',
  'foothold.remove',
  'foothold.recheck',
  'watch.add',
  'watch.check',
  'watch.miss',
  'clearance.claim',
  'clearance.sign',
  'function.stop',
  'function.accept',
  'scope.set',
  'weakness.add',
  'weakness.verify',
  'weakness.except',
  'hypothesis.add',
  'hypothesis.weigh',
  'hypothesis.judge',
  'observable.add',
  'observable.judge',
  'technique.tag',
  'technique.untag',
  'scope.add',
  'scope.change',
  'party.add',
  'party.tell',
  'party.leave',
  'vector.name',
  'factor.add',
  'factor.withdraw',
  'counting.mark',
  'waiver.settle',
  'timeline.import',
  'timeline.withdraw',
  'timeline.export',
  'event.mark',
  'veris.export',
  'stix.export',
  'misp.export',
  'incident.code',
]

/** A leaf in words that a person understands; erased or unknown fields leave their blank out. */
export function timelineWords(
  { kind, fields }: TimelineEntry,
  text: Say,
  momentWords: (at: string) => string,
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
    from: word(kind === 'system.state' ? 'system' : 'severity', 'from'),
    to: word(kind === 'system.state' ? 'system' : 'severity', 'to'),
    severity: word('severity', 'severity'),
    state: word('system', 'state'),
    ending: word('ending', 'disposition'),
    answer: word('answer', 'answer'),
    standing: word('standing', 'standing'),
    minutes: given('everyMinutes') ?? '…',
    role: given('roleName') ?? '…',
    fromName: given('from') ?? '…',
    kind,
  }
  const key = lineKey(kind, fields)
  return {
    sentence: text(key, values),
    quote: quoteOf(kind, given),
    details: detailsOf(given, text, momentWords),
  }
}

function lineKey(kind: string, fields: TimelineEntry['fields']): string {
  if (!spokenKinds.includes(kind)) return 'line.other'
  if (kind === 'step.skip' && (fields.reason ?? '') === '') return 'line.step.notNeeded'
  if (kind === 'incident.open' && fields.mode === 'exercise') return 'line.incident.openExercise'
  return kind.includes('.') ? `line.${kind}` : `line.${kind}.made`
}

function quoteOf(kind: string, given: (name: string) => string | undefined): string | undefined {
  if (kind === 'note.add' || kind === 'decision.record' || wordsOfTheirOwn.has(kind)) return given('text')
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
  given: (name: string) => string | undefined,
  text: Say,
  momentWords: (at: string) => string,
): string[] {
  const dueAt = given('dueAt')
  const details = [
    ['owner', given('owner')],
    ['deputy', given('deputy')],
    ['systems', given('systems')?.replaceAll('\n', ', ')],
    ['clocks', given('clocks')?.replaceAll('\n', ' · ')],
    ['due', dueAt === undefined ? undefined : momentWords(dueAt)],
    ['options', given('options')?.replaceAll('\n', ' · ')],
    ['waiver', given('waiver')],
    ['heard', given('heard')],
    ['waitsFor', given('for')],
    ['where', given('where')],
    ['why', given('why')],
    ['vector', wordOf('vector', given('initialVector'), text)],
    ['openTasks', given('openTasks')?.replaceAll('\n', ' · ')],
  ] as const
  return details.flatMap(([name, words]) =>
    words === undefined || words === '' ? [] : [text(`detail.${name}`, { words })],
  )
}

/** The closed lists whose words stand in the catalogue. */
const closed: Readonly<Record<string, readonly string[]>> = {
  severity: severities,
  system: systemStates,
  ending: dispositions,
  vector: initialVectors,
  answer: ['yes', 'no'],
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
