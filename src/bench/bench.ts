import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { projectRoot } from '../platform/root.ts'
import type { Row } from './figures.ts'
import { writeIncidents } from './history.ts'
import { httpClient, type HttpClient } from './http.ts'
import { measureIntake } from './intake.ts'
import { measureLive } from './live.ts'
import { measurePlan } from './plan.ts'
import { measureReading } from './reading.ts'
import { measureRoom } from './room.ts'
import { loadNow, pageOf } from './report.ts'
import { newSubject, type Subject } from './server.ts'
import { writeSignals } from './signals.ts'
import { measureWriting } from './writing.ts'

const run = promisify(execFile)
const isSmall = process.argv.includes('--small')
const size = isSmall
  ? {
      incidents: 500,
      signals: 5000,
      turns: 20,
      seconds: 0.5,
      crowd: 50,
      starts: 1,
      entries: 100,
      plan: { people: 50, assets: 200, turns: 2 },
    }
  : {
      incidents: 50_000,
      signals: 1_000_000,
      turns: 200,
      seconds: 60,
      crowd: 1000,
      starts: 5,
      entries: 2000,
      plan: { people: 500, assets: 2000, turns: 10 },
    }

const subject = await newSubject()
// Who breaks it off, or stops listening to what it says, ends its server too, which would run on by itself.
const breakOff = () => void subject.remove().finally(() => process.exit(1))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, breakOff)
process.stdout.once('error', breakOff)
try {
  await bench(subject)
} catch (error) {
  // said before the server stops, which cuts the connections that are still open
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`)
  process.exitCode = 1
} finally {
  await subject.remove()
}

async function bench(subject: Subject): Promise<void> {
  const [started, load] = [performance.now(), loadNow()]
  const rows: Row[] = []
  await subject.start()
  const home = await subject.organisation('Harbour Bakery', ['init'])
  const away = await subject.organisation('Faraway Foods', ['tenant', 'add'])
  rows.push(memoryRow('memory, idle', await subject.memory(), 350))
  const source = await newSource(subject, home.apiKey)
  const distant = await newSource(subject, away.apiKey)
  const admin = await historyWriter(await subject.adminUrl())
  await told('history', async () => {
    await writeSignals(admin, home.tenantId, source.id, size.signals)
    await writeIncidents(admin, home.tenantId, size.incidents)
    await writeSignals(admin, away.tenantId, distant.id, size.signals / 10)
    await writeIncidents(admin, away.tenantId, size.incidents / 10)
    await admin.query('vacuum (analyze)')
  })
  await admin.end()
  await subject.stop()
  rows.push(await startRow(subject))

  const bare = new Client(await subject.adminUrl())
  bare.on('error', () => {})
  await bare.connect()
  const { rows: versions } = await bare.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const http = httpClient(subject.url, `Bearer ${home.apiKey}`, 64)
  const reach = { http, adminUrl: await subject.adminUrl(), tenantId: home.tenantId, seconds: size.seconds }
  await told('reading', async () =>
    rows.push(...(await measureReading(http, bare, home.tenantId, size.turns))),
  )
  await told('writing', async () =>
    rows.push(
      ...(await measureWriting({ ...reach, turns: size.turns, seconds: Math.min(size.seconds, 15) })),
    ),
  )
  await told('room', async () => {
    // a ransomware case, so that a playbook runs in it
    const incident = await openIncident(http, 'ransomware')
    const { entries, turns } = size
    rows.push(await measureRoom(http, bare, { tenantId: home.tenantId, incident, entries, turns }))
  })
  await told('plan', async () => {
    // in the other organisation, so that the lists above stay as they were
    const other = httpClient(subject.url, `Bearer ${away.apiKey}`, 1)
    const writer = await historyWriter(await subject.adminUrl())
    rows.push(await measurePlan(other, writer, { tenantId: away.tenantId, ...size.plan }))
    await writer.end()
    other.close()
  })
  await told('live', async () =>
    rows.push(...(await measureLive(http, await openIncident(http), Math.ceil(size.turns / 2), size.crowd))),
  )
  for (const { together, clients } of [
    { together: 1, clients: 48 },
    { together: 10, clients: 16 },
  ])
    await told(`signals, ${together} together`, async () =>
      rows.push(await measureIntake({ ...reach, source, together, clients })),
    )
  rows.push(
    memoryRow('memory, with the whole history and after all of the above', await subject.memory(), 700),
  )
  http.close()
  await bare.end()
  rows.push(...(await scriptRows()))

  const seconds = (performance.now() - started) / 1000
  const { incidents, signals } = size
  const page = pageOf(rows, {
    incidents,
    signals,
    database: versions[0]?.version ?? '',
    seconds,
    loads: [load, loadNow()],
  })
  process.stdout.write(`\n${page}`)
  if (!isSmall) keep(page)
}

async function told(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now()
  await work()
  process.stdout.write(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

/** A session that skips foreign keys, whose rows fit by how they are made; its commits need not wait for the disk. */
async function historyWriter(url: string): Promise<Client> {
  const client = new Client(url)
  await client.connect()
  await client.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'`,
  )
  return client
}

