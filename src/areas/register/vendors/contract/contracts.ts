/** Contracts with suppliers: their dates, who tells whom within what time, what they say and lack, and leaving. */
import * as z from 'zod'
import { Day, spanUnits } from '../../../../base/calendar-day.ts'
import { csvBodyBytes, endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { pageInput, pageOf } from '../../../../base/page.ts'
import {
  Csv,
  Imported,
  Line,
  Name,
  Reason,
  Words,
  clauseStates,
  clauses,
  contractDecisions,
  exitStates,
  exitSteps,
  q,
  tellUnits,
} from './words.ts'

const TellDuty = z.object({
  value: z.number().int().min(1).max(1000),
  unit: z.enum(tellUnits),
  /** Of what, to whom, in which form. */
  words: z.string().trim().max(500).default(''),
})

export const ClauseState = z.object({ state: z.enum(clauseStates), note: z.string() })
export const ExitState = z.object({
  state: z.enum(exitStates),
  note: z.string(),
  by: z.string(),
  at: z.string(),
})
export const ContractDecision = z.object({
  what: z.enum(contractDecisions),
  reason: z.string(),
  /** The notice date for which this was decided; another one asks anew. */
  noticeBy: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})

export const Contract = z.object({
  id: Id,
  vendorId: Id,
  vendor: z.string(),
  name: z.string(),
  ownerId: Id.nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  renewsMonths: z.number().int().nullable(),
  noticeValue: z.number().int().nullable(),
  noticeUnit: z.enum(spanUnits).nullable(),
  serviceLevel: z.string(),
  /** Within how many minutes they have to answer, and to be there; null where the contract says no number. */
  answerMinutes: z.number().int().nullable(),
  arriveMinutes: z.number().int().nullable(),
  theyTell: TellDuty.nullable(),
  weTell: TellDuty.nullable(),
  /** A clause that is absent here is unknown. */
  clauses: z.partialRecord(z.enum(clauses), ClauseState),
  decision: ContractDecision.nullable(),
  exitSteps: z.partialRecord(z.enum(exitSteps), ExitState),
  note: z.string(),
  /** The end of the period that runs today. */
  periodEndsOn: z.string().nullable(),
  /** The last day to give notice in this period; null where none can be given, or none is needed. */
  noticeBy: z.string().nullable(),
  daysLeft: z.number().int().nullable(),
  addedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type Contract = z.infer<typeof Contract>

export const contractFields = {
  name: Name,
  ownerId: Id.nullable().default(null),
  startsOn: Day.nullable().default(null),
  endsOn: Day.nullable().default(null),
  renewsMonths: z.number().int().min(1).max(120).nullable().default(null),
  noticeValue: z.number().int().min(0).max(1000).nullable().default(null),
  noticeUnit: z.enum(spanUnits).nullable().default(null),
  serviceLevel: Words,
  answerMinutes: z.number().int().min(1).max(100_000).nullable().default(null),
  arriveMinutes: z.number().int().min(1).max(100_000).nullable().default(null),
  theyTellValue: z.number().int().min(1).max(1000).nullable().default(null),
  theyTellUnit: z.enum(tellUnits).default('hours'),
  theyTellWords: z.string().trim().max(500).default(''),
  weTellValue: z.number().int().min(1).max(1000).nullable().default(null),
  weTellUnit: z.enum(tellUnits).default('hours'),
  weTellWords: z.string().trim().max(500).default(''),
  note: Words,
}

export const listContracts = endpoint({
  name: 'listContracts',
  method: 'GET',
  path: '/contracts',
  permission: 'vendor.read',
  input: z.strictObject({ ...pageInput, q }),
  output: pageOf(Contract),
  summary: 'List contracts in force by name, with the last day to give notice',
})

export const addContract = endpoint({
  name: 'addContract',
  method: 'POST',
  path: '/contracts',
  permission: 'vendor.manage',
  status: 201,
  input: z.strictObject({ vendorId: Id, ...contractFields }),
  output: Contract,
  summary: 'Add a contract with a supplier',
})

export const changeContract = endpoint({
  name: 'changeContract',
  method: 'PUT',
  path: '/contracts/{id}',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, ...contractFields }),
  output: Contract,
  summary: 'Change a contract',
})

export const endContract = endpoint({
  name: 'endContract',
  method: 'POST',
  path: '/contracts/{id}/end',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, reason: Reason }),
  output: Contract,
  summary: 'End a contract; refused while its list for leaving is open',
})

export const judgeClause = endpoint({
  name: 'judgeClause',
  method: 'POST',
  path: '/contracts/{id}/clauses',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, clause: z.enum(clauses), state: z.enum(clauseStates), note: Line }),
  output: Contract,
  summary: 'Say whether a contract holds a clause',
})

export const decideContract = endpoint({
  name: 'decideContract',
  method: 'POST',
  path: '/contracts/{id}/decision',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, what: z.enum(contractDecisions), reason: Reason }),
  output: Contract,
  summary: 'Decide before the notice date: keep, renegotiate or leave',
})

export const moveExitStep = endpoint({
  name: 'moveExitStep',
  method: 'POST',
  path: '/contracts/{id}/exit-steps',
  permission: 'vendor.manage',
  input: z.strictObject({ id: Id, step: z.enum(exitSteps), state: z.enum(exitStates), note: Line }),
  output: Contract,
  summary: 'Say how far a step of leaving a supplier is',
})

export const importContracts = endpoint({
  name: 'importContracts',
  method: 'POST',
  path: '/contract-imports',
  permission: 'vendor.manage',
  bodyBytes: csvBodyBytes,
  input: z.strictObject({ csv: Csv }),
  output: Imported,
  summary: 'Take contracts in from CSV as the list gives it out. All rows or none',
})
