import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { uuidv7 } from '../base/ids.ts'
import { millis, rate, sideBySide, type Row } from './figures.ts'
import type { HttpClient } from './http.ts'

interface Work {
  readonly http: HttpClient
  readonly adminUrl: string
  readonly tenantId: string
  readonly turns: number
  readonly seconds: number
}

/** Declaring, noting and finishing tasks, each beside the same rows written by hand in one transaction. */
export async function measureWriting(work: Work): Promise<Row[]> {
  const bare = await bareWriters(work, lanes)
  const open = await openTasks(bare[0]?.client, work.tenantId)
  const taskAt = (turn: number) => open[turn % open.length] ?? { id: '', incident_id: '' }
  const declare = async () =>
    posted(work.http, '/incidents', { title: 'Files locked at FILE01', kind: 'other', severity: 'S3' })
  const note = async (turn: number) =>
    posted(work.http, `/incidents/${taskAt(turn).incident_id}/timeline`, {
      kind: 'note',
      text: 'Seen on FILE01',
    })
  const finish = async (turn: number) =>
    posted(work.http, `/incidents/${taskAt(turn).incident_id}/tasks/${taskAt(turn).id}/completion`, {
      note: '',
    })

  const first = bare[0]
  if (first === undefined) throw new Error('There is no bare writer')
  const rows: Row[] = []
  const declared = await sideBySide(work.turns, declare, async () => first.declare())
  rows.push(row('declare an incident', declared, 'p95 ≤ 40 ms', declared.ours.p95 <= 40))
  const noted = await sideBySide(work.turns, note, async (turn) => first.note(taskAt(turn).incident_id))
  rows.push(row('note with its leaf', noted, 'p95 ≤ 30 ms', noted.ours.p95 <= 30))
  const finishing = Math.min(work.turns, Math.floor(open.length / 2))
  const finished = await sideBySide(finishing, finish, async (turn) =>
    first.finish(open.at(-1 - turn) ?? taskAt(0)),
  )
  rows.push(row('task done with its leaf', finished, 'p95 ≤ 30 ms', finished.ours.p95 <= 30))
  for (const lane of [1, lanes]) rows.push(await rates(work, bare.slice(0, lane), note, taskAt))
  await Promise.all(bare.map(async ({ client }) => client.end()))
  return rows
}

const lanes = 4

async function rates(
  { seconds }: Work,
  bare: readonly BareWriter[],
  note: (turn: number) => Promise<unknown>,
  taskAt: (turn: number) => Task,
): Promise<Row> {
  let turn = 0
  const ours = await rate(seconds, bare.length, async () => note((turn += 1)))
  const raw = await rate(seconds, bare.length, async (lane) =>
    bare[lane]?.note(taskAt((turn += 1)).incident_id),
  )
  return {
    what: `notes each second, ${bare.length} at once`,
    ours: `${ours.toFixed(0)} /s`,
    raw: `${raw.toFixed(0)} /s`,
    ratio: `${((ours / raw) * 100).toFixed(0)} %`,
    bar: '≥ 60 % of the bare transaction',
    isMet: ours / raw >= 0.6,
  }
}

function row(
  what: string,
  { ours, raw }: Awaited<ReturnType<typeof sideBySide>>,
  bar: string,
  isMet: boolean,
): Row {
  return {
    what,
    ours: millis(ours),
    raw: millis(raw),
    ratio: `${(ours.p95 / raw.p95).toFixed(1)} ×`,
    bar,
    isMet,
  }
}

interface Task {
  readonly id: string
  readonly incident_id: string
}

async function openTasks(client: Client | undefined, tenantId: string): Promise<Task[]> {
  const found = await client?.query<Task>(
    `select task.id, incident_id from app.task join app.incident on incident.tenant_id = task.tenant_id and incident.id = incident_id
     where task.tenant_id = $1 and done_at is null and status = 'open' order by added_at limit 4000`,
    [tenantId],
  )
  return found?.rows ?? []
}

