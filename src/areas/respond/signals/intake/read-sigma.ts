/** A file of Sigma rules: one or more YAML documents, each read for itself. */
import { createHash } from 'node:crypto'
import { parseAllDocuments } from 'yaml'
import { SigmaFault } from '../rules/sigma/condition.ts'
import { readCorrelation, type Correlation } from '../rules/sigma/correlation.ts'
import { compileDetection } from '../rules/sigma/detection.ts'
import type { FlatEvent } from '../rules/sigma/events.ts'
import type { Abilities } from '../rules/sigma/modifiers.ts'
import { levelOf, techniquesOf } from '../rules/sigma/words.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import { clean, cleanLine, isRecord, textOf } from './reading.ts'

/** What was read of one rule. */
export interface ReadSigma {
  readonly sigmaId: string
  readonly title: string
  readonly about: string
  readonly author: string
  readonly level: string
  readonly severity: SignalSeverity
  readonly tags: readonly string[]
  readonly techniques: readonly string[]
  readonly logsource: string
  readonly text: string
  /** Empty for one that runs here, as far as itself goes. */
  readonly whyNot: string
  /** How correlations call it; empty for most. */
  readonly name: string
  /** Lists that its placeholders name, in lower case. */
  readonly lists: readonly string[]
  /** Of a correlation, the rules that it looks at. */
  readonly parts: readonly string[]
}

/** One file may be the export of a whole collection, a page or a person's own rule. */
const mostRules = 100
/** Names that stand for other parts can be nested into billions. */
const mostAliases = 20

export interface SigmaFile {
  readonly rules: readonly ReadSigma[]
  /** Which document was not taken, counted from one, and why. */
  readonly faults: readonly { readonly document: number; readonly reason: string }[]
}

/** @param regex the engine that will run its regular expressions */
export function readSigmaFile(file: string, regex: Abilities['regex']): SigmaFile {
  const rules: ReadSigma[] = []
  const faults: { document: number; reason: string }[] = []
  const documents = parseAllDocuments(file)
  if (!Array.isArray(documents)) return { rules, faults: [{ document: 1, reason: 'The file is empty.' }] }
  documents.slice(0, mostRules).forEach((document, index) => {
    try {
      const [fault] = document.errors
      if (fault !== undefined) throw new SigmaFault(`It is not YAML: ${whereItBreaks(fault.message)}.`)
      rules.push(readRule(document.toJS({ maxAliasCount: mostAliases }), document.toString(), regex))
    } catch (error) {
      const reason =
        error instanceof SigmaFault ? error.message : 'Its names stand for one another too often to be read.'
      faults.push({ document: index + 1, reason })
    }
  })
  if (documents.length > mostRules)
    faults.push({
      document: mostRules + 1,
      reason: `One file may hold ${mostRules} rules; the others were left.`,
    })
  return { rules, faults }
}

function readRule(given: unknown, text: string, regex: Abilities['regex']): ReadSigma {
  if (!isRecord(given)) throw new SigmaFault('It is no Sigma rule: it holds no fields.')
  const title = cleanLine(textOf(given['title']))
  if (title === '') throw new SigmaFault('It has no title.')
  if (!isRecord(given['detection']) && !isRecord(given['correlation']))
    throw new SigmaFault('It has no detection and no correlation, so it is no rule on events.')
  const level = cleanLine(textOf(given['level']), 40)
  const tags = (Array.isArray(given['tags']) ? given['tags'] : [])
    .map((tag) => cleanLine(textOf(tag), 100))
    .slice(0, 50)
  const named = cleanLine(textOf(given['id']), 100)
  return {
    sigmaId: named === '' ? `text ${createHash('sha256').update(text).digest('hex')}` : named,
    name: cleanLine(textOf(given['name']), 100),
    title,
    about: clean(textOf(given['description']), 2000),
    author: cleanLine(textOf(given['author']), 200),
    level,
    severity: levelOf(level),
    tags,
    techniques: techniquesOf(tags),
    logsource: logsourceOf(given),
    text,
    ...whatItAsks(given, regex),
  }
}

function logsourceOf({ logsource }: Readonly<Record<string, unknown>>): string {
  const source = isRecord(logsource) ? logsource : {}
  return ['product', 'category', 'service']
    .map((name) => cleanLine(textOf(source[name]), 60))
    .filter(Boolean)
    .join(' · ')
}

/** Tried out as it will run; of its lists only the names are known by now. */
function whatItAsks(
  given: Readonly<Record<string, unknown>>,
  regex: Abilities['regex'],
): Pick<ReadSigma, 'whyNot' | 'lists' | 'parts'> {
  const lists = new Set<string>()
  const list = (name: string) => {
    lists.add(cleanLine(name, 64).toLowerCase())
    return []
  }
  try {
    const compiled = compile(given, { regex, list })
    const parts = 'correlation' in compiled ? compiled.correlation.parts : []
    return { whyNot: '', lists: [...lists].toSorted(), parts: parts.map((part) => cleanLine(part, 100)) }
  } catch (error) {
    const whyNot = error instanceof SigmaFault ? error.message : 'It is too large to be made ready.'
    return { whyNot, lists: [], parts: [] }
  }
}

/** A rule made ready to run: on single events, or on what the events of other rules show together. */
export type Compiled =
  | { readonly fits: (event: FlatEvent) => boolean }
  | { readonly correlation: Correlation }

/** @returns undefined where its text does not run any more, whatever the reason: the other rules do */
export function sigmaDetection(text: string, abilities: Abilities): Compiled | undefined {
  const made = detectionOrFault(text, abilities)
  return typeof made === 'string' ? undefined : made
}

/** Why a rule does not run with the lists as they are, in a sentence; empty for one that does. */
export function faultWithLists(text: string, abilities: Abilities): string {
  const made = detectionOrFault(text, abilities)
  return typeof made === 'string' ? made : ''
}

function detectionOrFault(text: string, abilities: Abilities): Compiled | string {
  try {
    const given: unknown = parseAllDocuments(text).at(0)?.toJS({ maxAliasCount: mostAliases })
    return isRecord(given) ? compile(given, abilities) : 'It holds no fields.'
  } catch (error) {
    return error instanceof SigmaFault ? error.message : 'It is too large to be made ready.'
  }
}

function compile(given: Readonly<Record<string, unknown>>, abilities: Abilities): Compiled {
  if (isRecord(given['correlation'])) return { correlation: readCorrelation(given['correlation']) }
  if (!isRecord(given['detection'])) throw new SigmaFault('It has no detection.')
  return { fits: compileDetection(given['detection'], abilities) }
}

/** The reader's own sentence with its line and column, without the picture of the place that follows it. */
function whereItBreaks(message: string): string {
  return cleanLine(message.split('\n')[0] ?? '', 200).replace(/[:.\s]+$/, '')
}
