import * as z from 'zod'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { Id } from '../../../../base/ids.ts'
import { Fitness, Platform } from './profile.ts'

/** Who does a step. Not a member role: an incident gives these to people. */
export const stepRoles = [
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

/** Things that one playbook can hold of each list; a hostile file ends here. */
export const mostSteps = 1000
const many = 200

/** An id inside one playbook, such as `f1`, `e3`, `d2` or `c5`; unique over all its parts. */
export const PartId = z
  .string()
  .regex(/^[a-z]{1,3}\d{1,4}$/, 'must be one to three small letters and a number, like c5')
export const Severity = z.enum(['S1', 'S2', 'S3', 'S4'])
export const Line = z.string().min(1).max(2000)
const vectors = [
  'web_application',
  'misconfiguration',
  'download',
  'personal_device',
  'third_party',
  'credentials',
  'human',
  'other',
] as const

/** A connection that a step names. Another organisation that reads the playbook has its name, and chooses its own. */
export const StepConnection = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100),
  values: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), z.string().max(2000))
    .refine((values) => Object.keys(values).length <= 40, 'may hold 40 values at most')
    .describe('What fills its blanks; one that is left out is asked of whoever runs it'),
})
export type StepConnection = z.infer<typeof StepConnection>

/** The one shape, for what is published (no line is empty) and for a draft (a line may still be). */
function partShapes(Line: z.ZodString) {
  const Lines = z.array(Line).max(40)
  const CardItem = z.strictObject({
    id: PartId,
    do: Line,
    who: StepRole,
    how: Line,
    why: Line,
    not: Line.optional().describe('What not to do here'),
  })
  const EvidenceItem = z.strictObject({ id: PartId, what: Line, where: Line, how: Line, lostIf: Line })
  const Decision = z.strictObject({
    id: PartId,
    question: Line,
    who: StepRole,
    by: Line.describe('Until when, in words'),
    options: z.array(z.strictObject({ option: Line, for: Line, against: Line })).max(12),
  })
  const PlaybookStep = z.strictObject({
    id: PartId,
    title: Line,
    who: StepRole,
    when: Line.optional().describe('A condition in words; absent, the step is for everybody'),
    onlyIf: Fitness.optional().describe('A condition on the profile; where it fails the step says so'),
    waitsFor: z
      .strictObject({ who: StepRole, for: Line })
      .optional()
      .describe('Whose word is needed before this can be done; who said what is kept'),
    why: Line,
    minutes: z.int().min(1).max(14_400).describe('Working time, a guess that helps planning'),
    how: Lines.describe('For any platform'),
    howByPlatform: z.partialRecord(Platform, Lines).optional(),
    destructive: z.boolean().describe('Wipes, resets or deletes what could be evidence'),
    needsEvidence: z
      .array(PartId)
      .max(many)
      .optional()
      .describe('Evidence that must be captured, or waived by signature, before a destructive step'),
    undo: Line.describe('How to take it back, or that it cannot be undone'),
    ask: z
      .strictObject({ question: Line, yes: PartId, no: PartId })
      .optional()
      .describe('A question whose answer moves on to another step of the same playbook'),
    doneWhen: Line.describe('What can be seen when it is done'),
    csf: z
      .array(
        z
          .string()
          .regex(/^(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}$/, 'must be a CSF 2.0 subcategory like RS.MI-01'),
      )
      .max(20),
    watch: Line.optional().describe('What the attacker may do in answer'),
    connection: StepConnection.optional().describe('A request that a person lets go from this step'),
  })
  return { CardItem, EvidenceItem, Decision, PlaybookStep }
}

function learnShape(Line: z.ZodString) {
  return z.strictObject({
    earlySigns: z.array(z.strictObject({ sign: Line, rule: Line.describe('How to watch for it') })).max(many),
    wouldHaveHelped: z
      .array(
        z.strictObject({
          control: Line,
          vector: z.enum(vectors),
          cost: z.enum(['none', 'low', 'medium']),
          effortHours: z.number().min(0).max(2000),
          freeOption: Line,
        }),
      )
      .max(many),
    reviewQuestions: z.array(Line).max(4).describe('Asked with how or what, never who is to blame'),
  })
}

