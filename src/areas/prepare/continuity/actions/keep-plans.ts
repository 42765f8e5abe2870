import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { functionFor } from '../../../register/assets/public.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { getPlanRow, insertPlan, invocationsOf, listPlanRows, updatePlan, type PlanRecord } from '../store.ts'
import { planOf, plansOf } from './shapes.ts'

export const list = action(contract.listContinuityPlans, async (context, { limit, cursor }) => {
  const rows = await listPlanRows(context, { limit: limit + 1, after: pageAfter(cursor) })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await plansOf(context, items), next }
})

export const add = action(contract.addContinuityPlan, async (context, fields) => {
  await refuseUnknown(context, fields)
  const row = { ...fields, id: context.newId(), addedAt: context.now, endedAt: null }
  const added = (await insertPlan(context, row)) ?? refuseTaken(fields.name)
  const leaf = leafFields({ plan: added.id, ...fields })
  context.record({ stream: 'audit', kind: 'continuity.add', fields: leaf })
  return planOf(context, added)
})

export const change = action(contract.changeContinuityPlan, async (context, { id, ...fields }) => {
  await getLiving(context, id)
  await refuseUnknown(context, fields)
  const changed = await orTaken(fields.name, updatePlan(context, id, fields))
  const leaf = leafFields({ plan: id, ...fields })
  context.record({ stream: 'audit', kind: 'continuity.change', fields: leaf })
  return planOf(context, changed)
})

export const end = action(contract.endContinuityPlan, async (context, { id, reason }) => {
  const { name } = await getLiving(context, id)
  const isRunning = (await invocationsOf(context, [id])).some(({ restoredAt }) => restoredAt === null)
  refuseUnless(!isRunning, 'conflict', 'This plan is running. Say first that work goes on again.')
  const ended = await updatePlan(context, id, { endedAt: context.now })
  context.record({ stream: 'audit', kind: 'continuity.end', fields: { plan: id, name, reason } })
  return planOf(context, ended)
})

export async function getLiving(context: Context, id: string): Promise<PlanRecord> {
  const row = await getPlanRow(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This plan has ended. Add it anew instead.')
  return row
}

async function refuseUnknown(
  context: Context,
  { ownerId, deputyId, functionId }: Pick<PlanRecord, 'ownerId' | 'deputyId' | 'functionId'>,
): Promise<void> {
  for (const id of [ownerId, deputyId]) if (id !== null) await getMember(context, id)
  if (functionId !== null) await functionFor(context, functionId)
}
