/** Signals: what tools and people tell us; each may become an incident. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { Asking } from './asking.ts'
import { Attention } from './attention.ts'
import { MailFound } from './mail.ts'
import { reportKinds, reportOutcomes } from './report-kinds.ts'
import { ReportMessage } from './report-talk.ts'
import { Mapping } from './mapping.ts'
import { signalSeverities } from './severities.ts'

export { signalSeverities } from './severities.ts'

export const sourceKinds = [
  'alertmanager',
  'grafana',
  'wazuh',
  'suricata',
  'crowdsec',
  'fail2ban',
  'elastic',
  'splunk',
  'sentry',
  'aws',
  'microsoft',
  'okta',
  'crowdstrike',
  'google',
  'pagerduty',
  'thehive',
  'iris',
  'ocsf',
  'cloudevents',
  'standard-webhooks',
  'syslog',
  'mail',
  'csv',
  'generic',
] as const
/** How long a source may be silent: not watched, learnt from what came so far, or chosen. */
export const silenceModes = ['off', 'learnt', 'chosen'] as const
export const signalStatuses = ['new', 'dismissed', 'linked'] as const
export const signalStates = ['firing', 'resolved', 'report'] as const
export type SourceKind = (typeof sourceKinds)[number]
export type SignalStatus = (typeof signalStatuses)[number]
export type SignalState = (typeof signalStates)[number]
export type SilenceMode = (typeof silenceModes)[number]

export const Source = z.object({
  id: Id,
  kind: z.enum(sourceKinds),
  name: z.string(),
  intakeUrl: z.string(),
  createdAt: z.string(),
  lastSignalAt: z.string().nullable(),
  received: z.number(),
  quarantined: z.number(),
  /** How a person said that its fields are read. */
  mapping: Mapping.nullable(),
  silence: z.object({
    mode: z.enum(silenceModes),
    /** How long it may be silent now; null while it is not watched, or not learnt yet. */
    minutes: z.number().int().nullable(),
    /** What would be learnt from what came so far. */
    learntMinutes: z.number().int().nullable(),
    /** Set while it has been silent for longer than that. */
    silentAt: z.string().nullable(),
  }),
  /** How Muster asks it; null for one that only speaks by itself. */
  asking: Asking.nullable(),
})

export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/signal-sources',
  permission: 'source.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(Source), next: z.null() }),
  summary: 'List signal sources',
})

export const createSource = endpoint({
  name: 'createSource',
  method: 'POST',
  path: '/signal-sources',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({ kind: z.enum(sourceKinds), name: z.string().trim().min(1).max(80) }),
  output: z.object({
    id: Id,
    kind: z.enum(sourceKinds),
    name: z.string(),
    intakeUrl: z.string(),
    secret: z.string(),
  }),
  summary: 'Add a source; its secret is shown once and stored hashed',
})

export const rotateSourceSecret = endpoint({
  name: 'rotateSourceSecret',
  method: 'POST',
  path: '/signal-sources/{id}/secret',
  permission: 'source.manage',
  status: 201,
  input: z.strictObject({ id: Id }),
  output: z.object({ id: Id, intakeUrl: z.string(), secret: z.string() }),
  summary: 'Give a source a new secret; the old one stops working at once',
})

export const removeSource = endpoint({
  name: 'removeSource',
  method: 'DELETE',
  path: '/signal-sources/{id}',
  permission: 'source.manage',
  input: z.strictObject({ id: Id }),
  output: z.object({ removed: z.literal(true) }),
  summary: 'Remove a source; its signals stay',
})

export const Quarantined = z.object({
  id: Id,
  sourceId: Id,
  sourceName: z.string(),
  /** Why it could not be read, in words. */
  reason: z.string(),
  /** 0 is the whole delivery, n its n-th signal. */
  part: z.number().int(),
  count: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  payload: z.string(),
  payloadEncoding: z.enum(['utf8', 'base64']),
  payloadSha256: z.string(),
})

export const listQuarantine = endpoint({
  name: 'listQuarantine',
  method: 'GET',
  path: '/signal-sources/{id}/quarantine',
  permission: 'source.read',
  input: z.strictObject({ id: Id, ...pageInput, limit: z.coerce.number().int().min(1).max(50).default(20) }),
  output: pageOf(Quarantined),
  summary: 'What a source sent that could not be read, newest first, with the reason and the bytes',
})

