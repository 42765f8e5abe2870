/** Vendors: the closed lists of words, and the shapes that suppliers and contracts share. */
import * as z from 'zod'

/** What a supplier can reach of ours; the more, the more of us falls with them. */
export const accessKinds = ['none', 'visits', 'remote', 'admin', 'unknown'] as const
/** What a contract should say; the why of each stands in the messages. */
export const clauses = [
  'breach_notice',
  'incident_help',
  'security',
  'subcontractors',
  'data_place',
  'data_return',
  'audit',
  'liability',
  'exit_help',
] as const
export const clauseStates = ['present', 'missing', 'unknown'] as const
/** What leaving a supplier takes. */
export const exitSteps = [
  'replacement',
  'access_removed',
  'secrets_changed',
  'data_back',
  'data_deleted',
  'devices_back',
] as const
export const exitStates = ['open', 'done', 'not_needed'] as const
export const contractDecisions = ['keep', 'renegotiate', 'leave'] as const
export const tellUnits = ['hours', 'days', 'weeks'] as const
export const confirmations = ['called', 'mailed', 'met', 'portal'] as const

export const Name = z.string().trim().min(1).max(200)
export const Line = z.string().trim().max(300).default('')
export const Words = z.string().trim().max(2000).default('')
export const Reason = z.string().trim().min(1).max(1000)

export const Csv = z.string().min(1).max(500_000)
export const Imported = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
})
export const q = z.string().max(200).optional().describe('Part of the name')
