import { areAnswerable } from '../../../../base/questions.ts'
import type { CourseContent } from '../contract/courses.ts'

/** What stands between a course and being given out, as sentences that say what to do. */
export function missingForUse({ summary, lessons, questions }: CourseContent): string[] {
  return [
    ...(summary === '' ? ['Write in a sentence or two what one can do afterwards.'] : []),
    ...(questions.length === 0
      ? ['Write at least one question, so that you see whether it was understood.']
      : []),
    ...(areAnswerable(questions) ? [] : ['Say for each question which answer is right.']),
    ...(questions.some(({ lesson }) => lesson >= lessons.length)
      ? ['Say for each question which lesson it asks about.']
      : []),
  ]
}
