import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chooseAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { killHard, serverProcesses, sql, type Trial, trial, until } from './trial.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
const debian15 = '/usr/lib/postgresql/15'
let place: Trial

beforeEach(async () => {
  place = await trial()
})
afterEach(async () => {
  await place.end()
})

describe('an administrator is told in a sentence', () => {
  test('that the data folder was made by another major version', async () => {
    await mkdir(join(place.folder, 'postgres'), { recursive: true })
    await writeFile(join(place.folder, 'postgres', 'PG_VERSION'), '11\n')

    await expect(place.start()).rejects.toMatchObject({
      reason: 'wrong_version',
      message: expect.stringMatching(/made by PostgreSQL 11.*Install PostgreSQL 11/),
    })
  })

  test('that the place of the database holds something else, which stays', async () => {
    await mkdir(join(place.folder, 'postgres'), { recursive: true })
    await writeFile(join(place.folder, 'postgres', 'letter.txt'), 'mine')

    await expect(place.start()).rejects.toMatchObject({ reason: 'damaged' })

    expect(readdirSync(join(place.folder, 'postgres'))).toEqual(['letter.txt'])
  })

  test('that the database is damaged', async () => {
    const server = await place.start({ durable: false })
    await server.stop()
    await rm(join(place.folder, 'postgres', 'global', 'pg_control'))

    await expect(place.start()).rejects.toMatchObject({ reason: 'damaged' })
  })

  test('that a file is in the way of the folder', async () => {
    await writeFile(place.folder, '')

    await expect(place.start()).rejects.toMatchObject({ reason: 'unwritable' })
    await expect(place.start({ folder: join(place.folder, 'below') })).rejects.toMatchObject({
      reason: 'unwritable',
    })
  })

  test('that a configured folder holds no PostgreSQL', async () => {
    await expect(place.start({ binaries: '/nowhere' })).rejects.toMatchObject({
      reason: 'no_binaries',
      message: expect.stringContaining('/nowhere'),
    })
  })

  test('that a setting is not valid, and nobody keeps the folder locked', async () => {
    await expect(place.start({ settings: { work_mem: 'plenty' } })).rejects.toMatchObject({
      reason: 'settings',
    })

    const server = await place.start()
    expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.skipIf(!isRoot)('that the disk is full, and nothing half-made is left', async () => {
    await place.mount('size=24m')

    await expect(place.start()).rejects.toMatchObject({
      reason: 'disk_full',
      message: expect.stringContaining(`The disk that holds ${place.folder} is full`),
    })

    expect(readdirSync(place.folder).filter((name) => /^postgres(\.new|$)/.test(name))).toEqual([])
  })

  test.skipIf(!isRoot)(
    'that the disk of an existing database is full, and it starts once there is space',
    async () => {
      await place.mount('size=120m')
      const first = await place.start({ durable: false, settings: { shared_buffers: '16MB' } })
      await sql(first.url, 'create table note as select 7 as number')
      await first.stop()
      const ballast = join(place.folder, 'ballast')
      await run('sh', ['-c', 'dd if=/dev/zero of="$1" bs=64k 2>/dev/null; true', 'sh', ballast])

      await expect(place.start()).rejects.toMatchObject({ reason: 'disk_full' })

      await rm(ballast)
      const second = await place.start()
      expect(await sql(second.url, 'select number from note')).toEqual([{ number: 7 }])
    },
  )

  test.skipIf(!isRoot)('that the folder cannot be written', async () => {
    await place.mount('ro')

    await expect(place.start()).rejects.toMatchObject({
      reason: 'unwritable',
      message: expect.stringContaining('cannot be written'),
    })
  })

  test.skipIf(!isRoot)('that a server started by hand uses the folder, and that server goes on', async () => {
    const first = await place.start({ durable: false })
    const { host } = first.admin
    await first.stop()
    await run('install', ['-d', '-m', '700', '-o', 'postgres', host])
    const folder = join(place.folder, 'postgres')
    const binaries = await findBinaries({ folder, links: join(place.folder, 'postgres-links') })
    const postgres = join(binaries.root, 'bin', 'postgres')
    const options = {
      uid: await uidOf('postgres'),
      gid: await gidOf('postgres'),
      env: binaries.env,
      cwd: '/',
    }
    const byHand = execFile(postgres, ['-D', folder, '-k', host, '-h', ''], options, () => {})
    await until(() => existsSync(join(host, '.s.PGSQL.5432')))

    await expect(place.start()).rejects.toMatchObject({ reason: 'locked' })

    expect(serverProcesses(place.folder)).toContain(byHand.pid)
    byHand.kill('SIGINT')
    await until(() => serverProcesses(place.folder).length === 0)
    await rm(host, { recursive: true })
  })
})

describe('an administrator gets a server', () => {
  test('although the program was killed while the database was being made', async () => {
    for (const part of ['postgres.new-', 'base/5']) {
      await rm(place.folder, { recursive: true, force: true, maxRetries: 5 })
      const child = place.startElsewhere('')
      await until(() => isThere(part))
      await killHard(child)

      const server = await place.start({ durable: false })

      expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await server.stop()
      expect(readdirSync(place.folder).filter((name) => name.startsWith('postgres.new-'))).toEqual([])
    }
  })

  test.skipIf(!existsSync(debian15))('of the version that made the folder, from the system', async () => {
    const first = await place.start({ binaries: debian15, durable: false })
    await sql(first.url, 'create table note as select 7 as number')
    await first.stop()

    const second = await place.start()

    expect(second.version).toMatch(/^15\./)
    expect(await sql(second.url, 'select number from note')).toEqual([{ number: 7 }])
  })

  test.skipIf(!isRoot)(
    'as root although neither user nor namespace reaches the programs: they are copied',
    async () => {
      const hidden = join(place.folder, '..', 'hidden')
      await mkdir(place.folder)
      await chmod(join(place.folder, '..'), 0o711)
      await mkdir(hidden, { mode: 0o700 })
      const needs = {
        folder: place.folder,
        cluster: join(place.folder, 'postgres'),
        links: join(place.folder, 'links'),
      }
      const bundled = await findBinaries(needs)
      await cp(bundled.root, join(hidden, 'native'), { recursive: true })
      const binaries = await findBinaries({ ...needs, configured: join(hidden, 'native') })

      const chosen = await chooseAccount({ ...needs, binaries, mayUseNamespace: false })

      const server = await place.start({ binaries: chosen.binaries.root, durable: false })
      expect(chosen.binaries.root.startsWith(place.folder)).toBe(true)
      expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )
})

function isThere(part: string): boolean {
  const side = existsSync(place.folder)
    ? readdirSync(place.folder).find((name) => name.startsWith('postgres.new-'))
    : undefined
  return (
    side !== undefined && (part === 'postgres.new-' || existsSync(join(place.folder, side, 'data', part)))
  )
}

async function uidOf(user: string): Promise<number> {
  return Number((await run('id', ['-u', user])).stdout)
}

async function gidOf(user: string): Promise<number> {
  return Number((await run('id', ['-g', user])).stdout)
}
