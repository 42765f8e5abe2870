import { daysBetween, stageDue } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { todayOf } from '../people/public/people.ts'
import { endStages, mandateState } from './rules/mandates.ts'
import { listMandates, updateMandate } from './store.ts'

/** Each morning: whoever leads hears of a mandate that ends, 60 and 14 days ahead, once each. */
export const mandateJob: TenantJob = {
  name: 'powers.mandates',
  cron: '25 5 * * *',
  run: announceEnds,
}

export async function announceEnds(context: Context): Promise<void> {
  const today = await todayOf(context)
  for (const row of await listMandates(context)) {
    const { id, title, endsOn, toldDay, toldStage } = row
    if (mandateState(row, today) !== 'in_force') continue
    const told = { day: toldDay, stage: toldStage }
    const stage = stageDue({ day: endsOn, today, stages: endStages }, told)
    if (stage === undefined) continue
    await updateMandate(context, id, { toldDay: endsOn, toldStage: stage })
    const daysLeft = daysBetween(today, endsOn)
    context.record({
      stream: 'audit',
      kind: 'mandate.near',
      fields: { mandate: id, title, endsOn, daysLeft },
    })
    await context.announce({
      ...{ kind: 'date.near', what: 'mandate_end', title, day: endsOn, daysLeft },
      ...{ memberId: null, path: '/powers' },
    } as const)
  }
}
