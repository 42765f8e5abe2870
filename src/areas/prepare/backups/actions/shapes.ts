import type { Context } from '../../../../platform/action.ts'
import type { Backup, RestoreTest } from '../contract/backups.ts'
import { isLate, isProofFresh, isUnseen } from '../rules.ts'
import { assetIdsOf, getCopyRow, testsOf, type CopyRecord, type TestRecord } from '../store.ts'

/** Backups as they are shown, each with its assets and what its restores showed. */
export async function backupsOf(
  context: Pick<Context, 'tx' | 'now'>,
  rows: readonly CopyRecord[],
): Promise<Backup[]> {
  const ids = rows.map(({ id }) => id)
  const [assets, tests] = [await assetIdsOf(context, ids), await testsOf(context, ids)]
  return rows.map((row) => {
    const { tenantId: _tenant, tokenHash: _hash, linkedAt, lateToldAt: _told, ...rest } = row
    const own = tests.filter(({ copyId }) => copyId === row.id)
    const proved = own.find(({ succeeded }) => succeeded)
    return {
      ...rest,
      assetIds: assets.get(row.id) ?? [],
      isLinked: linkedAt !== null,
      isLate: isLate(row, context.now),
      isUnseen: isUnseen(row, context.now),
      lastProof: proved === undefined ? null : testOf(proved),
      isProofOld: proved !== undefined && !isProofFresh(proved.testedAt, context.now),
      isBroken: own[0]?.succeeded === false,
      sightedAt: row.sightedAt?.toISOString() ?? null,
      beatAt: row.beatAt?.toISOString() ?? null,
      failedAt: row.failedAt?.toISOString() ?? null,
      addedAt: row.addedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    }
  })
}

export async function backupOf(context: Context, id: string): Promise<Backup> {
  const [shown] = await backupsOf(context, [await getCopyRow(context, id)])
  if (shown === undefined) throw new Error('one row gives one backup')
  return shown
}

export function testOf({ tenantId: _tenant, copyId: _copy, testedAt, ...rest }: TestRecord): RestoreTest {
  return { ...rest, testedAt: testedAt.toISOString() }
}
