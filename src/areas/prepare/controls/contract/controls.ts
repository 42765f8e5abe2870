/** What a firm does against harm: asked once for all frameworks, shown by daily use, looked at again in time. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { answers, choiceNames, controlKeys, controlStates, factNames, tieKinds } from './words.ts'

export const ControlKeyName = z.enum(controlKeys)
const Words = z.string().trim().max(1000)

/** What daily use says of a control at this moment. */
const Fact = z.object({
  name: z.enum(factNames),
  /** `shows` it wholly, `helps` to show one part, or speaks `against` it. */
  says: z.enum(['shows', 'helps', 'against']),
  /** What it is about, as people call it; '' where the sentence needs none. */
  about: z.string(),
  count: z.number().int(),
  of: z.number().int(),
  /** The day on which it was so, and the last on which it can be said. */
  day: z.string(),
  until: z.string(),
  path: z.string(),
})
export type Fact = z.infer<typeof Fact>

const Proof = z.object({
  id: Id,
  checkedOn: z.string(),
  validUntil: z.string(),
  words: z.string(),
  /** Where what shows it lies; '' where the words are all there is. */
  link: z.string(),
  provedBy: z.string(),
})
export type ControlProof = z.infer<typeof Proof>

/** A hole that attackers use, in something of the register. */
const News = z.object({
  cve: z.string(),
  name: z.string(),
  addedOn: z.string(),
  isRansomware: z.boolean(),
  touched: z.array(z.string()),
  count: z.number().int(),
  controls: z.array(ControlKeyName),
  /** The day by which the controls are looked at again. */
  lookBy: z.string(),
})
export type News = z.infer<typeof News>

export const Control = z.object({
  key: ControlKeyName,
  /** A pack or a framework that was chosen asks for it. */
  isInUse: z.boolean(),
  state: z.enum(controlStates),
  answer: z.enum(answers).nullable(),
  words: z.string(),
  ownerId: Id.nullable(),
  owner: z.string(),
  reviewedOn: z.string().nullable(),
  reviewedBy: z.string(),
  /** Null while nothing asks for it. */
  nextReviewOn: z.string().nullable(),
  /** Why it was brought forward: holes that are used, by their ids. */
  broughtForwardBy: z.array(z.string()),
  lastEvidenceOn: z.string().nullable(),
  lapsesOn: z.string().nullable(),
  facts: z.array(Fact),
  /** The newest first, at most five. */
  proofs: z.array(Proof),
  version: z.number().int(),
})
export type Control = z.infer<typeof Control>

/** Something of another room that leans on a control: a statement to an insurer, or a routine that shows it. */
const Tie = z.object({
  kind: z.enum(tieKinds),
  thingId: Id,
  key: ControlKeyName,
  tiedBy: z.string(),
})
export type ControlTie = z.infer<typeof Tie>

export const Controls = z.object({
  asOf: z.string(),
  controls: z.array(Control),
  chosen: z.array(z.object({ name: z.enum(choiceNames), since: z.string(), by: z.string() })),
  news: z.array(News),
  /** The list of holes that are used; null until it was brought in. */
  holeList: z.object({ version: z.string(), importedAt: z.string() }).nullable(),
  ties: z.array(Tie),
  /** What could be tied to a control as a routine. */
  routines: z.array(z.object({ id: Id, name: z.string() })),
  can: z.object({ manage: z.boolean() }),
})
export type Controls = z.infer<typeof Controls>

export const readControls = endpoint({
  name: 'readControls',
  method: 'GET',
  path: '/controls',
  permission: 'control.read',
  input: z.strictObject({}),
  output: Controls,
  summary: 'Read every control with what shows it today, its next review, and news that brings one forward',
})

export const chooseControls = endpoint({
  name: 'chooseControls',
  method: 'PUT',
  path: '/control-choices/{name}',
  permission: 'control.manage',
  input: z.strictObject({ name: z.enum(choiceNames), isOn: z.boolean() }),
  output: Controls,
  summary: 'Turn a pack against a way in, or a framework, on or off; its controls are then asked for',
})

export const reviewControl = endpoint({
  name: 'reviewControl',
  method: 'PUT',
  path: '/controls/{key}',
  permission: 'control.manage',
  input: z.strictObject({
    key: ControlKeyName,
    basedOn: z.number().int().min(0).describe('Version that was read; refused when somebody was faster'),
    answer: z.enum(answers).describe('Counts for every framework that asks for it'),
    words: Words.default('').describe('What is missing, or why it does not apply'),
    ownerId: Id.nullable().default(null),
    nextReviewOn: Day.nullable().default(null).describe('By the kind of control where it is left out'),
  }),
  output: Controls,
  summary: 'Say how a control stands and whose it is, having looked at it, and when somebody looks again',
})

export const proveControl = endpoint({
  name: 'proveControl',
  method: 'POST',
  path: '/controls/{key}/proofs',
  permission: 'control.manage',
  status: 201,
  input: z.strictObject({
    key: ControlKeyName,
    checkedOn: Day,
    validUntil: Day.nullable().default(null).describe('By the kind of control where it is left out'),
    words: Words.min(1).describe('What was looked at, and what was seen'),
    link: z.string().trim().max(500).default('').describe('Where what shows it lies'),
  }),
  output: Controls,
  summary: 'Keep what shows a control, with the day of the check and the last day on which it counts',
})

export const withdrawControlProof = endpoint({
  name: 'withdrawControlProof',
  method: 'POST',
  path: '/control-proofs/{id}/withdrawal',
  permission: 'control.manage',
  input: z.strictObject({ id: Id, reason: Words.min(1) }),
  output: Controls,
  summary: 'Take back what was said to show a control; it stays on the record',
})

export const tieControl = endpoint({
  name: 'tieControl',
  method: 'PUT',
  path: '/control-ties/{kind}/{thingId}',
  permission: 'control.manage',
  input: z.strictObject({
    kind: z.enum(tieKinds),
    thingId: Id,
    key: ControlKeyName.nullable().describe('Null unties it'),
  }),
  output: Controls,
  summary: 'Tie a statement to the insurer, or a routine, to a control that is watched',
})

export const makeControlEvidence = endpoint({
  kind: 'download',
  name: 'makeControlEvidence',
  method: 'POST',
  path: '/control-evidence',
  permission: 'control.read',
  mediaType: 'application/octet-stream',
  input: z.strictObject({
    framework: z.enum(choiceNames).describe('A framework, or a pack against a way in'),
    format: z.enum(['pdf', 'csv', 'json']),
    language: z.enum(['en', 'de']).default('en'),
  }),
  output: z.any(),
  summary: 'Take what is shown today for a framework, each with its date and last day, and what is not shown',
})
