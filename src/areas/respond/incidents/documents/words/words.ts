import german from '../../messages/de.json' with { type: 'json' }
import english from '../../messages/en.json' with { type: 'json' }
import type { Severity } from '../../../../../base/incident-words.ts'
import type { ReportLanguage } from '../../contract/report-words.ts'
import { clockIn, type Clock } from '../report-times.ts'
import { actsInGerman } from './acts-de.ts'
import { actsInEnglish } from './acts-en.ts'
import { listsInGerman } from './lists-de.ts'
import { listsInEnglish } from './lists-en.ts'
import { sentencesInGerman } from './sentences-de.ts'
import { sentencesInEnglish } from './sentences-en.ts'
import type { ReportLists, ReportSentences } from './shapes.ts'

/** Lines of the screens' catalogue, by noun and verb. */
type ScreenLines = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>

/** What a report says in one language, and by which clock. */
export interface Voice extends Clock {
  readonly language: ReportLanguage
  readonly lists: ReportLists
  readonly sentences: ReportSentences
  /** What a kind of entry is called. */
  readonly acts: Readonly<Record<string, string>>
  readonly screen: ScreenLines
}

const spoken: Readonly<Record<ReportLanguage, Omit<Voice, keyof Clock | 'language'>>> = {
  en: { lists: listsInEnglish, sentences: sentencesInEnglish, acts: actsInEnglish, screen: english.line },
  de: { lists: listsInGerman, sentences: sentencesInGerman, acts: actsInGerman, screen: german.line },
}

/**
 * @param timeZone an IANA name; one that the runtime does not know prints as UTC
 * @param grades plain words of the organisation beside a grade, where it has its own
 */
export function voiceIn(
  language: ReportLanguage,
  timeZone: string,
  grades: Readonly<Partial<Record<Severity, string>>> = {},
): Voice {
  const { lists, ...rest } = spoken[language]
  const own = Object.entries(grades).map(([grade, words]) => [grade, `${grade} ${words}`])
  const severity = { ...lists.severity, ...Object.fromEntries(own) }
  return { ...clockIn(timeZone, language), language, ...rest, lists: { ...lists, severity } }
}

/** The words without a clock, for what stands around a report that is made already. */
export function sentencesIn(language: ReportLanguage): Pick<Voice, 'lists' | 'sentences'> {
  return spoken[language]
}

/** Names in braces give way to text, once: what stands in a value is never looked at again. */
export function put(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}
