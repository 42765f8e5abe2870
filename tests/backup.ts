import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pino from 'pino'
import { Client } from 'pg'
import { withBackupSource } from '../src/app/backups.ts'
import { openHouse, type OpenHouse } from '../src/app/open-house.ts'
import { createApiKey } from '../src/areas/register/people/actions/keys.ts'
import { add as addEvidence } from '../src/areas/respond/evidence/actions/seal-evidence.ts'
import { open as openIncident } from '../src/areas/respond/incidents/actions/open-incident.ts'
import { makeBackup, type MadeBackup } from '../src/platform/backup/make-backup.ts'
import { leftOut } from '../src/platform/backup/read-database.ts'
import { restore, type Restored } from '../src/platform/backup/restore.ts'
import { drainIntake } from '../src/areas/respond/signals/public.ts'
import { readConfig, type Config } from '../src/platform/config.ts'
import { furnish } from '../src/app/areas.ts'
import { loginPasswords } from '../src/platform/database/login-passwords.ts'
import { projectRoot } from '../src/platform/root.ts'
import { emptyDatabase, type FreshDatabase } from './database.ts'
import type { TestHouse } from './house.ts'
import { intakeWorld, type IntakeWorld } from './intake.ts'

/** A small company in the middle of its work: an incident, evidence of some megabytes, signals, a key, a session. */
export interface BusyWorld extends IntakeWorld {
  readonly incidentId: string
  readonly evidence: { readonly id: string; readonly sha256: string }
  readonly evidenceBytes: Buffer
  readonly apiKey: string
}

export async function busyWorld(): Promise<BusyWorld> {
  const w = await intakeWorld()
  const source = await w.newSource()
  for (let i = 0; i < 5; i += 1)
    await w.post(source, { title: `Odd sign-in ${i}`, text: 'Tabs\tand\nlines \\N' })
  const { id: incidentId } = await w.perform(openIncident, w.lead, {
    title: 'Files locked on FILE01',
    kind: 'ransomware',
    severity: 'S1',
  })
  // Grouping goes on by itself after an answer: what a test compares must stand still.
  await drainIntake(w.house)
  const evidenceBytes = randomBytes(3_500_000)
  const { id, sha256 } = await sealEvidence(w, incidentId, evidenceBytes)
  const { secret: apiKey } = await w.perform(createApiKey, w.owner, { name: 'Tool', scopes: ['tenant.read'] })
  await signSomebodyIn(w)
  return { ...w, incidentId, evidence: { id, sha256 }, evidenceBytes, apiKey }
}

export async function sealEvidence(w: IntakeWorld, incidentId: string, bytes: Buffer) {
  const acquisition = {
    name: 'memory.raw',
    acquiredAt: new Date(Date.now() - 60_000).toISOString(),
    where: 'FILE01',
    why: 'Before the wipe',
  }
  const input = { id: incidentId, acquisition, mediaType: 'application/octet-stream' }
  return w.perform(addEvidence, w.responder, input, { upload: { body: pieces(bytes) } })
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Rows of the sign-in library as it leaves them, one session among them. */
async function signSomebodyIn({ adminUrl }: TestHouse): Promise<void> {
  const userId = randomUUID()
  await withClient(adminUrl, async (client) => {
    await client.query(
      `insert into auth."user" (id, name, email, created_at, updated_at) values ($1, 'Anna', 'anna@example.org', now(), now())`,
      [userId],
    )
    await client.query(
      `insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
       values (gen_random_uuid(), $1, 'k', 'c', 1, 'singleDevice', false)`,
      [userId],
    )
    await client.query(
      `insert into auth.session (id, user_id, token, expires_at, created_at, updated_at)
       values (gen_random_uuid(), $1, 'token-of-anna', now() + interval '1 day', now(), now())`,
      [userId],
    )
  })
}

export interface Secret {
  readonly recipient: string
  readonly identity: string
}

export async function newSecret(): Promise<Secret> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Backs up a test house as the command line does. */
export async function saved(
  { config, keys, adminUrl }: TestHouse,
  to: { path: string; recipient: string },
): Promise<MadeBackup> {
  return withBackupSource({ config, keys, adminUrl, now: new Date() }, (source) => makeBackup(source, to))
}

/** Folders and an empty database of one restore, and the house that it becomes. */
export interface Elsewhere {
  readonly folder: string
  readonly database: FreshDatabase
  readonly config: Config
  restore(backup: { path: string; identity: string; migrations?: string }): Promise<Restored>
  open(): Promise<OpenHouse>
  close(): Promise<void>
}

export async function elsewhere(): Promise<Elsewhere> {
  const database = await emptyDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'muster-elsewhere-'))
  const config = readConfig({ DATABASE_URL: database.url, MUSTER_DATA: join(folder, 'data') }, folder)
  const log = pino({ level: 'silent' })
  return {
    folder,
    database,
    config,
    restore: ({ migrations = join(projectRoot(), 'db', 'migrations'), ...backup }) =>
      restore({
        ...backup,
        folders: config,
        database: { url: database.url },
        migrations,
        passwordsOf: loginPasswords,
        reason: 'The server burnt down',
        now: new Date(),
        log,
      }),
    open: () => openHouse({ config, log, furnish, onSessionEvent: async () => {} }),
    close: async () => {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A busy company and a backup of it, with as many places to restore to as the tests ask for. */
export interface SavedCompany {
  readonly w: BusyWorld
  readonly secret: Secret
  /** For what the tests write, the backup among it. */
  readonly folder: string
  readonly path: string
  place(): Promise<Elsewhere>
  close(): Promise<void>
}

/** @param moreEvidence sealed before the backup, beside that of the busy world */
export async function savedCompany(moreEvidence?: Buffer): Promise<SavedCompany> {
  const w = await busyWorld()
  const secret = await newSecret()
  const folder = await mkdtemp(join(tmpdir(), 'muster-backups-'))
  const path = join(folder, 'whole.age')
  const places: Elsewhere[] = []
  if (moreEvidence !== undefined) await sealEvidence(w, w.incidentId, moreEvidence)
  await saved(w, { path, recipient: secret.recipient })
  return {
    w,
    secret,
    folder,
    path,
    place: async () => {
      const made = await elsewhere()
      places.push(made)
      return made
    },
    close: async () => {
      await Promise.all(places.map((made) => made.close()))
      await w.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One hash for each table that a backup holds, over its rows in a fixed order. */
export async function tableHashes(url: string): Promise<Map<string, string>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'auth', 'wall') and c.relkind = 'r' order by 1`,
    )
    const hashes = new Map<string, string>()
    for (const { name } of rows.filter((row) => !leftOut.includes(row.name))) {
      const [schema, table] = name.split('.')
      const found = await client.query<{ text: string }>(
        `select t::text as text from "${schema}"."${table}" t order by t::text collate "C"`,
      )
      const hash = createHash('sha256')
      for (const row of found.rows) hash.update(`${row.text}\n`)
      hashes.set(name, `${found.rows.length} ${hash.digest('hex')}`)
    }
    return hashes
  })
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
