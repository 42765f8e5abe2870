import type { Context } from '../../../platform/action.ts'
import { coverOf } from './actions/cover-assets.ts'
import { backupsOf } from './actions/shapes.ts'
import type { Backup } from './contract/backups.ts'
import type { Cover } from './contract/coverage.ts'
import { listCopyRows } from './store.ts'

/** What the list of what would fail today must know of backups. */
export interface BackupStanding {
  readonly backups: readonly Backup[]
  readonly cover: readonly Cover[]
}

export async function backupStanding(context: Pick<Context, 'tx' | 'now'>): Promise<BackupStanding> {
  const rows = await listCopyRows(context, { limit: 10_000 })
  return { backups: await backupsOf(context, rows), cover: await coverOf(context) }
}
