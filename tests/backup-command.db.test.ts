import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBackup } from '../src/platform/backup/read-backup.ts'
import { freePort } from './api/served.ts'
import { savedCompany, withClient } from './backup.ts'
import type { Elsewhere, SavedCompany } from './backup.ts'
import { muster, run } from './command-line.ts'

/** Kills the process at the first moment in which this holds. */
async function killWhen(child: ChildProcess, holds: () => Promise<boolean>): Promise<void> {
  const exit = once(child, 'exit')
  while (child.exitCode === null && !(await holds().catch(() => false))) await delay(2)
  expect(child.exitCode, 'it was done before it could be killed').toBe(null)
  child.kill('SIGKILL')
  await exit
}

/** What an asymmetric matcher of Vitest is to the type checker. */
function containing(text: string): string {
  const matcher: string = expect.stringContaining(text)
  return matcher
}

describe('the command line on the embedded database', () => {
  let folder: string
  const settings = async (name: string) => ({
    MUSTER_DATA: join(folder, name),
    MUSTER_PORT: String(await freePort()),
  })
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-cli-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('an operator backs up beside the running server, restores elsewhere, and confirms the copy', async () => {
    const here = await settings('data')
    const there = await settings('copy')
    const server = muster(['serve'], here)
    const stopped = once(server, 'exit')
    const ready = new Promise<void>((done, fail) => {
      server.stdout?.on('data', (piece: Buffer) => piece.toString().includes('ready') && done())
      server.once('exit', () => fail(new Error('the server did not start')))
    })
    await ready
    const made = await run(
      ['init', '--organisation', 'Harbour Bakery', '--owner-email', 'anna@example.org', '--json'],
      here,
    )
    expect(made.code, made.err).toBe(0)
    const first = await run(['backup', '--json'], here)
    expect(first.code, first.err).toBe(0)
    const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(first.err)?.[0] ?? ''
    const second = await run(['backup', '--output', join(folder, 'second.age')], here)
    expect(second.code, second.err).toBe(0)
    expect(second.err).not.toContain('SECRET')
    server.kill('SIGTERM')
    await stopped
    const secretFile = join(folder, 'secret.txt')
    await writeFile(secretFile, `# from the sheet\n${identity}\n`, { mode: 0o600 })
    const file = join(folder, 'second.age')
    expect((await stat(file)).mode & 0o777).toBe(0o600)

    const checked = await run(['backup', '--check', file, '--identity-file', secretFile, '--json'], here)
    expect(JSON.parse(checked.out)).toMatchObject({ isWhole: true, organisations: 1 })
    const restored = await run(['restore', file, '--identity-file', secretFile, '--json'], there)
    expect(restored.code, restored.err).toBe(0)
    expect(JSON.parse(restored.out)).toMatchObject({ organisations: 1 })
    expect((await readdir(folder)).filter((name) => name.startsWith('copy')).toSorted()).toEqual([
      'copy',
      'copy-keys',
    ])
    const again = await run(['restore', file, '--identity-file', secretFile], there)
    expect(again).toMatchObject({ code: 6, err: containing('is not empty') })
    const findings = await run(['doctor', '--json'], there)
    expect(findings.out, findings.err).toContain('"what":"Sending","isGood":false')
    expect((await run(['restore', '--confirm'], there)).out).toContain('Confirmed')
    expect((await run(['restore', '--confirm'], there)).code).toBe(6)
    expect((await run(['doctor', '--json'], there)).out).toContain('"what":"Sending","isGood":true')
    const offline = await run(['backup', '--json'], there)
    expect(offline.code, offline.err).toBe(0)
    const { path }: { path: string } = JSON.parse(offline.out)
    expect(await checkBackup(path, identity)).toMatchObject({
      manifest: { format: 'muster-manifest/1' },
    })
  })

  test('an operator who names a folder without an installation makes none by backing it up', async () => {
    const nowhere = await settings('nowhere')
    const answer = await run(['backup'], nowhere)
    expect(answer).toMatchObject({
      code: 5,
      err: containing('There is no installation'),
    })
    expect((await readdir(folder)).filter((name) => name.startsWith('nowhere'))).toEqual([])
  })

  test('an operator whose restore was killed on the embedded database runs it again and has it whole', async () => {
    const there = await settings('killed')
    const file = join(folder, 'second.age')
    const args = ['restore', file, '--identity-file', join(folder, 'secret.txt'), '--json']
    const cluster = join(folder, 'killed.restoring', 'data', 'postgres', 'postmaster.pid')
    await killWhen(muster(args, there), () => stat(cluster).then(() => true))
    expect(await readdir(folder)).not.toContain('killed')
    expect(await readdir(folder)).not.toContain('killed-keys')
    const again = await run(args, there)
    expect(again.code, again.err).toBe(0)
    expect((await readdir(folder)).filter((name) => name.startsWith('killed')).toSorted()).toEqual([
      'killed',
      'killed-keys',
    ])

    // As if it had been killed between its last two steps: the keys are there, the data is not.
    await rm(join(folder, 'killed'), { recursive: true })
    await writeFile(join(folder, 'killed-keys', 'muster-restoring.json'), '{}\n')
    const early = await run(['doctor'], there)
    expect(early).toMatchObject({ code: 8, err: containing('was cut off') })
    const once_more = await run(args, there)
    expect(once_more.code, once_more.err).toBe(0)
    expect(await readdir(join(folder, 'killed-keys'))).not.toContain('muster-restoring.json')
  })
})

