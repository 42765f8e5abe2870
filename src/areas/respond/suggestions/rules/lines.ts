/** What of a case is shown to a model: what people said and did in it, without who, and nothing of access, lanes or exports. */
import type { KnownLine } from './question.ts'

interface Entry {
  readonly number: number
  readonly kind: string
  readonly at: Date
  readonly fields: Readonly<Record<string, string>>
}

/** The only kinds that go along: what each is called, and the fields that hold its words. */
const spoken: Readonly<Record<string, readonly [what: string, fields: readonly string[]]>> = {
  'incident.open': ['Case opened', ['title']],
  'incident.close': ['Case closed', ['summary']],
  'incident.reopen': ['Case opened again', ['reason']],
  'severity.change': ['Severity changed', ['from', 'to', 'reason']],
  'note.add': ['Note', ['text']],
  'note.late': ['Note', ['text']],
  'note.correct': ['Correction', ['text']],
  'decision.record': ['Decision', ['text']],
  'need.add': ['Wanted to know', ['text']],
  'need.answer': ['Answer', ['text', 'answer']],
  'blocker.begin': ['Held up', ['text']],
  'blocker.end': ['No longer held up', ['text', 'outcome']],
  'idea.add': ['Idea for later', ['text']],
  'task.add': ['Task', ['title']],
  'task.done': ['Task done', ['title', 'note']],
  'step.done': ['Step done', ['title']],
  'step.skip': ['Step left out', ['title', 'reason']],
  'system.add': ['System', ['name', 'state']],
  'system.state': ['System', ['name', 'to', 'reason']],
  'hypothesis.add': ['Guess', ['text']],
  'factor.add': ['Contributing factor', ['text', 'words']],
}

export const spokenKinds: readonly string[] = Object.keys(spoken)

/** Of its timeline, oldest first; the number of an entry is its id, so that people find it. */
export function timelineLines(entries: readonly Entry[]): KnownLine[] {
  return entries.flatMap(({ number, kind, at, fields }) => {
    const [what, names] = spoken[kind] ?? []
    if (what === undefined || names === undefined) return []
    const words = names.map((name) => fields[name] ?? '').filter((word) => word !== '')
    if (words.length === 0) return []
    return [
      { id: `L${number}`, at: minuteOf(fields['happenedAt'], at), text: `${what}: ${words.join(': ')}` },
    ]
  })
}

interface Facts {
  readonly headline: string
  readonly confirmed: readonly string[]
  readonly checking: readonly string[]
  readonly unknown: readonly string[]
  readonly next: readonly string[]
}

/** Of its situation report, by how sure each is. */
export function factLines({ headline, confirmed, checking, unknown, next }: Facts): KnownLine[] {
  const numbered = (letter: string, texts: readonly string[]) =>
    texts.map((text, at) => ({ id: `${letter}${at + 1}`, text }))
  return [
    ...(headline === '' ? [] : [{ id: 'H1', text: headline }]),
    ...numbered('C', confirmed),
    ...numbered('K', checking),
    ...numbered('U', unknown),
    ...numbered('N', next),
  ]
}

interface Told {
  readonly title: string
  readonly summary: string
  readonly severityWord: string
  readonly labels: Readonly<Record<string, string>>
  readonly count: number
  readonly lastAt: Date
}

const mostLabels = 40

/** Of a signal: what the tool or the person said, field by field; who reported it is not among them. */
export function signalLines({ title, summary, severityWord, labels, count, lastAt }: Told): KnownLine[] {
  const texts = [
    ...[`Title: ${title}`, summary === '' || summary === title ? '' : `Said: ${summary}`],
    severityWord === '' ? '' : `Severity as the tool calls it: ${severityWord}`,
    count > 1 ? `Said ${count} times, last at ${minuteOf(undefined, lastAt)}` : '',
    ...Object.entries(labels)
      .slice(0, mostLabels)
      .map(([name, value]) => `${name}: ${value}`),
  ]
  return texts.filter((text) => text !== '').map((text, at) => ({ id: `S${at + 1}`, text }))
}

function minuteOf(happenedAt: string | undefined, at: Date): string {
  const happened = new Date(happenedAt ?? '')
  return `${(Number.isNaN(happened.getTime()) ? at : happened).toISOString().slice(0, 16)}Z`
}
