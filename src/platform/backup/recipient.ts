/**
 * Promises the recipient that backups are encrypted to: made once, kept in the key folder without its secret.
 * The secret (an age identity) is answered to the one who made it and never stored.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { refuse } from '../../base/refusal.ts'
import { errorCode, onDisk, realDisk, writeSynced, type Disk } from '../files/disk.ts'
import { readPrivate } from '../files/private-folder.ts'

export interface BackupRecipient {
  /** `age1...`: safe to show. */
  readonly recipient: string
  /** `AGE-SECRET-KEY-1...`, only when it was made now: show it, print it, forget it. */
  readonly identity?: string
}

const fileName = 'backup.json'
const Kept = z.strictObject({
  format: z.literal('muster-backup-recipient/1'),
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
})

/** The recipient of this key folder; made when there is none yet. Of two that make it at once, one wins. */
export async function ensureBackupRecipient(
  keysFolder: string,
  disk: Disk = realDisk,
): Promise<BackupRecipient> {
  const known = await readRecipient(keysFolder, disk)
  if (known !== undefined) return { recipient: known }
  const made = await newBackupRecipient()
  if (await write(keysFolder, made.recipient, disk, 'unless there')) return made
  const winner = await readRecipient(keysFolder, disk)
  return winner === undefined ? refuseUnreadable(keysFolder) : { recipient: winner }
}

/** A new recipient in place of the old one; backups made before still open with the old secret alone. */
export async function replaceBackupRecipient(
  keysFolder: string,
  disk: Disk = realDisk,
): Promise<Required<BackupRecipient>> {
  const made = await newBackupRecipient()
  await placeBackupRecipient(keysFolder, made.recipient, disk)
  return made
}

/** A recipient with its secret that nothing encrypts to yet: whoever shows the secret first places it then. */
export async function newBackupRecipient(): Promise<Required<BackupRecipient>> {
  // Read when it is needed, as in age.ts.
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** From here on backups are encrypted to this one; those made before open with their own secret alone. */
export async function placeBackupRecipient(
  keysFolder: string,
  recipient: string,
  disk: Disk = realDisk,
): Promise<void> {
  await write(keysFolder, recipient, disk, 'over it')
}

/** The recipient, where one was made. @throws Refusal `unavailable` when its file is damaged */
export async function findBackupRecipient(
  keysFolder: string,
  disk: Disk = realDisk,
): Promise<string | undefined> {
  return readRecipient(keysFolder, disk)
}

/** A secret as a person typed it from the sheet: lines that begin with # and all white space do not count. */
export function identityOf(text: string): string {
  const identity = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('')
    .replaceAll(/\s+/g, '')
    .toUpperCase()
  if (/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(identity)) return identity
  refuse(
    'invalid',
    'This is not the secret of a backup. It begins with AGE-SECRET-KEY-1 and stands on the recovery sheet; type it into a file and name that file.',
    { reason: 'backup_secret' },
  )
}

async function readRecipient(keysFolder: string, disk: Disk): Promise<string | undefined> {
  const text = await readPrivate(disk, join(keysFolder, fileName))
  if (text === undefined) return undefined
  try {
    return Kept.parse(JSON.parse(text)).recipient
  } catch {
    return refuseUnreadable(keysFolder)
  }
}

function refuseUnreadable(keysFolder: string): never {
  refuse(
    'unavailable',
    `${join(keysFolder, fileName)} is damaged, so there is nobody to encrypt a backup to. Make a new one with: muster backup --new-recipient`,
    { reason: 'backup_recipient' },
  )
}

/** @returns whether ours has the name now */
async function write(
  keysFolder: string,
  recipient: string,
  disk: Disk,
  how: 'unless there' | 'over it',
): Promise<boolean> {
  const path = join(keysFolder, fileName)
  const draft = join(keysFolder, `.${fileName}.${randomUUID()}`)
  const text = `${JSON.stringify({ format: 'muster-backup-recipient/1', recipient })}\n`
  try {
    await writeSynced(disk, draft, (file) => onDisk(file.write(Buffer.from(text))))
    await onDisk(how === 'over it' ? disk.replace(draft, path) : disk.place(draft, path))
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await disk.remove(draft).catch(() => undefined)
  }
  await onDisk(disk.syncFolder(keysFolder))
  return true
}
