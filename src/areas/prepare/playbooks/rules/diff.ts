import { stepPhases, type PlaybookDraft } from '../contract/playbook.ts'
import type { Difference } from '../contract/editing.ts'

/** Characters of a text that are shown: a comparison says what to look at, the versions hold the words. */
const longest = 600
/** Characters of a long text that stand before the first difference. */
const lead = 80

/**
 * What is different between two playbooks, part by part, in the order of the playbook. Parts with an id are
 * matched by it, wherever they stand; lines without one by what they say.
 */
export function playbookDiff(before: PlaybookDraft, after: PlaybookDraft): Difference[] {
  return [
    ...fields(before, after),
    ...lists.flatMap(([section, of]) => listed(section, of(before), of(after))),
    ...parted('first15Minutes', before.first15Minutes, after.first15Minutes),
    ...parted('evidenceFirst', before.evidenceFirst, after.evidenceFirst),
    ...parted('decisions', before.decisions, after.decisions),
    ...stepDifferences(before, after),
  ]
}

const wholeFields = ['id', 'title', 'plainTitle', 'language', 'severity', 'veris', 'facts'] as const

function fields(before: PlaybookDraft, after: PlaybookDraft): Difference[] {
  return wholeFields.flatMap((field) =>
    changed({ section: 'playbook', part: null, field }, before[field], after[field]),
  )
}

/** Sections whose lines have no id. */
const lists: readonly (readonly [string, (playbook: PlaybookDraft) => readonly unknown[]])[] = [
  ['recognise', ({ recognise }) => recognise],
  ['confusedWith', ({ confusedWith }) => confusedWith],
  ['attack', ({ attack }) => attack],
  ['doNot', ({ doNot }) => doNot],
  ['peopleToCall', ({ peopleToCall }) => peopleToCall],
  ['statements', ({ statements }) => statements],
  ['watchPlan', ({ watchPlan }) => watchPlan],
  ['earlySigns', ({ learnMore }) => learnMore.earlySigns],
  ['wouldHaveHelped', ({ learnMore }) => learnMore.wouldHaveHelped],
  ['reviewQuestions', ({ learnMore }) => learnMore.reviewQuestions],
  ['sources', ({ sources }) => sources],
]

function listed(section: string, before: readonly unknown[], after: readonly unknown[]): Difference[] {
  const was = new Set(before.map(said))
  const is = new Set(after.map(said))
  const none = { section, part: null, field: null }
  return [
    ...[...was]
      .filter((line) => !is.has(line))
      .map((line): Difference => ({ ...none, what: 'removed', before: cutAt(line), after: null })),
    ...[...is]
      .filter((line) => !was.has(line))
      .map((line): Difference => ({ ...none, what: 'added', before: null, after: cutAt(line) })),
  ]
}

interface Part {
  readonly id: string
}

function parted(section: string, before: readonly Part[], after: readonly Part[]): Difference[] {
  const was = new Map(before.map((part) => [part.id, part]))
  const is = new Map(after.map((part) => [part.id, part]))
  const kept = after.filter((part) => was.has(part.id))
  const order = before.filter((part) => is.has(part.id)).map(({ id }) => id)
  return [
    ...before
      .filter((part) => !is.has(part.id))
      .map((part) => single(section, part, 'removed', said(part), null)),
    ...after
      .filter((part) => !was.has(part.id))
      .map((part) => single(section, part, 'added', null, said(part))),
    ...kept.flatMap((part) => partChanges(section, was.get(part.id) ?? part, part)),
    ...kept
      .filter((part, index) => order[index] !== part.id)
      .slice(0, 1)
      .map((part) => single(section, part, 'moved', order.join(' '), kept.map(({ id }) => id).join(' '))),
  ]
}

/** Steps are matched over all phases, so that one that moved is not shown as taken away and added. */
function stepDifferences(before: PlaybookDraft, after: PlaybookDraft): Difference[] {
  const was = new Map(stepPhases.flatMap((phase) => before.phases[phase].map((step) => [step.id, phase])))
  const is = new Map(stepPhases.flatMap((phase) => after.phases[phase].map((step) => [step.id, phase])))
  const byId = new Map(stepPhases.flatMap((phase) => before.phases[phase]).map((step) => [step.id, step]))
  return stepPhases.flatMap((phase) => {
    const arrived = after.phases[phase].filter((step) => was.has(step.id) && was.get(step.id) !== phase)
    const stayed = (playbook: PlaybookDraft, other: ReadonlyMap<string, string>) =>
      playbook.phases[phase].filter((step) => !other.has(step.id) || other.get(step.id) === phase)
    return [
      ...parted(phase, stayed(before, is), stayed(after, was)),
      ...arrived.flatMap((step) => [
        single(phase, step, 'moved', was.get(step.id) ?? null, phase),
        ...partChanges(phase, byId.get(step.id) ?? step, step),
      ]),
    ]
  })
}

function partChanges(section: string, before: Part, after: Part): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((field) =>
    changed({ section, part: titleOf(after), field }, valueOf(before, field), valueOf(after, field)),
  )
}

function changed(
  place: Pick<Difference, 'section' | 'part' | 'field'>,
  before: unknown,
  after: unknown,
): Difference[] {
  const was = said(before)
  const is = said(after)
  if (was === is) return []
  const from = firstDifference(was, is) - lead
  return [{ ...place, what: 'changed', before: cutAt(was, from), after: cutAt(is, from) }]
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

/** So much of a text as is shown, from a place on in whole characters; what is left out is marked. */
function cutAt(text: string, from = 0): string {
  if (text.length <= longest) return text
  const start = whole(text, Math.max(0, Math.min(from, text.length - longest)))
  const end = whole(text, start + longest)
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`
}

/** The place itself, or one before it where it would halve a character. */
function whole(text: string, at: number): number {
  return /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1)) ? at - 1 : at
}

function single(
  section: string,
  part: Part,
  what: Difference['what'],
  before: string | null,
  after: string | null,
): Difference {
  const shown = (text: string | null) => (text === null ? null : cutAt(text))
  return { section, part: titleOf(part), what, field: null, before: shown(before), after: shown(after) }
}

/** The line by which people know a part. */
function titleOf(part: Part): string {
  const named = ['title', 'do', 'what', 'question'].map((field) => valueOf(part, field))
  const title = named.find((value) => typeof value === 'string' && value !== '')
  return `${part.id} ${typeof title === 'string' ? title : ''}`.trim()
}

function valueOf(part: object, field: string): unknown {
  return Object.entries(part).find(([name]) => name === field)?.[1]
}

/** Any value as lines that a person can compare: no brackets, one line for each thing. */
function said(value: unknown): string {
  return lines(value).join('\n')
}

function lines(value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap(lines)
  if (typeof value !== 'object') return [typeof value === 'string' ? value : JSON.stringify(value)]
  // A database gives the names of an object back in an order of its own.
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return pairs.flatMap(([name, inner]) => {
    const said = lines(inner)
    return said.length === 0 ? [] : [`${name}: ${said.join(' / ')}`]
  })
}