async function newSource(subject: Subject, apiKey: string): Promise<{ id: string; secret: string }> {
  const http = httpClient(subject.url, `Bearer ${apiKey}`, 1)
  const { text } = await http.ask(
    'POST',
    '/api/v1/signal-sources',
    JSON.stringify({ kind: 'generic', name: 'Monitoring' }),
  )
  http.close()
  return JSON.parse(text) as { id: string; secret: string } // the contract's answer
}

async function openIncident(http: HttpClient, kind = 'other'): Promise<string> {
  const body = JSON.stringify({ title: 'Watched by all', kind, severity: 'S2' })
  const { text } = await http.ask('POST', '/api/v1/incidents', body)
  return (JSON.parse(text) as { id: string }).id // the contract's answer
}

async function startRow(subject: Subject): Promise<Row> {
  const times: number[] = []
  for (let n = 0; n < size.starts; n++) {
    if (n > 0) await subject.stop()
    times.push(await subject.startTimed())
  }
  const sorted = times.toSorted((a, b) => a - b)
  const [median, longest] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0]
  const ours = `${(median / 1000).toFixed(2)} s, longest ${(longest / 1000).toFixed(2)} s of ${size.starts}`
  return {
    what: 'start on the existing folder to the first page',
    ours,
    raw: '',
    ratio: '',
    bar: '≤ 2 s',
    isMet: longest <= 2000,
  }
}

function memoryRow(
  what: string,
  { server, database }: { server: number; database: number },
  most: number,
): Row {
  const ours = `${Math.round(server + database)} MB (server ${Math.round(server)}, database ${Math.round(database)})`
  return { what, ours, raw: '', ratio: '', bar: `≤ ${most} MB`, isMet: server + database <= most }
}

/** As the check of the bundle says it: what the first load of each entry and each page brings. */
async function scriptRows(): Promise<Row[]> {
  const answer = await run(process.execPath, [join(projectRoot(), 'tools', 'bundle-size.mjs')]).catch(
    (error: unknown) => error as { stdout: string }, // its exit code says that something is too large, its text what
  )
  return answer.stdout
    .split('\n')
    .map((line) => /^\s*([\d.]+) of\s+([\d.]+) kB gzip\s+(.*?)\s{2,}(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, ours, bar, , name]) => ({
      what: `script, ${name}`,
      ours: `${ours} kB`,
      raw: '',
      ratio: '',
      bar: `≤ ${bar} kB gzip`,
      isMet: Number(ours) <= Number(bar),
    }))
}

/** What people wrote below the figures, why some miss their bar, stays. */
function keep(page: string): void {
  const path = join(projectRoot(), 'docs', 'benchmarks.md')
  const words = /\n## [^]*$/.exec(readOr(path, ''))?.[0] ?? ''
  writeFileSync(path, `${page}${words}`)
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