function wholeShape(Line: z.ZodString) {
  const { CardItem, EvidenceItem, Decision, PlaybookStep } = partShapes(Line)
  const Lines = z.array(Line).max(40)
  const steps = z.array(PlaybookStep).max(mostSteps)
  return z.strictObject({
    id: IncidentKind.exclude(['other']).describe('The kind that it is for'),
    language: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional()
      .describe('Language of its words'),
    version: z.int().min(1),
    reviewedOn: z.iso.date().describe('When somebody last read it through; console paths age from here'),
    title: Line.describe('The term of art'),
    plainTitle: Line.describe('The same as somebody would say it'),
    recognise: Lines.describe('Signs that staff would see'),
    confusedWith: z.array(z.strictObject({ looksLike: Line, use: IncidentKind })).max(many),
    severity: z.strictObject({
      default: Severity,
      raiseWhen: z.array(Line).max(many),
      lowerWhen: z.array(Line).max(many),
    }),
    attack: z
      .array(
        z.strictObject({
          id: z.string().regex(/^T\d{4}(\.\d{3})?$/, 'must be an ATT&CK technique like T1566 or T1566.002'),
          name: Line,
          version: z.string().regex(/^\d+\.\d+$/, 'must be the version of ATT&CK, like 18.1'),
        }),
      )
      .max(many)
      .describe('MITRE ATT&CK techniques, each with the version that it was read in'),
    veris: z.strictObject({
      action: z.array(Line).max(many),
      asset: z.array(Line).max(many),
      attribute: z.array(Line).max(many),
    }),
    facts: z
      .record(z.string().regex(/^[a-z][a-z0-9_.]*$/), z.union([z.boolean(), z.array(Line)]))
      .describe('What this kind usually sets in the vocabulary of the obligations; a person confirms each'),
    first15Minutes: z.array(CardItem).max(8),
    doNot: z.array(z.strictObject({ text: Line, why: Line })).max(many),
    evidenceFirst: z.array(EvidenceItem).max(many),
    peopleToCall: z.array(z.strictObject({ who: Line, when: Line, say: Line, doNotSay: Line })).max(many),
    decisions: z.array(Decision).max(many),
    phases: z.strictObject({ contain: steps, eradicate: steps, recover: steps, learn: steps }),
    statements: z
      .array(
        z.strictObject({ audience: Line, when: Line, mustSay: z.array(Line), mustNotSay: z.array(Line) }),
      )
      .max(many),
    watchPlan: z.array(z.strictObject({ days: z.int().min(1).max(3660), check: Line })).max(many),
    learnMore: learnShape(Line),
    sources: z
      .array(z.strictObject({ title: Line, publisher: Line, year: z.int().min(1990).max(2100) }))
      .max(many),
  })
}

const published = partShapes(Line)

/** One line of the first-15-minutes card: at most eight, in order, at reading grade 8. */
export const CardItem = published.CardItem
export type CardItem = z.infer<typeof CardItem>

/** What is to be captured before anything is wiped, and how it is lost when that comes too late. */
export const EvidenceItem = published.EvidenceItem
export type EvidenceItem = z.infer<typeof EvidenceItem>

export const PlaybookStep = published.PlaybookStep
export type PlaybookStep = z.infer<typeof PlaybookStep>

export const LearnMore = learnShape(Line)

/**
 * Reusable steps for one kind of incident, strict: an unknown field is a mistake, not an extension.
 * What ships holds every section; one's own may leave sections out, and `playbookGaps` says which.
 */
export const Playbook = wholeShape(Line)
export type Playbook = z.infer<typeof Playbook>

/** A playbook that somebody is still writing: the same, with lines that may be empty. */
export const PlaybookDraft = wholeShape(z.string().max(2000))
export type PlaybookDraft = z.infer<typeof PlaybookDraft>
