/**
 * Promises one file with everything of an installation: rows of one snapshot, sealed evidence, keys. It has its
 * name only once it is whole and on disk; the program goes on working meanwhile.
 */
import { createHash, randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Client } from 'pg'
import { refuse } from '../../base/refusal.ts'
import type { CatalogueTable } from '../database/catalogue.ts'
import { copyOut } from '../database/copy.ts'
import { errorCode, onDisk, realDisk, syncNameOf, writeSynced, type Disk } from '../files/disk.ts'
import type { FileStore } from '../files/file-store.ts'
import { readPrivate } from '../files/private-folder.ts'
import { storedPath } from '../files/stored-path.ts'
import type { LedgerSigner } from '../ledger/checkpoint.ts'
import { encrypted } from './age.ts'
import { endBytes, magic, partBytes, type PartSeal } from './container.ts'
import { fileBytes } from './file-bytes.ts'
import type { BackedUpTable, Head, Manifest, MentionedFile } from './manifest.ts'
import { headName, manifestName, partNameOf } from './part-names.ts'
import {
  beginSnapshot,
  mentionedBytes,
  readLogs,
  readMentions,
  readMigrationSteps,
  signedCheckpoint,
} from './read-database.ts'

export interface BackupSource {
  /** A session of the backup login; it is used up by the backup and ended by whoever opened it. */
  readonly client: Client
  readonly files: FileStore
  readonly filesFolder: string
  readonly keysFolder: string
  readonly signer: LedgerSigner
  /** Version of the program. */
  readonly program: string
  readonly now: Date
  readonly disk?: Disk
}

export interface MadeBackup {
  readonly path: string
  /** Bytes of the file. */
  readonly size: number
  readonly manifest: Manifest
}

/**
 * Writes a backup to a path that nothing has yet.
 * @param recipient age recipient, `age1...`
 * Refuses `conflict` for a name that is taken or while another backup is made, `unavailable` for a full or
 * broken disk, each before or without leaving anything behind.
 */
export async function makeBackup(
  source: BackupSource,
  { path, recipient }: { readonly path: string; readonly recipient: string },
): Promise<MadeBackup> {
  const disk = source.disk ?? realDisk
  const folder = dirname(path)
  await onDisk(disk.makeFolder(folder))
  await refuseTaken(disk, path)
  const tables = await beginSnapshot(source.client)
  await removeLeftovers(source.signer, disk, folder)
  await refuseTooLittleSpace(folder, tables, await mentionedBytes(source.client))
  const draft = join(folder, `.${basename(path)}.${source.signer.install}.${randomUUID()}.part`)
  const written: { manifest?: Manifest } = {}
  let size = 0
  try {
    const content = contentOf({ ...source, disk }, tables, (manifest) => (written.manifest = manifest))
    await writeSynced(disk, draft, async (file) => {
      for await (const bytes of encrypted(recipient, content)) {
        await onDisk(file.write(bytes))
        size += bytes.length
      }
    })
    await source.client.query('commit')
    await place(disk, draft, path)
  } finally {
    await disk.remove(draft).catch(() => undefined)
  }
  await onDisk(disk.syncFolder(folder))
  await syncNameOf(disk, folder)
  if (written.manifest === undefined) throw new Error('A backup was written without its manifest')
  return { path, size, manifest: written.manifest }
}

async function place(disk: Disk, draft: string, path: string): Promise<void> {
  try {
    await onDisk(disk.place(draft, path))
  } catch (error) {
    if (errorCode(error) === 'EEXIST') refuseName(path)
    throw error
  }
}

async function refuseTaken(disk: Disk, path: string): Promise<void> {
  const isTaken = await disk.stat(path).then(
    () => true,
    () => false,
  )
  if (isTaken) refuseName(path)
}

function refuseName(path: string): never {
  refuse('conflict', `${path} exists already. Name a file that does not.`, { reason: 'backup_name' })
}

/** What killed backups of this installation left; the lock of the snapshot says that none is still at work. */
async function removeLeftovers({ install }: LedgerSigner, disk: Disk, folder: string): Promise<void> {
  for (const name of await onDisk(disk.listFolder(folder))) {
    const isOurs = name.startsWith('.') && name.includes(`.${install}.`) && name.endsWith('.part')
    if (isOurs) await disk.remove(join(folder, name)).catch(() => undefined)
  }
}