describe('kill -9 beside a database of its own', () => {
  let company: SavedCompany
  let { w, secret, path, folder } = {} as SavedCompany // filled before the first test

  beforeAll(async () => {
    company = await savedCompany(Buffer.alloc(96_000_000, 3))
    ;({ w, secret, path, folder } = company)
    await writeFile(join(folder, 'secret.txt'), secret.identity)
  })
  afterAll(() => company?.close())

  test('a backup that was killed leaves no file of that name, and the next one tidies up', async () => {
    const out = join(folder, 'out')
    const environment = {
      DATABASE_URL: w.adminUrl,
      MUSTER_DATA: w.config.dataFolder,
      MUSTER_KEYS: w.config.keysFolder,
    }
    const target = join(out, 'killed.age')
    const isUnderWay = async () => (await readdir(out)).some((name) => name.endsWith('.part'))
    await killWhen(muster(['backup', '--output', target], environment), isUnderWay)
    expect((await readdir(out)).filter((name) => !name.startsWith('.'))).toEqual([])
    const next = await run(['backup', '--output', target], environment)
    expect(next.code, next.err).toBe(0)
    expect(await readdir(out)).toEqual(['killed.age'])
  })

  const moments: [string, (place: Elsewhere) => Promise<boolean>][] = [
    ['while it reads the file', (place) => stat(`${place.config.dataFolder}.restoring`).then(() => true)],
    [
      'while it makes the schema',
      (place) => holds(place, `select 1 from pg_namespace where nspname = 'app'`),
    ],
    ['once rows are loaded', (place) => holds(place, 'select 1 from app.leaf')],
  ]
  test.each(moments)(
    'a restore that was killed %s is no installation, and is done anew',
    async (_when, moment) => {
      const place = await company.place()
      const environment = { DATABASE_URL: place.database.url, MUSTER_DATA: place.config.dataFolder }
      const args = ['restore', path, '--identity-file', join(folder, 'secret.txt')]
      await killWhen(muster(args, environment), () => moment(place))
      await expect(stat(place.config.dataFolder)).rejects.toThrow()
      await expect(place.open()).rejects.toThrow(/under way or was cut off/)
      await rm(place.config.dataFolder, { recursive: true, force: true })
      await rm(place.config.keysFolder, { recursive: true, force: true })

      expect(await place.restore({ path, identity: secret.identity })).toMatchObject({ organisations: 2 })
      expect((await readdir(place.folder)).toSorted()).toEqual(['data', 'data-keys'])
      await (await place.open()).close()
    },
  )

  test('a restore that was killed before its very last step is known for what it is', async () => {
    const place = await company.place()
    await place.restore({ path, identity: secret.identity })
    for (const name of [place.config.dataFolder, place.config.keysFolder])
      await writeFile(join(name, 'muster-restoring.json'), '{}\n')
    await withClient(place.database.url, (client) => client.query('create schema muster_restoring'))
    await expect(place.open()).rejects.toThrow(/under way or was cut off/)
    expect(await place.restore({ path, identity: secret.identity })).toMatchObject({ organisations: 2 })
    await (await place.open()).close()
    expect(await readdir(place.config.keysFolder)).not.toContain('muster-restoring.json')
  })
})

async function holds(place: Elsewhere, statement: string): Promise<boolean> {
  const { rowCount } = await withClient(place.database.url, (client) => client.query(statement))
  return (rowCount ?? 0) > 0
}
