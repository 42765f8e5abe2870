/** Money in a case for the insurer: consent before it is spent, and the ledger as claim file; contracts that had a part. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Amount, Currency } from '../../../../base/money.ts'
import { costKinds } from '../../incidents/contract/capture-words.ts'

export const ClaimLine = z.object({
  id: Id,
  text: z.string(),
  kind: z.string(),
  amount: z.string(),
  currency: z.string(),
  invoice: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  isStruck: z.boolean(),
  /** '' where it was not said. */
  firm: z.string(),
  consent: z.enum(['not_needed', 'given', 'not_asked', 'not_judged']),
  consentWords: z.string(),
})
export type ClaimLine = z.infer<typeof ClaimLine>

export const Claim = z.object({
  policies: z.array(
    z.object({
      id: Id,
      insurer: z.string(),
      number: z.string(),
      hotline: z.string(),
      reportTo: z.string(),
      noticeHours: z.number().nullable(),
      consentAbove: z.number().nullable(),
      currency: z.string(),
      panel: z.array(z.string()),
      consents: z.array(z.object({ id: Id, what: z.string(), givenBy: z.string(), givenAt: z.string() })),
    }),
  ),
  lines: z.array(ClaimLine),
  totals: z.array(z.object({ currency: z.string(), amount: z.string() })),
  can: z.object({ spend: z.boolean(), export: z.boolean() }),
})
export type Claim = z.infer<typeof Claim>

export const readClaim = endpoint({
  name: 'readClaim',
  method: 'GET',
  path: '/incidents/{id}/claim',
  permission: 'insurance.read',
  input: z.strictObject({ id: Id }),
  output: Claim,
  summary: 'Read the costs of a case as the insurer wants them, with the consent to each',
})

export const spendMoney = endpoint({
  name: 'spendMoney',
  method: 'POST',
  path: '/incidents/{id}/spending',
  permission: 'insurance.consent',
  status: 201,
  input: z.strictObject({
    id: Id,
    firm: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(2000),
    kind: z.enum(costKinds),
    amount: Amount,
    currency: Currency,
    invoice: z.string().trim().max(300).default(''),
    costId: Id.optional().describe(
      'A cost of the case that is written down already: it is judged, and not written once more',
    ),
    consentId: Id.optional().describe('What the insurer agreed to, as it was recorded'),
    unaskedReason: z
      .string()
      .trim()
      .max(1000)
      .default('')
      .describe('Why the insurer could not be asked first'),
  }),
  output: Claim,
  summary:
    'Record money for a firm; where the policy demands consent and none is named, it is refused and says so',
})

export const exportClaim = endpoint({
  kind: 'download',
  mediaType: 'application/octet-stream',
  name: 'exportClaim',
  method: 'POST',
  path: '/incidents/{id}/claim/export',
  permission: 'duty.export',
  input: z.strictObject({ id: Id, as: z.enum(['csv', 'pdf']) }),
  output: z.any(),
  summary: 'Take the costs out as claim file; no cell is a formula',
})

export const contractParts = ['cause', 'hit', 'helped', 'told'] as const

export const ContractPart = z.object({
  id: Id,
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  contractId: Id,
  contract: z.string(),
  vendor: z.string(),
  part: z.enum(contractParts),
  note: z.string(),
  notedAt: z.string(),
  notedBy: z.string(),
})
export type ContractPart = z.infer<typeof ContractPart>

const parts = z.object({ items: z.array(ContractPart), next: z.null() })

export const listContractParts = endpoint({
  name: 'listContractParts',
  method: 'GET',
  path: '/contract-incidents',
  permission: 'incident.read',
  input: z.strictObject({ incidentId: Id.optional(), vendorId: Id.optional() }),
  output: parts,
  summary: 'List which contracts had a part in which incidents',
})

export const addContractPart = endpoint({
  name: 'addContractPart',
  method: 'POST',
  path: '/incidents/{id}/contracts',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    contractId: Id,
    part: z.enum(contractParts).describe('It was the cause, was hit, helped, or told us'),
    note: z.string().trim().max(1000).default(''),
  }),
  output: parts,
  summary: 'Note that a contract had a part in this incident',
})

export const removeContractPart = endpoint({
  name: 'removeContractPart',
  method: 'DELETE',
  path: '/incidents/{id}/contracts/{part}',
  permission: 'incident.system',
  input: z.strictObject({ id: Id, part: Id }),
  output: parts,
  summary: 'Take back that a contract had a part in this incident',
})
