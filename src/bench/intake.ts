import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { uuidv7 } from '../base/ids.ts'
import { rate, type Row } from './figures.ts'
import type { HttpClient } from './http.ts'

interface Work {
  readonly http: HttpClient
  readonly adminUrl: string
  readonly tenantId: string
  readonly source: { readonly id: string; readonly secret: string }
  readonly seconds: number
  /** Signals in one delivery. */
  readonly together: number
  readonly clients: number
}

/** Signals over HTTP as fast as they are taken, beside the same columns inserted by hand in batches of the same size. */
export async function measureIntake(work: Work): Promise<Row> {
  const { adminUrl, tenantId, seconds, together, clients } = work
  const client = new Client(adminUrl)
  // after a failure elsewhere the server ends it
  client.on('error', () => {})
  await client.connect()
  const before = await counted(client, tenantId)
  const deliveries = await rate(seconds, clients, async () => deliver(work))
  const after = await counted(client, tenantId)
  const stored = after.signals - before.signals
  const sent = Math.round(deliveries * seconds) * together
  const batches = Math.max(1, after.batches - before.batches)
  const batch = Math.max(1, Math.round(stored / batches))
  const ours = deliveries * together
  const raw = batch * (await rate(Math.min(seconds, 20), 1, async () => insertBatch(client, work, batch)))
  await client.end()
  // a few are in flight when the time is up
  const isWhole = stored >= sent * 0.98
  const share = ours / raw
  return {
    what: `signals over HTTP, ${together} in a delivery, ${clients} clients, ${seconds} s (batches of ${batch}, ${(batches / seconds).toFixed(0)} commits /s)`,
    ours: `${ours.toFixed(0)} /s`,
    raw: `${raw.toFixed(0)} /s`,
    ratio: `${(share * 100).toFixed(0)} %`,
    bar: '≥ 2,000 /s, ≥ 50 % of bare inserts',
    isMet: ours >= 2000 && share >= 0.5 && isWhole,
  }
}

let next = 0

async function deliver({ http, source, together }: Work): Promise<void> {
  const items = Array.from({ length: together }, () => signalOf((next += 1)))
  const { status, text } = await http.ask('POST', `/api/v1/intake/${source.id}`, JSON.stringify(items), {
    authorization: `Bearer ${source.secret}`,
  })
  if (status !== 202) throw new Error(`The intake answered ${status}: ${text.slice(0, 300)}`)
}

function signalOf(n: number) {
  return {
    id: `bench-${process.pid}-${n}`,
    title: `Disk almost full on host${n % 5000}`,
    summary: 'Seen by the monitoring of the site',
    severity: 'high',
    group: `site ${n % 400}`,
    startedAt: '2026-03-01T08:00:00Z',
    labels: { instance: `host${n % 5000}`, site: String(n % 40) },
  }
}

async function counted(client: Client, tenantId: string): Promise<{ signals: number; batches: number }> {
  const { rows } = await client.query<{ signals: string; batches: string }>(
    `select (select sum(received) from app.source where tenant_id = $1) as signals,
       (select count(*) from app.intake_batch where tenant_id = $1) as batches`,
    [tenantId],
  )
  return { signals: Number(rows[0]?.signals), batches: Number(rows[0]?.batches) }
}

/** The rows of one batch in one transaction, as a superuser, without looking for repeats, and without a leaf. */
async function insertBatch(
  client: Client,
  { tenantId, source, together }: Work,
  size: number,
): Promise<void> {
  const deliveries = Math.max(1, Math.ceil(size / together))
  const id = () => uuidv7(Date.now(), randomBytes(10))
  const deliveryIds = Array.from({ length: deliveries }, id)
  const numbers = Array.from({ length: size }, () => (next += 1))
  const payload = Buffer.from(JSON.stringify(Array.from({ length: together }, (_, n) => signalOf(n))))
  await client.query('begin')
  await client.query({
    name: 'bare-deliveries',
    text: `insert into app.delivery (tenant_id, id, source_id, sha256, payload, media_type, count, first_at, last_at)
           select $1, d.id, $2, d.hash, $5, 'application/json', 1, now(), now() from unnest($3::uuid[], $4::bytea[]) as d(id, hash)`,
    values: [tenantId, source.id, deliveryIds, deliveryIds.map(() => randomBytes(32)), payload],
  })
  await client.query({
    name: 'bare-signals',
    text: `insert into app.signal (tenant_id, id, source_id, group_id, delivery_id, fingerprint, episode, title, summary, state, status,
             severity, severity_word, labels, count, said_at, said_text, said_last_at, first_at, last_at, search)
           select $1, s.id, $2, (select id from app.alert_group where tenant_id = $1 limit 1), s.delivery, s.thing, '2026', s.title,
             'Seen by the monitoring of the site', 'firing', 'new', 'high', 'high', s.labels, 1, now(), '2026-03-01T08:00:00Z', now(),
             now(), now(), array_to_tsvector(string_to_array(s.words, ' '))
           from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::text[]) as s(id, delivery, thing, title, labels, words)`,
    values: [
      tenantId,
      source.id,
      numbers.map(id),
      numbers.map((_, n) => deliveryIds[Math.floor(n / together)] ?? deliveryIds[0]),
      numbers.map((n) => `bare-${process.pid}-${n}`),
      numbers.map((n) => `Disk almost full on host${n % 5000}`),
      numbers.map((n) => JSON.stringify({ instance: `host${n % 5000}`, site: String(n % 40) })),
      numbers.map((n) =>
        `disk almost full on host${n % 5000} ${n % 40} seen by the monitoring of site`
          .split(' ')
          .filter((word, at, all) => all.indexOf(word) === at)
          .join(' '),
      ),
    ],
  })
  await client.query('commit')
}
