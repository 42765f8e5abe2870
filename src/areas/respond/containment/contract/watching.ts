/** Whether the attacker is really gone, and the business back: footholds, watches, clearance, functions. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { clearanceCriteria, footholdAnswers, platforms, watchKinds, watchResults } from './words.ts'

const Line = z.string().trim().min(1).max(300)
const Words = z.string().trim().max(1000).default('')
const Reason = z.string().trim().min(1).max(1000)

export const Foothold = z.object({
  id: Id,
  platform: z.enum(platforms),
  item: z.string(),
  answer: z.enum(footholdAnswers).nullable(),
  note: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  recheckAt: z.string().nullable(),
  removedAt: z.string().nullable(),
  removedBy: z.string().nullable(),
})
export type Foothold = z.infer<typeof Foothold>

export const startFootholds = endpoint({
  name: 'startFootholds',
  method: 'POST',
  path: '/incidents/{id}/footholds',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ id: Id, platform: z.enum(platforms) }),
  output: z.object({ items: z.array(Foothold), next: z.null() }),
  summary: 'Begin the list of places where an attacker stays on a platform',
})

export const answerFoothold = endpoint({
  name: 'answerFoothold',
  method: 'POST',
  path: '/incidents/{id}/footholds/{foothold}/answer',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, foothold: Id, answer: z.enum(footholdAnswers), note: Words }),
  output: Foothold,
  summary: 'Answer yes, no or unknown; unknown is looked at again after a day',
})

export const removeFoothold = endpoint({
  name: 'removeFoothold',
  method: 'POST',
  path: '/incidents/{id}/footholds/{foothold}/removal',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, foothold: Id, note: Reason }),
  output: Foothold,
  summary: 'Say that a foothold was removed, and how',
})

export const WatchCheck = z.object({
  id: Id,
  dueAt: z.string(),
  watcherId: Id.nullable(),
  result: z.enum(watchResults).nullable(),
  note: z.string(),
  doneAt: z.string().nullable(),
  doneBy: z.string().nullable(),
  isMissed: z.boolean(),
})
export type WatchCheck = z.infer<typeof WatchCheck>

export const Watch = z.object({
  id: Id,
  kind: z.enum(watchKinds),
  systemId: Id.nullable(),
  title: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  addedBy: z.string(),
  checks: z.array(WatchCheck),
})
export type Watch = z.infer<typeof Watch>

export const startWatch = endpoint({
  name: 'startWatch',
  method: 'POST',
  path: '/incidents/{id}/watches',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    title: Line.describe('What is looked at'),
    systemId: Id.nullable().default(null),
    startsAt: InstantIn,
    endsAt: InstantIn,
    everyMinutes: z.number().int().min(15).max(10_080),
    watcherIds: z.array(Id).min(1).max(20).describe('Who looks, in turn'),
  }),
  output: Watch,
  summary: 'Begin a window of heightened watching, with its rota',
})

export const planWatch = endpoint({
  name: 'planWatch',
  method: 'POST',
  path: '/incidents/{id}/watch-plan',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ id: Id, title: Line, from: InstantIn, watcherIds: z.array(Id).min(1).max(20) }),
  output: Watch,
  summary: 'Plan to look again after 7, 30 and 90 days',
})

export const recordWatchCheck = endpoint({
  name: 'recordWatchCheck',
  method: 'POST',
  path: '/incidents/{id}/watches/{watch}/checks/{check}/result',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, watch: Id, check: Id, result: z.enum(watchResults), note: Words }),
  output: Watch,
  summary: 'Record what a check showed; also after the incident was closed',
})

/** All of them, each by itself, so that nobody signs a list they did not read. */
const Criteria = z
  .array(z.enum(clearanceCriteria))
  .max(clearanceCriteria.length)
  .refine((given) => clearanceCriteria.every((one) => given.includes(one)), 'Every criterion has to hold.')
  .describe('All of the set criteria, as they were seen to hold')

export const Clearance = z.object({
  basis: z.string(),
  /** What was confirmed; empty where it was said before there were set criteria. */
  criteria: z.array(z.enum(clearanceCriteria)),
  /** The case was opened again or a check found something since: it does not count, and is said anew. */
  isOutdated: z.boolean(),
  claimedAt: z.string(),
  claimedBy: z.string(),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  /** Why the one who said it also signed; null when a second person did. */
  soloReason: z.string().nullable(),
})
export type Clearance = z.infer<typeof Clearance>

export const claimClearance = endpoint({
  name: 'claimClearance',
  method: 'POST',
  path: '/incidents/{id}/clearance',
  permission: 'containment.sign',
  status: 201,
  input: z.strictObject({ id: Id, basis: Reason.describe('What it rests on'), criteria: Criteria }),
  output: Clearance,
  summary: 'Say that the attacker is gone; somebody else signs it',
})

export const signClearance = endpoint({
  name: 'signClearance',
  method: 'POST',
  path: '/incidents/{id}/clearance/signature',
  permission: 'containment.sign',
  status: 201,
  input: z.strictObject({
    id: Id,
    claimedAt: InstantIn.describe('Of the words that were read; refused when they were replaced'),
    criteria: Criteria,
    soloReason: Reason.nullable()
      .default(null)
      .describe('Only for the one who said it: why nobody else can sign'),
  }),
  output: Clearance,
  summary: 'Sign as the second person that the attacker is gone, or alone with a reason',
})

export const FunctionReturn = z.object({
  functionId: Id,
  name: z.string(),
  priority: z.number().int(),
  /** How long the business survives without it; the aim that the real time is held against. */
  aimMinutes: z.number().int().nullable(),
  workaround: z.string(),
  acceptanceTests: z.array(z.string()),
  ownerId: Id.nullable(),
  downAt: z.string(),
  restoredAt: z.string().nullable(),
  /** Minutes that it was away; null while it is. */
  tookMinutes: z.number().int().nullable(),
  tests: z.array(z.object({ text: z.string(), passed: z.boolean() })),
  acceptedAt: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  /** Of the organisation; null where a name was written. */
  acceptedById: Id.nullable(),
  recordedBy: z.string().nullable(),
  note: z.string(),
})
export type FunctionReturn = z.infer<typeof FunctionReturn>

export const recordStop = endpoint({
  name: 'recordStop',
  method: 'POST',
  path: '/incidents/{id}/functions',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ id: Id, functionId: Id, downAt: InstantIn }),
  output: FunctionReturn,
  summary: 'Record that a business function stopped, and since when',
})

export const acceptFunction = endpoint({
  name: 'acceptFunction',
  method: 'POST',
  path: '/incidents/{id}/functions/{function}/acceptance',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    function: Id,
    restoredAt: InstantIn,
    tests: z
      .array(z.strictObject({ text: Line, passed: z.boolean() }))
      .min(1)
      .max(20),
    acceptedById: Id.nullable().default(null).describe('Who of the business tried it and takes it back'),
    acceptedBy: z.string().trim().max(120).default('').describe('Their name, where they are no member'),
    note: Words,
  }),
  output: FunctionReturn,
  summary: 'The business takes a function back after trying it',
})
