import { open, type FileHandle } from 'node:fs/promises'
import { refuse } from '../../base/refusal.ts'
import { errorCode } from '../../platform/files/disk.ts'
import { tenantOf, withHouse } from './house.ts'

/**
 * Everything of one organisation that its tables and ledger hold, as JSON lines; evidence bytes are in the backup.
 * Restricted cases and sealed lanes are left out, as from every export: whoever keeps the host need not be one of
 * those who may read them.
 */
export async function exportTenant(options: { tenant: string; output: string }): Promise<void> {
  await withHouse(async (opened) => {
    const tenantId = await tenantOf(opened, options.tenant)
    const file = await openNew(options.output)
    try {
      await opened.house.wall.inTenant({ tenantId, viewer: 'anybody' }, async ({ $client }) => {
        const { rows: tables } = await $client.query<{ name: string }>(
          `select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
           where n.nspname = 'app' and relkind = 'r' and has_table_privilege(pg_class.oid, 'select') order by relname`,
        )
        for (const { name } of tables) {
          const { rows } = await $client.query<{ row: string }>(
            `select row_to_json(t)::text as row from app."${name}" t`,
          )
          for (const { row } of rows) await file.write(`{"table":${JSON.stringify(name)},"row":${row}}\n`)
        }
      })
      await file.sync()
    } finally {
      await file.close()
    }
    process.stdout.write(
      `Written: ${options.output}\nRestricted cases and sealed lanes are not in it; a backup holds them.\n`,
    )
  })
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    if (errorCode(error) === 'EEXIST')
      refuse('conflict', `${path} exists already. Name a file that does not.`)
    throw error
  }
}
