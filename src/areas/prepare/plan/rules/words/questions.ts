import { businessQuestions } from './questions-business.ts'
import { readyQuestions } from './questions-ready.ts'
import { toolQuestions } from './questions-tools.ts'
import type { Question } from './question.ts'

const all = [...businessQuestions, ...toolQuestions, ...readyQuestions] as const
export type QuestionId = (typeof all)[number]['id']

/** The interview: at most 40 questions in plain words, in any order. */
export const questions: readonly (Question & { readonly id: QuestionId })[] = all
export const questionIds: readonly QuestionId[] = all.map(({ id }) => id)

export function questionOf(id: QuestionId): Question {
  const found = questions.find((question) => question.id === id)
  if (found === undefined) throw new RangeError(`there is no question ${id}`)
  return found
}
