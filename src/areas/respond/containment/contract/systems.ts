/** A system's way back: what stops while it is isolated, and what must be proved before it is reconnected. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { systemStates } from '../../../../base/incident-words.ts'
import { assetKinds } from '../../../register/assets/contract.ts'
import { InstantIn } from '../../../../base/time.ts'
import { rebuildMethods, returnChecks } from './words.ts'

const Note = z.string().trim().min(1).max(1000)
const onSystem = { id: Id, system: Id }

export const StoppedFunction = z.object({
  id: Id,
  name: z.string(),
  priority: z.number().int(),
  longestOutageMinutes: z.number().int().nullable(),
  people: z.string(),
  customers: z.string(),
  workaround: z.string(),
})
export type StoppedFunction = z.infer<typeof StoppedFunction>

export const Isolation = z.object({
  functions: z.array(StoppedFunction),
  /** '' where it was isolated without a word. */
  tradeOff: z.string(),
  at: z.string(),
  by: z.string(),
})
export type Isolation = z.infer<typeof Isolation>

export const Tick = z.object({
  note: z.string(),
  /** When what it says was true; for a patch, when it was in place. */
  provedAt: z.string(),
  evidenceId: Id.nullable(),
  /** Only with a clean source. */
  method: z.enum(rebuildMethods).nullable(),
  sha256: z.string().nullable(),
  /** Why a rebuild went ahead without sealed evidence; signed by whoever ticked. */
  waiver: z.string().nullable(),
  /** Until when a missing patch is put up with; null when it is not missing. */
  exceptedUntil: z.string().nullable(),
  at: z.string(),
  by: z.string(),
})
export type Tick = z.infer<typeof Tick>

export const ReturnPlan = z.object({
  returnAt: z.string(),
  watchHours: z.number().int(),
  everyMinutes: z.number().int(),
  watcherIds: z.array(Id),
})
export type ReturnPlan = z.infer<typeof ReturnPlan>

export const SystemWay = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(systemStates),
  assetId: Id.nullable(),
  kind: z.enum(assetKinds).nullable(),
  isolation: Isolation.nullable(),
  checks: z.partialRecord(z.enum(returnChecks), Tick),
  /** Whether somebody watches it now: the fourth check, which is not ticked but seen. */
  isWatched: z.boolean(),
  /** When it is to come back, and who watches it from that moment on. */
  plan: ReturnPlan.nullable(),
  override: z.object({ reason: z.string(), at: z.string(), by: z.string() }).nullable(),
  retirement: z.object({ reason: z.string(), at: z.string(), by: z.string() }).nullable(),
  /** What is missing before it may be reconnected, in sentences; empty when nothing is. */
  missing: z.array(z.string()),
})
export type SystemWay = z.infer<typeof SystemWay>

export const readImpact = endpoint({
  name: 'readImpact',
  method: 'GET',
  path: '/incidents/{id}/systems/{system}/impact',
  permission: 'incident.read',
  input: z.strictObject(onSystem),
  output: z.object({
    /** Name of the asset in the register; null when the register does not know the system. */
    asset: z.string().nullable(),
    functions: z.array(StoppedFunction),
  }),
  summary: 'What stops when this system is isolated: functions, people, customers, and the way round',
})

export const isolateSystem = endpoint({
  name: 'isolateSystem',
  method: 'POST',
  path: '/incidents/{id}/systems/{system}/isolation',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    ...onSystem,
    functionIds: z
      .array(Id)
      .max(200)
      .describe('The functions that you were shown; refused when it is others by now'),
    tradeOff: Note.describe('Why it is taken off all the same, and how the work goes on'),
  }),
  output: SystemWay,
  summary: 'Isolate a system, knowing what stops; the trade-off is recorded',
})

export const tickReturnCheck = endpoint({
  name: 'tickReturnCheck',
  method: 'PUT',
  path: '/incidents/{id}/systems/{system}/return-checks/{check}',
  permission: 'incident.system',
  input: z.strictObject({
    ...onSystem,
    check: z.enum(returnChecks),
    note: Note.describe('What proves it: the image, the report, who looked'),
    provedAt: InstantIn,
    evidenceId: Id.nullable().default(null),
    method: z.enum(rebuildMethods).nullable().default(null),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be the 64 characters of a SHA-256 in small letters')
      .nullable()
      .default(null),
    waiver: Note.nullable().default(null),
    exceptedUntil: InstantIn.nullable().default(null),
  }),
  output: SystemWay,
  summary: 'Tick one check of the way back: clean source, patched, or credentials rotated',
})

export const takeTickBack = endpoint({
  name: 'takeTickBack',
  method: 'DELETE',
  path: '/incidents/{id}/systems/{system}/return-checks/{check}',
  permission: 'incident.system',
  input: z.strictObject({ ...onSystem, check: z.enum(returnChecks) }),
  output: SystemWay,
  summary: 'Take a tick back',
})

export const overrideReturn = endpoint({
  name: 'overrideReturn',
  method: 'POST',
  path: '/incidents/{id}/systems/{system}/return-override',
  permission: 'containment.override',
  status: 201,
  input: z.strictObject({ ...onSystem, reason: Note }),
  output: SystemWay,
  summary: 'Let a system be reconnected without its checks, by name and with a reason',
})

export const retireSystem = endpoint({
  name: 'retireSystem',
  method: 'POST',
  path: '/incidents/{id}/systems/{system}/retirement',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ ...onSystem, reason: Note }),
  output: SystemWay,
  summary: 'Say that a system will not come back',
})

export const planReturn = endpoint({
  name: 'planReturn',
  method: 'PUT',
  path: '/incidents/{id}/systems/{system}/return-plan',
  permission: 'incident.system',
  input: z.strictObject({
    ...onSystem,
    returnAt: InstantIn,
    watchHours: z.number().int().min(1).max(720).describe('How long it is watched from its return on'),
    everyMinutes: z.number().int().min(5).max(10_080).describe('How often somebody looks'),
    watcherIds: z.array(Id).min(1).max(20).describe('Who looks, taking turns'),
  }),
  output: SystemWay,
  summary: 'Plan when a system comes back; its watch begins when it does',
})
