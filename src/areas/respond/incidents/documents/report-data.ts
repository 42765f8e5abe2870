import { papLabel } from '../../../../base/pap.ts'
import { tlpLabel } from '../../../../base/tlp.ts'
import type { IncidentRow } from '../contract/incident.ts'
import type { ReportLanguage } from '../contract/report-words.ts'
import { endsOrReopens, field, plain, type RecordLeaf } from './record-leaf.ts'
import { recordLine, type RecordLine } from './record-lines.ts'
import { costs, type CostPart } from './report-costs.ts'
import { details } from './report-details.ts'
import { notes, type NotePart } from './report-notes.ts'
import * as parts from './report-parts.ts'
import { signOff, type SignOffPart } from './report-sign-off.ts'
import { span } from './report-times.ts'
import { put, voiceIn, type Voice } from './words/words.ts'

/** What the report needs besides the record itself: where to start reading, and what the record cannot name. */
export interface ReportedIncident extends Pick<
  IncidentRow,
  'number' | 'title' | 'kind' | 'mode' | 'severity' | 'status' | 'tlp' | 'pap'
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
  readonly language: ReportLanguage
  /** How far the report may travel, as TLP 2.0 spells it. */
  readonly tlp: string
  /** What may be done with it, as PAP spells it; empty where nobody marked it. */
  readonly pap: string
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
  language: ReportLanguage = 'en',
): ReportData {
  const voice = voiceIn(language, organisation.timeZone, incident.severityWords)
  const closure = closureIn(leaves, incident)
  const away = parts.movedAway(leaves, incident.number)
  return {
    reference: `INC-${incident.number}`,
    language,
    tlp: tlpLabel(incident.tlp),
    pap: incident.pap === null ? '' : papLabel(incident.pap),
    title: incident.title,
    organisation: organisation.name,
    kind: voice.lists.kind[incident.kind],
    mode: voice.lists.mode[incident.mode],
    asOf: voice.moment(now),
    timeZone: organisation.timeZone,
    isOpen: incident.status === 'open',
    facts: facts(leaves, incident, closure, voice, now),
    summary: closure === undefined ? '' : field(closure, 'summary', voice),
    openAtClosing:
      closure === undefined
        ? []
        : field(closure, 'openTasks', voice)
            .split('\n')
            .filter((title) => title !== ''),
    signOff: signOff(leaves, voice),
    decisions: parts.decisions(leaves, voice),
    notes: notes(leaves, voice),
    systems: parts.systems(leaves, voice, away),
    tasks: parts.tasks(leaves, voice, away),
    run: parts.run(leaves, incident.steps, voice) ?? null,
    evidence: parts.evidence(leaves, voice),
    signals: parts.signals(leaves, voice),
    costs: costs(leaves, voice),
    timeline: leaves.map((leaf) => recordLine(leaf, voice)),
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
  voice: Voice,
  now: Date,
): [string, string][] {
  const { fact } = voice.lists
  const { state, time } = voice.sentences
  const isOpen = incident.closedAt === null
  const end = incident.closedAt ?? now
  const took = span(incident.openedAt, end, voice.sentences)
  const all: [string, string][] = [
    [fact.severity, severityWords(leaves, incident, voice)],
    [fact.status, isOpen ? state.open : state.closed],
    [fact.opened, put(state.by, { when: voice.moment(incident.openedAt), who: incident.openedBy })],
    [
      fact.closed,
      isOpen
        ? ''
        : put(state.by, {
            when: voice.moment(end),
            who: closure === undefined ? voice.sentences.erased : field(closure, 'by', voice),
          }),
    ],
    [fact.elapsed, isOpen ? put(time.soFar, { time: took }) : took],
    [fact.lead, leadOf(leaves, incident, voice)],
    [fact.disposition, closure === undefined ? '' : dispositionOf(closure, voice)],
    [
      fact.vector,
      closure === undefined ? '' : plain(voice.lists.vector, field(closure, 'initialVector', voice)),
    ],
    ...details(leaves, voice),
  ]
  return all.filter(([, value]) => value !== '')
}

/** The severity as it stands, and what it was first when it moved. */
function severityWords(leaves: readonly RecordLeaf[], incident: ReportedIncident, voice: Voice): string {
  const { severity } = voice.lists
  const now = plain(severity, incident.severity)
  const first = leaves.find((leaf) => leaf.kind === 'severity.change')
  if (first === undefined) return now
  return put(voice.sentences.state.declaredAs, { now, first: plain(severity, field(first, 'from', voice)) })
}

function leadOf(leaves: readonly RecordLeaf[], incident: ReportedIncident, voice: Voice): string {
  const named = leaves.findLast((leaf) => leaf.kind === 'lead.change')
  if (named !== undefined) return field(named, 'name', voice)
  return incident.hasLead ? incident.openedBy : voice.sentences.nobody
}

function dispositionOf(closure: RecordLeaf, voice: Voice): string {
  const ending = plain(voice.lists.disposition, field(closure, 'disposition', voice))
  const original = closure.fields['duplicateOf']
  return original === undefined ? ending : `${ending}: INC-${original}`
}
