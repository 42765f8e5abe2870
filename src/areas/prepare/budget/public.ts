import { dayAfter } from '../../../base/calendar-day.ts'
import type { DueDate } from '../../../base/due-date.ts'
import { leafFields } from '../../../base/leaf-fields.ts'
import type { Context } from '../../../platform/action.ts'
import { listActiveMembers, listLeaders, todayOf } from '../../register/people/public/people.ts'
import { actKinds, type ActKind } from './contract.ts'
import { measures, type Measure } from './content/measures.ts'
import { freshMonths, lastActs } from './rules.ts'
import { findBudget, getLineRow, insertAct, listActRows } from './store.ts'

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

/** A line of the budget that is planned; refuses `not_found` otherwise. */
export async function budgetLineFor(
  context: Pick<Context, 'tx'>,
  id: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const { name } = await getLineRow(context, id)
  return { id, name }
}

/** What a day without work costs, in whole units of its currency; undefined while nobody said. */
export async function dayWithoutWork(
  context: Pick<Context, 'tx'>,
): Promise<{ readonly currency: string; readonly low: number; readonly high: number } | undefined> {
  const row = await findBudget(context)
  if (row === undefined || row.loss === null) return undefined
  return { currency: row.currency, low: row.loss.perDayLow, high: row.loss.perDayHigh }
}

/** Keeps what people did for preparation as acts of leadership: of those among them who lead. */
export async function keepLeadershipActs(
  context: Context,
  wanted: { readonly kind: ActKind; readonly memberIds: readonly string[]; readonly note: string },
): Promise<void> {
  const { kind, memberIds, note } = wanted
  const doneOn = await todayOf(context)
  for (const { id: memberId } of await listLeaders(context)) {
    if (!memberIds.includes(memberId)) continue
    const act = { memberId, kind, doneOn, note: note.slice(0, 200) }
    await insertAct(context, {
      ...{ ...act, id: context.newId() },
      recordedAt: context.now,
      recordedBy: context.actor.name,
    })
    context.record({
      stream: 'audit',
      kind: 'leadership.act',
      fields: leafFields({ ...act, member: memberId }),
    })
  }
}

/** A measure of the list that every firm can start from; undefined for a key that it does not have. */
export function measureNamed(key: string | undefined): Omit<Measure, 'kind'> | undefined {
  const found = measures.find((one) => one.key === key)
  if (found === undefined) return undefined
  const { kind: _kind, ...measure } = found
  return measure
}
