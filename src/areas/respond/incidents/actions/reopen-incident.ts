import type { Context } from '../../../../platform/action.ts'
import { unsettleSignalsOf } from '../../signals/public.ts'
import { changeIncident, type IncidentRecord } from '../store/incidents.ts'

/** What the closing said stays in the leaf of the closing; this one says why it was not the end. */
export async function reopenIncident(
  context: Context,
  incident: IncidentRecord,
  reason: string,
): Promise<IncidentRecord> {
  const { id } = incident
  context.record({
    stream: id,
    kind: 'incident.reopen',
    fields: { reason, disposition: incident.closure?.disposition ?? '' },
  })
  await unsettleSignalsOf(context, id)
  const open = { status: 'open', closedAt: null, closure: null, reopenedAt: context.now } as const
  return changeIncident(context, id, open)
}
