/** The annex on reporting: what each duty asks, from the fact base and the answers. */
import { clockWords, plainWords, startOf } from './words/clock-words.ts'
import type { PlanLanguage } from './words/words.ts'

/** A duty as the obligations engine answers it; only what the annex says. */
export interface JudgedDuty {
  readonly key: string
  readonly recipient: { readonly name: string }
  readonly stage: string
  readonly status: 'live' | 'waiting' | 'possible'
  readonly recordOnly: boolean
  readonly voluntary: boolean
  readonly explanation: {
    readonly regime: string
    readonly citation: string
    readonly confirmed: boolean
    readonly rule: string
    readonly content: readonly string[]
    readonly how: string | null
    readonly missing: readonly string[]
  }
}

export interface AnnexRow {
  readonly key: string
  readonly regime: string
  readonly citation: string
  readonly isConfirmed: boolean
  readonly recipient: string
  readonly stage: string
  readonly trigger: string
  readonly clock: string
  readonly form: string
  /** Whether it is owed on that day; false where a fact of the day decides. */
  readonly isSure: boolean
}

/** Duties that bind, the sure before the possible, each in the order in which the law engine gave it. */
export function annexOf(duties: readonly JudgedDuty[], language: PlanLanguage): AnnexRow[] {
  return duties
    .filter(({ recordOnly, voluntary }) => !recordOnly && !voluntary)
    .map(({ key, recipient, stage, status, explanation }) => ({
      key,
      regime: explanation.regime,
      citation: plainWords(explanation.citation, language),
      isConfirmed: explanation.confirmed,
      recipient: recipient.name,
      stage,
      trigger: startOf(explanation.rule, language) ?? '',
      clock: clockWords(explanation.rule, language),
      form: explanation.how ?? explanation.content.slice(0, 4).join('; '),
      isSure: status !== 'possible',
    }))
    .toSorted((a, b) => Number(b.isSure) - Number(a.isSure))
}
