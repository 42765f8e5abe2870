import type { Context } from '../../../../platform/action.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { draftOf, keepSituation, sendTo } from '../actions/brief-people.ts'
import type { Plugs } from '../public/ports.ts'
import { nextTurn, saysTheSame } from '../rules/situation.ts'
import { getIncidentToChange } from '../store/incidents.ts'
import { changeTimer, dueIncidents, findTimer, listSituations } from '../store/situations.ts'

/** Each minute: situation reports that are due go to their people. @param plugs which deadline comes next */
export function sendSituationsJob(plugs: Pick<Plugs, 'nextClock'>): TenantJob {
  return {
    name: 'incidents.brief',
    cron: '* * * * *',
    by: 'Muster',
    run: (context) => sendSituations(context, plugs),
  }
}

export async function sendSituations(context: Context, plugs: Pick<Plugs, 'nextClock'>): Promise<void> {
  for (const incidentId of await dueIncidents(context)) await sendOne(context, incidentId, plugs)
}

/** What a person wrote since the last sending goes out as it is; otherwise what the room says now. */
async function sendOne(context: Context, incidentId: string, plugs: Pick<Plugs, 'nextClock'>): Promise<void> {
  // Locked first, as whoever saves a report or sets the timer does; what they did meanwhile counts.
  const incident = await getIncidentToChange(context, incidentId)
  const timer = await findTimer(context, incidentId)
  if (incident.status === 'closed' || !timer?.isOn || timer.nextAt > context.now) return
  const [latest] = await listSituations(context, incidentId, { limit: 1 })
  const isUnsent = latest !== undefined && latest.version > timer.sentVersion
  const draft = isUnsent ? latest.body : await draftOf(context, incident, plugs)
  // Nothing new is news too: it goes out again under the version it has.
  const isSame = latest !== undefined && saysTheSame(latest.body, draft)
  const kept = isSame ? latest : await keepSituation(context, incidentId, (latest?.version ?? 0) + 1, draft)
  await sendTo(context, incident, kept, timer.memberIds)
  const nextAt = nextTurn(timer.nextAt, timer.everyMinutes, context.now)
  await changeTimer(context, incidentId, { nextAt, sentVersion: kept.version })
}
