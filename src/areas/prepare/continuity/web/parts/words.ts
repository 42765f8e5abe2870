import { spanWords } from '../../../../../ui/kit/time-words.ts'

/** Minutes as days, hours and minutes. */
export function spanOf(minutes: number, language: string): string {
  return spanWords(minutes * 60_000, language)
}
