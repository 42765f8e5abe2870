import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serverProcesses, sql, type Trial, trial } from './trial.ts'

const isRoot = process.getuid?.() === 0
let place: Trial

beforeEach(async () => {
  place = await trial()
})
afterEach(async () => {
  await place.end()
})

describe('an administrator who starts the embedded server', () => {
  test('in a fresh folder can use SQL, in UTF-8, over a private socket only', async () => {
    const server = await place.start()

    const [row] = await sql(
      server.url,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
        current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
        current_setting('timezone') as zone, lower('ÜBER') as lowered`,
    )

    expect(row).toEqual({
      encoding: 'UTF8',
      addresses: '',
      fsync: 'on',
      checksums: 'on',
      zone: 'UTC',
      lowered: 'über',
    })
    expect((await stat(server.admin.host)).mode & 0o777).toBe(0o700)
    expect((await stat(join(place.folder, 'postgres-secret'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(place.folder, 'postgres.log'))).mode & 0o777).toBe(0o600)
  })

  test('finds the rows of the last time, and stopping leaves no process, lock or socket', async () => {
    const first = await place.start()
    await sql(first.url, 'create table note as select 7 as number')
    await first.stop()
    expect(serverProcesses(place.folder)).toEqual([])
    expect(existsSync(first.admin.host)).toBe(false)
    expect((await readdir(place.folder)).filter((name) => name.includes('lock'))).toEqual([])

    const second = await place.start()

    expect(await sql(second.url, 'select number from note')).toEqual([{ number: 7 }])
    expect(second.url).toBe(first.url)
  })

  test('is not let in with another secret', async () => {
    const server = await place.start({ durable: false })

    const wrong = server.url.replace(server.admin.password, 'guess')

    await expect(sql(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('a second time on the same folder is told who uses it, and the first goes on', async () => {
    const server = await place.start({ durable: false })

    await expect(place.start({ durable: false })).rejects.toMatchObject({
      name: 'DatabaseStartError',
      reason: 'locked',
      message: expect.stringContaining(`process ${process.pid}`),
    })

    expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('in a folder with a very long path reaches it all the same', async () => {
    const folder = join(place.folder, ...Array.from({ length: 6 }, (_, i) => `${'deep'.repeat(10)}-${i} é`))

    const server = await place.start({ folder, durable: false })

    expect(folder.length).toBeGreaterThan(240)
    expect(server.admin.host.length).toBeLessThan(80)
    expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('after the secret was lost gets a new one, and the old one no longer works', async () => {
    const first = await place.start({ durable: false })
    await sql(first.url, 'create table note as select 7 as number')
    await first.stop()
    await rm(join(place.folder, 'postgres-secret'))

    const second = await place.start({ durable: false })

    expect(second.admin.password).not.toBe(first.admin.password)
    expect(await sql(second.url, 'select number from note')).toEqual([{ number: 7 }])
    await expect(sql(first.url, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('whose pid file names another program by now gets a server', async () => {
    const first = await place.start({ durable: false })
    await first.stop()
    const other = spawn('sleep', ['600'])
    await once(other, 'spawn')
    await writeFile(
      join(place.folder, 'postgres', 'postmaster.pid'),
      `${other.pid}\n${place.folder}/postgres\n`,
    )

    const second = await place.start({ durable: false })

    expect(await sql(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(other.exitCode).toBe(null)
    other.kill('SIGKILL')
  })

  test('never finds values of a failed statement in the log', async () => {
    const server = await place.start({ durable: false })
    await sql(server.url, 'create table person (name text unique)')
    await sql(server.url, "insert into person values ('Erika')")

    await expect(sql(server.url, "insert into person values ('Erika')")).rejects.toMatchObject({
      code: '23505',
    })

    const log = await readFile(join(place.folder, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key value')
    expect(log).not.toContain('Erika')
  })

  test.skipIf(!isRoot)(
    'as root under a folder that only root may enter has its data there, owned by root',
    async () => {
      await mkdir(place.folder)
      await chmod(place.folder, 0o700)

      const server = await place.start({ durable: false })

      expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect((await stat(join(place.folder, 'postgres'))).uid).toBe(0)
      await server.stop()
      expect(serverProcesses(place.folder)).toEqual([])
    },
  )

  test.skipIf(!isRoot)('as root after the folder was closed to others keeps what was there', async () => {
    const first = await place.start({ durable: false })
    await sql(first.url, 'create table note as select 7 as number')
    await first.stop()
    await chmod(place.folder, 0o700)

    const second = await place.start({ durable: false })

    expect(await sql(second.url, 'select number from note')).toEqual([{ number: 7 }])
  })
})
