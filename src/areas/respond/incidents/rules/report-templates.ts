/** Decisions about templates of the report: which are there from the start, and what their words may fill in. */
import type { ExportAudience } from '../../../../base/tlp.ts'
import type { TemplatePart } from '../contract/report-templates.ts'
import {
  reportChapters,
  reportVariables,
  type BuiltInReport,
  type ReportChapter,
  type ReportVariable,
} from '../contract/report-words.ts'

export interface Template {
  readonly audience: ExportAudience
  readonly parts: readonly TemplatePart[]
}

const chapters = (...names: readonly ReportChapter[]): TemplatePart[] =>
  names.map((chapter) => ({ kind: 'chapter', chapter }))

export const builtInTemplates: Readonly<Record<BuiltInReport, Template>> = {
  whole: { audience: 'case', parts: chapters(...reportChapters) },
  management: {
    audience: 'organisation',
    parts: chapters('summary', 'sign_off', 'decisions', 'systems', 'cost'),
  },
  outside: {
    audience: 'clients',
    parts: chapters('summary', 'systems', 'decisions', 'cost', 'evidence', 'proof'),
  },
}

/** All own words together; the record keeps them with each change. */
export const mostWords = 20_000

/**
 * Why a template cannot be kept, in one sentence, and in which of its parts; undefined when it can.
 * @returns `path` as the form names its fields
 */
export function whyNotKept(
  parts: readonly TemplatePart[],
): { readonly path: string; readonly message: string } | undefined {
  const seen = new Set<string>()
  let length = 0
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'chapter') {
      if (seen.has(part.chapter))
        return { path: `parts.${at}.chapter`, message: 'This chapter stands in it twice. Take one out.' }
      seen.add(part.chapter)
      continue
    }
    length += part.text.length
    const unknown = unknownVariables(`${part.title} ${part.text}`)
    if (unknown.length > 0)
      return {
        path: `parts.${at}.text`,
        message: `Nothing is known as ${unknown.join(', ')}. These can be filled in: ${reportVariables.join(', ')}.`,
      }
  }
  if (length > mostWords)
    return {
      path: 'parts',
      message: `Your words are longer than ${mostWords} letters together. Shorten them.`,
    }
  return undefined
}

/** Blanks are taken off afterwards: three parts of a pattern that all match them would cost the third power of their number. */
const variable = /\{\{([^{}]*)\}\}/g
const known: ReadonlySet<string> = new Set(reportVariables)

function unknownVariables(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].map(([, name = '']) => name.trim()))].filter(
    (name) => !known.has(name),
  )
}

/** The words with what is known of the case in the place of each variable; what was filled in is never read again. */
export function filledIn(text: string, values: Readonly<Record<ReportVariable, string>>): string {
  const all: Readonly<Record<string, string>> = values
  return text.replaceAll(variable, (whole, typed: string) => {
    const name = typed.trim()
    return Object.hasOwn(all, name) ? (all[name] ?? '') : whole
  })
}
