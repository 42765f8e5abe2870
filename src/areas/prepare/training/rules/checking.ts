/** Questions after a lesson: which were answered wrongly, and which are badly put. */
import type { CourseContent } from '../contract/courses.ts'

/** Fewer people or answers than these would say who gave them. */
export const fewestAnswers = 3

/** Places of the questions that were answered wrongly; one that was not answered is wrong. */
export function wrongAnswers(
  questions: CourseContent['questions'],
  answers: readonly number[],
): readonly number[] {
  return questions.flatMap(({ right }, place) => (answers[place] === right ? [] : [place]))
}

/** Whether a question was missed so often that its words are to blame, not its readers: twice, and by a quarter. */
export function needsRewriting({ answered, missed }: { answered: number; missed: number }): boolean {
  return missed >= 2 && missed * 4 >= answered
}

/** What stands between a course and being given out, as sentences that say what to do. */
export function missingForUse({ summary, lessons, questions }: CourseContent): string[] {
  return [
    ...(summary === '' ? ['Write in a sentence or two what one can do afterwards.'] : []),
    ...(questions.length === 0
      ? ['Write at least one question, so that you see whether it was understood.']
      : []),
    ...(questions.some(({ right, options }) => right >= options.length)
      ? ['Say for each question which answer is right.']
      : []),
    ...(questions.some(({ lesson }) => lesson >= lessons.length)
      ? ['Say for each question which lesson it asks about.']
      : []),
  ]
}
