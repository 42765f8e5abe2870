/** Scenarios: the library that ships, and one's own in versions. Whoever reads one whole knows how it goes on. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { severities } from '../../../../base/incident-words.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { SectionName } from '../../../prepare/plan/contract/plan.ts'
import { Fitness } from '../../../prepare/playbooks/contract/profile.ts'
import { Decision } from '../../../register/powers/contract/words.ts'
import { audiences, exerciseLanguages, lengths, looks, playerRoles } from './words.ts'

const Line = z.string().trim().min(1).max(500)
const Text = z.string().trim().min(1).max(4000)
const Lines = z.array(Line).max(12)
/** Names a part inside one scenario, as `o1` or `i4`. */
export const PartKey = z.string().regex(/^[a-z]\d{1,2}[a-z]?$/, 'must be a letter and a number, like i4')
/** Key of a scenario that ships, or id of an own one. */
export const ScenarioKey = z.string().regex(/^[a-z0-9-]{3,60}$/, 'must be the key of a scenario')

export const Objective = z.strictObject({
  key: PartKey,
  statement: Line,
  criterion: Line.describe('What can be seen when it is reached'),
  sections: z.array(SectionName).max(7).default([]).describe('Parts of the plan that it tries'),
  decisions: z.array(Decision).max(8).default([]).describe('Great decisions that it tries'),
  card: z.boolean().default(false).describe('Whether it tries the card of the first fifteen minutes'),
})
export type Objective = z.infer<typeof Objective>

const Choice = z.strictObject({
  key: z.string().regex(/^[a-z]$/),
  label: Line,
  outcome: Line.describe('What follows from it, told after the choice'),
})

const Minute = z.int().min(0).max(120).nullable()
export const Inject = z.strictObject({
  key: PartKey,
  at: z
    .tuple([Minute, Minute, Minute])
    .describe('Minute in 15, 60 and 120 minutes; null where it does not come'),
  look: z.enum(looks),
  from: Line,
  to: z.enum(playerRoles),
  title: Line,
  text: Text,
  expected: Lines.describe('What a prepared team does'),
  questions: Lines,
  hints: Lines.describe('For the facilitator when the table falls silent'),
  redFlags: Lines.describe('What to note down as a gap when it is heard'),
  objectives: z.array(PartKey).max(6),
  decision: Decision.optional().describe('The great decision that it forces'),
  choices: z.array(Choice).max(4).default([]),
  after: z
    .strictObject({ inject: PartKey, choice: z.string().regex(/^[a-z]$/) })
    .optional()
    .describe('Comes only when this was chosen'),
})
export type Inject = z.infer<typeof Inject>

export const ScenarioDocument = z.strictObject({
  title: Line.max(150),
  lead: Line,
  language: z.enum(exerciseLanguages),
  kind: IncidentKind.exclude(['other']),
  severity: z.enum(severities),
  audience: z.enum(audiences),
  difficulty: z.int().min(1).max(3),
  fits: Fitness.optional(),
  source: Line.describe('What it was made after'),
  checkedOn: z.iso.date(),
  situation: Text.describe('Read aloud at the start'),
  objectives: z.array(Objective).min(1).max(8),
  injects: z.array(Inject).min(1).max(30),
  debrief: Lines.describe('Questions for the talk afterwards'),
})
export type ScenarioDocument = z.infer<typeof ScenarioDocument>

export const ScenarioRow = z.object({
  key: z.string(),
  isOwn: z.boolean(),
  version: z.number().int(),
  title: z.string(),
  lead: z.string(),
  kind: IncidentKind,
  audience: z.enum(audiences),
  difficulty: z.number().int(),
  language: z.enum(exerciseLanguages),
  /** Which lengths it can be played in. */
  lengths: z.array(z.enum(lengths.map(String) as ['15', '60', '120'])), // of a literal of three
  decisions: z.array(Decision),
  /** When it was last played to its end; null when never. */
  lastPlayedOn: z.string().nullable(),
  /** Why it stands where it stands. */
  because: z.array(
    z.enum(['likely_here', 'never_played', 'long_ago', 'decision_untested', 'open_gap', 'not_for_you']),
  ),
})
export type ScenarioRow = z.infer<typeof ScenarioRow>

export const Scenario = ScenarioRow.extend({
  document: ScenarioDocument,
  /** The blanks that its words hold, with what the registers know; `isKnown` false for words that stand in. */
  blanks: z.array(z.object({ name: z.string(), value: z.string(), isKnown: z.boolean() })),
  versions: z.array(
    z.object({ number: z.number().int(), note: z.string(), savedAt: z.string(), savedBy: z.string() }),
  ),
  /** Nobody plays it any more; sessions that were played keep it. */
  isWithdrawn: z.boolean(),
  can: z.object({ arrange: z.boolean(), change: z.boolean() }),
})
export type Scenario = z.infer<typeof Scenario>

export const listScenarios = endpoint({
  name: 'listScenarios',
  method: 'GET',
  path: '/exercise-scenarios',
  permission: 'exercise.read',
  input: z.strictObject({
    ...pageInput,
    language: z.enum(exerciseLanguages).default('en'),
    q: z.string().max(200).optional().describe('Words of its title or of what happens'),
    audience: z.enum(audiences).optional(),
  }),
  output: pageOf(ScenarioRow),
  summary: 'List scenarios: first what is likely here and was least tried',
})

export const getScenario = endpoint({
  name: 'getScenario',
  method: 'GET',
  path: '/exercise-scenarios/{key}',
  permission: 'exercise.run',
  input: z.strictObject({ key: ScenarioKey, language: z.enum(exerciseLanguages).default('en') }),
  output: Scenario,
  summary: 'Read a scenario whole, for whoever leads it',
})

export const saveScenario = endpoint({
  name: 'saveScenario',
  method: 'POST',
  path: '/exercise-scenarios',
  permission: 'exercise.run',
  status: 201,
  input: z.strictObject({
    key: ScenarioKey.describe('One that ships is copied; an own one gets its next version'),
    language: z.enum(exerciseLanguages).default('en'),
    basedOn: z
      .int()
      .min(1)
      .max(1_000_000)
      .describe('The version that was changed; refused when somebody was faster'),
    change: z.discriminatedUnion('what', [
      z.strictObject({
        what: z.literal('words'),
        document: ScenarioDocument,
        note: z.string().trim().max(300).default(''),
      }),
      z.strictObject({ what: z.literal('withdraw'), reason: z.string().trim().min(1).max(300) }),
    ]),
  }),
  output: Scenario,
  summary: 'Keep a scenario of your own: a changed copy, its next version, or its end',
})
