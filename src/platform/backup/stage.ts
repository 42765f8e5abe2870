/**
 * Promises that what a backup holds first goes to side folders, as it came: rows still compressed, evidence still
 * sealed, keys readable by their owner alone. Nothing of it is used before the whole file was proved.
 */
import { dirname, join } from 'node:path'
import { refuse } from '../../base/refusal.ts'
import { readMigrations, type Migration } from '../database/migrate.ts'
import { onDisk, writeSynced, type Disk } from '../files/disk.ts'
import { storedPath } from '../files/stored-path.ts'
import type { Head } from './manifest.ts'
import type { Folders } from './placing.ts'
import { readBackup, type WholeBackup } from './read-backup.ts'

export interface StagedBackup extends WholeBackup {
  /** Steps of the schema that the backup was made with. */
  readonly migrations: readonly Migration[]
}

/** Reads a backup into side folders. Refuses as `readBackup` does, and `conflict` for a schema this program does not know. */
export async function stageBackup(
  backup: { readonly path: string; readonly identity: string },
  to: { readonly side: Folders; readonly scratch: string; readonly migrations: string; readonly disk: Disk },
): Promise<StagedBackup> {
  const { disk, side } = to
  const known = await readMigrations(to.migrations)
  const made = new Set<string>()
  const write = async (path: string, bytes: AsyncIterable<Uint8Array>) => {
    const folder = dirname(path)
    if (!made.has(folder)) await onDisk(disk.makeFolder(folder))
    made.add(folder)
    await writeSynced(disk, path, async (file) => {
      for await (const piece of bytes) await onDisk(file.write(piece))
    })
  }
  const whole = await readBackup(
    backup.path,
    backup.identity,
    {
      head: async (head) => refuseUnknownSchema(head, known),
      key: (name, bytes) => write(join(side.keysFolder, name), once(bytes)),
      table: (name, bytes) => write(stagedTable(to.scratch, name), bytes),
      file: ({ tenantId, sha256 }, bytes) => write(storedPath(side.filesFolder, tenantId, sha256), bytes),
    },
    disk,
  )
  for (const folder of made) await syncUpTo(disk, folder)
  const numbers = new Set(whole.head.migrations.map((step) => step.number))
  return { ...whole, migrations: known.filter((step) => numbers.has(step.number)) }
}

/** Where the compressed rows of a table wait. */
export function stagedTable(scratch: string, name: string): string {
  return join(scratch, `${name}.gz`)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Three levels are what the file store makes; more than that was there before. */
async function syncUpTo(disk: Disk, folder: string): Promise<void> {
  for (const path of [folder, dirname(folder), dirname(dirname(folder))]) await onDisk(disk.syncFolder(path))
}

function refuseUnknownSchema(head: Head, known: readonly Migration[]): void {
  for (const step of head.migrations) {
    const ours = known.find((migration) => migration.number === step.number)
    if (ours?.sha256 === step.sha256) continue
    const why =
      ours === undefined
        ? `it has step ${step.number}, which this program does not know`
        : `its step ${step.number} is not the one this program has`
    refuse(
      'conflict',
      `This backup was made by another Muster (${head.program}) with another schema: ${why}. Restore it with that program or a newer one.`,
      { reason: 'backup_newer' },
    )
  }
}
