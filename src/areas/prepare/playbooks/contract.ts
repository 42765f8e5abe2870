import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { IncidentKind } from '../../../base/incident-kinds.ts'
import { pageInput, pageOf } from '../../../base/page.ts'

/** Who does a step. Not a member role: an incident gives these to people. */
const stepRoles = [
  'lead',
  'technical',
  'communications',
  'legal',
  'hr',
  'finance',
  'owner',
  'scribe',
  'everyone',
  'provider',
  'insurer',
  'bank',
] as const
export const StepRole = z.enum(stepRoles)
export type StepRole = z.infer<typeof StepRole>

/** The four phases that hold steps, in order; they may overlap in an incident. */
export const stepPhases = ['contain', 'eradicate', 'recover', 'learn'] as const
export const StepPhase = z.enum(stepPhases)
export type StepPhase = z.infer<typeof StepPhase>

const platforms = [
  'microsoft365',
  'google_workspace',
  'windows',
  'macos',
  'linux',
  'ios',
  'android',
  'firewall',
  'aws',
  'azure',
  'gcp',
  'wordpress',
  'woocommerce',
  'shopify',
  'custom_app',
  'hosting',
  'git',
  'cdn',
  'phone',
] as const
const Platform = z.enum(platforms)
export type Platform = z.infer<typeof Platform>

const Line = z.string().min(1).max(2000)
const Lines = z.array(Line).min(1).max(40)
/** An id inside one playbook, such as `f1`, `e3`, `d2` or `c5`; unique over all its parts. */
export const PartId = z
  .string()
  .regex(/^[a-z]{1,3}\d{1,4}$/, 'must be one to three small letters and a number, like c5')
const Severity = z.enum(['S1', 'S2', 'S3', 'S4'])

/** One line of the first-15-minutes card: at most eight, in order, at reading grade 8. */
export const CardItem = z.strictObject({
  id: PartId,
  do: Line,
  who: StepRole,
  how: Line,
  why: Line,
  not: Line.optional().describe('What not to do here'),
})
export type CardItem = z.infer<typeof CardItem>

/** What is to be captured before anything is wiped, and how it is lost when that comes too late. */
export const EvidenceItem = z.strictObject({ id: PartId, what: Line, where: Line, how: Line, lostIf: Line })
export type EvidenceItem = z.infer<typeof EvidenceItem>

const Decision = z.strictObject({
  id: PartId,
  question: Line,
  who: StepRole,
  by: Line.describe('Until when, in words'),
  options: z.array(z.strictObject({ option: Line, for: Line, against: Line })).min(2),
})

/** A question whose answer moves on to another step of the same playbook. */
const Ask = z.strictObject({ question: Line, yes: PartId, no: PartId })

export const PlaybookStep = z.strictObject({
  id: PartId,
  title: Line,
  who: StepRole,
  when: Line.optional().describe('A condition in words; absent, the step is for everybody'),
  why: Line,
  minutes: z.int().min(1).max(14_400).describe('Working time, a guess that helps planning'),
  how: Lines.describe('For any platform'),
  howByPlatform: z.partialRecord(Platform, Lines).optional(),
  destructive: z.boolean().describe('Wipes, resets or deletes what could be evidence'),
  needsEvidence: z
    .array(PartId)
    .optional()
    .describe('Evidence that must be captured, or waived by signature, before a destructive step'),
  undo: Line.describe('How to take it back, or that it cannot be undone'),
  ask: Ask.optional(),
  doneWhen: Line.describe('What can be seen when it is done'),
  csf: z
    .array(
      z
        .string()
        .regex(/^(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}$/, 'must be a CSF 2.0 subcategory like RS.MI-01'),
    )
    .min(1),
  watch: Line.optional().describe('What the attacker may do in answer'),
})
export type PlaybookStep = z.infer<typeof PlaybookStep>

const Phases = z.strictObject({
  contain: z.array(PlaybookStep).min(1),
  eradicate: z.array(PlaybookStep).min(1),
  recover: z.array(PlaybookStep).min(1),
  learn: z.array(PlaybookStep).min(1),
})

const LearnMore = z.strictObject({
  earlySigns: z.array(z.strictObject({ sign: Line, rule: Line.describe('How to watch for it') })).min(1),
  wouldHaveHelped: z
    .array(
      z.strictObject({
        control: Line,
        vector: z.enum([
          'web_application',
          'misconfiguration',
          'download',
          'personal_device',
          'third_party',
          'credentials',
          'human',
          'other',
        ]),
        cost: z.enum(['none', 'low', 'medium']),
        effortHours: z.number().min(0).max(2000),
        freeOption: Line,
      }),
    )
    .min(1),
  reviewQuestions: z.array(Line).min(2).max(4).describe('Asked with how or what, never who is to blame'),
})

