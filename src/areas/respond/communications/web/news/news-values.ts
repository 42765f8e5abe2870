import type { Choices, DigestTime } from '../../contract/choices.ts'

/** What the form holds: the choices, and the time of the summary with its numbers as a browser writes them. */
export interface NewsValues {
  readonly choices: Choices
  readonly every: DigestTime['every']
  readonly weekday: string
  readonly hour: string
  readonly zone: string
  readonly language: DigestTime['language']
}
