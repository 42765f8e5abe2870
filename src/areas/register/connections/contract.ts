/** Connections: requests to other programs that an owner defines, and people let go. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { observableKinds } from '../../../base/observables.ts'

export const purposes = ['look_up', 'act'] as const
export type Purpose = (typeof purposes)[number]
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export const bodyKinds = ['none', 'json', 'form'] as const

export const mostConnections = 40
/** Kept of an answer; what comes behind is not read. */
export const answerBytes = 1024 * 1024

export const Pointer = z
  .string()
  .max(300)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'must be a JSON pointer as /data/score')

const shape = {
  method: z.enum(methods),
  address: z.string().trim().min(1).max(2000).describe('From https:// on, with blanks as {{value}}'),
  headers: z
    .array(
      z.strictObject({ name: z.string().trim().min(1).max(100), value: z.string().trim().min(1).max(1000) }),
    )
    .max(12),
  bodyKind: z.enum(bodyKinds),
  body: z.string().max(8000).describe('Empty without a body; JSON, or a form as a=1&b={{value}}'),
}

/** The request itself, as it is built. */
export const RequestTemplate = z.strictObject(shape)
export type RequestTemplate = z.infer<typeof RequestTemplate>

const definition = {
  name: z.string().trim().min(1).max(100),
  does: z.string().trim().min(1).max(500).describe('In words: what the other side learns, or does'),
  purpose: z.enum(purposes).describe('`look_up` asks and changes nothing there; `act` changes something'),
  kinds: z
    .array(z.enum(observableKinds))
    .max(observableKinds.length)
    .describe('Traces that it takes as {{value}}; none for a request that needs no trace'),
  ...shape,
  shown: z
    .array(z.strictObject({ label: z.string().trim().min(1).max(60), pointer: Pointer }))
    .max(12)
    .describe('What of a JSON answer is shown; none shows its text'),
  seconds: z.number().int().min(1).max(120).describe('How long the answer may take'),
  perMinute: z.number().int().min(1).max(60).describe('Calls in one minute, of all people together'),
  needsSecond: z.boolean().describe('Another person has to agree before it acts'),
  isPassive: z
    .boolean()
    .default(false)
    .describe('The other side says what it knows and touches nobody else: what PAP:AMBER allows'),
}

export const Connection = z.object({
  id: Id,
  ...definition,
  host: z.string(),
  hasSecret: z.boolean(),
  blanks: z.array(z.string()).describe('What a step or a person has to fill in besides what is known'),
  isOn: z.boolean(),
  version: z.number().int().describe('Rises with each change; what is asked for names the one that was seen'),
  changedAt: z.string(),
  changedBy: z.string(),
  switchedBy: z.string().nullable().describe('Who switched it on or off last'),
})
export type Connection = z.infer<typeof Connection>

export const ShownValue = z.object({ label: z.string(), value: z.string().nullable() })
export type ShownValue = z.infer<typeof ShownValue>

const Secret = z
  .string()
  .max(4000)
  .optional()
  .describe('Fills {{secret}}, sealed; left out it stays, unless the server is another; empty takes it away')

export const listConnections = endpoint({
  name: 'listConnections',
  method: 'GET',
  path: '/connections',
  permission: 'connection.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Connection) }),
  summary: 'The requests to other programs that were defined here, without their secrets',
})

export const addConnection = endpoint({
  name: 'addConnection',
  method: 'POST',
  path: '/connections',
  permission: 'connection.manage',
  status: 201,
  input: z.strictObject({ ...definition, secret: Secret }),
  output: Connection,
  summary: 'Define a request to another program; it is off until it is switched on',
})

export const changeConnection = endpoint({
  name: 'changeConnection',
  method: 'PUT',
  path: '/connections/{id}',
  permission: 'connection.manage',
  input: z.strictObject({ id: Id, version: z.number().int(), ...definition, secret: Secret }),
  output: Connection,
  summary: 'Change a request; where something else is sent, it is off until it is switched on again',
})

export const switchConnection = endpoint({
  name: 'switchConnection',
  method: 'POST',
  path: '/connections/{id}/switch',
  permission: 'connection.manage',
  input: z.strictObject({ id: Id, version: z.number().int(), isOn: z.boolean() }),
  output: Connection,
  summary: 'Allow that people let this request go, or no longer',
})

export const removeConnection = endpoint({
  name: 'removeConnection',
  method: 'DELETE',
  path: '/connections/{id}',
  permission: 'connection.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Take a request off the list; what was asked with it stays with its cases',
})

export const tryConnection = endpoint({
  name: 'tryConnection',
  method: 'POST',
  path: '/connections/{id}/trial',
  permission: 'connection.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    value: z.string().trim().max(2000).default(''),
    inputs: z.record(z.string().max(40), z.string().max(2000)).default({}),
  }),
  output: z.object({
    said: z.string().describe('The request in one line, without its secret'),
    status: z.number().int().nullable(),
    trouble: z.string().nullable(),
    text: z.string().describe('The beginning of the answer'),
    isCut: z.boolean(),
  }),
  summary: 'Ask once with an example and show the answer; only for requests that look something up',
})
