/** What is set up to keep an attacker out: blocks, closed services, stop-gap measures, weaknesses. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { blockKinds, proofKinds } from './words.ts'

const Line = z.string().trim().min(1).max(300)
const Words = z.string().trim().max(1000).default('')
const Reason = z.string().trim().min(1).max(1000)

export const Block = z.object({
  id: Id,
  kind: z.enum(blockKinds),
  value: z.string(),
  source: z.string(),
  place: z.string(),
  blockedAt: z.string(),
  blockedBy: z.string(),
  endsAt: z.string(),
  /** Its end has come, and nobody has lifted it. */
  isOverdue: z.boolean(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  hits: z.number().int(),
  lastHitAt: z.string().nullable(),
  /** Alerts since it was set that name just this; null where a range is blocked, which is not looked up. */
  alerts: z.object({ count: z.number().int(), lastAt: z.string().nullable() }).nullable(),
  evidenceId: Id.nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
})
export type Block = z.infer<typeof Block>

export const addBlock = endpoint({
  name: 'addBlock',
  method: 'POST',
  path: '/incidents/{id}/blocks',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    kind: z.enum(blockKinds),
    value: z.string().trim().min(1).max(500).describe('Also as it is written safely: hxxp, [.], [at]'),
    source: Line.describe('How we know of it'),
    place: Words.describe('Where it is blocked: firewall, mail filter ...'),
    endsAt: InstantIn,
  }),
  output: Block,
  summary: 'Add a blocked address, domain, file hash or sender',
})

export const reviewBlock = endpoint({
  name: 'reviewBlock',
  method: 'POST',
  path: '/incidents/{id}/blocks/{block}/review',
  permission: 'containment.sign',
  input: z.strictObject({ id: Id, block: Id }),
  output: Block,
  summary: 'Review a block that somebody else set',
})

export const countBlockHits = endpoint({
  name: 'countBlockHits',
  method: 'POST',
  path: '/incidents/{id}/blocks/{block}/hits',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    block: Id,
    hits: z.number().int().min(1).max(1_000_000),
    lastHitAt: InstantIn,
    evidenceId: Id.nullable().default(null).describe('The sealed log of the tries'),
  }),
  output: Block,
  summary: 'Add hits that a log shows',
})

export const endBlock = endpoint({
  name: 'endBlock',
  method: 'POST',
  path: '/incidents/{id}/blocks/{block}/end',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, block: Id, reason: Reason }),
  output: Block,
  summary: 'End a block',
})

export const ClosedService = z.object({
  id: Id,
  name: z.string(),
  ownerId: Id.nullable(),
  impact: z.string(),
  reopenTest: z.string(),
  closedAt: z.string(),
  closedBy: z.string(),
  reopenedAt: z.string().nullable(),
  reopenedBy: z.string().nullable(),
  result: z.string().nullable(),
})
export type ClosedService = z.infer<typeof ClosedService>

export const closeService = endpoint({
  name: 'closeService',
  method: 'POST',
  path: '/incidents/{id}/closed-services',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    name: Line.describe('As "port 3389 of SRV02" or "mail server"'),
    ownerId: Id.describe('Who sees to it that it opens again'),
    impact: Reason.describe('What customers notice'),
    reopenTest: Reason.describe('What has to be tried before it opens again'),
  }),
  output: ClosedService,
  summary: 'Record a port or service that was closed, and how it opens again',
})

export const reopenService = endpoint({
  name: 'reopenService',
  method: 'POST',
  path: '/incidents/{id}/closed-services/{service}/reopening',
  permission: 'incident.system',
  input: z.strictObject({
    id: Id,
    service: Id,
    passed: z.boolean().describe('Whether the test showed what it had to'),
    result: Reason.describe('What the test showed'),
  }),
  output: ClosedService,
  summary: 'Open a service again, with the result of its test',
})

export const Measure = z.object({
  id: Id,
  title: z.string(),
  ownerId: Id.nullable(),
  expiresAt: z.string(),
  isOverdue: z.boolean(),
  renewals: z.array(z.object({ until: z.string(), reason: z.string(), at: z.string(), by: z.string() })),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  endNote: z.string().nullable(),
  addedAt: z.string(),
})
export type Measure = z.infer<typeof Measure>

export const addMeasure = endpoint({
  name: 'addMeasure',
  method: 'POST',
  path: '/incidents/{id}/measures',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({ id: Id, title: Line, ownerId: Id.nullable().default(null), expiresAt: InstantIn }),
  output: Measure,
  summary: 'Add a stop-gap measure with its end',
})

export const renewMeasure = endpoint({
  name: 'renewMeasure',
  method: 'POST',
  path: '/incidents/{id}/measures/{measure}/renewal',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, measure: Id, expiresAt: InstantIn, reason: Reason }),
  output: Measure,
  summary: 'Let a measure run on, with a reason',
})

export const endMeasure = endpoint({
  name: 'endMeasure',
  method: 'POST',
  path: '/incidents/{id}/measures/{measure}/end',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, measure: Id, note: Reason.describe('What took its place') }),
  output: Measure,
  summary: 'End a measure',
})

export const Weakness = z.object({
  id: Id,
  systemId: Id.nullable(),
  title: z.string(),
  reference: z.string(),
  knownExploited: z.boolean(),
  verifiedHow: z.enum(proofKinds).nullable(),
  note: z.string(),
  evidenceId: Id.nullable(),
  verifiedAt: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  exceptedUntil: z.string().nullable(),
  exceptionReason: z.string().nullable(),
  /** Put up with at this moment; false once the date has gone by. */
  isExcepted: z.boolean(),
  addedAt: z.string(),
})
export type Weakness = z.infer<typeof Weakness>

export const addWeakness = endpoint({
  name: 'addWeakness',
  method: 'POST',
  path: '/incidents/{id}/weaknesses',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    title: Line,
    systemId: Id.nullable().default(null),
    reference: z.string().trim().max(100).default('').describe('As CVE-2026-1234'),
    knownExploited: z.boolean().default(false).describe('Attackers are known to use it: it goes first'),
  }),
  output: Weakness,
  summary: 'Add a hole to be closed',
})

export const verifyWeakness = endpoint({
  name: 'verifyWeakness',
  method: 'POST',
  path: '/incidents/{id}/weaknesses/{weakness}/verification',
  permission: 'incident.system',
  input: z.strictObject({
    id: Id,
    weakness: Id,
    how: z.enum(proofKinds),
    note: Reason.describe('What was looked at, and what it showed'),
    evidenceId: Id.nullable().default(null),
  }),
  output: Weakness,
  summary: 'Say how it was seen that the hole is closed',
})

export const exceptWeakness = endpoint({
  name: 'exceptWeakness',
  method: 'POST',
  path: '/incidents/{id}/weaknesses/{weakness}/exception',
  permission: 'containment.override',
  input: z.strictObject({ id: Id, weakness: Id, until: InstantIn, reason: Reason }),
  output: Weakness,
  summary: 'Put up with a hole until a date, with a reason',
})
