/** The words of an entry of the record, for people who look back at it. Pure. */
/** An entry of the record, as the ledger holds it. */
export interface Entry {
  readonly number: number
  readonly kind: string
  readonly at: Date
  readonly fields: Readonly<Record<string, string>>
}

/** Kinds in which somebody says something, and the field in which it stands. */
const worded: Readonly<Record<string, readonly string[]>> = {
  'note.add': ['text'],
  'note.late': ['text'],
  'note.correct': ['text'],
  'decision.record': ['text'],
  'need.add': ['text'],
  'need.answer': ['answer', 'text'],
  'blocker.begin': ['text'],
  'blocker.end': ['outcome', 'text'],
  'idea.add': ['text'],
  'cost.add': ['text'],
  'task.add': ['title'],
  'task.done': ['title', 'note'],
  'step.done': ['title'],
  'step.skip': ['title', 'reason'],
  'severity.change': ['from', 'to', 'reason'],
  'system.add': ['name', 'state'],
  'system.state': ['name', 'to', 'reason'],
  'lead.change': ['to'],
  'incident.open': ['title'],
  'incident.close': ['summary'],
  'statement.release': ['audience'],
  'evidence.seal': ['name'],
  'hypothesis.add': ['text'],
  'factor.add': ['text', 'words'],
}

/** Kinds of which nobody would say that they are a moment of the case. */
const quietNouns = new Set(['guest', 'access', 'export', 'report', 'edition', 'review', 'tlp', 'note_page'])

/** What was said, in one line; '' where the entry holds nothing that people said or did. */
export function statementWords({ kind, fields }: Pick<Entry, 'kind' | 'fields'>): string {
  const names = worded[kind]
  if (names === undefined) return ''
  const words = names.map((name) => fields[name] ?? '').filter((one) => one !== '')
  return words.join(': ').replaceAll(/\s+/g, ' ').slice(0, 300)
}

/** Whether people would tie something to it. */
export function isMoment({ kind }: Pick<Entry, 'kind'>): boolean {
  const [noun = ''] = kind.split('.')
  return worded[kind] !== undefined && !quietNouns.has(noun)
}
