/** The incident: a case that people lead, its tasks, systems, decisions, and its one timeline. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { Basis, shownSources } from './basis.ts'
import { Mark, entryFlags, pagesAround } from './marks.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { papLevels } from '../../../../base/pap.ts'
import { tlpLevels } from '../../../../base/tlp.ts'
import { dispositions, initialVectors, modes, severities, statuses } from '../../../../base/incident-words.ts'
import { reviewStates, reviewViewNames } from './sign-off-words.ts'
import { AnswersWanted, SentDetails, ShownDetails } from './details.ts'
import { FirstHourAnswers } from './first-hour.ts'
import { WantedCircle } from './wanted-circle.ts'

const Line = z.string().trim().min(1).max(300)
const Text = z.string().trim().min(1).max(10_000)
const Reason = z.string().trim().min(1).max(1000)

export const Severity = z.enum(severities)

export const IncidentRow = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  kind: IncidentKind,
  mode: z.enum(modes),
  severity: Severity,
  status: z.enum(statuses),
  leadId: Id.nullable(),
  openedAt: z.string(),
  openedBy: z.string(),
  closedAt: z.string().nullable(),
  openTasks: z.number().int(),
  isRestricted: z.boolean(),
  tlp: z.enum(tlpLevels),
  /** What may be done with what is known of it; null while nobody marked it. */
  pap: z.enum(papLevels).nullable(),
  /** Where a closed case stands with its reviewer; null where nobody is asked. */
  review: z.enum(reviewStates).nullable(),
  details: ShownDetails.optional(),
})
export type IncidentRow = z.infer<typeof IncidentRow>

export const Closure = z.object({
  summary: z.string(),
  initialVector: z.enum(initialVectors),
  disposition: z.enum(dispositions),
  duplicateOf: z.number().int().nullable(),
  openTasks: z.array(z.object({ id: Id, title: z.string() })),
  closedBy: z.string(),
})
export type Closure = z.infer<typeof Closure>

export const Incident = IncidentRow.extend({
  /** The incident's stream in the ledger. */
  stream: Id,
  closure: Closure.nullable(),
  hasRun: z.boolean(),
  mergedInto: Id.nullable().describe('The case that this one was merged into'),
  isHeld: z.boolean(),
  /** The lead and the owners of tasks, for a guest, who may not read the people of the organisation; empty for all others. */
  names: z.array(z.object({ id: Id, name: z.string() })),
  can: z.object({
    note: z.boolean(),
    decide: z.boolean(),
    task: z.boolean(),
    system: z.boolean(),
    grade: z.boolean(),
    run: z.boolean(),
    close: z.boolean(),
    export: z.boolean(),
    addEvidence: z.boolean(),
    brief: z.boolean(),
    detail: z.boolean(),
  }),
})
export type Incident = z.infer<typeof Incident>

export const listIncidents = endpoint({
  name: 'listIncidents',
  method: 'GET',
  path: '/incidents',
  permission: 'incident.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Words of the title or the number'),
    status: z.enum(statuses).optional(),
    severity: Severity.optional(),
    kind: IncidentKind.optional(),
    review: z.enum(reviewViewNames).optional().describe('Closed cases by how they stand with their reviewer'),
    details: AnswersWanted.optional(),
    showDetails: z.stringbool().default(false).describe('Whether each row carries its `details`'),
  }),
  output: pageOf(IncidentRow),
  summary: 'List incidents, newest first',
})

export const openIncident = endpoint({
  name: 'openIncident',
  method: 'POST',
  path: '/incidents',
  permission: 'incident.open',
  status: 201,
  input: z.strictObject({
    title: Line,
    kind: IncidentKind,
    severity: Severity,
    mode: z.enum(modes).default('real'),
    signalId: Id.optional().describe('The signal that it grew from'),
    alertGroupId: Id.optional().describe('The alert group that it grew from, with all its signals'),
    circle: WantedCircle.optional().describe('Closes the case to all but these people from its first moment'),
    answers: FirstHourAnswers.optional().describe('The five answers of the first hour'),
    details: SentDetails.default({}).describe('Answers to own fields, by their key'),
  }),
  output: Incident,
  summary: 'Declare an incident',
})

export const getIncident = endpoint({
  name: 'getIncident',
  method: 'GET',
  path: '/incidents/{id}',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Incident,
  summary: 'Read one incident',
})

export const joinSignal = endpoint({
  name: 'joinSignal',
  method: 'POST',
  path: '/incidents/{id}/signals',
  permission: 'incident.open',
  status: 201,
  input: z.strictObject({ id: Id, signalId: Id }),
  output: Incident,
  summary: 'Add a signal to an incident that runs already',
})

export const changeSeverity = endpoint({
  name: 'changeSeverity',
  method: 'POST',
  path: '/incidents/{id}/severity',
  permission: 'incident.grade',
  input: z.strictObject({ id: Id, severity: Severity, reason: Reason }),
  output: Incident,
  summary: 'Raise or lower the severity, with a reason',
})

