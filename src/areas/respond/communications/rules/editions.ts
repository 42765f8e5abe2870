/** What one audience may read of a case: line by line, by the sharing rules and by what a line gives away. Pure. */
import {
  insideAudiences,
  type FieldClass,
  type LineKind,
  type StatementAudience,
} from '../contract/statement-words.ts'
import type { Edition, SharedContent, SharedLine } from '../contract/outside.ts'
import type { BodyFault } from './drafting.ts'
import { whyKeptFrom } from './outside.ts'
import { leaksIn, maySee, type ClassedWords, type StatementRules } from './releasing.ts'
import { countsPeople, sentencesOf, unsureSentences, type StandingFacts } from './sentences.ts'

/** Every line that a case has, whoever may read it. */
export type Material = readonly SharedLine[]

interface Reader {
  readonly rules: StatementRules
  readonly audience: StatementAudience
  readonly restricted: ClassedWords
}

/** A case whose mark or circle may keep it from an audience whole. */
type Marked = Parameters<typeof whyKeptFrom>[1]

/** The lines that this audience may read, and those kept from it, each with the rule that keeps it. */
export function editionOf(material: Material, reader: Reader & { readonly incident: Marked }): Edition {
  const judged = material.map((line) => ({ line, why: whyWithheld(line, reader) }))
  return {
    audience: reader.audience,
    lines: judged.flatMap(({ line, why }) => (why === undefined ? [line] : [])),
    withheld: judged.flatMap(({ line, why }) => (why === undefined ? [] : [{ text: line.text, why }])),
    barred: whyKeptFrom(reader.audience, reader.incident),
  }
}

/**
 * Why this may not be shared with this audience; empty when it may. A line must stand in its edition now, letter by
 * letter; free words may neither say more than is confirmed nor show what is kept from this audience.
 */
export function faultsOfShare(
  content: SharedContent,
  material: Material,
  { facts, ...reader }: Reader & { readonly facts: StandingFacts },
): BodyFault[] {
  const lines = material.filter((line) => whyWithheld(line, reader) === undefined)
  const strangers = content.lines.flatMap((line, at) =>
    lines.some(({ what, text }) => what === line.what && text === line.text)
      ? []
      : [
          {
            path: `content.lines.${at}`,
            message: `this audience may not read it, or the case does not say so now: “${line.text.slice(0, 120)}”`,
          },
        ],
  )
  const note = whyWordsWithheld(content.note, reader)
  const unsure = unsureSentences(content.note, facts).map(
    ({ sentence }) => `says more than is confirmed: “${sentence.slice(0, 160)}”`,
  )
  return [
    ...strangers,
    ...[...(note === undefined ? [] : [note]), ...unsure].map((message) => ({
      path: 'content.note',
      message,
    })),
  ]
}

/** The facts of a case without the lines that this audience may not read. */
export function factsFor<T extends StandingFacts>(facts: T, reader: Reader): T {
  const readable = (what: 'confirmed' | 'checking' | 'unknown') =>
    facts[what].filter((text) => whyWithheld({ what, text }, reader) === undefined)
  return {
    ...facts,
    ...{ confirmed: readable('confirmed'), checking: readable('checking'), unknown: readable('unknown') },
  }
}

const classes: Readonly<Record<LineKind, FieldClass>> = {
  headline: 'facts',
  confirmed: 'facts',
  checking: 'facts',
  unknown: 'facts',
  next: 'facts',
  clock: 'facts',
  systems: 'systems',
  indicators: 'indicators',
  causes: 'causes',
  people: 'people',
  costs: 'costs',
}

/** What is for people of the house alone, whatever the rules say: their plans, and the deadlines they run against. */
const insideKinds: readonly LineKind[] = ['next', 'clock']

function whyWithheld({ what, text }: SharedLine, reader: Reader): string | undefined {
  const isInside = insideAudiences.includes(reader.audience)
  if (!isInside && (insideKinds.includes(what) || text.startsWith('Decided: ')))
    return 'is for people of the house'
  const field = classes[what]
  if (!maySee(reader.rules, reader.audience, field)) return `this audience may not see: ${field}`
  return whyWordsWithheld(text, reader)
}

function whyWordsWithheld(text: string, { rules, audience, restricted }: Reader): string | undefined {
  const [leak] = leaksIn(text, restricted, { rules, audience })
  if (leak !== undefined) return `this audience may not see: ${leak.what} (“${leak.word.slice(0, 80)}”)`
  if (!maySee(rules, audience, 'counts') && sentencesOf(text).some(countsPeople))
    return 'this audience may not see: counts'
  return undefined
}
