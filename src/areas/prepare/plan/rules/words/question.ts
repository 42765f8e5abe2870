import type { Words } from './words.ts'

export const questionGroups = ['business', 'data', 'tools', 'it', 'ready', 'words'] as const
export type QuestionGroup = (typeof questionGroups)[number]

/** One question of the interview. `text` fills a blank of the plan; the others rank what can happen. */
export interface Question {
  readonly id: string
  readonly group: QuestionGroup
  readonly kind: 'yesno' | 'one' | 'many' | 'text'
  readonly ask: Words
  readonly why: Words
  /** For `one` and `many`. */
  readonly options?: readonly Option[]
  /** Where the answer lives; a room that has it already is asked, and nothing is kept twice. */
  readonly home?: 'organisation' | 'profile'
}

export interface Option {
  readonly value: string
  readonly words: Words
}
