import { type ChildProcess, execFileSync } from 'node:child_process'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { killHard, lineOf, serverProcesses, sql, type Trial, trial, until } from './trial.ts'

let place: Trial

beforeEach(async () => {
  place = await trial()
})
afterEach(async () => {
  await place.end()
})

describe('an administrator', () => {
  test('whose server is killed is told so and has it back with its rows', async () => {
    const crashes: string[] = []
    const server = await place.start({ onCrash: (message) => crashes.push(message) })
    await sql(server.url, 'create table note as select 7 as number')
    const killed = server.pid

    process.kill(killed, 'SIGKILL')
    await until(() => server.pid !== killed)

    expect(await sql(server.url, 'select number from note')).toEqual([{ number: 7 }])
    expect(crashes).toEqual([expect.stringContaining('signal SIGKILL')])
    await server.stop()
    expect(serverProcesses(place.folder)).toEqual([])
  })

  test('whose server is killed under a long query does not wait for the query', async () => {
    const server = await place.start({ durable: false })
    const busy = new Client(server.url)
    busy.on('error', () => {})
    await busy.connect()
    const query = busy
      .query('select count(*) from generate_series(1, 1000000000000)')
      .catch((error: unknown) => error)
    await until(async () => (await active(server.url)) === 1)
    const killed = server.pid

    process.kill(killed, 'SIGKILL')
    await until(() => server.pid !== killed)

    expect(await query).toBeInstanceOf(Error)
    expect(await active(server.url)).toBe(0)
  })

  test('who stops the server while it is being restarted has it stopped', async () => {
    const server = await place.start({ durable: false })
    process.kill(server.pid, 'SIGKILL')

    await server.stop()

    expect(serverProcesses(place.folder)).toEqual([])
  })

  test('after everything was killed and the pid file emptied starts again', async () => {
    const child = place.startElsewhere(
      "await sql(server.url, 'create table note as select 7 as number'); console.log('ready')",
    )
    await lineOf(child, 'ready')
    await killAll(child)
    const pidFile = join(place.folder, 'postgres', 'postmaster.pid')
    await readFile(pidFile)
    await truncate(pidFile)

    const server = await place.start()

    expect(await sql(server.url, 'select number from note')).toEqual([{ number: 7 }])
  })

  test('whose program alone is killed finds that the server ends with it', async () => {
    const child = place.startElsewhere("console.log('ready'); setInterval(() => {}, 1000)")
    await lineOf(child, 'ready')
    expect(serverProcesses(place.folder)).not.toEqual([])

    await killHard(child)
    await until(() => serverProcesses(place.folder).length === 0)

    const log = await readFile(join(place.folder, 'postgres.log'), 'utf8')
    expect(log).toContain('database system is shut down')
    await (await place.start()).stop()
  })

  test('after program and guard were killed gets a server of its own, and the old one is gone', async () => {
    const child = place.startElsewhere("console.log('pid', server.pid, 'ready'); setInterval(() => {}, 1000)")
    const old = Number(/pid (\d+)/.exec(await lineOf(child, 'ready'))?.[1])
    process.kill(guardOf(old), 'SIGKILL')
    await killHard(child)
    expect(serverProcesses(place.folder)).toContain(old)
    const lines: string[] = []

    const server = await place.start({ log: (line) => lines.push(line) })

    expect(lines.join()).toContain(`process ${old}`)
    expect(serverProcesses(place.folder)).not.toContain(old)
    expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('whose program ends without stopping the server finds no server left', async () => {
    const child = place.startElsewhere("console.log('ready'); process.exit(0)")

    await until(() => child.exitCode !== null)
    await until(() => serverProcesses(place.folder).length === 0)

    expect(child.exitCode).toBe(0)
    await (await place.start()).stop()
  })

  test('finds every write that was acknowledged before everything was killed', async () => {
    const acknowledged = join(place.folder, '..', 'acknowledged')
    await writeFile(acknowledged, '')
    for (let loop = 1; loop <= 3; loop += 1) {
      const before = (await readFile(acknowledged, 'utf8')).length
      const child = place.startElsewhere(writer(acknowledged, loop))
      await until(async () => (await readFile(acknowledged, 'utf8')).length > before + 800)
      await killAll(child)
    }
    const server = await place.start()

    const rows = await sql(server.url, "select loop || '-' || number as id from written")

    const found = new Set(rows.map(({ id }) => id))
    const wanted = (await readFile(acknowledged, 'utf8')).trim().split('\n')
    expect(wanted.length).toBeGreaterThan(300)
    expect(wanted.filter((id) => !found.has(id))).toEqual([])
  })
})

async function active(url: string): Promise<number> {
  const [row] = await sql(
    url,
    "select count(*)::int as count from pg_stat_activity where query like 'select count(*) from generate%' and state = 'active'",
  )
  return Number(row?.['count'])
}

function guardOf(pid: number): number {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n')
  return Number(
    lines
      .find((line) => line.includes(`muster-guard ${pid}`))
      ?.trim()
      .split(' ')[0],
  )
}

/** Program, postmaster and workers at one blow, as a power cut would. */
async function killAll(child: ChildProcess): Promise<void> {
  const pids = serverProcesses(place.folder)
  // In one breath: between two of them the server would notice that its program is gone, and stop in good order.
  const isGone = killHard(child)
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it noticed the end of the others first
    }
  }
  await isGone
  await until(() => serverProcesses(place.folder).length === 0)
}

function writer(acknowledged: string, loop: number): string {
  return `
    const { Client } = await import('pg')
    const { appendFileSync } = await import('node:fs')
    const client = new Client(server.url)
    client.on('error', () => {})
    await client.connect()
    await client.query('create table if not exists written (loop int, number int, filler text)')
    for (let number = 1; ; number += 1) {
      await client.query('insert into written values ($1, $2, $3)', [${loop}, number, 'x'.repeat(500)])
      appendFileSync(${JSON.stringify(acknowledged)}, '${loop}-' + number + '\\n')
    }`
}
