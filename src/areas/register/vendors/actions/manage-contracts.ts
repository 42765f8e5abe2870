import type * as z from 'zod'
import { isSameRow } from '../../../../base/csv-rows.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/contracts.ts'
import { datesOf, openExitSteps } from '../rules.ts'
import {
  getContractRow,
  getVendorRow,
  insertContract,
  listContractRows,
  updateContract,
  vendorNames,
  type ContractRecord,
} from '../store.ts'
import { getLivingVendor } from './manage-vendors.ts'
import { contractOf } from './shapes.ts'

export const listContracts = action(contract.listContracts, async (context, { limit, cursor, q }) => {
  const rows = await listContractRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await shown(context, items), next }
})

export const addContract = action(contract.addContract, async (context, { vendorId, ...fields }) => {
  await getLivingVendor(context, vendorId)
  const terms = await termsOf(context, fields)
  const added = await insertContract(context, newContract(context, vendorId, terms))
  recordContract(context, 'contract.add', added ?? refuseTaken(fields.name))
  return one(context, added ?? refuseTaken(fields.name))
})

export const changeContract = action(contract.changeContract, async (context, { id, ...fields }) => {
  const before = await getRunning(context, id)
  const terms = await termsOf(context, fields)
  // The same words saved once more are no version.
  const change = isSameRow(before, terms) ? terms : { ...terms, changedAt: context.now }
  const changed = await orTaken(fields.name, updateContract(context, id, change))
  recordContract(context, 'contract.change', changed)
  return one(context, changed)
})

export const endContract = action(contract.endContract, async (context, { id, reason }) => {
  const before = await getRunning(context, id)
  const open = openExitSteps(before)
  refuseUnless(
    open.length === 0,
    'conflict',
    `Leaving is not finished: ${open.join(', ')}. Do these steps, or mark them as not needed.`,
  )
  const ended = await updateContract(context, id, { endedAt: context.now, changedAt: context.now })
  context.record({
    stream: 'audit',
    kind: 'contract.end',
    fields: { contract: id, name: before.name, reason },
  })
  return one(context, ended)
})

export const judge = action(contract.judgeClause, async (context, { id, clause, state, note }) => {
  const before = await getRunning(context, id)
  const clauses = { ...before.clauses, [clause]: { state, note } }
  context.record({ stream: 'audit', kind: 'contract.judge', fields: { contract: id, clause, state, note } })
  return one(context, await updateContract(context, id, { clauses, changedAt: context.now }))
})

export const decide = action(contract.decideContract, async (context, wish) =>
  one(context, await decideFor(context, wish)),
)

export const moveExit = action(contract.moveExitStep, async (context, { id, step, state, note }) => {
  const before = await getRunning(context, id)
  refuseUnless(
    before.decision?.what === 'leave',
    'conflict',
    'First decide to leave; then the list for leaving begins.',
  )
  refuseUnless(state !== 'not_needed' || note !== '', 'invalid', 'Write why this is not needed.', {
    faults: [{ path: 'note', message: 'Write why this is not needed.' }],
  })
  const moved = { state, note, by: context.actor.name, at: context.now.toISOString() }
  context.record({ stream: 'audit', kind: 'contract.exit', fields: { contract: id, step, state, note } })
  return one(
    context,
    await updateContract(context, id, { exitSteps: { ...before.exitSteps, [step]: moved } }),
  )
})

/** Decides about a contract in force, also for a room that looked at it again. */
export async function decideFor(
  context: Context,
  { id, what, reason }: z.output<typeof contract.decideContract.input>,
): Promise<ContractRecord> {
  const { noticeBy } = datesOf(await getRunning(context, id), await todayOf(context))
  const decision = { what, reason, noticeBy, by: context.actor.name, at: context.now.toISOString() }
  context.record({ stream: 'audit', kind: 'contract.decide', fields: { contract: id, what, reason } })
  return updateContract(context, id, { decision, changedAt: context.now })
}

type Fields = Omit<z.output<typeof contract.addContract.input>, 'vendorId'>
type Terms = ReturnType<typeof rowTerms>

/** A contract of this supplier in which nothing was judged or decided yet. */
export function newContract(context: Context, vendorId: string, terms: Terms) {
  return {
    ...terms,
    id: context.newId(),
    vendorId,
    clauses: {},
    exitSteps: {},
    decision: null,
    toldDay: null,
    toldStage: null,
    addedAt: context.now,
    endedAt: null,
  }
}

/** Fields of a form or a list as the row holds them. */
export function rowTerms(fields: Fields) {
  const { theyTellValue, theyTellUnit, theyTellWords, weTellValue, weTellUnit, weTellWords, ...rest } = fields
  const they = { value: theyTellValue, unit: theyTellUnit, words: theyTellWords }
  const we = { value: weTellValue, unit: weTellUnit, words: weTellWords }
  return { ...rest, theyTell: dutyOf(they), weTell: dutyOf(we) }
}

/** What is on the record of a contract: all of it, so that an old state can be read back. */
export function recordContract(
  context: Context,
  kind: 'contract.add' | 'contract.change',
  row: ContractRecord,
): void {
  const { tenantId: _tenant, toldDay: _day, toldStage: _stage, id, vendorId, ...rest } = row
  context.record({
    stream: 'audit',
    kind,
    fields: leafFields({ contract: id, vendor: vendorId, ...rest }),
  })
}

/** @throws Refusal `invalid` for terms that contradict themselves, `not_found` for an owner who is not here */
async function termsOf(context: Context, fields: Fields): Promise<Terms> {
  const { startsOn, endsOn, renewsMonths, noticeValue, noticeUnit, ownerId } = fields
  const fault = (path: string, message: string) => refuse('invalid', message, { faults: [{ path, message }] })
  if ((noticeValue === null) !== (noticeUnit === null))
    fault('noticeValue', 'Give both the number and days, weeks or months, or neither.')
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    fault('endsOn', 'The contract would end before it starts.')
  if (renewsMonths !== null && endsOn === null)
    fault('endsOn', 'A contract that renews itself needs the end of its period.')
  if (ownerId !== null) await getMember(context, ownerId)
  return rowTerms(fields)
}

/** Without a number there is no duty in time; words alone do not bind. */
function dutyOf<U>(duty: { value: number | null; unit: U; words: string }) {
  return duty.value === null ? null : { ...duty, value: duty.value }
}

async function getRunning(context: Context, id: string): Promise<ContractRecord> {
  const row = await getContractRow(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This contract has ended. Add it anew instead.')
  return row
}

async function one(context: Context, row: ContractRecord): Promise<contract.Contract> {
  const { name: vendor } = await getVendorRow(context, row.vendorId)
  return contractOf(row, { vendor, today: await todayOf(context) })
}

async function shown(context: Context, rows: readonly ContractRecord[]): Promise<contract.Contract[]> {
  const today = await todayOf(context)
  const vendors = await vendorNames(
    context,
    rows.map(({ vendorId }) => vendorId),
  )
  return rows.map((row) => contractOf(row, { vendor: vendors.get(row.vendorId) ?? '', today }))
}
