import { incidentKindSentences } from '../../../../base/incident-kinds.ts'
import { tlpLabel } from '../../../../base/tlp.ts'
import type { IncidentRow } from '../contract/incident.ts'
import { endsOrReopens, field, plain, type RecordLeaf, recordLine, type RecordLine } from './record-lines.ts'
import { costs, type CostPart } from './report-costs.ts'
import { details } from './report-details.ts'
import { notes, type NotePart } from './report-notes.ts'
import * as parts from './report-parts.ts'
import { signOff, type SignOffPart } from './report-sign-off.ts'
import { clockIn, span, type Clock } from './report-times.ts'
import { words } from './report-words.ts'

/** What the report needs besides the record itself: where to start reading, and what the record cannot name. */
export interface ReportedIncident extends Pick<
  IncidentRow,
  'number' | 'title' | 'kind' | 'mode' | 'severity' | 'status' | 'tlp'
> {
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly openedBy: string
  readonly hasLead: boolean
  /** Plain words of the organisation beside a grade, where it has its own. */
  readonly severityWords: Readonly<Partial<Record<IncidentRow['severity'], string>>>
  /** Steps of the frozen playbook, in order; none when no run was started. */
  readonly steps: readonly { readonly id: string; readonly title: string }[]
}

export interface ReportData {
  readonly reference: string
  /** How far the report may travel, as TLP 2.0 spells it. */
  readonly tlp: string
  readonly title: string
  readonly organisation: string
  readonly kind: string
  readonly mode: string
  readonly asOf: string
  readonly timeZone: string
  readonly isOpen: boolean
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly summary: string
  readonly openAtClosing: readonly string[]
  readonly signOff: SignOffPart
  readonly decisions: readonly parts.DecisionPart[]
  readonly notes: readonly NotePart[]
  readonly systems: readonly parts.SystemPart[]
  readonly tasks: readonly parts.TaskPart[]
  readonly run: parts.RunPart | null
  readonly evidence: readonly parts.EvidencePart[]
  readonly signals: readonly parts.SignalPart[]
  readonly costs: CostPart
  readonly timeline: readonly RecordLine[]
}

/**
 * The report of an incident as plain data, built from its own stream of the ledger, so that it says what can be proved.
 * @param leaves the whole stream, oldest first
 */
export function reportData(
  leaves: readonly RecordLeaf[],
  incident: ReportedIncident,
  organisation: { readonly name: string; readonly timeZone: string },
  now: Date,
): ReportData {
  const clock = clockIn(organisation.timeZone)
  const closure = closureIn(leaves, incident)
  const away = parts.movedAway(leaves, incident.number)
  return {
    reference: `INC-${incident.number}`,
    tlp: tlpLabel(incident.tlp),
    title: incident.title,
    organisation: organisation.name,
    kind: incidentKindSentences[incident.kind],
    mode: words.mode[incident.mode],
    asOf: clock.moment(now),
    timeZone: organisation.timeZone,
    isOpen: incident.status === 'open',
    facts: facts(leaves, incident, closure, clock, now),
    summary: closure === undefined ? '' : field(closure, 'summary'),
    openAtClosing:
      closure === undefined
        ? []
        : field(closure, 'openTasks')
            .split('\n')
            .filter((title) => title !== ''),
    signOff: signOff(leaves, clock),
    decisions: parts.decisions(leaves, clock),
    notes: notes(leaves, clock),
    systems: parts.systems(leaves, clock, away),
    tasks: parts.tasks(leaves, clock, away),
    run: parts.run(leaves, incident.steps, clock) ?? null,
    evidence: parts.evidence(leaves, clock),
    signals: parts.signals(leaves, clock),
    costs: costs(leaves, clock),
    timeline: leaves.map((leaf) => recordLine(leaf, clock)),
  }
}

/** The closing that holds: a case that was opened again, or taken out of another, is not ended by its earlier one. */
function closureIn(leaves: readonly RecordLeaf[], incident: ReportedIncident): RecordLeaf | undefined {
  if (incident.status !== 'closed') return undefined
  const last = leaves.findLast(({ kind }) => endsOrReopens.includes(kind))
  return last?.kind === 'incident.close' ? last : undefined
}

function facts(
  leaves: readonly RecordLeaf[],
  incident: ReportedIncident,
  closure: RecordLeaf | undefined,
  clock: Clock,
  now: Date,
): [string, string][] {
  const { fact } = words
  const isOpen = incident.closedAt === null
  const end = incident.closedAt ?? now
  const all: [string, string][] = [
    [fact.severity, severityWords(leaves, incident)],
    [fact.status, isOpen ? 'Open' : 'Closed'],
    [fact.opened, `${clock.moment(incident.openedAt)} by ${incident.openedBy}`],
    [
      fact.closed,
      isOpen ? '' : `${clock.moment(end)} by ${closure === undefined ? words.erased : field(closure, 'by')}`,
    ],
    [fact.elapsed, `${span(incident.openedAt, end)}${isOpen ? ' so far' : ''}`],
    [fact.lead, leadOf(leaves, incident)],
    [fact.disposition, closure === undefined ? '' : dispositionOf(closure)],
    [fact.vector, closure === undefined ? '' : plain(words.vector, field(closure, 'initialVector'))],
    ...details(leaves),
  ]
  return all.filter(([, value]) => value !== '')
}

/** The severity as it stands, and what it was first when it moved. */
function severityWords(leaves: readonly RecordLeaf[], incident: ReportedIncident): string {
  const own = Object.entries(incident.severityWords).map(([grade, word]) => [grade, `${grade} ${word}`])
  const said = { ...words.severity, ...Object.fromEntries(own) }
  const now = plain(said, incident.severity)
  const first = leaves.find((leaf) => leaf.kind === 'severity.change')
  return first === undefined ? now : `${now} (declared as ${plain(said, field(first, 'from'))})`
}

function leadOf(leaves: readonly RecordLeaf[], incident: ReportedIncident): string {
  const named = leaves.findLast((leaf) => leaf.kind === 'lead.change')
  if (named !== undefined) return field(named, 'name')
  return incident.hasLead ? incident.openedBy : words.nobody
}

function dispositionOf(closure: RecordLeaf): string {
  const ending = plain(words.disposition, field(closure, 'disposition'))
  const original = closure.fields['duplicateOf']
  return original === undefined ? ending : `${ending}: INC-${original}`
}
