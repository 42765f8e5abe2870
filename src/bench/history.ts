import type { Client } from 'pg'
import { fromBase64, toBase64 } from '../base/ledger/bytes.ts'
import { commitment, leafHash, leafText } from '../base/ledger/leaf.ts'
import { originOf } from '../base/ledger/note.ts'
import { append, type Edge, type StoredNode } from '../base/ledger/tree.ts'
import type { LeafKind } from '../base/leaf-kinds.ts'
import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../base/ids.ts'
import { titleOf, words } from './words.ts'

/** What a leaf of the history says. */
interface Said {
  readonly stream: string
  readonly kind: LeafKind
  readonly fields: Readonly<Record<string, string | number>>
}

const kinds = ['ransomware', 'phishing-campaign', 'lost-or-stolen-device', 'supplier-breach', 'other']
const day = 86_400_000

/**
 * Two years of incidents with real leaves: opened, noted, a task, and closed but for the newest twentieth.
 * @param client a superuser whose session may skip triggers
 */
export async function writeIncidents(client: Client, tenantId: string, count: number): Promise<void> {
  const writer = await ledgerWriter(client, tenantId)
  const now = Date.now()
  for (let from = 1; from <= count; from += 500) {
    const numbers = Array.from({ length: Math.min(500, count - from + 1) }, (_, n) => from + n)
    const incidents = numbers.map((number) => incidentOf(number, count, now))
    await client.query('begin')
    await client.query(
      `insert into app.incident (tenant_id, id, number, title, kind, mode, severity, status, opened_at, opened_by, closed_at, closure, open_tasks)
       select $1, i.id, i.number, i.title, i.kind, 'real', i.severity, case when i.is_open then 'open' else 'closed' end,
         i.at, 'Anna Berg', case when not i.is_open then i.at + interval '2 days' end,
         case when not i.is_open then jsonb_build_object('summary', 'Restored from backup', 'initialVector', 'phishing',
           'disposition', 'resolved', 'duplicateOf', null, 'openTasks', '[]'::jsonb, 'closedBy', 'Anna Berg') end, i.is_open::int
       from jsonb_to_recordset($2) as i(id uuid, number integer, title text, kind text, severity text, is_open boolean, at timestamptz)`,
      [tenantId, JSON.stringify(incidents)],
    )
    await client.query(
      `insert into app.task (tenant_id, id, incident_id, title, added_at, done_at, done_by)
       select $1, i.task, i.id, 'Call the insurer', i.at, case when not i.is_open then i.at end, case when not i.is_open then 'Anna Berg' end
       from jsonb_to_recordset($2) as i(id uuid, task uuid, is_open boolean, at timestamptz)`,
      [tenantId, JSON.stringify(incidents)],
    )
    await writer.write(incidents.flatMap(leavesOf))
    await client.query('commit')
  }
  await client.query(
    `insert into app.incident_counter (tenant_id, last) values ($1, $2) on conflict (tenant_id) do update set last = excluded.last`,
    [tenantId, count],
  )
}

type Incident = ReturnType<typeof incidentOf>

function incidentOf(number: number, count: number, now: number) {
  const at = now - 2 * 365 * day + (number / count) * 2 * 365 * day
  return {
    id: newId(at),
    task: newId(at),
    number,
    title: titleOf(number),
    kind: kinds[number % kinds.length] ?? 'other',
    severity: `S${1 + (number % 4)}`,
    is_open: number > count * 0.95,
    at: new Date(at).toISOString(),
  }
}

function leavesOf({ id, task, number, title, kind, severity, is_open }: Incident): Said[] {
  const by = { actor: 'u:018f0000-0000-7000-8000-000000000001', by: 'Anna Berg' }
  const closing = {
    summary: 'Restored from backup',
    initialVector: 'phishing',
    disposition: 'resolved',
    openTasks: '',
  }
  return [
    { stream: id, kind: 'incident.open', fields: { ...by, number, title, kind, mode: 'real', severity } },
    {
      stream: id,
      kind: 'note.add',
      fields: { ...by, text: `${words[number % words.length]} was seen on host ${number}` },
    },
    {
      stream: id,
      kind: 'task.add',
      fields: { ...by, task, title: 'Call the insurer', owner: '', dueAt: '' },
    },
    ...(is_open ? [] : [{ stream: id, kind: 'incident.close' as const, fields: { ...by, ...closing } }]),
  ]
}

