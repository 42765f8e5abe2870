import type { Context } from '../../../platform/action.ts'
import type { Closure } from './contract/incident.ts'
import { getIncident, type IncidentRecord } from './store/incidents.ts'
import { getOpenIncident } from './actions/lead-incident.ts'

/** Ports that later rooms fill; `app/areas.ts` plugs them in. */
export interface Plugs {
  /** What must be in order before an incident may be closed; each room speaks only of what was entered in it. */
  readonly closureConditions: readonly ClosureCondition[]
  /** Refuses ids of evidence that this incident does not hold. */
  refuseUnknownEvidence(context: Context, incidentId: string, evidence: readonly string[]): Promise<void>
  /** The deadline that comes next in this incident; null while none is known. */
  nextClock(
    context: Context,
    incidentId: string,
  ): Promise<{ readonly what: string; readonly at: Date } | null>
}

/** What one room wants in order before an incident is closed. */
export interface ClosureCondition {
  /** Names the condition for machines, as `measures` or `factors`; never shown. */
  readonly key: string
  /**
   * What is still open; empty when nothing is. Asked while the incident is locked, before anything is written.
   * @param disposition how the incident is about to end; a false alarm needs less than a real one
   */
  readonly findOpen: (
    context: Context,
    incidentId: string,
    disposition: Closure['disposition'],
  ) => Promise<readonly OpenPoint[]>
}

/** One thing that holds up closing. */
export interface OpenPoint {
  /** What is missing and what to do about it, for the person who wants to close. */
  readonly sentence: string
  /** The page where it is put right: a path inside the organisation, as `/incidents/<id>/containment`. */
  readonly where: string
}

type KnownIncident = Pick<
  IncidentRecord,
  'id' | 'number' | 'title' | 'status' | 'severity' | 'kind' | 'tlp' | 'isRestricted' | 'heldAt'
>

/** An incident this actor's organisation has; refuses `not_found` otherwise. Its id is also its stream. */
export async function incidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getIncident(context, id)
}

/** The same, locked and refused when closed: for another room that adds to it. */
export async function openIncidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getOpenIncident(context, id)
}
