/** What a closed case asks of training: within how many days, when somebody is reminded, and which words may be used. */
import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { CourseContent } from '../contract/courses.ts'

/** Fresh in mind: what happened here teaches the most in the two weeks after it. */
export const lessonDays = 14

export function lessonDue(closedOn: string): string {
  return dayAfter(closedOn, lessonDays)
}

/** Those who lead are told of numbers once a week. */
export function isMonday(day: string): boolean {
  // 1970-01-05 was one.
  return daysBetween('1970-01-05', day) % 7 === 0
}

/** Which reminder is due: 7 when half the time is gone, 1 the day before, 0 once it is over. */
export function lessonStage(dueOn: string, today: string, told: number | null): number | undefined {
  const left = daysBetween(today, dueOn)
  const stage = left < 0 ? 0 : [1, 7].find((days) => left <= days)
  return stage === undefined || (told !== null && told <= stage) ? undefined : stage
}

/** What may be told to everybody of a case: no title, no name, no system. A later room may add the words for staff. */
export interface StaffFacts {
  readonly kind: IncidentKind
  /** As `2026-03`. */
  readonly month: string
  /** Sentences that somebody released for staff; empty where nobody did. */
  readonly released: readonly string[]
}

/** The draft of a course on one's own case. Its blanks are for a person: what is not released is not guessed. */
export function lessonDraft(
  { month, released }: StaffFacts,
  words: {
    readonly summary: string
    readonly happened: string
    readonly noticed: string
    readonly noticedHint: string
    readonly doNow: string
    readonly doNowHint: string
    readonly question: string
    readonly options: readonly [string, string]
    readonly kind: string
  },
): CourseContent {
  const first = words.summary.replace('{kind}', words.kind).replace('{month}', month)
  return {
    summary: first.slice(0, 600),
    lessons: [
      { heading: words.happened, text: [first, ...released].join('\n').slice(0, 3000) },
      { heading: words.noticed, text: words.noticedHint },
      { heading: words.doNow, text: words.doNowHint },
    ],
    questions: [{ question: words.question, options: [...words.options], right: 0, lesson: 2 }],
  }
}
