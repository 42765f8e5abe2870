import * as z from 'zod'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import {
  CardItem,
  EvidenceItem,
  LearnMore,
  Line,
  PartId,
  Playbook,
  PlaybookStep,
  StepPhase,
} from './playbook.ts'
import { Profile } from './profile.ts'
import { Edition, PlaybookKey } from './reading.ts'

/** A step of a run: the playbook's own, with the phase it stands in. */
export const RunStep = PlaybookStep.extend({ phase: StepPhase })
export type RunStep = z.infer<typeof RunStep>

/** The frozen copy of a playbook in one incident. It never changes; what people did stands in {@link RunState}. */
export const PlaybookRun = z.strictObject({
  format: z.literal('muster-run/1'),
  key: PlaybookKey.optional().describe('Which playbook; absent in runs from before there were own ones'),
  edition: Edition.optional(),
  language: Playbook.shape.language,
  profile: Profile.optional().describe('What the organisation worked with when the run started'),
  kind: IncidentKind.describe(
    'Kind of the playbook, which for an incident of kind `other` is `something-odd`',
  ),
  version: z.int().min(1),
  reviewedOn: z.iso.date(),
  title: Line,
  plainTitle: Line,
  recognise: Playbook.shape.recognise,
  confusedWith: Playbook.shape.confusedWith,
  severity: Playbook.shape.severity,
  attack: Playbook.shape.attack,
  veris: Playbook.shape.veris,
  facts: Playbook.shape.facts,
  card: z.array(CardItem).describe('The first 15 minutes, in order'),
  doNot: Playbook.shape.doNot,
  evidence: z.array(EvidenceItem).describe('What to seal before anything is wiped'),
  peopleToCall: Playbook.shape.peopleToCall,
  decisions: Playbook.shape.decisions,
  steps: z.array(RunStep).describe('All phases in order'),
  statements: Playbook.shape.statements,
  watchPlan: Playbook.shape.watchPlan,
  learnMore: LearnMore,
  sources: Playbook.shape.sources,
})
export type PlaybookRun = z.infer<typeof PlaybookRun>

export const PartStatus = z.enum(['open', 'done', 'skipped', 'not_needed'])
export type PartStatus = z.infer<typeof PartStatus>

/** What happened to one card item, evidence item or step; one without an entry is open in round 1. */
export const PartEntry = z.strictObject({
  status: PartStatus,
  round: z.int().min(1).describe('2 and more when it had to be done again'),
  answer: z.enum(['yes', 'no']).optional(),
  reason: Line.optional(),
  unfit: z.literal(true).optional().describe('Not needed because the profile says so'),
  waiting: z
    .strictObject({ for: Line, since: z.iso.datetime(), by: z.string().min(1) })
    .optional()
    .describe('Open, but whoever does it waits for somebody'),
  heard: Line.optional().describe('Whose word was waited for, and what it was'),
  because: PartId.optional().describe('The question whose answer made this not needed'),
  by: z.string().min(1).optional(),
  at: z.iso.datetime().optional(),
})
export type PartEntry = z.infer<typeof PartEntry>

const Signed = { reason: Line, by: z.string().min(1), at: z.iso.datetime() }

/** Other words for a step of the run. What it destroys and what evidence it needs cannot be changed away. */
export const StepWords = PlaybookStep.pick({ title: true, who: true, how: true, undo: true, doneWhen: true })
  .partial()
  .strict()
export type StepWords = z.infer<typeof StepWords>

export const StepChange = z.strictObject({ id: PartId, words: StepWords, ...Signed })
export type StepChange = z.infer<typeof StepChange>

export const AddedStep = z.strictObject({
  step: RunStep,
  after: PartId.optional().describe('Stands behind this step; absent, at the end of its phase'),
  ...Signed,
})
export type AddedStep = z.infer<typeof AddedStep>

export const RunState = z.strictObject({
  added: z.array(AddedStep).optional(),
  changed: z.array(StepChange).optional().describe('In order; the latest word counts'),
  entries: z.record(PartId, PartEntry),
  goTo: z.array(PartId).describe('Steps that answers lead to and that are still open, the latest last'),
})
export type RunState = z.infer<typeof RunState>

const Reason = z.string().trim().min(1, 'Say why in a few words, the review reads it.').max(2000)
const Heard = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .optional()
  .describe('Who said it, and what; where a step waits for a word')

/** What a person can do to a part of a run. */
export const StepMove = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('done'), heard: Heard }),
  z.strictObject({ move: z.literal('answer'), answer: z.enum(['yes', 'no']), heard: Heard }),
  z.strictObject({
    move: z.literal('wait'),
    for: z.string().trim().min(1, 'Say whom or what you wait for.').max(500),
  }),
  z.strictObject({ move: z.literal('resume') }),
  z.strictObject({ move: z.literal('skip'), reason: Reason }),
  z.strictObject({ move: z.literal('does_not_apply') }),
  z.strictObject({ move: z.literal('reopen'), reason: Reason }),
])
export type StepMove = z.infer<typeof StepMove>

/** A signed statement that a destructive step goes ahead without some of its evidence. */
export const EvidenceWaiver = z.strictObject({
  stepId: PartId,
  items: z.array(PartId).min(1),
  reason: Reason,
  signedBy: z.string().min(1),
  signedAt: z.iso.datetime(),
})
export type EvidenceWaiver = z.infer<typeof EvidenceWaiver>

/** Where a run left its playbook, with the reason: what the review looks at first. */
export const Departure = z.object({
  id: PartId,
  title: z.string(),
  what: z.enum(['skipped', 'not_needed', 'changed', 'added', 'waived', 'reopened']),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
})
export type Departure = z.infer<typeof Departure>