/** Reusable steps for one kind of incident, strict: an unknown field is a mistake, not an extension. */
export const Playbook = z.strictObject({
  id: IncidentKind.exclude(['other']).describe('The kind that it is for'),
  version: z.int().min(1),
  reviewedOn: z.iso.date().describe('When somebody last read it through; console paths age from here'),
  title: Line.describe('The term of art'),
  plainTitle: Line.describe('The same as somebody would say it'),
  recognise: Lines.describe('Signs that staff would see'),
  confusedWith: z.array(z.strictObject({ looksLike: Line, use: IncidentKind })),
  severity: z.strictObject({ default: Severity, raiseWhen: z.array(Line), lowerWhen: z.array(Line) }),
  attack: z
    .array(
      z.strictObject({
        id: z.string().regex(/^T\d{4}(\.\d{3})?$/, 'must be an ATT&CK technique like T1566 or T1566.002'),
        name: Line,
        version: z.string().regex(/^\d+\.\d+$/),
      }),
    )
    .describe('MITRE ATT&CK techniques, each with the version that it was read in'),
  veris: z.strictObject({ action: z.array(Line), asset: z.array(Line), attribute: z.array(Line) }),
  facts: z
    .record(z.string().regex(/^[a-z][a-z0-9_.]*$/), z.union([z.boolean(), z.array(Line)]))
    .describe('What this kind usually sets in the vocabulary of the obligations; a person confirms each'),
  first15Minutes: z.array(CardItem).min(1).max(8),
  doNot: z.array(z.strictObject({ text: Line, why: Line })).min(1),
  evidenceFirst: z.array(EvidenceItem).min(1),
  peopleToCall: z.array(z.strictObject({ who: Line, when: Line, say: Line, doNotSay: Line })).min(1),
  decisions: z.array(Decision),
  phases: Phases,
  statements: z.array(
    z.strictObject({ audience: Line, when: Line, mustSay: z.array(Line), mustNotSay: z.array(Line) }),
  ),
  watchPlan: z.array(z.strictObject({ days: z.int().min(1).max(3660), check: Line })),
  learnMore: LearnMore,
  sources: z
    .array(z.strictObject({ title: Line, publisher: Line, year: z.int().min(1990).max(2100) }))
    .min(1),
})
export type Playbook = z.infer<typeof Playbook>

export const PlaybookSummary = z.object({
  kind: IncidentKind,
  version: z.int(),
  title: z.string(),
  plainTitle: z.string(),
  severityDefault: Severity,
  recognise: z.array(z.string()),
  reviewedOn: z.iso.date(),
  stale: z.boolean().describe('True when nobody has read it through for a year'),
})
export type PlaybookSummary = z.infer<typeof PlaybookSummary>

/** A step of a run: the playbook's own, with the phase it stands in. */
export const RunStep = PlaybookStep.extend({ phase: StepPhase })
export type RunStep = z.infer<typeof RunStep>

/** The frozen copy of a playbook in one incident. It never changes; what people did stands in {@link RunState}. */
export const PlaybookRun = z.strictObject({
  format: z.literal('muster-run/1'),
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
  because: PartId.optional().describe('The question whose answer made this not needed'),
  by: z.string().min(1).optional(),
  at: z.iso.datetime().optional(),
})
export type PartEntry = z.infer<typeof PartEntry>

export const RunState = z.strictObject({
  entries: z.record(PartId, PartEntry),
  goTo: z.array(PartId).describe('Steps that answers lead to and that are still open, the latest last'),
})
export type RunState = z.infer<typeof RunState>

const Reason = z.string().trim().min(1, 'Say why in a few words, the review reads it.').max(2000)

/** What a person can do to a part of a run. */
export const StepMove = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('done') }),
  z.strictObject({ move: z.literal('answer'), answer: z.enum(['yes', 'no']) }),
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

export const listPlaybooks = endpoint({
  name: 'listPlaybooks',
  method: 'GET',
  path: '/playbooks',
  permission: 'playbook.read',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(PlaybookSummary),
  summary: 'List the playbooks, one for each kind of incident',
})

export const getPlaybook = endpoint({
  name: 'getPlaybook',
  method: 'GET',
  path: '/playbooks/{kind}',
  permission: 'playbook.read',
  input: z.strictObject({ kind: IncidentKind }),
  output: Playbook,
  summary: 'Read one playbook whole; `other` answers with `something-odd`',
})
