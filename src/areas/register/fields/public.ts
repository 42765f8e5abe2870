import type { Severity } from '../../../base/incident-words.ts'
import { wordsIn, type IncidentForm } from '../../../base/own-fields.ts'
import type { Context } from '../../../platform/action.ts'
import { currentForm } from './store.ts'

/** The fields and lists that hold now, and which version of them it is. */
export async function formFor(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly version: number; readonly form: IncidentForm }> {
  const { version, content } = await currentForm(context)
  return { version, form: content }
}

/** The organisation's own words beside each grade, where it has them, in this language or the one that it wrote. */
export async function gradeWordsFor(
  context: Pick<Context, 'tx'>,
  language: string,
): Promise<Readonly<Partial<Record<Severity, string>>>> {
  const { form } = await formFor(context)
  const own = Object.entries(form.severityWords)
  return Object.fromEntries(own.map(([severity, words]) => [severity, wordsIn(words, language)]))
}

/** Each grade as it is said where no page shows it: `S1 Disaster`, or `S1` alone where nobody gave it a word. */
export async function gradesFor(
  context: Pick<Context, 'tx'>,
  language = 'en',
): Promise<Readonly<Record<Severity, string>>> {
  const own = await gradeWordsFor(context, language)
  const said = (grade: Severity) => (own[grade] === undefined ? grade : `${grade} ${own[grade]}`)
  return { S1: said('S1'), S2: said('S2'), S3: said('S3'), S4: said('S4') }
}
