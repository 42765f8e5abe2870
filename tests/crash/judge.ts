/** Compares what the client was told with what the database holds, and every row with its leaf. Each fault is a sentence. */
import type { Client } from 'pg'
import { keyOf } from '../../src/areas/respond/signals/intake/reading.ts'
import { toBase64 } from '../../src/base/ledger/bytes.ts'
import { leafHash } from '../../src/base/ledger/leaf.ts'
import { append, emptyEdge } from '../../src/base/ledger/tree.ts'
import type { FileStore } from '../../src/platform/files/file-store.ts'
import type { Acknowledged, Told } from './journal.ts'

/** What was acknowledged and is not there. */
export async function lostWrites(client: Client, tenantId: string, told: Told): Promise<string[]> {
  const found = await readAll(client, tenantId)
  const lost = told.acknowledged.filter((entry) => !isThere(entry, found))
  const tooFew = [...countById(told.acknowledged)]
    .filter(([id, count]) => (found.signals.get(keyOf(id)) ?? 0) < count)
    .map(
      ([id, count]) =>
        `signal ${id}: acknowledged ${count} times, stored ${found.signals.get(keyOf(id)) ?? 0}`,
    )
  return [...lost.map((entry) => `${entry.what} ${entry.id} was acknowledged and is not there`), ...tooFew]
}

/** What is there twice, or more often than it was sent. */
export async function doubledWrites(client: Client, tenantId: string, told: Told): Promise<string[]> {
  const { rows } = await client.query<{ text: string; count: string }>(
    `select text, count(*) as count from (
       select title as text from app.incident where tenant_id = $1
       union all select title from app.task where tenant_id = $1
       union all select reason from app.evidence where tenant_id = $1
       union all select fields -> 'text' ->> 'value' from app.opening join app.leaf using (tenant_id, index)
         where tenant_id = $1 and kind = 'note.add') as written group by text having count(*) > 1`,
    [tenantId],
  )
  const sent = countById(told.sent)
  const { signals } = await readAll(client, tenantId)
  const byKey = new Map([...sent].map(([id, count]) => [keyOf(id), count]))
  const tooMany = [...signals].filter(([key, count]) => count > (byKey.get(key) ?? 0))
  return [
    ...rows.map(({ text, count }) => `${text} was sent once and is there ${count} times`),
    ...tooMany.map(
      ([key, count]) => `signal ${key} was sent ${byKey.get(key) ?? 0} times and counted ${count} times`,
    ),
  ]
}

/** Rows without their leaf, leaves without their row, counters and numbers that do not fit. */
export async function halfWrites(client: Client, tenantId: string): Promise<string[]> {
  const faults: string[] = []
  for (const [sentence, text] of wholeness) {
    const { rows } = await client.query<{ found: string }>(text, [tenantId])
    if (rows.length > 0) faults.push(`${sentence}: ${rows.map(({ found }) => found).join(', ')}`)
  }
  return faults
}

/** Evidence whose bytes are not in the store as they were sealed. */
export async function lostFiles(client: Client, tenantId: string, files: FileStore): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string; size: string }>(
    'select distinct sha256, size from app.evidence where tenant_id = $1',
    [tenantId],
  )
  const states = await Promise.all(
    rows.map(
      async ({ sha256, size }) => `${sha256} ${await files.check(tenantId, { sha256, size: Number(size) })}`,
    ),
  )
  return states.filter((state) => !state.endsWith(' intact'))
}

/** Recomputes the whole log: text, hash, place in its stream, and the edge of the tree. */
export async function brokenLedger(client: Client, tenantId: string): Promise<string[]> {
  const { rows } = await client.query<{
    index: string
    stream: string
    number: number
    text: string
    hash: Buffer
  }>('select index, stream, number, text, hash from app.leaf where tenant_id = $1 order by index', [tenantId])
  const faults: string[] = []
  const tails = new Map<string, { number: number; hash: string }>()
  let edge = emptyEdge
  for (const row of rows) {
    const leaf = JSON.parse(row.text) as { i: number; n: number; p: string; s: string } // what leafText writes
    const tail = tails.get(row.stream) ?? { number: 0, hash: '' }
    const hash = leafHash(row.text)
    const fits =
      Number(row.index) === edge.size &&
      leaf.i === edge.size &&
      leaf.n === tail.number + 1 &&
      row.number === leaf.n &&
      leaf.s === row.stream &&
      leaf.p === tail.hash &&
      row.hash.equals(hash)
    if (!fits) faults.push(`leaf ${row.index} does not follow from what stands before it`)
    tails.set(row.stream, { number: leaf.n, hash: toBase64(hash) })
    edge = append(edge, hash).edge
  }
  const head = await client.query<{ size: string; edge: Buffer }>(
    'select size, edge from app.log where tenant_id = $1',
    [tenantId],
  )
  const stored = head.rows[0]
  const isWhole =
    stored !== undefined &&
    Number(stored.size) === edge.size &&
    stored.edge.equals(Buffer.concat(edge.hashes))
  if (!isWhole) faults.push(`the head of the log is not what its ${rows.length} leaves make`)
  return faults
}

interface Found {
  readonly ids: ReadonlySet<string>
  readonly notes: ReadonlySet<string>
  readonly done: ReadonlySet<string>
  readonly closed: ReadonlySet<string>
  readonly evidence: ReadonlyMap<string, string>
  /** How often each thing was counted, by its fingerprint. */
  readonly signals: ReadonlyMap<string, number>
}

