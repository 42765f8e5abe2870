import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import { changeCrisis, listOverdueBriefings } from './store/crisis.ts'
import { listRoles } from './store/roles.ts'

/** Each minute: whoever has a role in a crisis hears once of each briefing whose time has passed. */
export const briefingJob: TenantJob = {
  name: 'incidents.briefings',
  cron: '* * * * *',
  run: async (context) => {
    for (const late of await listOverdueBriefings(context, context.now)) {
      const { incidentId, number, title, leadId, nextBriefingAt } = late
      await changeCrisis(context, incidentId, { remindedFor: nextBriefingAt })
      const roles = await listRoles(context, incidentId)
      const holders = [leadId, ...roles.map(({ memberId }) => memberId)]
      const memberIds = [...new Set(holders.filter((id) => id !== null))]
      context.record({
        stream: incidentId,
        kind: 'briefing.remind',
        fields: { dueAt: nextBriefingAt.toISOString() },
      })
      await context.announce({ kind: 'briefing.due', incidentId, number, title, memberIds })
    }
  },
}
