/** Setting a source up: trying it out, drawing what its fields mean, keys of senders that sign, and when silence is an alarm. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Mapping } from './mapping.ts'
import { receiveSignals, signalSeverities, silenceModes, Source } from './signals.ts'

export const testSource = endpoint({
  name: 'testSource',
  method: 'POST',
  path: '/signal-sources/{id}/test',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ signalId: Id, title: z.string() }),
  summary:
    'Read a test alert in the form of the tool as if the source had sent it; it does not count as a sign of life',
})

export const readSample = endpoint({
  name: 'readSample',
  method: 'GET',
  path: '/signal-sources/{id}/sample',
  permission: 'source.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({
    /** The newest body as text, at most 200,000 characters; null while nothing came. */
    text: z.string().nullable(),
    receivedAt: z.string().nullable(),
  }),
  summary: 'The newest body that a source sent, to draw its mapping on',
})

export const ReadAs = z.object({
  title: z.string(),
  summary: z.string(),
  severity: z.enum(signalSeverities),
  severityWord: z.string(),
  state: z.enum(['firing', 'resolved']),
  saidAt: z.string().nullable(),
  saidAtText: z.string(),
  group: z.string(),
})

export const mapSource = endpoint({
  name: 'mapSource',
  method: 'PUT',
  path: '/signal-sources/{id}/mapping',
  permission: 'source.manage',
  input: z.strictObject({ id: Id, mapping: Mapping.nullable() }),
  output: z.object({
    source: Source,
    /** How the newest body reads with it; empty while nothing came. */
    reads: z.array(ReadAs),
    faults: z.array(z.string()),
  }),
  summary:
    'Say which field of a source means what, or take that back; the newest body is read with it at once',
})

export const changeSigning = endpoint({
  name: 'changeSigning',
  method: 'PUT',
  path: '/signal-sources/{id}/signing',
  permission: 'source.manage',
  input: z.strictObject({ id: Id, secret: z.string().trim().min(1).max(120) }),
  output: z.object({ source: Source, previousUntil: z.string() }),
  summary: 'Enter the key that a sender made; messages signed with the one before are taken for a day more',
})

export const watchSilence = endpoint({
  name: 'watchSilence',
  method: 'PUT',
  path: '/signal-sources/{id}/silence',
  permission: 'source.manage',
  input: z.strictObject({
    id: Id,
    mode: z.enum(silenceModes),
    /** With `chosen`: how long it may be silent. */
    minutes: z.number().int().min(5).max(525_600).optional(),
  }),
  output: Source,
  summary: 'Choose after how long without a signal a source counts as silent, or stop watching it',
})

export const importTable = endpoint({
  name: 'importTable',
  method: 'POST',
  path: '/signal-sources/{id}/table',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({ id: Id, csv: z.string().min(1).max(200_000) }),
  output: z.object({ accepted: z.number(), quarantined: z.number() }),
  summary: 'Read a table whose first row names the columns; each further row is a signal',
})

/** Where tools of these kinds send to, below an address that they let one change. */
const atPath = { ...receiveSignals, kind: 'webhook', method: 'POST' } as const

export const receiveTheHive = endpoint({
  ...atPath,
  name: 'receiveTheHive',
  path: '/intake/{source}/api/alert',
  status: 201,
  output: z.object({ id: z.string(), _id: z.string(), _type: z.literal('Alert'), status: z.literal('New') }),
  summary: 'Receive an alert as TheHive 4 does',
})

export const receiveTheHive5 = endpoint({
  ...receiveTheHive,
  name: 'receiveTheHive5',
  path: '/intake/{source}/api/v1/alert',
  summary: 'Receive an alert as TheHive 5 does',
})

export const receiveIris = endpoint({
  ...atPath,
  name: 'receiveIris',
  path: '/intake/{source}/alerts/add',
  status: 200,
  output: z.object({
    status: z.literal('success'),
    message: z.string(),
    data: z.object({ alert_uuid: z.string() }),
  }),
  summary: 'Receive an alert as DFIR-IRIS does',
})

export const receivePagerDuty = endpoint({
  ...atPath,
  name: 'receivePagerDuty',
  path: '/intake/{source}/v2/enqueue',
  status: 202,
  output: z.object({
    status: z.literal('success'),
    message: z.literal('Event processed'),
    dedup_key: z.string(),
  }),
  summary: 'Receive an event as PagerDuty does',
})
