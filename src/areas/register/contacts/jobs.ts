import { dayIn } from '../../../base/calendar-day.ts'
import type { Context } from '../../../platform/action.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { organisationFor } from '../people/public/people.ts'
import { testDueAt } from './actions/call-tree.ts'
import { noteReminder } from './store/reach.ts'

/** Each morning: a trial of the call tree that is due is asked for, once for each day on which one became due. */
export const reachJob: TenantJob = {
  name: 'contacts.reach',
  cron: '30 5 * * *',
  run: remindOfTrial,
}

export async function remindOfTrial(context: Context): Promise<void> {
  const dueAt = await testDueAt(context)
  if (dueAt === undefined || dueAt > context.now) return
  const dueOn = dayIn(dueAt, (await organisationFor(context)).timeZone)
  if (!(await noteReminder(context, dueOn, context.now))) return
  context.record({ stream: 'audit', kind: 'reach.due', fields: { dueOn } })
  await context.announce({
    ...{ kind: 'date.near', what: 'reach_test', title: 'The quarterly trial of the call tree' },
    ...{ day: dueOn, daysLeft: 0, memberId: null, path: '/call-tree' },
  } as const)
}
