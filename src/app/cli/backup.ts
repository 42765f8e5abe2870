import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { refuse } from '../../base/refusal.ts'
import { backupFolder, nameAt } from '../../platform/backup/backup-folder.ts'
import { makeBackup, type MadeBackup } from '../../platform/backup/make-backup.ts'
import { checkBackup, type WholeBackup } from '../../platform/backup/read-backup.ts'
import { ensureBackupRecipient, identityOf, replaceBackupRecipient } from '../../platform/backup/recipient.ts'
import type { Config } from '../../platform/config.ts'
import { letBackupRead } from '../../platform/database/backup-login.ts'
import { runningServer } from '../../platform/database/embedded/attach.ts'
import { startEmbedded } from '../../platform/database/embedded/start.ts'
import { loginPasswords } from '../../platform/database/login-passwords.ts'
import { sessionOfItsOwn } from '../../platform/database/session.ts'
import { loadKeys } from '../../platform/files/keys.ts'
import { errorCode } from '../../platform/files/disk.ts'
import { printSecret, refuseHalfRestored, withBackupSource } from '../backups.ts'
import { configHere } from './house.ts'

interface BackupOptions {
  readonly output?: string
  readonly check?: string
  readonly identityFile?: string
  readonly newRecipient?: boolean
  readonly json?: boolean
}

/** `muster backup`: beside a running server it reads from that one's database; nothing is migrated. */
export async function backUp(options: BackupOptions): Promise<void> {
  if (options.check !== undefined) return check(options.check, options)
  const config = configHere()
  await refuseHalfRestored(config)
  await refuseNothingHere(config)
  const keys = await loadKeys(config.keysFolder)
  const now = new Date()
  const path =
    options.output === undefined
      ? join(backupFolder(config.dataFolder), nameAt('muster', now))
      : resolve(options.output)
  const made = await withDatabase(config, async (adminUrl) => {
    await prepare(adminUrl, loginPasswords(keys.authSecret).muster_backup)
    const { recipient, identity } =
      options.newRecipient === true
        ? await replaceBackupRecipient(config.keysFolder)
        : await ensureBackupRecipient(config.keysFolder)
    if (identity !== undefined) printSecret(identity)
    return withBackupSource({ config, keys, adminUrl, now }, (source) =>
      makeBackup(source, { path, recipient }),
    )
  })
  report(made, options)
}

/** The secret in a file that a person typed from the sheet; `-` is standard input. */
export async function readIdentity(path: string | undefined): Promise<string> {
  if (path === undefined)
    refuse('invalid', 'Name a file with the secret from the recovery sheet: --identity-file <file>')
  const given = await (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch((error: unknown) =>
    refuse(
      'not_found',
      `The file ${path} with the secret cannot be read (${errorCode(error) ?? 'unknown'}).`,
    ),
  )
  return identityOf(given)
}

async function check(path: string, { identityFile, json }: BackupOptions): Promise<void> {
  const whole = await checkBackup(path, await readIdentity(identityFile))
  const said = contentOf(whole)
  if (json === true) process.stdout.write(`${JSON.stringify({ path, isWhole: true, ...said })}\n`)
  else
    process.stdout.write(
      `Whole: made ${said.madeAt} by Muster ${said.program}, ${said.organisations} organisations, ${said.rows} rows, ${said.files} files of evidence.\n`,
    )
  warn(whole)
}

function contentOf({ head, manifest }: WholeBackup) {
  return {
    madeAt: head.madeAt,
    program: head.program,
    organisations: manifest.logs.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: manifest.files.count,
  }
}

/** A folder that was never used is a mistake in a setting, not an installation to make and save. */
async function refuseNothingHere(config: Config): Promise<void> {
  const marker = join(config.keysFolder, 'complete.json')
  const isThere = await readFile(marker).then(
    () => true,
    (error: unknown) => errorCode(error) !== 'ENOENT',
  )
  if (isThere) return
  refuse(
    'not_found',
    `There is no installation in ${config.dataFolder} with keys in ${config.keysFolder}. Set MUSTER_DATA (and MUSTER_KEYS) as for muster serve.`,
  )
}

async function withDatabase<T>(config: Config, work: (adminUrl: string) => Promise<T>): Promise<T> {
  const running = config.databaseUrl ?? (await runningServer(config.dataFolder))
  if (running !== undefined) return work(running)
  const embedded = await startEmbedded({
    folder: config.dataFolder,
    ...(config.postgresBinaries === undefined ? {} : { binaries: config.postgresBinaries }),
  })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}

/** An installation that an older program made may not have the login yet. */
async function prepare(adminUrl: string, password: string): Promise<void> {
  const admin = sessionOfItsOwn(adminUrl)
  await admin.connect()
  try {
    const { rowCount } = await admin.query(`select 1 from pg_namespace where nspname = 'wall'`)
    if (rowCount === 0) refuse('conflict', 'There is nothing to back up yet: start Muster first.')
    await letBackupRead(admin, adminUrl, password)
  } finally {
    await admin.end()
  }
}

function report({ path, size, manifest }: MadeBackup, { json }: BackupOptions): void {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const { count } = manifest.files
  const { missing, damaged } = manifest
  if (json === true)
    process.stdout.write(`${JSON.stringify({ path, size, rows, files: count, missing, damaged })}\n`)
  else
    process.stdout.write(
      `Written: ${path} (${(size / 2 ** 20).toFixed(1)} MiB, ${rows} rows, ${count} files of evidence)\n`,
    )
  warn({ manifest })
}

/** The backup stands, but what was lost before it cannot come back from it: exit code 1, so that a script notices. */
function warn({ manifest: { missing, damaged } }: Pick<WholeBackup, 'manifest'>): void {
  if (missing.length + damaged.length === 0) return
  process.stderr.write(
    `LOOK: ${missing.length} files of evidence were missing and ${damaged.length} were damaged in the store already. An earlier backup may still have them.\n`,
  )
  for (const { tenantId, sha256 } of [...missing, ...damaged].slice(0, 20))
    process.stderr.write(`  ${tenantId} ${sha256}\n`)
  process.exitCode = 1
}
