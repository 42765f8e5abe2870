/** Who has to say yes before words leave, who may say it, and what an audience may see. */
import * as z from 'zod'
import type { MemberRole } from '../../../../base/permissions.ts'
import {
  fieldClasses,
  insideAudiences,
  statementAudiences,
  ticks,
  type FieldClass,
  type StatementAudience,
  type Tick,
} from '../contract/statement-words.ts'
import { isCommonWord, sentencesOf } from './sentences.ts'

const TickSet = z.array(z.enum(ticks)).max(3)

export const StatementRules = z.strictObject({
  /** Ticks that a statement needs for people of the organisation, and for people outside. */
  inside: TickSet.min(1),
  outside: TickSet.min(1),
  /** Reports to the response team on a rhythm may go without somebody's yes to each. */
  teamByItself: z.boolean().default(false),
  /** Whom outsiders turn to: stands in each draft. */
  contact: z.string().trim().max(300),
  /** What each audience may see of a case. */
  sharing: z.record(z.enum(statementAudiences), z.array(z.enum(fieldClasses)).max(fieldClasses.length)),
})
export type StatementRules = z.infer<typeof StatementRules>

/** What holds until the organisation sets its own. */
export const shippedRules: StatementRules = {
  inside: ['approver'],
  outside: ['approver', 'legal', 'insurer'],
  teamByItself: false,
  contact: '',
  sharing: {
    team: ['facts', 'counts', 'systems', 'indicators', 'people', 'causes', 'costs'],
    management: ['facts', 'counts', 'systems', 'people', 'causes', 'costs'],
    staff: ['facts', 'systems'],
    customers: ['facts', 'counts'],
    affected: ['facts', 'counts'],
    partners: ['facts', 'counts', 'indicators'],
    supplier: ['facts', 'systems', 'indicators'],
    authority: ['facts', 'counts', 'systems', 'indicators', 'causes'],
    police: ['facts', 'counts', 'systems', 'indicators', 'people', 'causes', 'costs'],
    insurer: ['facts', 'counts', 'systems', 'causes', 'costs'],
    bank: ['facts'],
    card_brand: ['facts', 'counts', 'systems'],
    press: ['facts'],
    public: ['facts'],
  },
}

/** The same for rules that were set before one of them was known: what ships holds for it. */
export function completeRules(
  rules: Omit<StatementRules, 'sharing' | 'teamByItself'> & { sharing: object; teamByItself?: boolean },
): StatementRules {
  return { ...shippedRules, ...rules, sharing: { ...shippedRules.sharing, ...rules.sharing } }
}

export interface GivenTick {
  readonly tick: Tick
  readonly by: string
  readonly ref: string
  readonly at: string
  /** Who said so where somebody else did, as the lawyer or the insurer outside. */
  readonly note: string
}

/** Ticks that are still missing before this may leave. */
export function missingTicks(
  rules: StatementRules,
  audience: StatementAudience,
  given: readonly GivenTick[],
): Tick[] {
  const needed = insideAudiences.includes(audience) ? rules.inside : rules.outside
  return needed.filter((tick) => !given.some((one) => one.tick === tick))
}

const tickers: Readonly<Record<Tick, readonly MemberRole[]>> = {
  approver: ['owner', 'lead'],
  legal: ['owner', 'counsel'],
  insurer: ['owner', 'lead', 'counsel'],
}

/** Why this person may not give this tick; undefined when they may. */
export function whyNotTick(tick: Tick, role: MemberRole | undefined, note: string): string | undefined {
  if (role === undefined || !tickers[tick].includes(role))
    return `This tick is for: ${tickers[tick].join(', ')}. Ask one of them.`
  const isForSomebodyElse = tick === 'insurer' || (tick === 'legal' && role !== 'counsel')
  return isForSomebodyElse && note === ''
    ? tick === 'insurer'
      ? 'Write who at the insurer agreed and when, or why nobody has to be asked.'
      : 'Write which lawyer read it and when, or why nobody has to.'
    : undefined
}

/** What an audience may see. */
export function maySee(rules: StatementRules, audience: StatementAudience, what: FieldClass): boolean {
  return rules.sharing[audience].includes(what)
}

/** Words of the case by the class of their field. */
export type ClassedWords = Readonly<Partial<Record<FieldClass, readonly string[]>>>

/** Sentences that would show this audience what it may not see, each with the word that gives it away. */
export function leaksIn(
  text: string,
  words: ClassedWords,
  { rules, audience }: { readonly rules: StatementRules; readonly audience: StatementAudience },
): { sentence: string; word: string; what: FieldClass }[] {
  const barred = fieldClasses
    .filter((what) => !maySee(rules, audience, what))
    .flatMap((what) => (words[what] ?? []).map((word) => ({ what, word, ...soughtFor(word) })))
    .filter(({ sought }) => sought.length >= 2)
  return sentencesOf(text).flatMap((sentence) => {
    const asWritten = ` ${plain(sentence)} `
    const small = asWritten.toLowerCase()
    const found = barred.find(({ sought, isExact }) => (isExact ? asWritten : small).includes(` ${sought} `))
    return found === undefined ? [] : [{ sentence, word: found.word, what: found.what }]
  })
}

/** A name of two letters, or one that is a common word, is meant only as it is written: IT is not "it". */
function soughtFor(word: string): { readonly sought: string; readonly isExact: boolean } {
  const written = plain(word)
  const small = written.toLowerCase()
  const isExact = small.length < 3 || isCommonWord(small)
  return { sought: isExact ? written : small, isExact }
}

/** Letters and digits with single blanks, and the points inside addresses, so that no spelling hides a name. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\[\.\]|\(\.\)/g, '.')
    .replaceAll(/[^\p{L}\p{N}.@-]+/gu, ' ')
    .replaceAll(/(?<=\s|^)[.@-]+|[.@-]+(?=\s|$)/g, '')
    .trim()
}
