/** Signal intake over HTTP, durable before the 202, beside bare inserts of the same columns in the same run. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import autocannon from 'autocannon'
import { Client } from 'pg'
import { create } from '../areas/respond/signals/actions/manage-sources.ts'
import { receive } from '../areas/respond/signals/actions/receive-signals.ts'
import { perform, type House, type TenantActor } from '../platform/action.ts'
import { createApp } from '../platform/http/app.ts'

export interface IntakeBench {
  /** Alerts in one request. */
  readonly alertsPerRequest: number
  /** `new`: every alert is a new signal. `repeats`: every request says the same. */
  readonly mix: 'new' | 'repeats'
  readonly connections: number
  readonly seconds: number
}

export interface IntakeResult extends IntakeBench {
  readonly signalsPerSecond: number
  readonly requestsPerSecond: number
  readonly p50Millis: number
  readonly p97Millis: number
  /** Answers that were no 202. */
  readonly refused: number
  /** Acknowledged signals that the database does not hold: must be 0. */
  readonly lost: number
  readonly signalsPerBatch: number
  /** Signals a second of a bare multi-row insert with the same columns and batch size, a commit for each batch. */
  readonly barePerSecond: number
  /** The same with our indexes on the bare table. */
  readonly bareIndexedPerSecond: number
}

export const intakeBenches: readonly IntakeBench[] = [
  { alertsPerRequest: 1, mix: 'new', connections: 64, seconds: 6 },
  { alertsPerRequest: 20, mix: 'new', connections: 32, seconds: 6 },
  { alertsPerRequest: 20, mix: 'repeats', connections: 32, seconds: 6 },
]

/**
 * @param place.house opened on a database of its own, durable: its rows are counted
 * @param place.owner may make a source in the tenant
 * @param place.adminUrl for the bare table, which stands outside the wall
 */
export async function benchIntake(
  { house, owner, adminUrl }: { house: House; owner: TenantActor; adminUrl: string },
  bench: IntakeBench,
): Promise<IntakeResult> {
  const app = await createApp({ house, actions: [receive], version: 'bench' })
  const admin = new Client(adminUrl)
  await admin.connect()
  try {
    await app.listen({ port: 0, host: '127.0.0.1' })
    // A server that listens on TCP has a port.
    const { port } = app.server.address() as AddressInfo
    const input = { kind: 'alertmanager', name: 'Bench' }
    const { id, secret } = await perform(house, create, owner, { input })
    const before = await batches(admin)
    const load = await autocannon({
      url: `http://127.0.0.1:${port}/api/v1/intake/${id}`,
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: bodyOf(bench),
      idReplacement: bench.mix === 'new',
      connections: bench.connections,
      duration: bench.seconds,
      // A thread of its own, so that the load takes a core and not our event loop.
      workers: 1,
    })
    const stored = await countOf(admin, id)
    const written = (await batches(admin)) - before
    const signalsPerBatch = Math.max(1, Math.round(stored / Math.max(1, written)))
    const acknowledged = load['2xx'] * bench.alertsPerRequest
    return {
      ...bench,
      signalsPerSecond: Math.round(acknowledged / load.duration),
      requestsPerSecond: Math.round(load['2xx'] / load.duration),
      p50Millis: load.latency.p50,
      p97Millis: load.latency.p97_5,
      refused: load.non2xx + load.errors,
      lost: Math.max(0, acknowledged - stored),
      signalsPerBatch,
      barePerSecond: await bare(admin, signalsPerBatch, 'key'),
      bareIndexedPerSecond: await bare(admin, signalsPerBatch, 'indexes'),
    }
  } finally {
    await admin.end()
    await app.close()
  }
}

function bodyOf({ alertsPerRequest, mix }: IntakeBench): string {
  const alerts = Array.from({ length: alertsPerRequest }, (_, number) => ({
    status: 'firing',
    labels: {
      alertname: 'InstanceDown',
      instance: `till${number}.example.org:9100`,
      job: 'node',
      severity: 'critical',
      event: mix === 'new' ? '[<id>]' : 'same',
    },
    annotations: {
      summary: `Till ${number} does not answer`,
      description: 'No answer on port 9100 for more than five minutes. Look at the cable first.',
    },
    startsAt: '2026-03-01T08:00:00.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example.org/graph?g0.expr=up+%3D%3D+0',
  }))
  const group = { groupKey: '{}:{alertname="InstanceDown"}', groupLabels: { alertname: 'InstanceDown' } }
  return JSON.stringify({ version: '4', status: 'firing', receiver: 'muster', ...group, alerts })
}

async function countOf(admin: Client, sourceId: string): Promise<number> {
  const { rows } = await admin.query<{ count: string }>(
    'select coalesce(sum(count), 0) as count from app.signal where source_id = $1',
    [sourceId],
  )
  return Number(rows[0]?.count)
}

async function batches(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ count: string }>('select count(*) as count from app.intake_batch')
  return Number(rows[0]?.count)
}

const bareSeconds = 4

/** Rows of the real table inserted again under new ids: one statement and one commit for each batch. */
async function bare(admin: Client, batch: number, keep: 'key' | 'indexes'): Promise<number> {
  const like = keep === 'indexes' ? 'including indexes' : ''
  await admin.query(
    `drop table if exists public.bare_signal; create table public.bare_signal (like app.signal ${like})`,
  )
  if (keep === 'key') await admin.query('alter table public.bare_signal add primary key (tenant_id, id)')
  const { rows: given } = await admin.query<Record<string, unknown>>(
    `select (to_jsonb(s) - 'search') || jsonb_build_object('search', s.search::text) as row from app.signal s limit $1`,
    [batch],
  )
  const started = performance.now()
  let inserted = 0
  while (performance.now() - started < bareSeconds * 1000) {
    const fresh = Array.from({ length: batch }, (_, index) => ({
      ...(given[index % given.length]?.['row'] as object), // jsonb_build_object answers an object
      id: randomUUID(),
      fingerprint: `bare ${inserted + index}`,
    }))
    await admin.query({
      name: `bare-${keep}`,
      text: `insert into public.bare_signal
             select * from jsonb_populate_recordset(null::public.bare_signal, $1::jsonb)`,
      values: [JSON.stringify(fresh)],
    })
    inserted += fresh.length
  }
  const seconds = (performance.now() - started) / 1000
  await admin.query('drop table public.bare_signal')
  return Math.round(inserted / seconds)
}
