import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { nextTrial } from './rules/downtime.ts'
import { listPlanRows, heldPlans, searchPlans } from './store.ts'

export { heldPlans }

/** Days on which somebody has to go through a plan. */
export async function continuityDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const today = await todayOf(context)
  return (await listPlanRows(context, { limit: 1000 })).map((row) => ({
    kind: 'continuity_review' as const,
    key: row.id,
    title: row.name,
    day: nextTrial(row, today),
    ownerId: row.ownerId,
    path: '/continuity',
    everyMonths: row.reviewMonths,
  }))
}

/** Every plan with the day on which it was last gone through and the day by which it has to be. */
export async function continuityTests(context: Pick<Context, 'tx' | 'now'>): Promise<
  readonly {
    readonly id: string
    readonly name: string
    readonly kind: 'continuity' | 'recovery'
    readonly triedOn: string | null
    readonly dueOn: string
  }[]
> {
  const today = await todayOf(context)
  return (await listPlanRows(context, { limit: 1000 })).map((row) => {
    const { id, name, kind, triedOn } = row
    return { id, name, kind, triedOn, dueOn: nextTrial(row, today) }
  })
}

export const continuitySearch: SearchSource = {
  kind: 'continuity',
  permission: 'continuity.read',
  find: searchPlans,
}