async function refuseTooLittleSpace(
  folder: string,
  tables: readonly CatalogueTable[],
  fileBytes: number,
): Promise<void> {
  const needed = tables.reduce((sum, table) => sum + table.bytes, fileBytes) + 64 * 2 ** 20
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= needed) return
  refuse(
    'unavailable',
    `A backup may need ${gib(needed)} GiB and ${folder} has ${gib(bavail * bsize)} GiB free. Free some space, or write it elsewhere with --output.`,
    { reason: 'backup_space' },
  )
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1)
}

type Source = BackupSource & { readonly disk: Disk }

async function* contentOf(
  source: Source,
  tables: readonly CatalogueTable[],
  done: (manifest: Manifest) => void,
): AsyncGenerator<Uint8Array> {
  yield magic
  yield* smallPart(headName, await headOf(source))
  const keys: Manifest['keys'] = []
  for (const { name, bytes } of await readKeys(source)) {
    yield* partBytes({ name: `key/${name}`, encoding: 'raw', bytes: once(bytes) }, ({ size, sha256 }) =>
      keys.push({ name, size, sha256 }),
    )
  }
  const backedUp: BackedUpTable[] = []
  for (const table of tables) yield* tablePart(source.client, table, (row) => backedUp.push(row))
  const seen: SeenFiles = { count: 0, size: 0, digest: createHash('sha256'), missing: [], damaged: [] }
  yield* fileParts(source, seen)
  const { count, size, digest, missing, damaged } = seen
  const manifest: Manifest = {
    format: 'muster-manifest/1',
    keys,
    tables: backedUp,
    files: { count, size, digest: digest.digest('hex') },
    missing,
    damaged,
    logs: await signedLogs(source),
  }
  yield* smallPart(manifestName, manifest)
  yield endBytes
  done(manifest)
}

async function* smallPart(name: string, content: unknown): AsyncGenerator<Uint8Array> {
  yield* partBytes({ name, encoding: 'raw', bytes: once(Buffer.from(JSON.stringify(content))) }, () => {})
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function headOf({ client, signer, program, now }: Source): Promise<Head> {
  return {
    format: 'muster-backup/1',
    program,
    madeAt: now.toISOString(),
    install: signer.install,
    migrations: await readMigrationSteps(client),
  }
}

/** All keys of the folder, drafts of a killed first run aside. */
async function readKeys({ keysFolder, disk }: Source): Promise<{ name: string; bytes: Buffer }[]> {
  const names = (await onDisk(disk.listFolder(keysFolder))).filter(
    (name) => partNameOf(`key/${name}`) !== undefined,
  )
  const keys = await Promise.all(
    names.map(async (name) => ({ name, text: await readPrivate(disk, join(keysFolder, name)) })),
  )
  return keys.map(({ name, text = '' }) => ({ name, bytes: Buffer.from(text) }))
}

async function* tablePart(
  client: Client,
  table: CatalogueTable,
  done: (row: BackedUpTable) => void,
): AsyncGenerator<Uint8Array> {
  const rows = copyOut(client, table)
  let plainSize = 0
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    // A stream that is not in object mode gives buffers.
    for await (const bytes of rows as AsyncIterable<Buffer>) {
      plainSize += bytes.length
      yield bytes
    }
  }
  const columns = [...table.columns]
  yield* partBytes(
    { name: `table/${table.name}`, encoding: 'gzip', bytes: counted() },
    ({ size, sha256 }: PartSeal) =>
      done({ name: table.name, columns, rows: rows.rowCount, plainSize, size, sha256 }),
  )
}

interface SeenFiles {
  count: number
  size: number
  readonly digest: ReturnType<typeof createHash>
  readonly missing: MentionedFile[]
  readonly damaged: MentionedFile[]
}

async function* fileParts(source: Source, seen: SeenFiles): AsyncGenerator<Uint8Array> {
  for await (const file of readMentions(source.client)) {
    const state = await source.files.check(file.tenantId, file)
    if (state === 'missing') seen.missing.push(file)
    if (state === 'damaged') seen.damaged.push(file)
    if (state === 'missing') continue
    const name = `file/${file.tenantId}/${file.sha256}`
    // Sealed bytes as they lie: they need no other key to be moved than to be read.
    const bytes = fileBytes(source.disk, storedPath(source.filesFolder, file.tenantId, file.sha256))
    yield* partBytes({ name, encoding: 'raw', bytes }, ({ size, sha256 }) => {
      seen.count += 1
      seen.size += size
      seen.digest.update(`${name}\0${sha256}\n`)
    })
  }
}

async function signedLogs({ client, signer }: Source): Promise<Manifest['logs']> {
  const logs = await readLogs(client, signer.install)
  return logs.map((log) => ({ tenantId: log.tenantId, checkpoint: signedCheckpoint(log, signer) }))
}
