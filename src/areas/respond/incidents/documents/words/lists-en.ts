import type { SaidSource } from '../../contract/basis.ts'
import type { CostKind } from '../../contract/capture-words.ts'
import type { Closure, IncidentRow } from '../../contract/incident.ts'
import type { EntryFlag, EntryTie } from '../../contract/marks.ts'
import type { ReportChapter } from '../../contract/report-words.ts'
import type { TaskState } from '../../contract/work.ts'
import { incidentKindSentences, type IncidentKind } from '../../../../../base/incident-kinds.ts'
import type { SystemState } from '../../../../../base/incident-words.ts'

/** Words of closed lists, as a report says them. */
export const listsInEnglish = {
  automation: {
    answered: 'Answered',
    failed: 'Failed',
    unknown: 'Unknown whether it happened: look over there',
    dropped: 'Never sent',
    dry: 'An exercise: nothing was sent',
  },
  kind: incidentKindSentences satisfies Readonly<Record<IncidentKind, string>>,
  loss: {
    response_and_recovery: 'Help and repair',
    business_disruption: 'Business that stood still',
    operating_costs: 'Running costs',
    asset_and_fraud: 'Money or things lost',
    legal_and_regulatory: 'Law and fines',
    brand_damage: 'Good name',
    competitive_advantage: 'Advantage over others',
    other: 'Other',
  } satisfies Record<CostKind, string>,
  severity: {
    S1: 'S1 Crisis',
    S2: 'S2 Serious',
    S3: 'S3 Limited',
    S4: 'S4 Minor',
  } satisfies Record<IncidentRow['severity'], string>,
  mode: {
    real: '',
    exercise: 'This was an exercise. What is described here did not really happen.',
    near_miss: 'This was a near miss: it was noticed before it did harm.',
  } satisfies Record<IncidentRow['mode'], string>,
  source: {
    own: 'own observation',
    told: 'told',
    log: 'log or tool',
    document: 'document or mail',
    worked_out: 'worked out from other entries',
  } satisfies Record<SaidSource, string>,
  disposition: {
    resolved: 'Resolved',
    false_alarm: 'False alarm: there was no incident',
    duplicate: 'Duplicate of another incident',
    cancelled: 'Cancelled: declared by mistake',
  } satisfies Record<Closure['disposition'], string>,
  vector: {
    phishing: 'Phishing: a message that deceived someone',
    stolen_credentials: 'Stolen sign-in data',
    exploited_vulnerability: 'A weakness in software that was used',
    misconfiguration: 'A wrong setting',
    malicious_download: 'A bad file or program that was opened',
    removable_media: 'A USB stick or other removable medium',
    remote_access: 'Remote access that was open or misused',
    supplier: 'A supplier, or software from one',
    insider: 'Someone inside',
    lost_or_stolen: 'A lost or stolen device or document',
    human_error: 'A mistake',
    impersonation: 'Someone who claimed to be another',
    denial_of_service: 'A flood of requests',
    failure: 'A technical failure',
    other: 'Something else',
    unknown: 'Not known',
  } satisfies Record<Closure['initialVector'], string>,
  systemState: {
    suspected: 'suspected',
    affected: 'affected',
    isolated: 'isolated',
    cleaned: 'cleaned',
    verified: 'verified clean',
    reconnected: 'reconnected',
    ruled_out: 'ruled out',
  } satisfies Record<SystemState, string>,
  flag: {
    key: 'key',
    doubtful: 'doubtful',
    follow_up: 'follow up',
  } satisfies Record<EntryFlag, string>,
  tie: { follows: 'follows', answers: 'answers' } satisfies Record<EntryTie, string>,
  link: {
    duplicate: 'duplicate',
    same_root: 'same root',
    related: 'related',
    merged: 'merged',
    split: 'split',
  },
  taskState: { open: 'open', doing: 'doing', waiting: 'waiting', done: 'done' } satisfies Record<
    TaskState,
    string
  >,
  access: { read: 'read', write: 'write' },
  fact: {
    severity: 'Severity',
    status: 'State',
    opened: 'Opened',
    closed: 'Closed',
    elapsed: 'Elapsed',
    lead: 'Lead',
    disposition: 'Ended as',
    vector: 'How it began',
    organisation: 'Organisation',
  },
  chapter: {
    summary: 'Summary',
    sign_off: 'Sign-off',
    decisions: 'Decisions',
    notes: 'Notes',
    systems: 'Affected systems',
    tasks: 'Tasks',
    playbook: 'Playbook',
    evidence: 'Evidence',
    cost: 'Cost',
    signals: 'Signals',
    timeline: 'Timeline',
    proof: 'How to check this record',
  } satisfies Record<ReportChapter, string>,
} as const