async function posted(http: HttpClient, path: string, body: object): Promise<void> {
  const { status, text } = await http.ask('POST', `/api/v1${path}`, JSON.stringify(body))
  if (status >= 300) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`)
}

interface BareWriter {
  readonly client: Client
  declare(): Promise<void>
  note(incident: string): Promise<void>
  finish(task: Task): Promise<void>
}

/**
 * What a program without wall, proof and HTTP would do for the same outcome: the same rows, one statement after the
 * other, prepared, as a superuser. Its leaves go to a tenant of their own, so that the real log stays whole.
 */
async function bareWriters({ adminUrl, tenantId }: Work, count: number): Promise<BareWriter[]> {
  const mine = uuidv7(Date.now(), randomBytes(10))
  const writers: BareWriter[] = []
  for (let n = 0; n < count; n++) {
    const client = new Client(adminUrl)
    // after a failure elsewhere the server ends it
    client.on('error', () => {})
    await client.connect()
    if (n === 0) await bareTenant(client, mine)
    writers.push(bareWriter(client, tenantId, mine))
  }
  return writers
}

async function bareTenant(client: Client, mine: string): Promise<void> {
  await client.query(
    `insert into app.tenant (tenant_id, slug, name, country, time_zone, size, sector, created_at)
     values ($1::uuid, $1::uuid::text, 'Bare', 'AT', 'UTC', '1-9', 'other', now())`,
    [mine],
  )
  await client.query(
    `insert into app.log (tenant_id, id, epoch, size, edge, last_at, audit_stream, intake_stream) values ($1::uuid, $1::uuid, 1, 0, '', now(), $1::uuid, $1::uuid)`,
    [mine],
  )
}

function bareWriter(client: Client, tenantId: string, mine: string): BareWriter {
  const ask = async (name: string, text: string, values: unknown[]) =>
    client.query<{ size: string }>({ name, text, values })
  const leaf = async (stream: string) => {
    const head = await ask('bare-head', 'select size from app.log where tenant_id = $1 for update', [mine])
    const index = Number(head.rows[0]?.size)
    await ask('bare-leaf', leafText, [mine, index, stream, bytes, fields])
  }
  const transaction = async (work: () => Promise<unknown>) => {
    await client.query('begin')
    await work()
    await client.query('commit')
  }
  return {
    client,
    declare: async () =>
      transaction(async () => {
        const id = uuidv7(Date.now(), randomBytes(10))
        const counted = await ask('bare-count', countText, [mine])
        await ask('bare-open', openText, [mine, id, counted.rows[0]?.size])
        await leaf(id)
      }),
    note: async (incident) =>
      transaction(async () => {
        await ask('bare-lock', 'select id from app.incident where tenant_id = $1 and id = $2 for update', [
          tenantId,
          incident,
        ])
        await leaf(incident)
      }),
    finish: async ({ id, incident_id }) =>
      transaction(async () => {
        await ask('bare-lock', 'select id from app.incident where tenant_id = $1 and id = $2 for update', [
          tenantId,
          incident_id,
        ])
        await ask('bare-task', 'select id from app.task where tenant_id = $1 and id = $2 for update', [
          tenantId,
          id,
        ])
        await ask(
          'bare-done',
          'update app.task set done_at = now() where tenant_id = $1 and id = $2 returning *',
          [tenantId, id],
        )
        await ask(
          'bare-open-tasks',
          'update app.incident set open_tasks = open_tasks - 1 where tenant_id = $1 and id = $2',
          [tenantId, incident_id],
        )
        await leaf(incident_id)
      }),
  }
}

const bytes = Buffer.alloc(32, 7)
const fields = JSON.stringify({ text: { salt: 'x'.repeat(44), value: 'Seen on FILE01' } })
const leafText = `with leaf as (insert into app.leaf (tenant_id, index, stream, number, kind, at, text, hash)
    values ($1::uuid, $2::bigint, $3::uuid, $2::bigint::integer + 1, 'note.add', now(), repeat('x', 700), $4)),
  opening as (insert into app.opening (tenant_id, index, fields) values ($1::uuid, $2::bigint, $5::jsonb))
  update app.log set size = size + 1, last_at = now() where tenant_id = $1`
const countText = `insert into app.incident_counter (tenant_id, last) values ($1, 1)
  on conflict (tenant_id) do update set last = incident_counter.last + 1 returning last as size`
const openText = `insert into app.incident (tenant_id, id, number, title, kind, mode, severity, status, opened_at, opened_by)
  values ($1, $2, $3, 'Files locked at FILE01', 'other', 'real', 'S3', 'open', now(), 'Anna') returning *`