export const takeLead = endpoint({
  name: 'takeLead',
  method: 'POST',
  path: '/incidents/{id}/lead',
  permission: 'incident.grade',
  input: z.strictObject({ id: Id, memberId: Id }),
  output: Incident,
  summary: 'Say who leads',
})

/** The groups that a reader can look at alone, with the nouns of the leaf kinds in them. */
export const timelineGroups = {
  said: ['note', 'note_page', 'decision', 'comment', 'need', 'idea', 'briefing'],
  steps: ['run', 'step', 'answer', 'automation'],
  tasks: ['task', 'blocker'],
  systems: [
    'system',
    'account',
    'secret',
    'block',
    'service',
    'measure',
    'foothold',
    'watch',
    'clearance',
    'function',
    'scope',
    'weakness',
  ],
  evidence: ['evidence', 'custody', 'guide'],
  told: ['statement', 'recipient', 'party', 'duty'],
  money: ['cost', 'claim'],
} as const satisfies Record<string, readonly string[]>
export type TimelineGroup = keyof typeof timelineGroups
const groupNames = Object.keys(timelineGroups) as [TimelineGroup, ...TimelineGroup[]] // of a literal that is not empty

export const TimelineEntry = z.object({
  index: z.number().int(),
  number: z.number().int(),
  kind: z.string(),
  at: z.string(),
  by: z.string(),
  fields: z.record(z.string(), z.string()),
  /** What was said about it later. */
  marks: z.array(Mark),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const listTimeline = endpoint({
  name: 'listTimeline',
  method: 'GET',
  path: '/incidents/{id}/timeline',
  permission: 'incident.read',
  input: z.strictObject({
    id: Id,
    ...pagesAround,
    order: z.enum(['oldest', 'newest']).default('newest'),
    group: z.enum(groupNames).optional(),
    by: z.string().max(200).optional().describe('Name of the one who did it, exactly'),
    q: z.string().trim().max(200).optional().describe('Words that stand in it'),
    flag: z.enum(entryFlags).optional(),
    source: z.enum(shownSources).optional().describe('Where it comes from'),
  }),
  output: pageOf(TimelineEntry),
  summary: "Read the incident's record",
})

export const addToTimeline = endpoint({
  name: 'addToTimeline',
  method: 'POST',
  path: '/incidents/{id}/timeline',
  permission: 'incident.note',
  status: 201,
  input: z.strictObject({
    id: Id,
    kind: z.literal('note'),
    text: Text,
    mentions: z.array(Id).max(20).default([]).describe('Members who are told of it in their inbox'),
    basis: Basis.optional().describe('What it rests on; left out where nobody said it'),
  }),
  output: z.object({ number: z.number().int().nullable() }),
  summary: 'Write one line on the record',
})

export const recordDecision = endpoint({
  name: 'recordDecision',
  method: 'POST',
  path: '/incidents/{id}/decisions',
  permission: 'incident.decide',
  status: 201,
  input: z.strictObject({
    id: Id,
    text: Text,
    options: z.array(Line).max(10).default([]).describe('What else could have been done, as known now'),
    basis: Basis.optional().describe('What it rests on; left out where nobody said it'),
  }),
  output: z.object({ id: Id }),
  summary: 'Record a decision with the options known at the time',
})

export const closeIncident = endpoint({
  name: 'closeIncident',
  method: 'POST',
  path: '/incidents/{id}/closure',
  permission: 'incident.close',
  status: 201,
  input: z.strictObject({
    id: Id,
    summary: Text,
    initialVector: z.enum(initialVectors),
    disposition: z.enum(dispositions).default('resolved'),
    duplicateOf: z
      .number()
      .int()
      .positive()
      .max(2_147_483_647)
      .optional()
      .describe('Number of the other incident; only with `duplicate`'),
  }),
  output: Incident,
  summary: 'Close an incident',
})

export const OpenPoint = z.object({
  /** Which condition asks for it, for machines. */
  key: z.string(),
  sentence: z.string(),
  /** The page where it is put right, under the organisation's address. */
  where: z.string(),
})
export type OpenPoint = z.infer<typeof OpenPoint>

export const listClosureConditions = endpoint({
  name: 'listClosureConditions',
  method: 'GET',
  path: '/incidents/{id}/closure-conditions',
  permission: 'incident.read',
  input: z.strictObject({
    id: Id,
    disposition: z.enum(dispositions).default('resolved'),
    initialVector: z.enum(initialVectors).optional().describe('How it began, as the closing will say'),
  }),
  output: z.object({
    items: z.array(OpenPoint),
    next: z.null(),
    initialVector: z.enum(initialVectors).nullable().describe('How it began, as the investigation found it'),
  }),
  summary: 'List what still holds up closing an incident',
})
