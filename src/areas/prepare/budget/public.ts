import { dayAfter } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { listActiveMembers, todayOf } from '../../register/people/public/people.ts'
import { actKinds } from './contract.ts'
import { freshMonths, lastActs } from './rules.ts'
import { findBudget, listActRows } from './store.ts'

/** Days on which the budget is to be looked through, and on which what a leader did grows old. */
export async function budgetDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const today = await todayOf(context)
  const row = await findBudget(context)
  const path = '/budget'
  const review: DueDate[] =
    row === undefined
      ? []
      : [
          {
            kind: 'budget_review',
            key: 'budget',
            title: '',
            day: dayAfter(row.reviewedOn, freshMonths, 'months'),
            ownerId: row.ownerId,
            path,
            everyMonths: freshMonths,
          },
        ]
  const recorded = await listActRows(context)
  // An act that was never done has no day; the page of the budget says that it is missing.
  const acts = (await listActiveMembers(context)).flatMap(({ id: memberId }) =>
    lastActs(recorded, { memberId, kinds: actKinds, today }).flatMap(({ kind, doneOn, note }): DueDate[] =>
      doneOn === null
        ? []
        : [
            {
              kind: 'leadership_act',
              key: `${memberId}-${kind}`,
              title: note,
              day: dayAfter(doneOn, freshMonths, 'months'),
              ownerId: memberId,
              path,
              everyMonths: freshMonths,
            },
          ],
    ),
  )
  return [...review, ...acts]
}
