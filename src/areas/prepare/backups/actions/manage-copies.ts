import { isSameRow } from '../../../../base/csv-rows.ts'
import type { InputOf } from '../../../../base/endpoint.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { refuseUnknownAssets } from '../../../register/assets/public.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract/backups.ts'
import { proofGaps } from '../rules.ts'
import {
  assetIdsOf,
  getCopyRow,
  insertCopy,
  insertTest,
  listCopyRows,
  setAssetsOf,
  testsOf,
  updateCopy,
  type CopyRecord,
} from '../store.ts'
import { backupOf, backupsOf, testOf } from './shapes.ts'

export const list = action(contract.listBackups, async (context, { limit, cursor, q }) => {
  const rows = await listCopyRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await backupsOf(context, items), next }
})

export const get = action(contract.getBackup, async (context, { id }) => {
  const backup = await backupOf(context, id)
  return { ...backup, tests: (await testsOf(context, [id])).map(testOf) }
})

export const add = action(contract.addBackup, async (context, { assetIds, ...fields }) => {
  await refuseUnknown(context, { ...fields, assetIds })
  const row = { ...fields, ...fresh, id: context.newId(), addedAt: context.now }
  const added = (await insertCopy(context, row)) ?? refuseTaken(fields.name)
  await setAssetsOf(context, added.id, assetIds)
  recordCopy(context, 'copy.add', { copy: added.id, ...fields, assetIds })
  return backupOf(context, added.id)
})

export const change = action(contract.changeBackup, async (context, { id, assetIds, ...fields }) => {
  const before = await getLiving(context, id)
  await refuseUnknown(context, { ...fields, assetIds })
  const linked = ((await assetIdsOf(context, [id])).get(id) ?? []).toSorted()
  // The same words saved once more are no version.
  const isSame =
    isSameRow(before, fields) && isSameRow({ linked }, { linked: [...new Set(assetIds)].toSorted() })
  await orTaken(fields.name, updateCopy(context, id, isSame ? fields : { ...fields, changedAt: context.now }))
  await setAssetsOf(context, id, assetIds)
  recordCopy(context, 'copy.change', { copy: id, ...fields, assetIds })
  return backupOf(context, id)
})

/** Its address stops working with it. */
export const end = action(contract.endBackup, async (context, { id, reason }) => {
  const { name } = await getLiving(context, id)
  await updateCopy(context, id, { endedAt: context.now, tokenHash: null, linkedAt: null })
  context.record({ stream: 'audit', kind: 'copy.end', fields: { copy: id, name, reason } })
  return backupOf(context, id)
})

export const sight = action(contract.sightBackup, async (context, { id, where }) => {
  const { name } = await getLiving(context, id)
  const seen = { sightedAt: context.now, sightedBy: context.actor.name, sightedWhere: where }
  await updateCopy(context, id, seen)
  context.record({ stream: 'audit', kind: 'copy.sight', fields: { copy: id, name, where } })
  return backupOf(context, id)
})

export const test = action(contract.recordRestoreTest, async (context, { id, ...shown }) => {
  await keepRestoreTest(context, id, shown)
  return backupOf(context, id)
})

/** What a backup is before anybody saw, linked or heard it. */
const fresh = {
  sightedAt: null,
  sightedBy: null,
  sightedWhere: null,
  tokenHash: null,
  linkedAt: null,
  beatAt: null,
  failedAt: null,
  lateToldAt: null,
  endedAt: null,
}

/** Keeps what a restore showed, on the record. The database refuses a success without proof once more. */
export async function keepRestoreTest(
  context: Context,
  id: string,
  { testedAt, ...shown }: Omit<InputOf<typeof contract.recordRestoreTest>, 'id'>,
): Promise<void> {
  const { name, ownerId } = await getLiving(context, id)
  const faults = proofGaps(shown)
  if (faults.length > 0)
    refuse('invalid', 'Without proof this is no success. Add what is missing, or record it as failed.', {
      faults,
    })
  const at = new Date(testedAt)
  const message = 'A test that is still to come shows nothing.'
  refuseUnless(at <= context.now, 'invalid', message, { faults: [{ path: 'testedAt', message }] })
  const row = { ...shown, id: context.newId(), copyId: id, testedAt: at, recordedBy: context.actor.name }
  await insertTest(context, row)
  context.record({
    stream: 'audit',
    kind: 'copy.test',
    fields: leafFields({ copy: id, name, test: row.id, testedAt, ...shown }),
  })
  if (!shown.succeeded)
    await context.announce({ kind: 'copy.told', what: 'restore_failed', copyId: id, name, memberId: ownerId })
}

/** One that is still made. */
export async function getLiving(context: Context, id: string): Promise<CopyRecord> {
  const row = await getCopyRow(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This backup has ended. Add it anew instead.')
  return row
}

function recordCopy(
  context: Context,
  kind: 'copy.add' | 'copy.change',
  fields: Readonly<Record<string, unknown>>,
): void {
  context.record({ stream: 'audit', kind, fields: leafFields(fields) })
}

async function refuseUnknown(
  context: Context,
  named: Pick<CopyRecord, 'ownerId' | 'custodianId'> & { readonly assetIds: readonly string[] },
): Promise<void> {
  for (const id of [named.ownerId, named.custodianId]) if (id !== null) await getMember(context, id)
  await refuseUnknownAssets(context, named.assetIds)
}
