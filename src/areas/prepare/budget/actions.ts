import { dayAfter } from '../../../base/calendar-day.ts'
import { leafFields } from '../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { action, type Context } from '../../../platform/action.ts'
import { getMember, listLeaders, todayOf } from '../../register/people/public/people.ts'
import * as contract from './contract.ts'
import type { Budget } from './contract.ts'
import { freshMonths, freshnessOf, lastActs, lossFaults, rangeOf, sumsOf, workedLoss } from './rules.ts'
import {
  findBudget,
  getLineRow,
  insertAct,
  insertLine,
  listActRows,
  listLineRows,
  saveBudget,
  updateLine,
} from './store.ts'

export const read = action(contract.readBudget, async (context) => budgetOf(context))

export const review = action(
  contract.reviewBudget,
  async (context, { ownerId, currency, note, ...given }) => {
    if (ownerId !== null) await getMember(context, ownerId)
    const range = rangeOf(given)
    if ('missing' in range) {
      const message = 'Fill in both ends of all four, or none of them.'
      refuse('invalid', message, { faults: range.missing.map((path) => ({ path, message })) })
    }
    const { loss } = range
    const faults = loss === null ? [] : lossFaults(loss)
    refuseUnless(faults.length === 0, 'invalid', 'A low end is higher than its high end.', { faults })
    const row = { ownerId, currency, note, loss, reviewedOn: await todayOf(context) }
    await saveBudget(context, row)
    context.record({ stream: 'audit', kind: 'budget.review', fields: leafFields(row) })
    return budgetOf(context)
  },
)

export const addLine = action(contract.addBudgetLine, async (context, fields) => {
  const row = { ...fields, id: context.newId(), changedAt: context.now, removedAt: null }
  await insertLine(context, row)
  const leaf = leafFields({ line: row.id, ...fields })
  context.record({ stream: 'audit', kind: 'budget_line.add', fields: leaf })
  return budgetOf(context)
})

export const changeLine = action(contract.changeBudgetLine, async (context, { id, ...fields }) => {
  await getLineRow(context, id)
  await updateLine(context, id, { ...fields, changedAt: context.now })
  const leaf = leafFields({ line: id, ...fields })
  context.record({ stream: 'audit', kind: 'budget_line.change', fields: leaf })
  return budgetOf(context)
})

export const removeLine = action(contract.removeBudgetLine, async (context, { id, reason }) => {
  const { name } = await getLineRow(context, id)
  await updateLine(context, id, { removedAt: context.now })
  context.record({ stream: 'audit', kind: 'budget_line.remove', fields: { line: id, name, reason } })
  return budgetOf(context)
})

export const recordAct = action(contract.recordLeadershipAct, async (context, act) => {
  await getMember(context, act.memberId)
  const message = 'What is still to come is no act yet.'
  const today = await todayOf(context)
  refuseUnless(act.doneOn <= today, 'invalid', message, { faults: [{ path: 'doneOn', message }] })
  const row = { ...act, id: context.newId(), recordedAt: context.now, recordedBy: context.actor.name }
  await insertAct(context, row)
  const leaf = leafFields({ ...act, member: act.memberId })
  context.record({ stream: 'audit', kind: 'leadership.act', fields: leaf })
  return budgetOf(context)
})

async function budgetOf(context: Context): Promise<Budget> {
  const today = await todayOf(context)
  const [row, rows, acts] = [
    await findBudget(context),
    await listLineRows(context),
    await listActRows(context),
  ]
  const leaders = await listLeaders(context)
  const loss = row?.loss ?? null
  return {
    ownerId: row?.ownerId ?? null,
    currency: row?.currency ?? 'EUR',
    note: row?.note ?? '',
    reviewedOn: row?.reviewedOn ?? null,
    reviewBy: row === undefined ? null : dayAfter(row.reviewedOn, freshMonths, 'months'),
    freshness: freshnessOf(row?.reviewedOn ?? null, today),
    lines: rows.map(({ tenantId: _tenant, removedAt: _removed, changedAt, ...line }) => ({
      ...line,
      changedAt: changedAt.toISOString(),
      freshness: freshnessOf(changedAt.toISOString().slice(0, 10), today),
    })),
    sums: sumsOf(rows),
    loss,
    worked: loss === null ? null : workedLoss(loss),
    leaders: leaders.map(({ id: memberId, name }) => ({
      memberId,
      name,
      acts: lastActs(acts, { memberId, kinds: contract.actKinds, today }),
    })),
    can: { manage: context.can('budget.manage') },
  }
}