async function readAll(client: Client, tenantId: string): Promise<Found> {
  const column = async (text: string) =>
    (await client.query<{ key: string; value: string }>(text, [tenantId])).rows
  const set = async (text: string) => new Set((await column(text)).map(({ key }) => key))
  const evidence = await column('select id as key, sha256 as value from app.evidence where tenant_id = $1')
  const signals = await column(
    'select fingerprint as key, count as value from app.signal where tenant_id = $1',
  )
  return {
    ids: await set(
      'select id as key from app.incident where tenant_id = $1 union all select id from app.task where tenant_id = $1',
    ),
    notes: await set(
      `select leaf.stream || ' ' || (fields -> 'text' ->> 'value') as key
       from app.leaf join app.opening using (tenant_id, index) where tenant_id = $1 and kind = 'note.add'`,
    ),
    done: await set('select id as key from app.task where tenant_id = $1 and done_at is not null'),
    closed: await set(
      `select id || ' ' || (closure ->> 'summary') as key from app.incident where tenant_id = $1 and status = 'closed'`,
    ),
    evidence: new Map(evidence.map(({ key, value }) => [key, value])),
    signals: new Map(signals.map(({ key, value }) => [key, Number(value)])),
  }
}

function isThere(entry: Acknowledged, found: Found): boolean {
  switch (entry.what) {
    case 'incident':
    case 'task':
      return found.ids.has(entry.given ?? '')
    case 'note':
      return found.notes.has(`${entry.incident} ${entry.id}`)
    case 'done':
      return found.done.has(entry.id)
    case 'closure':
      return found.closed.has(`${entry.incident} ${entry.id}`)
    case 'evidence':
      return found.evidence.get(entry.given ?? '') === entry.sha256
    case 'signal':
      // counted, not only found: see tooFew
      return true
  }
}

function countById(entries: readonly { what: string; id: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { what, id } of entries) if (what === 'signal') counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** One thing of each kind and the leaf that must go with it; `field` names the id among the leaf's openings. */
const pairs = [
  { table: 'task', kind: 'task.add', id: `fields -> 'task' ->> 'value'`, where: 'true' },
  { table: 'task', kind: 'task.done', id: `fields -> 'task' ->> 'value'`, where: 'done_at is not null' },
  { table: 'evidence', kind: 'evidence.add', id: `fields -> 'evidence' ->> 'value'`, where: 'true' },
  { table: 'intake_batch', kind: 'batch', id: `fields -> 'batch' ->> 'value'`, where: 'true' },
  { table: 'incident', kind: 'incident.open', id: 'leaf.stream::text', where: 'true' },
  { table: 'incident', kind: 'incident.close', id: 'leaf.stream::text', where: `status = 'closed'` },
] as const

const wholeness: readonly (readonly [string, string])[] = [
  ...pairs.map(
    ({ table, kind, id, where }) =>
      [
        `${table} and ${kind} do not go together`,
        `select coalesce(thing.id, said.id) as found
         from (select id::text from app.${table} where tenant_id = $1 and ${where}) as thing
         full join (select ${id} as id from app.leaf join app.opening using (tenant_id, index)
                    where tenant_id = $1 and leaf.kind = '${kind}') as said on said.id = thing.id
         where thing.id is null or said.id is null limit 5`,
      ] as const,
  ),
  [
    'numbers of incidents have a gap',
    `select n::text as found from (select count(*) as n, max(number) as last from app.incident where tenant_id = $1) as counted
     left join app.incident_counter c on c.tenant_id = $1 where coalesce(counted.last, 0) <> n or coalesce(c.last, 0) <> n`,
  ],
  [
    'the count of open tasks is wrong',
    `select i.id::text as found from app.incident i where tenant_id = $1 and open_tasks <>
       (select count(*) from app.task t where t.tenant_id = $1 and t.incident_id = i.id and done_at is null) limit 5`,
  ],
  [
    'leaf and opening do not go together',
    `select coalesce(l.index, o.index)::text as found from (select index from app.leaf where tenant_id = $1) l
     full join (select index from app.opening where tenant_id = $1) o on o.index = l.index
     where l.index is null or o.index is null limit 5`,
  ],
  [
    'the signals, their source and their batch leaves count differently',
    `select format('signals %s, sources %s, leaves %s', s.n, r.n, b.n) as found from
       (select coalesce(sum(count), 0) as n from app.signal where tenant_id = $1) s,
       (select coalesce(sum(received), 0) as n from app.source where tenant_id = $1) r,
       (select coalesce(sum((fields -> 'count' ->> 'value')::bigint), 0) as n from app.leaf
          join app.opening using (tenant_id, index) where tenant_id = $1 and kind = 'batch') b
     where s.n <> r.n or r.n <> b.n`,
  ],
  [
    'deliveries and the batches that brought them count differently',
    `select format('deliveries %s, batches %s', d.n, b.n) as found from
       (select coalesce(sum(count), 0) as n from app.delivery where tenant_id = $1 and source_id is not null) d,
       (select coalesce(sum(octet_length(hashes) / 32), 0) as n from app.intake_batch where tenant_id = $1) b
     where d.n <> b.n`,
  ],
  [
    'a group counts other signals than it has',
    `select g.id::text as found from app.alert_group g where tenant_id = $1 and (signals, firing, count) <>
       (select count(*), count(*) filter (where s.state = 'firing'), coalesce(sum(s.count), 0) from app.signal s where s.tenant_id = $1 and s.group_id = g.id) limit 5`,
  ],
  [
    'an alert group counts other signals than it holds',
    `select c.id::text as found from app.alert_cluster c where tenant_id = $1 and signals <>
       (select count(distinct m.signal_id) from app.alert_moment m join app.signal s on s.tenant_id = $1 and s.id = m.signal_id
        where m.tenant_id = $1 and m.cluster_id = c.id and s.incident_id is null) limit 5`,
  ],
]
