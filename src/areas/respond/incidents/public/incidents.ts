import { dayIn } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { RunStep } from '../../../prepare/playbooks/contract/run.ts'
import { workingRun } from '../../../prepare/playbooks/public.ts'
import { getRun } from '../store/runs.ts'
import { whyNotReopened } from '../rules/endings.ts'
import {
  listOpenAmong,
  findIncidentByNumber,
  getIncident,
  getIncidentToAddTo,
  getIncidentToChange,
  isOpenCaseOf,
  type IncidentRecord,
} from '../store/incidents.ts'
import {
  findLastRehearsal,
  firstOpenedAt,
  lastRehearsalsByKind,
  listResolvedOfKind,
  numbersOf,
  rehearsalsAmong,
} from '../store/past-incidents.ts'
import { peopleInside, refuseUnfitFor } from '../actions/choose-people.ts'
import { casesWith } from '../actions/use-articles.ts'
import { pastCases } from '../actions/past-cases.ts'
import { getOpenIncident, refuseNotWritable } from '../actions/lead-incident.ts'
import { isReadingGuest } from '../actions/read-incidents.ts'
import { moveSystem } from '../actions/move-system.ts'
import { reopenIncident } from '../actions/reopen-incident.ts'
import type { KnownIncident } from './ports.ts'
import type { SituationBody } from '../contract/situation.ts'
import { incidentsByIds } from '../store/similar.ts'
import { listSituations } from '../store/situations.ts'
import { nextTurn } from '../rules/situation.ts'
import { getSystem, listSystems, listTasksDue, type SystemRecord, heldCases } from '../store/work.ts'

export {
  casesWith,
  heldCases,
  listTasksDue,
  pastCases,
  nextTurn,
  numbersOf,
  peopleInside,
  refuseUnfitFor,
  rehearsalsAmong,
}

export type KnownSystem = Pick<SystemRecord, 'id' | 'name' | 'state' | 'assetId' | 'kind' | 'changedAt'>

/** An incident this actor's organisation has; refuses `not_found` otherwise. Its id is also its stream. */
export async function incidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getIncident(context, id)
}

/** Number, title and kind of these cases, of those that whoever asks may see. */
export async function casesNamed(
  context: Pick<Context, 'tx'>,
  ids: readonly string[],
): Promise<
  Map<
    string,
    Pick<IncidentRecord, 'number' | 'title' | 'kind' | 'mode' | 'status' | 'vector' | 'isRestricted'>
  >
> {
  const rows = await incidentsByIds(context, [...new Set(ids)], undefined)
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Real cases of this kind that were resolved, the newest first, and when the first of any kind began; for counting. Of
 * those that are closed to others none is among them.
 */
export async function resolvedOfKind(
  context: Pick<Context, 'tx'>,
  kind: IncidentRecord['kind'],
): Promise<{
  readonly cases: readonly { readonly id: string; readonly openedAt: Date }[]
  readonly firstAt: Date | null
}> {
  return { cases: await listResolvedOfKind(context, kind), firstAt: await firstOpenedAt(context) }
}

/** The incident with this number; undefined where there is none. */
export async function incidentNumbered(context: Context, number: number): Promise<string | undefined> {
  return (await findIncidentByNumber(context, number))?.id
}

/** The same as {@link incidentFor}, locked until the transaction ends, open or closed. */
export async function lockedIncidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getIncidentToChange(context, id)
}

/** The same, locked and refused when closed: for another room that adds to it. */
export async function openIncidentFor(context: Context, id: string): Promise<KnownIncident> {
  return getOpenIncident(context, id)
}

/** The same for what many add at once: they do not wait for each other, and it does not close meanwhile. */
export async function writableIncidentFor(context: Context, id: string): Promise<KnownIncident> {
  return refuseNotWritable(context, await getIncidentToAddTo(context, id))
}

/** Whether whoever asks was let in to this case to read alone. */
export async function isReader(context: Context, id: string): Promise<boolean> {
  return isReadingGuest(context, id)
}

/** Of these, those that run and that this viewer sees, by their id. */
export async function openCasesFor(
  context: Pick<Context, 'tx'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownIncident>> {
  const open = await listOpenAmong(context, [...new Set(ids)])
  return new Map(open.map((one) => [one.id, one]))
}

/** Whether everybody here has a serious case on their hands: S1 or S2, real, and closed to nobody. */
export async function isSeriousTime(context: Pick<Context, 'tx'>): Promise<boolean> {
  return isOpenCaseOf(context, ['S1', 'S2'])
}

/** The systems of an incident, in the order in which they were added. */
export async function systemsOf(context: Context, incidentId: string): Promise<readonly KnownSystem[]> {
  return listSystems(context, incidentId)
}

/** One system of this incident, locked; refuses `not_found` otherwise. */
export async function systemFor(context: Context, incidentId: string, id: string): Promise<KnownSystem> {
  return getSystem(context, incidentId, id)
}

/** Isolates a system of an open incident, on the record. */
export async function isolate(
  context: Context,
  { incidentId, systemId, reason }: { incidentId: string; systemId: string; reason: string },
): Promise<KnownSystem> {
  const system = await getSystem(context, incidentId, systemId)
  return moveSystem(context, { incidentId, system, to: 'isolated', reason })
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

/**
 * Opens a closed incident again with its history, where that may be done; for what is found after closing.
 * @returns whether it was opened: an open one stays as it is, one that was merged or cancelled long ago stays closed
 */
export async function reopenWhereClosed(
  context: Context,
  { incidentId, reason }: { incidentId: string; reason: string },
): Promise<boolean> {
  const incident = await getIncidentToChange(context, incidentId)
  if (whyNotReopened(incident, context.now) !== undefined) return false
  await reopenIncident(context, incident, reason)
  return true
}

/** A step of the case's run as it is worked now; refuses `not_found` where there is none. */
export async function stepFor(context: Context, incidentId: string, step: string): Promise<RunStep> {
  const { document, state } = await getRun(context, incidentId)
  const found = workingRun(document, state).steps.find(({ id }) => id === step)
  return found ?? refuse('not_found', 'The run has no such step. Load the incident again.')
}

/** The situation report that was kept last; undefined where nobody kept one. */
export async function latestSituation(
  context: Context,
  incidentId: string,
): Promise<{ readonly version: number; readonly body: SituationBody } | undefined> {
  const [latest] = await listSituations(context, incidentId, { limit: 1 })
  return latest
}

/** The kinds that were rehearsed to the end, each with the last day of it on the organisation's calendar. */
export async function lastRehearsals(context: Context): Promise<ReadonlyMap<string, string>> {
  const { timeZone } = await organisationFor(context)
  const found = await lastRehearsalsByKind(context)
  return new Map(found.map(({ kind, at }) => [kind, dayIn(at, timeZone)]))
}

/** The last incident that was rehearsed to its end; undefined where none was that whoever asks may see. */
export async function lastExercise(
  context: Context,
): Promise<
  { readonly id: string; readonly number: number; readonly title: string; readonly day: string } | undefined
> {
  const found = await findLastRehearsal(context)
  if (found === undefined || found.closedAt === null) return undefined
  const { timeZone } = await organisationFor(context)
  const { id, number, title, closedAt } = found
  return { id, number, title, day: dayIn(closedAt, timeZone) }
}
