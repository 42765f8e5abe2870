/**
 * Promises that questions after reading are put, judged and counted in one way, whatever was read: a lesson, or a clause of
 * a house rule. Which part a question is about is named by its room; here it is a place among the parts.
 */
import * as z from 'zod'

export const fewestOptions = 2
export const mostOptions = 4
/** Fewer people or answers than these would say who gave them. */
const fewestAnswers = 3

/** The words of a question; its room adds the part that it is about. */
export const questionWords = {
  question: z.string().trim().min(1).max(300),
  options: z.array(z.string().trim().min(1).max(200)).min(fewestOptions).max(mostOptions),
  /** Place of the right option, from 0. */
  right: z
    .number()
    .int()
    .min(0)
    .max(mostOptions - 1),
}

export interface AskedQuestion {
  readonly question: string
  readonly options: readonly string[]
  /** Place of the part that it is about, from 0. */
  readonly about: number
}

/** As its writer sees it. */
export interface WrittenQuestion extends AskedQuestion {
  readonly right: number
}

export const emptyQuestion: WrittenQuestion = { question: '', options: ['', ''], right: 0, about: 0 }

/** Places of the questions that were answered wrongly; one that was not answered is wrong. */
export function wrongAnswers(
  questions: readonly Pick<WrittenQuestion, 'right'>[],
  answers: readonly number[],
): readonly number[] {
  return questions.flatMap(({ right }, place) => (answers[place] === right ? [] : [place]))
}

/** Whether a question was missed so often that its words are to blame, not its readers: twice, and by a quarter. */
export function needsRewriting({ answered, missed }: Pick<Counted, 'answered' | 'missed'>): boolean {
  return missed >= 2 && missed * 4 >= answered
}

interface Counted {
  readonly question: number
  readonly answered: number
  readonly missed: number
}

/**
 * The questions that were missed, worst first, without those that too few have answered.
 * @param people who have answered all of them rightly in the end: of fewer than three nothing is said, since one person who
 *   tries three times gives three answers
 */
export function doubtful(
  counts: readonly Counted[],
  people: number,
): (Counted & { readonly needsRewriting: boolean })[] {
  if (people < fewestAnswers) return []
  return counts
    .filter(({ answered, missed }) => missed > 0 && answered >= fewestAnswers)
    .toSorted((a, b) => b.missed / b.answered - a.missed / a.answered)
    .map(({ question, answered, missed }) => ({
      ...{ question, answered, missed },
      needsRewriting: needsRewriting({ answered, missed }),
    }))
}

/** Whether every question has a right answer among its own. */
export function areAnswerable(questions: readonly Pick<WrittenQuestion, 'options' | 'right'>[]): boolean {
  return questions.every(({ right, options }) => right < options.length)
}

export function mayAddOption({ options }: Pick<WrittenQuestion, 'options'>): boolean {
  return options.length < mostOptions
}

/** One more answer to choose from. */
export function withOption<Q extends Pick<WrittenQuestion, 'options' | 'right'>>(question: Q): Q {
  return mayAddOption(question) ? { ...question, options: [...question.options, ''] } : question
}

/** Two stay, and the right one stays: taking it away would make another one right that nobody called so. */
export function mayRemoveOption(
  { options, right }: Pick<WrittenQuestion, 'options' | 'right'>,
  place: number,
): boolean {
  return options.length > fewestOptions && place !== right
}

/** The answer that was right stays right, wherever it moves to. */
export function withoutOption<Q extends Pick<WrittenQuestion, 'options' | 'right'>>(
  question: Q,
  place: number,
): Q {
  if (!mayRemoveOption(question, place)) return question
  const { options, right } = question
  return {
    ...question,
    options: options.filter((_option, at) => at !== place),
    right: place < right ? right - 1 : right,
  }
}
