import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import type { Failure } from '../../prepare/readiness/contract.ts'
import type { Holding } from '../../register/people/public/holdings.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { vendorNames } from '../../register/vendors/public.ts'
import { casesNamed } from '../../respond/incidents/public/incidents.ts'
import { listHeld, listWaiting, type CaseRecord } from './store.ts'

/** So many sentences say it; more say nothing more. */
const mostSentences = 10

/** Days on which a contract is to be looked at after a case, or what came of that, as far as whoever asks may see them. */
export async function supplierDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  const rows = await listWaiting(context)
  const titleOf = await titles(context, rows)
  return rows.flatMap((row): DueDate[] => {
    const { id: key, ownerId, decision, dueOn, followUpOn } = row
    const common = { key, title: titleOf(row), ownerId, path: `/supplier-reviews/${key}` }
    if (decision === null) return dueOn === null ? [] : [{ ...common, kind: 'supplier_review', day: dueOn }]
    return followUpOn === null ? [] : [{ ...common, kind: 'supplier_follow_up', day: followUpOn }]
  })
}

/** What of it would fail today: contracts that nobody looked at in time after a case. */
export async function lateSupplierReviews(context: Context): Promise<Failure[]> {
  if (!context.can('vendor.read')) return []
  const today = await todayOf(context)
  const late = (await listWaiting(context))
    .filter(({ decision, dueOn, followUpOn }) => ((decision === null ? dueOn : followUpOn) ?? today) < today)
    .slice(0, mostSentences)
  const titleOf = await titles(context, late)
  return late.map((row): Failure => ({
    ...{ kind: 'supplier_review_over', name: titleOf(row), count: 0, more: '' },
    day: (row.decision === null ? row.dueOn : row.followUpOn) ?? '',
    path: `/supplier-reviews/${row.id}`,
  }))
}

/** What hangs on this person here, in words; of a case that is closed to others without its name. */
export async function heldSupplierReviews(context: Context, memberId: string): Promise<Holding[]> {
  const rows = await listHeld(context, memberId)
  const titleOf = await titles(context, rows)
  const cases = await casesNamed(
    context,
    rows.map(({ incidentId }) => incidentId),
  )
  return rows.map((row) => ({
    words: `the review of the contract after ${titleOf(row)}`,
    isSealed: cases.get(row.incidentId)?.isRestricted !== false,
  }))
}

async function titles(context: Pick<Context, 'tx'>, rows: readonly CaseRecord[]) {
  const names = await vendorNames(
    context,
    rows.flatMap(({ vendorId }) => vendorId ?? []),
  )
  const cases = await casesNamed(
    context,
    rows.map(({ incidentId }) => incidentId),
  )
  return ({ vendorId, incidentId }: CaseRecord) =>
    [`INC-${cases.get(incidentId)?.number ?? ''}`, names.get(vendorId ?? '')].filter(Boolean).join(': ')
}
