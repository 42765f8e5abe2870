/** How long an answer may take, what stands in the place of a person, and how long a kind of data is kept at least. */
import { dayAfter } from '../../../base/calendar-day.ts'
import type { Marks, Sought } from '../../../base/sought-words.ts'
import { holdsSought, whyNotSought } from '../../../base/sought-words.ts'
import type { Ending, Standing } from './contract.ts'

/** One month from the day on which it came in (GDPR Art. 12(3)); a shorter month ends on its last day. */
export function dueOn(receivedOn: string): string {
  return dayAfter(receivedOn, 1, 'months')
}

export function isLate(
  { dueOn: due, outcome }: { dueOn: string; outcome: string | null },
  today: string,
): boolean {
  return outcome === null && due < today
}

/**
 * What stands where a person stood: of the right shape for each kind, and of nobody. `.invalid` is reserved by RFC 2606;
 * no country has +999.
 */
export function marksOfPerson(number: number, language: 'en' | 'de'): Marks {
  const name = language === 'de' ? `Gelöschte Person #${number}` : `Erased person #${number}`
  const phone = `+999${String(number).padStart(7, '0')}`
  return { name, email: `erased-${number}@erased.invalid`, phone, passage: name }
}

const bar = '█████'
/** Alike for all lengths, so that nobody counts letters. */
export const marksOfPassage: Marks = { name: bar, email: bar, phone: bar, passage: bar }

/** Tables that a law has kept as they are: the register of breaches (GDPR Art. 33(5)) and who read which law. */
export const keptByLaw: readonly string[] = ['duty_answer', 'legal_questionnaire', 'pack_review']

/** Of what nothing is said here: the requests themselves, and what leads back to this page. */
export const notShown: readonly string[] = ['data_request', 'erasure', 'retention_rule']

/** The words of a request without doubles, each with its kind; what cannot be looked for is left out. */
export function wordsOf(words: readonly Sought[]): Sought[] {
  const seen = new Set<string>()
  return words.flatMap((word) => {
    const text = word.text.trim()
    const key = `${word.kind} ${text.toLowerCase()}`
    if (seen.has(key) || whyNotSought({ ...word, text }) !== undefined) return []
    seen.add(key)
    return [{ kind: word.kind, text }]
  })
}

/** Those that stand in what would be written in their place: they would never be gone. */
export function wordsInMarks(words: readonly Sought[], marks: Marks): Sought[] {
  return words.filter((word) => holdsSought(Object.values(marks).join('\n'), [word]))
}

/** Why a word cannot be looked for, as a sentence. */
export function faultOfWord(word: Sought): string | undefined {
  switch (whyNotSought(word)) {
    case 'short':
      return 'Write at least three letters: a shorter word stands inside many others.'
    case 'no_email':
      return 'This is no mail address.'
    case 'no_phone':
      return 'Write the number with at least six digits.'
    case undefined:
      return undefined
  }
}

/** Whether a place can be written over now. */
export function standingOf(
  { table, caseId }: { readonly table: string; readonly caseId: string | null },
  running: ReadonlySet<string>,
): Standing {
  if (caseId !== null && running.has(caseId)) return 'open'
  if (table === 'leaf') return 'record'
  return keptByLaw.includes(table) ? 'law' : 'now'
}

/** Nothing tells that a rule of the schema holds a row no more, or that somebody wrote the words once more. */
const lookAgainHours = 12

/** Whether an order that waits is to be looked at: each time it reads all tables. */
export function isToBeLookedAt(
  { lookedAt, spared }: { readonly lookedAt: Date | null; readonly spared: string },
  sparedNow: string,
  now: Date,
): boolean {
  return (
    lookedAt === null ||
    spared !== sparedNow ||
    now.getTime() - lookedAt.getTime() >= lookAgainHours * 3_600_000
  )
}

interface Rule {
  readonly isOn: boolean
  readonly days: number
  readonly ending: Ending
  readonly agreedAt: Date | null
}

/** Before which instant what counts has ended; undefined while nothing may go. */
export function endedBefore(rule: Rule, now: Date): Date | undefined {
  if (!rule.isOn) return undefined
  const ended = dayMillisBefore(now, rule.days)
  if (rule.ending === 'black_out') return ended
  // Asked: what had ended when somebody agreed, and not what ended since.
  return rule.agreedAt === null ? undefined : dayMillisBefore(rule.agreedAt, rule.days)
}

/** Why this many days are too few; undefined when they are not. */
export function whyTooShort(leastDays: number, days: number): string | undefined {
  return days >= leastDays ? undefined : `Keep it at least ${leastDays} days.`
}

export function dayMillisBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
