/** A file of Sigma rules: one or more YAML documents, each read for itself. */
import { createHash } from 'node:crypto'
import { parseAllDocuments } from 'yaml'
import { SigmaFault } from '../rules/sigma/condition.ts'
import { compileDetection } from '../rules/sigma/detection.ts'
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
  /** Empty for one that runs here. */
  readonly whyNot: string
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

export function readSigmaFile(file: string): SigmaFile {
  const rules: ReadSigma[] = []
  const faults: { document: number; reason: string }[] = []
  const documents = parseAllDocuments(file)
  if (!Array.isArray(documents)) return { rules, faults: [{ document: 1, reason: 'The file is empty.' }] }
  documents.slice(0, mostRules).forEach((document, index) => {
    try {
      const [fault] = document.errors
      if (fault !== undefined) throw new SigmaFault(`It is not YAML: ${whereItBreaks(fault.message)}.`)
      rules.push(readRule(document.toJS({ maxAliasCount: mostAliases }), document.toString()))
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

function readRule(given: unknown, text: string): ReadSigma {
  if (!isRecord(given)) throw new SigmaFault('It is no Sigma rule: it holds no fields.')
  const title = cleanLine(textOf(given['title']))
  if (title === '') throw new SigmaFault('It has no title.')
  if (!isRecord(given['detection'])) throw new SigmaFault('It has no detection, so it is no rule on events.')
  const level = cleanLine(textOf(given['level']), 40)
  const tags = (Array.isArray(given['tags']) ? given['tags'] : [])
    .map((tag) => cleanLine(textOf(tag), 100))
    .slice(0, 50)
  const source = isRecord(given['logsource']) ? given['logsource'] : {}
  const named = cleanLine(textOf(given['id']), 100)
  return {
    sigmaId: named === '' ? `text ${createHash('sha256').update(text).digest('hex')}` : named,
    title,
    about: clean(textOf(given['description']), 2000),
    author: cleanLine(textOf(given['author']), 200),
    level,
    severity: levelOf(level),
    tags,
    techniques: techniquesOf(tags),
    logsource: ['product', 'category', 'service']
      .map((name) => cleanLine(textOf(source[name]), 60))
      .filter(Boolean)
      .join(' · '),
    text,
    whyNot: whyNot(given['detection'], level),
  }
}

function whyNot(detection: Readonly<Record<string, unknown>>, level: string): string {
  // The specification: "no case or alerting should be triggered by such rules".
  if (level === 'informational') return 'Its level is informational: it is not meant to raise alerts.'
  try {
    compileDetection(detection)
    return ''
  } catch (error) {
    if (error instanceof SigmaFault) return error.message
    throw error
  }
}

/** The rule made ready to run; undefined where its text does not run any more. */
export function sigmaDetection(text: string): ReturnType<typeof compileDetection> | undefined {
  const given: unknown = parseAllDocuments(text).at(0)?.toJS({ maxAliasCount: mostAliases })
  if (!isRecord(given) || !isRecord(given['detection'])) return undefined
  try {
    return compileDetection(given['detection'])
  } catch (error) {
    if (error instanceof SigmaFault) return undefined
    throw error
  }
}

/** The reader's own sentence with its line and column, without the picture of the place that follows it. */
function whereItBreaks(message: string): string {
  return cleanLine(message.split('\n')[0] ?? '', 200).replace(/[:.\s]+$/, '')
}
