import { createHash, randomUUID } from 'node:crypto'
import { cp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle as makeBundle } from '../src/areas/respond/evidence/actions/prove-record.ts'
import { joinMember } from '../src/areas/register/people/public/people.ts'
import { note } from '../src/areas/respond/incidents/actions/lead-incident.ts'
import { asSystem, perform } from '../src/platform/action.ts'
import { confirmRestore } from '../src/platform/backup/muted.ts'
import { createApp } from '../src/platform/http/app.ts'
import { tenantIds } from '../src/platform/jobs/jobs.ts'
import { readVerifierKey } from '../src/platform/ledger/checkpoint.ts'
import { readStream, tenantStreams } from '../src/platform/ledger/read.ts'
import { projectRoot } from '../src/platform/root.ts'
import { verifyBundle } from '../src/verify/bundle.ts'
import { holding } from './privacy-desk.ts'
import { acting } from './guards/town/company.ts'
import { run } from './command-line.ts'
import { readOrganisation } from '../src/areas/register/people/actions/organisation.ts'
import {
  saved,
  savedCompany,
  sealEvidence,
  tableHashes,
  withClient,
  type BusyWorld,
  type SavedCompany,
} from './backup.ts'

describe('a backup of a busy company', () => {
  let company: SavedCompany
  let { w, secret, path, folder } = {} as SavedCompany // filled before the first test
  const place = () => company.place()

  beforeAll(async () => {
    company = await savedCompany()
    ;({ w, secret, path, folder } = company)
  })
  afterAll(() => company?.close())

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

  test('U63 writers lose nothing that was acknowledged before a backup began, and are not held up by it', async () => {
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

  test('U62 an operator who restores an older backup has every erasure since repeated before anybody is served', async () => {
    const owner = acting(w.house, w.owner)
    const words = 'Leopoldine Zwetschkenbaum'
    const { memberId } = await asSystem(w.house, w.tenantId, 'Test', (context) =>
      joinMember(context, { name: words, email: 'poldi@x.example', role: 'responder', userId: randomUUID() }),
    )
    const older = join(folder, 'older.age')
    await saved(w, { path: older, recipient: secret.recipient })
    await owner('suspendMember', { id: memberId, reason: 'Has left', atOnce: true })
    const asked = { kind: 'erasure', name: words, memberId, receivedOn: '2026-01-05' }
    const { id, number } = await owner('openDataRequest', asked)
    await owner('endDataRequest', { id, outcome: 'erased', answer: 'All is gone.', confirm: number })
    await owner('blackOutPassage', { passage: 'Files locked on', reason: 'Said too much' })
    const orders = join(w.config.dataFolder, 'backups')
    const names = (await readdir(orders)).filter((name) => name.endsWith('.erasure'))
    const [later, secretFile] = [join(folder, 'later.age'), join(folder, 'secret.txt')]
    await saved(w, { path: later, recipient: secret.recipient })
    await writeFile(secretFile, secret.identity, { mode: 0o600 })
    const [whole, cut] = [await place(), await place()]
    const restoreInto = ({ database, config }: typeof whole, from: string) =>
      run(['restore', older, '--identity-file', secretFile, '--erasures', from], {
        DATABASE_URL: database.url,
        MUSTER_DATA: config.dataFolder,
      })

    const repeated = await restoreInto(whole, orders)
    expect(repeated, repeated.err).toMatchObject({ code: 0 })
    expect(repeated.out).toContain('Erasures: 2 that were ordered after this backup are repeated')
    for (const gone of [words, 'Files locked on']) expect(await holding(whole.database.url, gone)).toEqual([])
    const opened = await whole.open()
    try {
      const there = acting(opened.house, w.owner)
      expect(await there('getDataRequest', { id })).toMatchObject({ outcome: 'erased', words: [], memberId })
      const { items } = (await there('listAudit', { about: 'record' })) as { items: { kind: string }[] } // its contract
      expect(items.filter(({ kind }) => kind === 'erasure.repeat')).toHaveLength(2)
    } finally {
      await opened.close()
    }
    // A file and the secret of the backups, without a backup from before, tell nothing.
    expect(names).toHaveLength(2)
    for (const name of names) expect(await readFile(join(orders, name), 'utf8')).not.toContain(words)
    const broken = join(folder, 'broken')
    await cp(orders, broken, { recursive: true })
    for (const name of names) await writeFile(join(broken, name), '{')
    const without = await restoreInto(cut, broken)
    expect(without.code).toBe(1)
    expect(without.err).toContain('cannot be read')
    expect(await holding(cut.database.url, words)).not.toEqual([])
    const settings = { DATABASE_URL: cut.database.url, MUSTER_DATA: cut.config.dataFolder }
    const afterwards = await run(['restore', '--erasures', later, '--identity-file', secretFile], settings)
    expect(afterwards, afterwards.err).toMatchObject({ code: 0 })
    for (const gone of [words, 'Files locked on']) expect(await holding(cut.database.url, gone)).toEqual([])
  })
})
