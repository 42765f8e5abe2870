import type { Client } from 'pg'
import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../base/ids.ts'
import { ledgerWriter } from './history.ts'

/** Signals in one delivery, as a tool that groups sends them. */
const together = 10
const step = 50_000

/**
 * Signals of two years with their deliveries, groups and batch leaves; made by the database itself.
 * Indexes that no constraint needs are built afterwards, which is several times faster.
 */
export async function writeSignals(
  client: Client,
  tenantId: string,
  sourceId: string,
  count: number,
): Promise<void> {
  const groups = Math.max(20, Math.floor(count / 200))
  await client.query(groupText, [tenantId, sourceId, groups, count])
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'app.signal'::regclass and not indisunique`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step)
    await client.query(deliveryText, [tenantId, sourceId, from / together, to / together, together])
    await client.query(signalText, [tenantId, sourceId, from, to, groups, together])
  }
  for (const { definition } of rows) await client.query(definition)
  await client.query(
    `update app.source set received = $3, last_signal_at = now() where tenant_id = $1 and id = $2`,
    [tenantId, sourceId, count],
  )
  const clusters = Math.max(20, Math.floor(count / 50))
  await client.query(clusterText, [tenantId, sourceId, clusters])
  await client.query(traitText, [tenantId, clusters * 5])
  await client.query(momentText, [tenantId, clusters * 5, clusters])
  await writeBatches(client, tenantId, count)
}

/** One leaf for each thousand, over the hashes of their deliveries. */
async function writeBatches(client: Client, tenantId: string, count: number): Promise<void> {
  const writer = await ledgerWriter(client, tenantId)
  const { rows } = await client.query<{ number: number }>(
    'select coalesce(max(number), 0) as number from app.leaf where tenant_id = $1 and stream = $2',
    [tenantId, writer.intake],
  )
  // the intake stream of a new organisation is empty: its first batch is the first leaf of the stream
  if (Number(rows[0]?.number) > 0) throw new Error('The history must come before the first signal')
  const batches = Array.from({ length: Math.ceil(count / 1000) }, () => uuidv7(Date.now(), randomBytes(10)))
  await client.query(
    `insert into app.intake_batch (tenant_id, id, at, hashes)
     select $1, b.id, now(), decode(repeat(md5(b.id::text) || md5(b.id::text), ${1000 / together}), 'hex') from unnest($2::uuid[]) as b(id)`,
    [tenantId, batches],
  )
  await writer.write(
    batches.map((batch) => ({
      stream: writer.intake,
      kind: 'batch',
      fields: {
        actor: 'system',
        by: 'Intake',
        batch,
        deliveries: 1000 / together,
        count: 1000,
        quarantined: 0,
        root: '',
        first: '',
        last: '',
      },
    })),
  )
}

/** A UUIDv7 whose time runs over the last two years, made in SQL: the n-th of so many. */
const idOf = (n: string, mark: string) =>
  `(lpad(to_hex((extract(epoch from now())::bigint - 63072000) * 1000 + ${n} * 60), 12, '0') || '7' ||
    substr(md5('${mark}' || ${n}), 1, 3) || '8' || substr(md5('${mark}' || ${n}), 4, 15))::uuid`
const atOf = (n: string) => `now() - interval '730 days' + ${n} * interval '60 milliseconds'`

const groupText = `
  insert into app.alert_group (tenant_id, id, source_id, key, title, because, signals, firing, count, first_at, last_at, search)
  select $1, ${idOf('n', 'group')}, $2, 'group:' || n, 'Check ' || n % 40 || ' on site ' || n, 'The sender put these into a group.',
    $4::bigint / $3::bigint, case when n % 10 = 0 then $4::bigint / $3::bigint else 0 end, $4::bigint / $3::bigint * 2, ${atOf('n')}, ${atOf('n * 200')}, array_to_tsvector(array['check', 'site' || n])
  from generate_series(0::bigint, $3::bigint - 1) as n`

const clusterText = `
  insert into app.alert_cluster (tenant_id, id, source_id, title, because, reasons, things, severity, signals, firing, count, kinds,
    own_standing, standing, first_at, last_at, status, dismissed_reason, search)
  select $1, ${idOf('n', 'cluster')}, $2, 'Check ' || n % 40 || ' on site ' || n, 'Together because they name the same machine.', '[]',
    array['host host' || n % 5000], 'high', 5, 1, 10, array[md5(n::text)::uuid], n, n, ${atOf('n * 50')}, ${atOf('n * 50')},
    case when n % 10 = 0 then 'open' else 'dismissed' end, case when n % 10 > 0 then 'Known' end,
    array_to_tsvector(array['check', 'site' || n])
  from generate_series(0::bigint, $3::bigint - 1) as n`

const traitText = `
  insert into app.alert_trait (tenant_id, signal_id, kind, name, things)
  select $1, ${idOf('n', 'signal')}, md5((n % 5000)::text)::uuid, 'disk almost full', array['host host' || n % 5000]
  from generate_series(0::bigint, $2::bigint - 1) as n`

const momentText = `
  insert into app.alert_moment (tenant_id, signal_id, tick, kind, count, cluster_id, joined)
  select $1, ${idOf('n', 'signal')}, (extract(epoch from ${atOf('n')}) / 300)::integer, md5((n % 5000)::text)::uuid, 2,
    ${idOf('n % $3::bigint', 'cluster')}, '{"by":"first"}'
  from generate_series(0::bigint, $2::bigint - 1) as n`

const deliveryText = `
  insert into app.delivery (tenant_id, id, source_id, sha256, payload, media_type, count, first_at, last_at)
  select $1, ${idOf('n', 'delivery')}, $2, sha256(n::text::bytea), convert_to(repeat('{"alerts":[{"status":"firing"}]} ', $5::integer), 'UTF8'),
    'application/json', 2, ${atOf('n * 10')}, ${atOf('n * 10')}
  from generate_series($3::bigint, $4::bigint - 1) as n`

const signalText = `
  insert into app.signal (tenant_id, id, source_id, group_id, delivery_id, fingerprint, episode, title, summary, state, status,
    severity, severity_word, labels, count, said_at, said_text, said_last_at, first_at, last_at, resolved_at, dismissed_reason, search)
  select $1, ${idOf('n', 'signal')}, $2, ${idOf('n % $5::bigint', 'group')}, ${idOf('n / $6::bigint', 'delivery')}, 'thing-' || n, '2026',
    (array['High load', 'Disk almost full', 'Login refused', 'Backup silent'])[1 + n % 4] || ' on host' || n % 5000,
    'Seen by the monitoring of the site', case when n % 10 = 0 then 'firing' else 'resolved' end,
    case when n % 50 = 0 then 'new' else 'dismissed' end, (array['critical', 'high', 'medium', 'low'])[1 + n % 4], 'high',
    jsonb_build_object('instance', 'host' || n % 5000, 'site', (n % 40)::text), 2, ${atOf('n')}, '', ${atOf('n')}, ${atOf('n')}, ${atOf('n')},
    case when n % 10 > 0 then ${atOf('n')} end, case when n % 50 > 0 then 'Known' end,
    array_to_tsvector(array[(array['load', 'disk', 'login', 'backup'])[1 + n % 4], 'host' || n % 5000, 'site' || n % 40, 'monitoring'])
  from generate_series($3::bigint, $4::bigint - 1) as n`