/** The tool's own body, with the source's secret as bearer, basic password or `?token=`. */
export const receiveSignals = endpoint({
  kind: 'webhook',
  name: 'receiveSignals',
  method: 'POST',
  path: '/intake/{source}',
  permission: 'public',
  status: 202,
  input: z.strictObject({
    source: Id,
    token: z.string().max(200).optional(),
    validationToken: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .describe('What Microsoft Graph sends to see whether the address is meant; answered as plain text'),
  }),
  output: z.union([z.object({ accepted: z.number(), quarantined: z.number() }), z.string()]),
  summary: 'Receive what a tool sends; answered only after it is stored',
})

/** Okta asks once whether the address of an event hook is meant. */
export const verifySource = endpoint({
  kind: 'webhook',
  name: 'verifySource',
  method: 'GET',
  path: '/intake/{source}',
  permission: 'public',
  input: z.strictObject({ source: Id, token: z.string().max(200).optional() }),
  output: z.object({ verification: z.string() }),
  summary: 'Answer the one-time verification of an event hook of Okta',
})

export const Signal = z.object({
  id: Id,
  title: z.string(),
  summary: z.string(),
  state: z.enum(signalStates),
  status: z.enum(signalStatuses),
  severity: z.enum(signalSeverities),
  /** The sender's own word for the severity, kept as it came. */
  severityWord: z.string(),
  sourceId: Id.nullable(),
  sourceName: z.string(),
  labels: z.record(z.string(), z.string()),
  /** How often it was said: a repeat is counted, not stored as news. */
  count: z.number(),
  /** The sender's time where it can be read without a guess, and always as it wrote it. */
  saidAt: z.string().nullable(),
  saidAtText: z.string(),
  firstAt: z.string(),
  lastAt: z.string(),
  resolvedAt: z.string().nullable(),
  incidentId: Id.nullable(),
  incidentNumber: z.number().int().nullable(),
  dismissedReason: z.string().nullable(),
  can: z.object({ triage: z.boolean() }),
})
export type Signal = z.infer<typeof Signal>

export const listSignals = endpoint({
  name: 'listSignals',
  method: 'GET',
  path: '/signals',
  permission: 'signal.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional(),
    status: z.enum(signalStatuses).optional(),
    state: z.enum(signalStates).optional(),
    sourceId: Id.optional(),
    incidentId: Id.optional(),
  }),
  output: pageOf(Signal),
  summary: 'List signals, newest first',
})

export const getSignal = endpoint({
  name: 'getSignal',
  method: 'GET',
  path: '/signals/{id}',
  permission: 'signal.read',
  input: z.strictObject({ id: Id }),
  output: Signal.extend({
    payload: z.string(),
    /** `base64` when the bytes are no UTF-8 text. */
    payloadEncoding: z.enum(['utf8', 'base64']),
    payloadSha256: z.string(),
    /** Who was asked to look at it; null where it calls nobody. */
    attention: Attention.nullable(),
    /** What the reporter wrote; null for a tool's signal. Name and contact are empty unless given. */
    report: z
      .object({
        what: z.string(),
        where: z.string(),
        stillGoing: z.enum(['yes', 'no', 'unknown']),
        name: z.string(),
        contact: z.string(),
        kind: z.enum(reportKinds),
        stoppedBy: z.string(),
        wouldHelp: z.string(),
        outcome: z.enum(reportOutcomes).nullable(),
        messages: z.array(ReportMessage),
        /** Odd mails that were handed in with it. */
        mails: z.array(MailFound.extend({ sha256: z.string() })),
      })
      .nullable(),
  }),
  summary: 'Read one signal with what was received, byte for byte',
})

export const dismissSignal = endpoint({
  name: 'dismissSignal',
  method: 'POST',
  path: '/signals/{id}/dismissal',
  permission: 'signal.triage',
  status: 201,
  input: z.strictObject({ id: Id, reason: z.string().trim().min(1).max(500) }),
  output: Signal,
  summary: 'Dismiss a signal with a reason',
})

export const restoreSignal = endpoint({
  name: 'restoreSignal',
  method: 'DELETE',
  path: '/signals/{id}/dismissal',
  permission: 'signal.triage',
  input: z.strictObject({ id: Id }),
  output: Signal,
  summary: 'Take a dismissal back',
})
