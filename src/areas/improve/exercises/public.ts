import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { triedThings } from './actions/plan-tests.ts'
import { SectionName } from '../../prepare/plan/contract/plan.ts'
import { planTest } from './rules/plan-tests.ts'
import { heldExercises, plannedSessions, searchSessions } from './store/sessions.ts'

export { heldExercises }
export { untestedStanding } from './actions/plan-tests.ts'

/** Days of arranged sessions, and days on which a part of the incident plan wants to be tried again. */
export async function exerciseDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const sessions = (await plannedSessions(context)).flatMap((row): DueDate[] => {
    const { id: key, title, plannedOn: day, facilitatorId: ownerId, lengthMinutes: minutes } = row
    return day === null
      ? []
      : [{ kind: 'exercise', key, title, day, ownerId, path: `/exercises/${key}`, minutes }]
  })
  const today = await todayOf(context)
  const tried = await triedThings(context)
  // A part that was never tried has no day; the list of what would fail today says it.
  const parts = SectionName.options.flatMap((section): DueDate[] => {
    const last = tried.get(`section:${section}`)
    if (last === undefined) return []
    const { dueOn } = planTest({ kind: 'plan_section', key: section, name: '' }, last, { today, path: '' })
    const due = { kind: 'plan_test' as const, key: section, title: section, day: dueOn }
    return [{ ...due, ownerId: null, path: '/exercises', everyMonths: 12 }]
  })
  return [...sessions, ...parts]
}

export const exerciseSearch: SearchSource = {
  kind: 'exercise',
  permission: 'exercise.read',
  find: searchSessions,
}
