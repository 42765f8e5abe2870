import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/grading.ts'
import { tableChanges, tableHash } from '../rules/grading-table.ts'
import {
  addTable,
  currentTable,
  findTable,
  keptTable,
  listTables,
  type TableRecord,
} from '../store/grading.ts'

export const readTable = action(contract.readGrading, async (context, { version }) => {
  const table = version === undefined ? await currentTable(context) : await findTable(context, version)
  return wholeOf(table ?? refuse('not_found', 'There is no such version of the table here.'))
})

/** A new version; the one before stays as it was. Of two people who edit at once the second is told so. */
export const changeTable = action(contract.changeGrading, async (context, { basedOn, table, reason }) => {
  const before = await keptTable(context)
  refuseUnless(before.version === basedOn, 'conflict', overtakenBy(before), { reason: 'overtaken' })
  return putInForce(context, before, { table, reason })
})

/** The version after this one, with the leaf that says so. */
export async function putInForce(
  context: Context,
  before: TableRecord,
  { table, reason }: { readonly table: contract.GradingTable; readonly reason: string },
): Promise<z.input<typeof contract.readGrading.output>> {
  const changes = tableChanges(before.content, table)
  refuseUnless(changes.length > 0, 'conflict', 'Nothing in the table is different.')
  const [version, sha256] = [before.version + 1, tableHash(table)]
  const changed = { changedAt: context.now, changedBy: context.actor.name }
  const isAdded = await addTable(context, { version, content: table, sha256, reason, ...changed })
  refuseUnless(isAdded, 'conflict', overtakenBy(before), { reason: 'overtaken' })
  context.record({ stream: 'audit', kind: 'grading.change', fields: { version, sha256, reason } })
  return wholeOf({ version, content: table, sha256, reason, ...changed })
}

function overtakenBy({ version }: TableRecord): string {
  return `The table was changed meanwhile: version ${version} holds. Look at it, then make your change again.`
}

export const listVersions = action(contract.listGradingVersions, async (context, { limit, cursor }) => {
  const below = cursor === undefined ? 2_147_483_647 : decodeCursor(cursor, 1)?.[0]
  const isNumber = typeof below === 'number' && Number.isInteger(below) && below > 0 && below <= 2_147_483_647
  refuseUnless(isNumber, 'invalid', 'This page is not known. Start again from the first.')
  const found = await listTables(context, { below, limit })
  const items = found.slice(0, limit).map((record, at) => {
    const older = found[at + 1]
    const changes = older === undefined ? [] : tableChanges(older.content, record.content)
    return { ...versionOf(record), changes }
  })
  if (items.length === 0 && cursor === undefined)
    return { items: [{ ...versionOf(await currentTable(context)), changes: [] }], next: null }
  return { items, next: found.length > limit ? encodeCursor([items.at(-1)?.version ?? 0]) : null }
})

function wholeOf(record: TableRecord): z.input<typeof contract.readGrading.output> {
  return { ...versionOf(record), table: record.content }
}

function versionOf({ version, sha256, changedBy, reason, changedAt }: TableRecord) {
  return { version, sha256, changedBy, reason, changedAt: changedAt?.toISOString() ?? null }
}