/** Writes leaves as the product does, but in heaps. */
export async function ledgerWriter(client: Client, tenantId: string) {
  const head = await client.query<{
    id: string
    epoch: number
    size: string
    edge: Buffer
    last_at: Date
    install: string
    intake: string
  }>(
    `select id, epoch, size, edge, last_at, intake_stream as intake, (select name from wall.install) as install
     from app.log where tenant_id = $1`,
    [tenantId],
  )
  const found = head.rows[0]
  if (found === undefined) throw new Error('This organisation has no ledger')
  const { id, epoch, install, intake, last_at } = found
  let edge: Edge = { size: Number(found.size), hashes: split(found.edge) }
  const tails = new Map<string, { number: number; hash: string }>()
  const at = last_at.toISOString()
  const draft = ({ stream, kind, fields }: Said, nodes: StoredNode[]) => {
    const openings = Object.entries(fields).map(([name, value]) => ({
      name,
      value: String(value),
      salt: toBase64(randomBytes(32)),
    }))
    const commitments = Object.fromEntries(
      openings.map(({ name, value, salt }) => [name, commitment(fromBase64(salt), name, value)]),
    )
    const tail = tails.get(stream) ?? { number: 0, hash: '' }
    const number = tail.number + 1
    const text = leafText(
      { log: originOf(install, id, epoch), index: edge.size, stream, number, previous: tail.hash, at },
      { kind, commitments },
    )
    const hash = leafHash(text)
    const index = edge.size
    const grown = append(edge, hash)
    edge = grown.edge
    nodes.push(...grown.nodes)
    tails.set(stream, { number, hash: toBase64(hash) })
    const opened = Object.fromEntries(openings.map(({ name, value, salt }) => [name, { salt, value }]))
    return { index, stream, number, kind, text, hash: Buffer.from(hash), fields: JSON.stringify(opened) }
  }
  return {
    intake,
    async write(said: readonly Said[]): Promise<void> {
      const nodes: StoredNode[] = []
      const drafts = said.map((each) => draft(each, nodes))
      await client.query({
        name: 'bench-leaves',
        text: `with leaves as (insert into app.leaf (tenant_id, index, stream, number, kind, at, text, hash)
            select $1, r.index, r.stream, r.number, r.kind, $2, r.text, r.hash
            from unnest($3::bigint[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::bytea[]) as r(index, stream, number, kind, text, hash)),
          openings as (insert into app.opening (tenant_id, index, fields) select $1, * from unnest($3::bigint[], $9::jsonb[])),
          nodes as (insert into app.node (tenant_id, level, index, hash) select $1, * from unnest($10::smallint[], $11::bigint[], $12::bytea[]))
          update app.log set size = $13, edge = $14 where tenant_id = $1`,
        values: [
          tenantId,
          last_at,
          drafts.map((each) => each.index),
          drafts.map((each) => each.stream),
          drafts.map((each) => each.number),
          drafts.map((each) => each.kind),
          drafts.map((each) => each.text),
          drafts.map((each) => each.hash),
          drafts.map((each) => each.fields),
          nodes.map((node) => node.level),
          nodes.map((node) => node.index),
          nodes.map((node) => Buffer.from(node.hash)),
          edge.size,
          Buffer.concat(edge.hashes),
        ],
      })
    },
  }
}

function split(edge: Buffer): Uint8Array[] {
  return Array.from(
    { length: edge.length / 32 },
    (_, i) => new Uint8Array(edge.subarray(i * 32, i * 32 + 32)),
  )
}

function newId(at: number): string {
  return uuidv7(Math.floor(at), randomBytes(10))
}
