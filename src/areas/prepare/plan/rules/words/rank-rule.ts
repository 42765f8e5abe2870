import type { IncidentKind } from '../../../../../base/incident-kinds.ts'
import type { QuestionId } from './questions.ts'
import { words, type Words } from './words.ts'

export type RankedKind = Exclude<IncidentKind, 'other'>

export interface RankRule {
  readonly kind: RankedKind
  readonly weight: number
  readonly question: QuestionId
  /** Any one of these answers. */
  readonly is: readonly string[]
  readonly because: Words
}

export function rule(
  kind: RankedKind,
  weight: number,
  [question, ...is]: readonly [QuestionId, ...string[]],
  en: string,
  de: string,
): RankRule {
  return { kind, weight, question, is, because: words(en, de) }
}
