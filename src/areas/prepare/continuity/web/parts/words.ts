import { spanWords } from '../../../../../ui/kit/time-words.ts'

/** A day as people of this language write it. */
export function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}

/** Minutes as days, hours and minutes. */
export function spanOf(minutes: number, language: string): string {
  return spanWords(minutes * 60_000, language)
}
