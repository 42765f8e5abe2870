/** A statement as data: begun from a template and confirmed facts, edited by people, put into words at the end. */
import * as z from 'zod'
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { StatementAudience, StatementStage } from '../contract/statement-words.ts'
import { insideAudiences } from '../contract/statement-words.ts'
import { unsureSentences, type StandingFacts, type Unsure } from './sentences.ts'

const Paragraph = z.string().trim().max(3000)
const Facts = z.array(z.string().trim().min(1).max(500)).max(30)

export const StatementBody = z.strictObject({
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'must be one line'),
  greeting: z.string().trim().max(300),
  opening: Paragraph,
  confirmed: Facts.describe('Each letter by letter as the situation report has it confirmed'),
  checking: Facts,
  unknown: Facts,
  doing: Paragraph,
  ask: Paragraph,
  closing: Paragraph,
})
export type StatementBody = z.infer<typeof StatementBody>

/** The words of one language that a draft is begun from. */
interface DraftWords {
  readonly audiences: Readonly<
    Record<
      StatementAudience,
      Readonly<Record<'subject' | 'greeting' | 'opening' | 'doing' | 'ask' | 'closing', string>>
    >
  >
  readonly stages: Readonly<Record<StatementStage, string>>
  readonly kinds: Readonly<Record<IncidentKind, Readonly<Record<'what' | 'ask' | 'work', string>>>>
}

export interface DraftWish {
  readonly audience: StatementAudience
  readonly stage: StatementStage
  readonly kind: IncidentKind
  readonly facts: StandingFacts
  /** `organisation`, `incident`, `day`, `contact`, `by`. */
  readonly values: Readonly<Record<string, string>>
}

/**
 * The first draft. It says of what happened no more than is confirmed: without a confirmed fact, not even the kind of
 * incident. Decisions and outsiders: what was decided inside is never proposed for people outside.
 */
export function draftOf(
  words: DraftWords,
  { audience, stage, kind, facts, values }: DraftWish,
): StatementBody {
  const template = words.audiences[audience]
  const isInside = insideAudiences.includes(audience)
  const known = words.kinds[facts.confirmed.length === 0 ? 'something-odd' : kind]
  const filled = (text: string) => fill(text, { ...values, what: known.what })
  return {
    subject: filled(template.subject).slice(0, 200),
    greeting: filled(template.greeting),
    opening: `${filled(words.stages[stage])}\n${filled(template.opening)}`.trim(),
    confirmed: facts.confirmed.filter((fact) => isInside || !fact.startsWith('Decided: ')),
    checking: isInside || stage !== 'final' ? [...facts.checking] : [],
    unknown: [...facts.unknown],
    doing: filled(template.doing),
    ask: `${filled(isInside ? known.work : known.ask)} ${filled(template.ask)}`.trim(),
    closing: filled(template.closing),
  }
}

/** Names in braces give way to text, once: what stands in a value is never looked at again. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? oneLine(values[name] ?? '') : whole,
  )
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

export interface BodyFault {
  readonly path: string
  readonly message: string
}

/** Why this draft may not stand, each fault with its sentence; empty when it may. */
export function faultsOfBody(body: StatementBody, facts: StandingFacts): BodyFault[] {
  const lists = (['confirmed', 'checking', 'unknown'] as const).flatMap((standing) =>
    body[standing].flatMap((fact, at) =>
      facts[standing].includes(fact)
        ? []
        : [{ path: `body.${standing}.${at}`, message: `is not ${standingWords[standing]} now: “${fact}”` }],
    ),
  )
  const free = (['subject', 'opening', 'doing', 'ask', 'closing'] as const).flatMap((part) =>
    unsureSentences(body[part], facts).map((unsure) => ({
      path: `body.${part}`,
      message: sentenceOn(unsure),
    })),
  )
  return [...lists, ...free]
}

const standingWords = {
  confirmed: 'confirmed',
  checking: 'being checked',
  unknown: 'among what is unknown',
} as const

function sentenceOn({ sentence, why, fact }: Unsure): string {
  const quoted = `“${sentence.slice(0, 160)}”`
  if (why === 'open')
    return `says as sure what is not confirmed: ${quoted}. It is still open: “${(fact ?? '').slice(0, 100)}”`
  if (why === 'promise') return `promises what nobody confirmed: ${quoted}`
  return `counts what nobody confirmed: ${quoted}`
}

/** Headings, and what stands where there is nothing, in the language of the statement. */
interface FrameWords {
  readonly headings: Readonly<Record<'confirmed' | 'checking' | 'unknown' | 'doing' | 'ask', string>>
  readonly nothing: Readonly<Record<'confirmed', string>>
}

/** The statement as it is read: unknown and being checked stand as such, under their own headings. */
export function wordsOf(body: StatementBody, { headings, nothing }: FrameWords): string {
  const list = (heading: string, facts: readonly string[]) =>
    facts.length === 0 ? [] : [[heading, ...facts.map((fact) => `- ${fact}`)].join('\n')]
  const part = (heading: string, text: string) => (text === '' ? [] : [`${heading}\n${text}`])
  return [
    body.greeting,
    body.opening,
    ...(body.confirmed.length === 0 ? [nothing.confirmed] : list(headings.confirmed, body.confirmed)),
    ...list(headings.checking, body.checking),
    ...list(headings.unknown, body.unknown),
    ...part(headings.doing, body.doing),
    ...part(headings.ask, body.ask),
    body.closing,
  ]
    .filter((text) => text !== '')
    .join('\n\n')
}

/** The same for a chat: what a screen shows at one glance. */
export function shortWordsOf(body: StatementBody, frame: FrameWords): string {
  const text = wordsOf(body, frame)
  return `${body.subject}\n\n${text}`.slice(0, 3500)
}
