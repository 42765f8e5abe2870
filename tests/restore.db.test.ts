import { createHash } from 'node:crypto'
import { access, cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle as makeBundle } from '../src/areas/respond/evidence/actions.ts'
import { note } from '../src/areas/respond/incidents/actions/lead-incident.ts'
import { Refusal } from '../src/base/refusal.ts'
import { perform } from '../src/platform/action.ts'
import { checkBackup } from '../src/platform/backup/read-backup.ts'
import { confirmRestore } from '../src/platform/backup/muted.ts'
import { createApp } from '../src/platform/http/app.ts'
import { tenantIds } from '../src/platform/jobs/jobs.ts'
import { readVerifierKey } from '../src/platform/ledger/checkpoint.ts'
import { readStream, tenantStreams } from '../src/platform/ledger/read.ts'
import { projectRoot } from '../src/platform/root.ts'
import { verifyBundle } from '../src/verify/bundle.ts'
import { readOrganisation } from '../src/areas/register/people/actions/organisation.ts'
import {
  busyWorld,
  elsewhere,
  newSecret,
  saved,
  sealEvidence,
  tableHashes,
  withClient,
  type BusyWorld,
  type Elsewhere,
  type Secret,
} from './backup.ts'

describe('a backup of a busy company', () => {
  let w: BusyWorld
  let secret: Secret
  let path: string
  let folder: string
  const places: Elsewhere[] = []
  const place = async () => {
    const made = await elsewhere()
    places.push(made)
    return made
  }

  beforeAll(async () => {
    w = await busyWorld()
    secret = await newSecret()
    folder = await mkdtemp(join(tmpdir(), 'muster-backups-'))
    path = join(folder, 'whole.age')
    await saved(w, { path, recipient: secret.recipient })
  })
  afterAll(async () => {
    await Promise.all(places.map((made) => made.close()))
    await w.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('an operator restores every row, file and key elsewhere, and the copy says so in its ledger', async () => {
    const there = await place()
    const before = await tableHashes(w.adminUrl)

    const restored = await there.restore({ path, identity: secret.identity })

    expect(restored).toMatchObject({ organisations: 2, files: 1, spoilt: [] })
    const after = await tableHashes(there.database.url)
    const changed = [...before].filter(([name, hash]) => after.get(name) !== hash).map(([name]) => name)
    // One leaf more for each organisation, and the mark that the copy is muted; nothing else.
    expect(changed.toSorted()).toEqual([
      'app.checkpoint',
      'app.leaf',
      'app.log',
      'app.opening',
      'wall.install',
    ])
    expect([...after.keys()]).toEqual([...before.keys()])
    expect(await readdir(join(there.folder))).toEqual(['data', 'data-keys'])
    expect((await stat(there.config.keysFolder)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(there.config.keysFolder)) {
      expect((await stat(join(there.config.keysFolder, name))).mode & 0o777).toBe(0o600)
      expect(await readFile(join(there.config.keysFolder, name))).toEqual(
        await readFile(join(w.config.keysFolder, name)),
      )
    }
    const opened = await there.open()
    try {
      const file = { sha256: w.evidence.sha256, size: w.evidenceBytes.length }
      const bytes = await opened.house.services.files.open(w.tenantId, file)
      const hash = createHash('sha256')
      for await (const piece of bytes) hash.update(piece as Uint8Array) // what a byte stream gives
      expect(hash.digest('hex')).toBe(w.evidence.sha256)
      const [last, epochs] = await opened.house.wall.inTenant(w.tenantId, async ({ $client }) => {
        const { audit } = await tenantStreams($client)
        const leaves = await readStream($client, { stream: audit, limit: 1, order: 'newest' })
        const { rows } = await $client.query<{ epoch: number; size: string }>(
          'select epoch, size from app.log',
        )
        return [leaves[0], rows[0]]
      })
      expect(epochs?.epoch).toBe(2)
      expect(last).toMatchObject({
        kind: 'restore',
        fields: { reason: 'The server burnt down', size: String(Number(epochs?.size) - 1) },
      })
    } finally {
      await opened.close()
    }
  })

  test('a stranger verifies bundles made before and after the restore, each with its own key line', async () => {
    const there = await place()
    const bundleIn = async (house: BusyWorld['house']) => {
      const answer = await perform(house, makeBundle, w.lead, { input: { id: w.incidentId } })
      const text = Buffer.from((await answer.open()) as Uint8Array) // a bundle is bytes, no stream
      const key = await house.wall.inTenant(w.tenantId, (tx) =>
        readVerifierKey(tx.$client, house.services.signer),
      )
      return { text, key }
    }
    const early = await bundleIn(w.house)
    const later = join(folder, 'after-bundle.age')
    await saved(w, { path: later, recipient: secret.recipient })
    await there.restore({ path: later, identity: secret.identity })
    const opened = await there.open()
    try {
      await perform(opened.house, note, w.lead, {
        input: { id: w.incidentId, kind: 'note', text: 'Going on' },
      })
      const late = await bundleIn(opened.house)

      expect(verifyBundle(early.text, early.key)).toMatchObject({ verdict: 'VERIFIED' })
      expect(verifyBundle(late.text, late.key)).toMatchObject({ verdict: 'VERIFIED' })
      expect(verifyBundle(late.text, early.key)).toMatchObject({ verdict: 'FAIL' })
      expect(late.key).toContain('/2+')
    } finally {
      await opened.close()
    }
  })

  test('a key of a tool works in the copy, a session of a person does not', async () => {
    const there = await place()
    await there.restore({ path, identity: secret.identity })
    const opened = await there.open()
    const app = await createApp({ house: opened.house, actions: [readOrganisation], version: 'test' })
    try {
      const answer = await app.inject({
        url: '/api/v1/organisation',
        headers: { authorization: `Bearer ${w.apiKey}` },
      })
      expect(answer.statusCode).toBe(200)
      const found = await withClient(there.database.url, async (client) => {
        const sessions = await client.query('select 1 from auth.session')
        const users = await client.query('select 1 from auth."user"')
        return { sessions: sessions.rowCount, users: users.rowCount }
      })
      expect(found).toEqual({ sessions: 0, users: 1 })
    } finally {
      await app.close()
      await opened.close()
    }
  })

  test('a copy sends nothing until its host confirms it, on the record', async () => {
    const there = await place()
    await there.restore({ path, identity: secret.identity })
    const opened = await there.open()
    const { services } = opened.house
    const call = () =>
      services.egress
        .connect({ host: '127.0.0.1', port: 9, ports: [9], timeoutMillis: 1000 })
        .then(() => 'connected')
        .catch((error: unknown) => String(error))
    try {
      expect(await services.isMuted()).toBe(true)
      expect(await call()).toContain('muted')
      expect(await confirmRestore(opened.house, opened.adminUrl, await tenantIds(opened.house))).toBe(true)
      expect(await services.isMuted()).toBe(false)
      expect(await call()).toContain('forbidden_address')
      expect(await confirmRestore(opened.house, opened.adminUrl, await tenantIds(opened.house))).toBe(false)
      const kinds = await opened.house.wall.inTenant(w.tenantId, async ({ $client }) => {
        const { audit } = await tenantStreams($client)
        const leaves = await readStream($client, { stream: audit, limit: 2, order: 'newest' })
        return leaves.map((leaf) => leaf.kind)
      })
      expect(kinds).toEqual(['restore.confirm', 'restore'])
    } finally {
      await opened.close()
    }
  })

  test('R53 writers lose nothing that was acknowledged before a backup began, and are not held up by it', async () => {
    const there = await place()
    const acknowledged: string[] = []
    let isStopped = false
    const writer = async (name: string) => {
      for (let i = 0; !isStopped; i += 1) {
        const text = `${name} ${i}`
        await perform(w.house, note, w.lead, { input: { id: w.incidentId, kind: 'note', text } })
        acknowledged.push(text)
      }
    }
    const writers = ['a', 'b', 'c'].map(writer)
    while (acknowledged.length < 10) await new Promise((done) => setImmediate(done))
    await sealEvidence(w, w.incidentId, Buffer.alloc(2_000_000, 7))
    const before = [...acknowledged]
    const later = join(folder, 'under-load.age')
    await saved(w, { path: later, recipient: secret.recipient })
    const during = acknowledged.length
    isStopped = true
    await Promise.all(writers)

    const restored = await there.restore({ path: later, identity: secret.identity })

    expect(during).toBeGreaterThan(before.length)
    expect(restored.files).toBe(2)
    const opened = await there.open()
    try {
      const leaves = await opened.house.wall.inTenant(w.tenantId, ({ $client }) =>
        readStream($client, { stream: w.incidentId, limit: 100_000, order: 'oldest', kinds: ['note.add'] }),
      )
      const texts = new Set(leaves.map((leaf) => leaf.fields['text']))
      expect(before.filter((text) => !texts.has(text))).toEqual([])
    } finally {
      await opened.close()
    }
  })

  test('an attacker who changed any byte of a backup gets nothing restored and nothing left behind', async () => {
    const bytes = await readFile(path)
    const there = await place()
    const tampered = join(folder, 'tampered.age')
    let seed = 20_261_121
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let i = 0; i < 200; i += 1) {
      // A quarter of them near the start, where the header and the head are.
      const at = random(i % 4 === 0 ? 1000 : bytes.length)
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 + random(255))
      await writeFile(tampered, changed)
      // Every tenth goes through the whole restore; reading is the same in both.
      const trying =
        i % 10 === 0
          ? there.restore({ path: tampered, identity: secret.identity })
          : checkBackup(tampered, secret.identity)
      const refused = await trying.then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(refused, `byte ${at}`).toBeInstanceOf(Refusal)
    }
    expect(await readdir(there.folder)).toEqual([])
    await expectEmptyDatabase(there)
  }, 120_000)

  test('an operator with a cut-off backup is told, and nothing is left behind', async () => {
    const bytes = await readFile(path)
    const there = await place()
    const cut = join(folder, 'cut.age')
    const lengths = [
      0,
      1,
      21,
      22,
      150,
      200,
      216,
      232,
      1000,
      65_536 + 216,
      bytes.length - 17,
      bytes.length - 1,
    ]
    for (const length of lengths) {
      await writeFile(cut, bytes.subarray(0, length))
      await expect(there.restore({ path: cut, identity: secret.identity }), `${length}`).rejects.toThrow(
        /damaged, cut off|not a backup/,
      )
    }
    await writeFile(cut, Buffer.concat([bytes, Buffer.from([0])]))
    await expect(there.restore({ path: cut, identity: secret.identity })).rejects.toThrow(/damaged/)
    expect(await readdir(there.folder)).toEqual([])
    await expectEmptyDatabase(there)
  })

  test('an operator with another secret, another file or no file is told which it is', async () => {
    const there = await place()
    const other = await newSecret()
    await expect(there.restore({ path, identity: other.identity })).rejects.toThrow(/another recipient/)
    const foreign = join(folder, 'foreign.age')
    await writeFile(foreign, 'select 1; \\! rm -rf /\n'.repeat(50))
    await expect(there.restore({ path: foreign, identity: secret.identity })).rejects.toThrow(/not a backup/)
    await expect(
      there.restore({ path: join(folder, 'none.age'), identity: secret.identity }),
    ).rejects.toThrow(/There is no file/)
    expect(await readdir(there.folder)).toEqual([])
  })

  test('an operator with an older program does not get a newer backup restored', async () => {
    const there = await place()
    const migrations = join(folder, 'older')
    await cp(join(projectRoot(), 'db', 'migrations'), migrations, { recursive: true })
    await rm(join(migrations, '0009-restore.sql'))
    await expect(there.restore({ path, identity: secret.identity, migrations })).rejects.toThrow(
      /step 9, which this program does not know/,
    )
    expect(await readdir(there.folder)).toEqual([])
    await expectEmptyDatabase(there)
  })

  test('a backup of an older schema is brought forward by a newer program', async () => {
    const there = await place()
    const migrations = join(folder, 'newer')
    await cp(join(projectRoot(), 'db', 'migrations'), migrations, { recursive: true })
    await writeFile(join(migrations, '0999-later.sql'), 'alter table app.tenant add column later text;\n')
    await there.restore({ path, identity: secret.identity, migrations })
    const columns = await withClient(there.database.url, (client) =>
      client.query(
        `select 1 from information_schema.columns where table_name = 'tenant' and column_name = 'later'`,
      ),
    )
    expect(columns.rowCount).toBe(1)
  })

  test('an operator cannot restore over an installation, nor into a folder that holds anything', async () => {
    const there = await place()
    await there.restore({ path, identity: secret.identity })
    await expect(there.restore({ path, identity: secret.identity })).rejects.toThrow(
      /in use by an installation/,
    )
    const beside = await place()
    await writeFile(join(beside.folder, 'data-keys'), 'a file where the keys go')
    await expect(beside.restore({ path, identity: secret.identity })).rejects.toThrow()
    await rm(join(beside.folder, 'data-keys'))
    await cp(there.config.keysFolder, beside.config.keysFolder, { recursive: true })
    await expect(beside.restore({ path, identity: secret.identity })).rejects.toThrow(/is not empty/)
    await expectEmptyDatabase(beside)
  })

  test('of two operators who restore into one place at once, one wins and the other is told', async () => {
    const there = await place()
    const both = await Promise.allSettled([
      there.restore({ path, identity: secret.identity }),
      there.restore({ path, identity: secret.identity }),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((one) => one.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/under way|in use/)
    const opened = await there.open()
    await opened.close()
  })

  test('of two backups at once one is made and the other is told to wait', async () => {
    const paths = ['one', 'two'].map((name) => join(folder, `${name}.age`))
    const both = await Promise.allSettled(
      paths.map((to) => saved(w, { path: to, recipient: secret.recipient })),
    )
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(String(both.find((one) => one.status === 'rejected')?.reason)).toMatch(/being made/)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a backup never takes the name of another file', async () => {
    await expect(saved(w, { path, recipient: secret.recipient })).rejects.toThrow(/exists already/)
    expect(await checkBackup(path, secret.identity)).toMatchObject({ head: { format: 'muster-backup/1' } })
  })

  test('evidence that is lost or damaged in the store is named, and the rest is saved and restored', async () => {
    const there = await place()
    const lost = await sealEvidence(w, w.incidentId, Buffer.from('lost'))
    const spoilt = await sealEvidence(w, w.incidentId, Buffer.from('spoilt'))
    const at = (sha256: string) => join(w.config.filesFolder, w.tenantId, sha256.slice(0, 2), sha256.slice(2))
    const kept = await readFile(at(lost.sha256))
    await rm(at(lost.sha256))
    const bytes = await readFile(at(spoilt.sha256))
    bytes[50] = (bytes[50] ?? 0) ^ 1
    await writeFile(at(spoilt.sha256), bytes)
    const later = join(folder, 'spoilt.age')

    const made = await saved(w, { path: later, recipient: secret.recipient })
    const restored = await there.restore({ path: later, identity: secret.identity })

    expect(made.manifest.missing.map((file) => file.sha256)).toEqual([lost.sha256])
    expect(made.manifest.damaged.map((file) => file.sha256)).toEqual([spoilt.sha256])
    expect(restored.spoilt).toHaveLength(2)
    await writeFile(at(lost.sha256), kept)
    bytes[50] = (bytes[50] ?? 0) ^ 1
    await writeFile(at(spoilt.sha256), bytes)
  })
})

async function expectEmptyDatabase(there: Elsewhere): Promise<void> {
  const { rows } = await withClient(there.database.url, (client) =>
    client.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname in ('app', 'auth', 'wall', 'jobs', 'muster_restoring')`,
    ),
  )
  expect(rows).toEqual([])
  await expect(access(there.config.dataFolder)).rejects.toThrow()
}
