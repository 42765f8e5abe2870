import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '../base/refusal.ts'
import type { Config } from '../platform/config.ts'
import { backupBeforeUpgrade, backupFolder } from '../platform/backup/backup-folder.ts'
import type { BackupSource } from '../platform/backup/make-backup.ts'
import { isMarked } from '../platform/backup/placing.ts'
import { isRollingBack } from '../platform/backup/roll-back.ts'
import { ensureBackupRecipient } from '../platform/backup/recipient.ts'
import { backupSession } from '../platform/database/backup-login.ts'
import { loginPasswords } from '../platform/database/login-passwords.ts'
import { folderStore } from '../platform/files/folder-store.ts'
import type { Keys } from '../platform/files/keys.ts'
import { ledgerSigner } from '../platform/ledger/checkpoint.ts'
import { version } from './version.ts'

/** What a backup is made of, as far as this process has reached it. */
export interface Installation {
  readonly config: Config
  readonly keys: Keys
  readonly adminUrl: string
  readonly now: Date
}

/** Gives `work` a session of the backup login and all that goes with it. */
export async function withBackupSource<T>(
  { config, keys, adminUrl, now }: Installation,
  work: (source: BackupSource) => Promise<T>,
): Promise<T> {
  const client = await backupSession(adminUrl, loginPasswords(keys.authSecret).muster_backup)
  try {
    return await work({
      client,
      files: folderStore({ folder: config.filesFolder, key: keys.evidence }),
      filesFolder: config.filesFolder,
      keysFolder: config.keysFolder,
      signer: ledgerSigner(keys.install, keys.ledgerSigning),
      program: version,
      now,
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The automatic backup; where it is the first one ever, its secret is shown now or never. */
export async function saveBeforeUpgrade(
  installation: Installation,
  from: number,
  showSecret: (identity: string) => void,
): Promise<void> {
  const { config } = installation
  const { recipient, identity } = await ensureBackupRecipient(config.keysFolder)
  if (identity !== undefined) showSecret(identity)
  await withBackupSource(installation, (source) =>
    backupBeforeUpgrade(source, { folder: backupFolder(config.dataFolder), recipient, from }),
  )
}

/** Standard error, past every log: it is shown once and kept nowhere. */
export function printSecret(identity: string): void {
  process.stderr.write(
    `\nThe secret that opens your backups, shown this once. Write it on the recovery sheet and keep it away from this machine:\n  ${identity}\n\n`,
  )
}

/** A restore that was cut off is not an installation. A database of its own says so itself, when it is opened. */
export async function refuseHalfRestored(config: Config): Promise<void> {
  if (await isRollingBack(config))
    refuse(
      'unavailable',
      `The way back from an upgrade was cut off in ${config.dataFolder}. Run the same muster rollback again.`,
      { reason: 'restore_cut_off' },
    )
  if (config.databaseUrl !== undefined || !(await isMarked(config))) return
  const isPlaced = await access(join(config.dataFolder, 'postgres')).then(
    () => true,
    () => false,
  )
  if (isPlaced) return
  refuse(
    'unavailable',
    `A restore into ${config.dataFolder} was cut off before it was done. Run the same muster restore again.`,
    { reason: 'restore_cut_off' },
  )
}
