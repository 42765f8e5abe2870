import { access, cp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../src/base/refusal.ts'
import { checkBackup } from '../src/platform/backup/read-backup.ts'
import { projectRoot } from '../src/platform/root.ts'
import { newSecret, saved, savedCompany, withClient } from './backup.ts'
import type { Elsewhere, SavedCompany } from './backup.ts'

describe('a backup that is not to be restored', () => {
  let company: SavedCompany
  let { w, secret, path, folder } = {} as SavedCompany // filled before the first test
  const place = () => company.place()

  beforeAll(async () => {
    company = await savedCompany()
    ;({ w, secret, path, folder } = company)
  })
  afterAll(() => company?.close())

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
