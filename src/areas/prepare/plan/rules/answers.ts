/** What may be said to a question, and what is known when a register already holds it. */
import type { Fault } from '../../../../base/refusal.ts'
import { questionOf, questionIds, questions, type QuestionId } from './words/questions.ts'
import type { AnswerValue, GivenAnswer } from '../contract/answers.ts'

export type Answers = Readonly<Partial<Record<QuestionId, AnswerValue>>>

/** What other rooms know, in the words of the interview. */
export interface KnownElsewhere {
  readonly organisation: Readonly<Record<'country' | 'sector' | 'size', string>>
  readonly profile:
    | { readonly platforms: readonly string[]; readonly traits: Readonly<Record<string, string | undefined>> }
    | undefined
  /** Undefined where nothing is registered: that proves neither yes nor no. */
  readonly isBackupIsolated: boolean | undefined
  readonly isRestoreProved: boolean | undefined
  readonly isInsured: boolean | undefined
  readonly hasSupplierWithAccess: boolean | undefined
}

export interface KeptAnswer {
  readonly value: AnswerValue
  readonly answeredAt: string
  readonly answeredBy: string
}

/** Every question in its order with the answer that counts: a person's own word before what a register says. */
export function answersOf(
  kept: ReadonlyMap<string, KeptAnswer>,
  known: KnownElsewhere,
): readonly GivenAnswer[] {
  return questions.map((question): GivenAnswer => {
    const own = kept.get(question.id)
    const { value, from } = elsewhere(question.id, known)
    const blank = { question: question.id, answeredAt: null, answeredBy: null }
    if (question.home === undefined && own !== undefined) {
      const { answeredAt, answeredBy } = own
      const state = own.value === 'unknown' ? 'unknown' : 'answered'
      return { question: question.id, value: own.value, state, from: '', answeredAt, answeredBy }
    }
    if (value === undefined) return { ...blank, value: null, state: 'open', from: '' }
    const isSaid = question.home === 'profile' && from === 'profile'
    const state = value === 'unknown' ? 'unknown' : isSaid ? 'answered' : 'filled'
    return { ...blank, value, state, from }
  })
}

/** Question to answer, what nobody said left out. */
export function valuesOf(given: readonly GivenAnswer[]): Answers {
  return Object.fromEntries(
    given.flatMap(({ question, value }) => (value === null ? [] : [[question, value]])),
  ) as Answers // the questions are the list's own
}

/** Whether one of these was said. */
export function says(answers: Answers, question: QuestionId, ...wanted: readonly string[]): boolean {
  const value = answers[question]
  if (value === undefined) return false
  return typeof value === 'string' ? wanted.includes(value) : value.some((one) => wanted.includes(one))
}

/** The words that somebody wrote; undefined while nobody did, or nobody knows. */
export function wordsSaid(answers: Answers, question: QuestionId): string | undefined {
  const value = answers[question]
  return typeof value === 'string' && value !== 'unknown' ? value : undefined
}

export function answerFaults(
  answers: readonly { readonly question: string; readonly value: AnswerValue | null }[],
): Fault[] {
  return answers.flatMap(({ question, value }, at): Fault[] => {
    const path = `answers.${at}`
    const id = questionIds.find((known) => known === question)
    if (id === undefined) return [{ path: `${path}.question`, message: 'is no question of the interview' }]
    if (answers.findIndex((other) => other.question === question) < at)
      return [{ path: `${path}.question`, message: 'stands here twice: answer it once' }]
    const { kind, options = [], home } = questionOf(id)
    if (home === 'organisation')
      return [{ path: `${path}.question`, message: 'is changed by an owner under Settings, Organisation' }]
    const message = valueFault(
      kind,
      options.map((option) => option.value),
      value,
    )
    return message === undefined ? [] : [{ path: `${path}.value`, message }]
  })
}

function valueFault(
  kind: 'yesno' | 'one' | 'many' | 'text',
  allowed: readonly string[],
  value: AnswerValue | null,
): string | undefined {
  if (value === null || value === 'unknown') return undefined
  switch (kind) {
    case 'yesno':
      return value === 'yes' || value === 'no' ? undefined : 'must be yes, no or unknown'
    case 'one':
      return typeof value === 'string' && allowed.includes(value)
        ? undefined
        : `must be one of ${allowed.join(', ')}`
    case 'many':
      if (typeof value === 'string' || value.some((one) => !allowed.includes(one)))
        return `must be a list of ${allowed.join(', ')}`
      return value.includes('none') && value.length > 1 ? 'cannot be "none" and something else' : undefined
    case 'text':
      return typeof value === 'string' ? undefined : 'must be words'
  }
}

function elsewhere(
  question: QuestionId,
  known: KnownElsewhere,
): { readonly value: AnswerValue | undefined; readonly from: GivenAnswer['from'] } {
  const nothing = { value: undefined, from: '' } as const
  const { organisation, profile } = known
  if (question === 'country' || question === 'sector' || question === 'size')
    return { value: organisation[question], from: 'organisation' }
  if (question === 'platforms')
    return profile === undefined || profile.platforms.length === 0
      ? nothing
      : { value: [...profile.platforms], from: 'profile' }
  if (questionOf(question).home === 'profile') {
    const said = profile?.traits[question]
    if (said !== undefined) return { value: said, from: 'profile' }
  }
  switch (question) {
    case 'cyber_insurance':
      return yesNo(known.isInsured, 'insurance')
    case 'isolated_backup':
      return yesNo(known.isBackupIsolated, 'backups')
    case 'restore_tried':
      return yesNo(known.isRestoreProved, 'backups')
    case 'supplier_access':
      return yesNo(known.hasSupplierWithAccess, 'vendors')
    default:
      return nothing
  }
}

function yesNo(known: boolean | undefined, from: GivenAnswer['from']) {
  return known === undefined
    ? ({ value: undefined, from: '' } as const)
    : { value: known ? 'yes' : 'no', from }
}
