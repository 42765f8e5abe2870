import type { Context } from '../../../platform/action.ts'
import { getIncident, type IncidentRecord } from './store/incidents.ts'
import { getRun } from './store/runs.ts'
import { listSystems, type SystemRecord } from './store/work.ts'
import { getOpenIncident } from './actions/lead-incident.ts'

/** Ports that later rooms fill; `app/areas.ts` plugs them in. */
export interface Plugs {
  /** Refuses ids of evidence that this incident does not hold. */
  refuseUnknownEvidence(context: Context, incidentId: string, evidence: readonly string[]): Promise<void>
}

type KnownIncident = Pick<
  IncidentRecord,
  | 'id'
  | 'number'
  | 'title'
  | 'status'
  | 'severity'
  | 'kind'
  | 'mode'
  | 'openedAt'
  | 'openedBy'
  | 'closedAt'
  | 'closure'
>

/** An incident this actor's organisation has; refuses `not_found` otherwise. Its id is also its stream. */
export async function incidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getIncident(context, id)
}

/** The same, locked and refused when closed: for another room that adds to it. */
export async function openIncidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getOpenIncident(context, id)
}

/** The affected systems of an incident, oldest first. */
export async function systemsFor(
  context: Context,
  id: string,
): Promise<Pick<SystemRecord, 'id' | 'name' | 'state' | 'changedAt'>[]> {
  await getIncident(context, id)
  return listSystems(context, id)
}

/** One waiver of the run, with what it gave up and nobody sealed since. */
export interface RunWaiver {
  /** Title of the step, and of each item of evidence that is still missing. */
  readonly step: string
  readonly missing: readonly string[]
  readonly reason: string
  readonly signedBy: string
  readonly signedAt: string
}

/** The signed waivers of an incident's run in their order; none where no run was started. */
export async function waiversFor(context: Context, id: string): Promise<RunWaiver[]> {
  const { hasRun } = await getIncident(context, id)
  if (!hasRun) return []
  const { document, evidence, waivers } = await getRun(context, id)
  const titleOf = (item: string) => document.evidence.find((one) => one.id === item)?.what ?? item
  return waivers.map(({ stepId, items, reason, signedBy, signedAt }) => ({
    step: document.steps.find((step) => step.id === stepId)?.title ?? stepId,
    missing: items.filter((item) => (evidence[item]?.length ?? 0) === 0).map(titleOf),
    reason,
    signedBy,
    signedAt,
  }))
}
