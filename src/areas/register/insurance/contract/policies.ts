/** Insurance: what cover asks of us, what was attested to get it, and whom to call in the first hour. */
import * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import { InstantIn } from '../../../../base/time.ts'

export const attestationStates = ['proved', 'lapsed', 'unproved'] as const

const Name = z.string().trim().min(1).max(200)
const Line = z.string().trim().max(300).default('')
const Words = z.string().trim().max(2000).default('')
const Reason = z.string().trim().min(1).max(1000)
const Lines = z.array(z.string().trim().min(1).max(300)).max(50).default([])
/** Whole units of a currency: nobody insures cents. */
const Amount = z.number().int().min(0).max(1_000_000_000_000)

export const Attestation = z.object({
  id: Id,
  statement: z.string(),
  /** What to look at, and where, to know that it is so. */
  check: z.string(),
  state: z.enum(attestationStates),
  proof: z
    .object({ checkedOn: z.string(), validUntil: z.string(), words: z.string(), by: z.string() })
    .nullable(),
})
export type Attestation = z.infer<typeof Attestation>

export const Consent = z.object({
  id: Id,
  what: z.string(),
  amount: z.number().int().nullable(),
  /** Who at the insurer said yes. */
  givenBy: z.string(),
  reference: z.string(),
  givenAt: z.string(),
  recordedBy: z.string(),
})

const policyFields = {
  name: Name,
  insurer: Name,
  number: z.string().trim().max(100).default(''),
  hotline: z.string().trim().max(100).default(''),
  reportTo: Line,
  ownerId: Id.nullable().default(null),
  startsOn: Day.nullable().default(null),
  endsOn: Day.nullable().default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capital letters, like EUR')
    .default('EUR'),
  coverLimit: Amount.nullable().default(null),
  excess: Amount.nullable().default(null),
  exclusions: Lines,
  conditions: Words,
  panel: Lines,
  noticeHours: z.number().int().min(1).max(8784).nullable().default(null),
  consentAbove: Amount.nullable().default(null),
  consentWords: z.string().trim().max(500).default(''),
  note: Words,
}

export const Policy = z.object({
  id: Id,
  name: z.string(),
  insurer: z.string(),
  number: z.string(),
  hotline: z.string(),
  reportTo: z.string(),
  ownerId: Id.nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  currency: z.string(),
  coverLimit: z.number().int().nullable(),
  excess: z.number().int().nullable(),
  exclusions: z.array(z.string()),
  conditions: z.string(),
  panel: z.array(z.string()),
  noticeHours: z.number().int().nullable(),
  /** Spending above this needs the insurer's consent first; null while nobody has looked. */
  consentAbove: z.number().int().nullable(),
  consentWords: z.string(),
  note: z.string(),
  /** Null where no end is known. */
  daysLeft: z.number().int().nullable(),
  attestations: z.array(Attestation),
  addedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type Policy = z.infer<typeof Policy>

export const listPolicies = endpoint({
  name: 'listPolicies',
  method: 'GET',
  path: '/policies',
  permission: 'insurance.read',
  input: z.strictObject({ ...pageInput, q: z.string().max(200).optional().describe('Part of the name') }),
  output: pageOf(Policy),
  summary: 'List insurance policies by name, each with what was attested',
})

export const getPolicy = endpoint({
  name: 'getPolicy',
  method: 'GET',
  path: '/policies/{id}',
  permission: 'insurance.read',
  input: z.strictObject({ id: Id }),
  output: Policy.extend({ consents: z.array(Consent) }),
  summary: 'Read a policy with what was attested and what the insurer agreed to',
})

export const addPolicy = endpoint({
  name: 'addPolicy',
  method: 'POST',
  path: '/policies',
  permission: 'insurance.manage',
  status: 201,
  input: z.strictObject(policyFields),
  output: Policy,
  summary: 'Add an insurance policy',
})

export const changePolicy = endpoint({
  name: 'changePolicy',
  method: 'PUT',
  path: '/policies/{id}',
  permission: 'insurance.manage',
  input: z.strictObject({ id: Id, ...policyFields }),
  output: Policy,
  summary: 'Change a policy',
})

export const endPolicy = endpoint({
  name: 'endPolicy',
  method: 'POST',
  path: '/policies/{id}/end',
  permission: 'insurance.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Policy,
  summary: 'End a policy; what was attested stays on the record',
})

export const addAttestation = endpoint({
  name: 'addAttestation',
  method: 'POST',
  path: '/policies/{id}/attestations',
  permission: 'insurance.manage',
  status: 201,
  input: z.strictObject({
    id: Id,
    statement: z.string().trim().min(1).max(500),
    check: z.string().trim().min(1).max(500),
  }),
  output: Policy,
  summary: 'Note what was attested to the insurer, and the check that shows it',
})

export const proveAttestation = endpoint({
  name: 'proveAttestation',
  method: 'POST',
  path: '/policies/{id}/attestations/{attestation}/proof',
  permission: 'insurance.manage',
  input: z.strictObject({
    id: Id,
    attestation: Id,
    checkedOn: Day,
    validUntil: Day,
    words: z.string().trim().min(10, 'Write what you looked at and what you saw.').max(1000),
  }),
  output: Policy,
  summary: 'Prove an attestation: what was checked, when, and until when that holds',
})

export const withdrawAttestation = endpoint({
  name: 'withdrawAttestation',
  method: 'POST',
  path: '/policies/{id}/attestations/{attestation}/withdrawal',
  permission: 'insurance.manage',
  input: z.strictObject({ id: Id, attestation: Id, reason: Reason }),
  output: Policy,
  summary: 'Withdraw an attestation that the insurer was told is not so any more',
})

export const recordConsent = endpoint({
  name: 'recordConsent',
  method: 'POST',
  path: '/policies/{id}/consents',
  permission: 'insurance.consent',
  status: 201,
  input: z.strictObject({
    id: Id,
    what: z.string().trim().min(1).max(500),
    amount: Amount.nullable().default(null),
    givenBy: Name,
    reference: Line,
    givenAt: InstantIn,
  }),
  output: Consent,
  summary: 'Record that the insurer agreed to a cost, before it is spent',
})
