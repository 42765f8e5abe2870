import { daysBetween, stageDue } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { todayOf } from '../people/public/people.ts'
import { datesOf, noticeStages } from './rules.ts'
import { listContractRows, updateContract, vendorNames } from './store.ts'

/** Tells owners of contracts that the last day to give notice comes near: 60, 30 and 7 days ahead, once each. */
export const noticeJob: TenantJob = {
  name: 'vendors.notice',
  cron: '20 5 * * *',
  run: announceNotices,
}

export async function announceNotices(context: Context): Promise<void> {
  const today = await todayOf(context)
  const rows = await listContractRows(context, { limit: 10_000 })
  const vendors = await vendorNames(
    context,
    rows.map(({ vendorId }) => vendorId),
  )
  for (const { id, vendorId, name, ownerId, toldDay, toldStage, ...terms } of rows) {
    const { noticeBy } = datesOf(terms, today)
    if (noticeBy === null) continue
    const stage = stageDue({ day: noticeBy, today, stages: noticeStages }, { day: toldDay, stage: toldStage })
    if (stage === undefined) continue
    await updateContract(context, id, { toldDay: noticeBy, toldStage: stage })
    const daysLeft = daysBetween(today, noticeBy)
    context.record({
      stream: 'audit',
      kind: 'contract.near',
      fields: { contract: id, name, noticeBy, daysLeft },
    })
    await context.announce({
      kind: 'date.near',
      what: 'contract_notice',
      title: `${vendors.get(vendorId) ?? ''}: ${name}`,
      day: noticeBy,
      daysLeft,
      memberId: ownerId,
      path: `/vendors/${vendorId}`,
    })
  }
}
