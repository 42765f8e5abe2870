/** What a rule sees of a signal, what it remembers between signals, and what it raises. */
import type { RuleId } from '../../contract/detection-rules.ts'

/** One thing that a tool said, at the time that it gave, else when it came. */
export interface SeenEvent {
  readonly at: number
  readonly title: string
  readonly summary: string
  readonly labels: Readonly<Record<string, string>>
  readonly isOver: boolean
  /** Registered parts of our own domains. */
  readonly ownDomains: readonly string[]
}

/** Plain data, kept between events for one subject of one rule. */
export type Facts = Readonly<Record<string, number | string | readonly number[]>>

export interface Step {
  readonly facts: Facts
  /** In words, what was seen; undefined while there is nothing to raise. */
  readonly alarm?: string
}

export interface Detection {
  readonly rule: RuleId
  readonly severity: 'critical' | 'high' | 'medium'
  /** Whom or what the event is about, for this rule; undefined when the rule has no business with it. */
  readonly subjectOf: (event: SeenEvent) => string | undefined
  readonly see: (facts: Facts, event: SeenEvent) => Step
  /** For what is noticed because nothing happens. */
  readonly tick?: (facts: Facts, now: number) => Step
}

/** The first of these labels that says something, whatever stands before its name: `user`, `actor.user`. */
export function labelOf({ labels }: Pick<SeenEvent, 'labels'>, ...names: readonly string[]): string {
  for (const name of names) {
    if (Object.hasOwn(labels, name) && labels[name] !== '') return labels[name] ?? ''
    const ending = `.${name.toLowerCase()}`
    const found = Object.entries(labels).find(
      ([key, value]) =>
        value !== '' && (key.toLowerCase() === name.toLowerCase() || key.toLowerCase().endsWith(ending)),
    )
    if (found !== undefined) return found[1]
  }
  return ''
}

export function userOf(event: SeenEvent): string {
  return labelOf(
    event,
    'user',
    'userPrincipalName',
    'UserId',
    'username',
    'user_name',
    'account',
    'srcuser',
    'dstuser',
    'actor',
    'email',
    'principal',
  ).toLowerCase()
}

/** Everything that it says, for words that are looked for; bounded. */
export function wordsOf({ title, summary, labels }: SeenEvent): string {
  return `${title} ${summary} ${Object.entries(labels)
    .map(([name, value]) => `${name} ${value}`)
    .join(' ')}`.slice(0, 8000)
}

/** A list of times kept short: those of the last span, at most so many. */
export function timesWithin(facts: Facts, name: string, at: number, span: number, most: number): number[] {
  const known = facts[name]
  const times = Array.isArray(known) ? (known as readonly number[]) : [] // a list of facts holds numbers only
  return [...times, at]
    .filter((time) => time > at - span)
    .toSorted((a, b) => a - b)
    .slice(-most)
}
