import type { Context } from '../../../platform/action.ts'
import { getIncident, type IncidentRecord } from './store/incidents.ts'
import { getOpenIncident } from './actions/lead-incident.ts'

/** Ports that later rooms fill; `app/areas.ts` plugs them in. */
export interface Plugs {
  /** Refuses ids of evidence that this incident does not hold. */
  refuseUnknownEvidence(context: Context, incidentId: string, evidence: readonly string[]): Promise<void>
  /** The deadline that comes next in this incident; null while none is known. */
  nextClock(
    context: Context,
    incidentId: string,
  ): Promise<{ readonly what: string; readonly at: Date } | null>
}

type KnownIncident = Pick<IncidentRecord, 'id' | 'number' | 'title' | 'status' | 'severity' | 'kind'>

/** An incident this actor's organisation has; refuses `not_found` otherwise. Its id is also its stream. */
export async function incidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getIncident(context, id)
}

/** The same, locked and refused when closed: for another room that adds to it. */
export async function openIncidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getOpenIncident(context, id)
}
