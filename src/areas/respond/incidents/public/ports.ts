import type { Context } from '../../../../platform/action.ts'
import type { FirstHourAnswers, IncidentGrading } from '../contract/first-hour.ts'
import type { ClockLine } from '../contract/grading.ts'
import type { Closure } from '../contract/incident.ts'
import type { IncidentRecord } from '../store/incidents.ts'
import type { SystemRecord } from '../store/work.ts'

/** Ports that later rooms fill; `app/areas.ts` plugs them in. */
export interface Plugs {
  /** What must be in order before an incident may be closed; each room speaks only of what was entered in it. */
  readonly closureConditions: readonly ClosureCondition[]
  /** What is missing before a system may be reconnected; empty when nothing is. */
  findReturnGaps(
    context: Context,
    system: { readonly incidentId: string; readonly systemId: string },
  ): Promise<readonly OpenPoint[]>
  /** Keeps what another room knows of a system that has just moved from one state to another. */
  keepMove(context: Context, move: KnownMove): Promise<void>
  /** Refuses ids of evidence that this incident does not hold. */
  refuseUnknownEvidence(context: Context, incidentId: string, evidence: readonly string[]): Promise<void>
  /** Refuses while this person has not read the guide to evidence in this case; asked before a step that wipes. */
  refuseUnreadGuide(context: Context, incidentId: string): Promise<void>
  /** The deadline that comes next in this incident; null while none is known. */
  nextClock(
    context: Context,
    incidentId: string,
  ): Promise<{ readonly what: string; readonly at: Date } | null>
  /** Which clocks this severity starts. Given are the plain lines of the organisation's table. */
  clocksFor(
    context: Context,
    facts: {
      readonly incident: KnownIncident
      readonly severity: KnownIncident['severity']
      readonly answers: FirstHourAnswers | null
      readonly clocks: readonly ClockLine[]
    },
  ): Promise<ClockLine[]>
  /** Who was called into this incident, and whether it got through. */
  calledInto(
    context: Context,
    incidentId: string,
  ): Promise<readonly { readonly memberId: string; readonly at: Date; readonly state: CallState }[]>
  /** How it began, as far as somebody found out; null while nobody said so. */
  vectorFound(context: Context, incidentId: string): Promise<Closure['initialVector'] | null>
  /** Earlier incidents that share a contributing factor with this one, and the factor's name. */
  incidentsWithFactorOf(
    context: Context,
    incidentId: string,
  ): Promise<readonly { readonly incidentId: string; readonly name: string }[]>
  /** Incidents in which the same traces of the attack stand, and the trace, defanged. */
  incidentsWithTraceOf(
    context: Context,
    incidentId: string,
  ): Promise<readonly { readonly incidentId: string; readonly name: string }[]>
}

type CallState = IncidentGrading['called'][number]['state']

/** A change of a system's state, as it stands on the record. */
export interface KnownMove {
  readonly incidentId: string
  readonly systemId: string
  readonly from: SystemRecord['state']
  readonly to: SystemRecord['state']
  /** '' where nothing was said. */
  readonly reason: string
}

export type KnownIncident = Pick<
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
  | 'leadId'
  | 'closedAt'
  | 'reopenedAt'
  | 'closure'
  | 'tlp'
  | 'pap'
  | 'isRestricted'
  | 'heldAt'
  | 'mergedInto'
>
/** What one room wants in order before an incident is closed. */
export interface ClosureCondition {
  /** Names the condition for machines, as `measures` or `factors`; never shown. */
  readonly key: string
  /**
   * What is still open; empty when nothing is. Asked while the incident is locked, before anything is written.
   * @param ending how the incident is about to end; a false alarm needs less than a real one
   */
  readonly findOpen: (context: Context, incidentId: string, ending: Ending) => Promise<readonly OpenPoint[]>
}

/** How an incident is about to end, as far as it is said already. */
export interface Ending {
  readonly disposition: Closure['disposition']
  readonly initialVector?: Closure['initialVector'] | undefined
}

/** One thing that holds up closing. */
export interface OpenPoint {
  /** What is missing and what to do about it, for the person who wants to close. */
  readonly sentence: string
  /** The page where it is put right: a path inside the organisation, as `/incidents/<id>/containment`. */
  readonly where: string
}
