import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import type { Say } from '../../../../../ui/text.ts'
import type { Standing } from '../../contract/board.ts'
import { draftOf, kindOf } from './fact-fields.ts'

export const toneOf: Readonly<Record<Standing, Tone>> = {
  overdue: 'bad',
  soon: 'warn',
  running: 'active',
  at_once: 'warn',
  waiting: 'quiet',
  declined: 'quiet',
  submitted: 'good',
  record: 'quiet',
  voluntary: 'quiet',
}

const judgements = ['risk_to_individuals', 'serious_harm_likely', 'encrypted_and_key_safe']

/** Who decided and why is always kept. */
export function isJudgement(fact: string): boolean {
  return judgements.includes(fact)
}

/** What somebody said, in words. */
export function saidWords(fact: string, value: unknown, text: Say): string {
  const kind = kindOf(fact)
  const draft = draftOf(fact, value)
  if (typeof draft !== 'string')
    return draft.length === 0 ? text('facts.nothing') : draft.map((word) => text(`word.${word}`)).join(', ')
  if (draft === '') return text('facts.nothing')
  if (kind === 'yes_no') return text(`say.${draft}`)
  if (kind === 'choice') return text(`risk.${draft}`)
  return draft.replaceAll('\n', ' · ')
}

/** The question of a fact; a count of one place is part of the one question where people live. */
export function factWordsOf(fact: string, text: Say): string {
  if (fact.startsWith('affected.')) return text('fact.affected')
  if (fact.startsWith('submissions.')) return text('facts.submission')
  if (fact.startsWith('contracts.')) return text('fact.contracts')
  return text(`fact.${fact}`)
}
