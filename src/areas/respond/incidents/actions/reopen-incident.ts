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
  // Whoever signed it off did so for the end that it had.
  const open = {
    ...({ status: 'open', closedAt: null, closure: null, review: null, closedRef: null } as const),
    reopenedAt: context.now,
  }
  return changeIncident(context, id, open)
}
