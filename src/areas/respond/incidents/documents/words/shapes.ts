import type { listsInEnglish } from './lists-en.ts'
import type { sentencesInEnglish } from './sentences-en.ts'

/** The same shape, whatever the words. */
type Worded<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends readonly string[]
      ? readonly string[]
      : Worded<T[Key]>
}
export type ReportLists = Worded<typeof listsInEnglish>
export type ReportSentences = Worded<typeof sentencesInEnglish>
