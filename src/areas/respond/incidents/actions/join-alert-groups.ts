import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { linkGroup, unlinkGroup } from '../../signals/public.ts'
import * as contract from '../contract/alert-groups.ts'
import { signalFields } from '../rules/basis.ts'
import { whyClosed } from '../rules/incident.ts'
import { addSignals, getIncidentToChange, removeSignals, type IncidentRecord } from '../store/incidents.ts'
import { incidentOf } from './read-incidents.ts'

/** So many signals are named on the record one by one; of a storm the rest is counted. */
const namedAtMost = 100

export const joinGroup = action(contract.joinAlertGroup, async (context, { id, groupId }) => {
  const incident = await getOpen(context, id)
  await takeIn(context, incident, groupId)
  return incidentOf(context, incident)
})

export const leaveGroup = action(contract.leaveAlertGroup, async (context, { id, groupId }) => {
  const incident = await getOpen(context, id)
  const { title, signalIds } = await unlinkGroup(context, { groupId, incidentId: id })
  await removeSignals(context, id, signalIds)
  context.record({
    stream: id,
    kind: 'signal.unlink',
    fields: { signal: groupId, title, signals: signalIds.length },
  })
  return incidentOf(context, incident)
})

/** The signals of a group become signals of the incident, on its record. */
export async function takeIn(context: Context, incident: IncidentRecord, groupId: string): Promise<void> {
  const { id, number } = incident
  const { title, signals } = await linkGroup(context, { groupId, incidentId: id, incidentNumber: number })
  await addSignals(
    context,
    id,
    signals.map((signal) => signal.id),
    context.now,
  )
  for (const { id: signal, title: words, sourceName } of signals.slice(0, namedAtMost))
    context.record({
      stream: id,
      kind: 'signal.link',
      fields: { signal, title: words, ...signalFields(sourceName) },
    })
  const more = signals.length - namedAtMost
  if (more > 0)
    context.record({
      stream: id,
      kind: 'signal.link',
      fields: { signal: groupId, title: `${more} more signals of the alert group "${title}"` },
    })
}

async function getOpen(context: Context, id: string): Promise<IncidentRecord> {
  const incident = await getIncidentToChange(context, id)
  const closed = whyClosed(incident)
  refuseUnless(closed === undefined, 'conflict', closed ?? '')
  return incident
}
