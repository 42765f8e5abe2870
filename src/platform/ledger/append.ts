/** Writing the ledger: leaves join the tenant's log in the transaction of the change that they record, or not at all. */
import { randomBytes } from 'node:crypto'
import type { PoolClient } from 'pg'
import { fromBase64, toBase64 } from '../../base/ledger/bytes.ts'
import { commitment, leafHash, leafText, type FieldValue, type Opening } from '../../base/ledger/leaf.ts'
import { originOf } from '../../base/ledger/note.ts'
import { append, type Edge, type StoredNode } from '../../base/ledger/tree.ts'
import type { LeafKind } from '../../base/leaf-kinds.ts'

/** What a room asks to have recorded. Each field is committed; none stands in the leaf in clear. */
export interface Entry {
  /** A stream's UUID, or the tenant's own `audit` or `intake` stream. */
  readonly stream: string
  readonly kind: LeafKind
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly erased?: readonly (readonly [number, string])[]
  readonly withheld?: readonly (readonly [number, string])[]
}

/** A leaf as it was written. */
export interface WrittenLeaf {
  readonly index: number
  readonly stream: string
  readonly number: number
  readonly kind: LeafKind
  readonly at: Date
  readonly hash: Uint8Array
}

interface Head {
  readonly id: string
  readonly epoch: number
  readonly edge: Edge
  readonly lastAt: Date
  readonly named: Readonly<Record<string, string>>
}

interface Tail {
  number: number
  hash: string
}

interface Draft extends WrittenLeaf {
  readonly text: string
  readonly openings: Readonly<Record<string, Required<Opening>>>
}

/** A clock that went back by more than this leaves a leaf of its own; smaller steps are jitter. */
const clockStepMillis = 2000

/**
 * Appends entries in order. Takes the lock on the tenant's log and holds it until the transaction ends,
 * so call it as the last thing before the commit.
 * @param now the recorded instant; the log's time never decreases, so an earlier one becomes the last recorded
 */
export async function appendEntries(
  client: PoolClient,
  install: string,
  entries: readonly Entry[],
  now: Date,
): Promise<WrittenLeaf[]> {
  const { leaves, send } = await draftEntries(client, install, entries, now)
  await send()
  return leaves
}

/** The same up to the writing itself, which `send` does: so that the commit can go out right behind it. */
export async function draftEntries(
  client: PoolClient,
  install: string,
  entries: readonly Entry[],
  now: Date,
): Promise<{ leaves: WrittenLeaf[]; send: () => Promise<void> }> {
  // Both go out at once and are answered in their order: the tails are read under the lock.
  const streams = [...new Set(['audit', ...entries.map((entry) => entry.stream)])]
  const [head, tails] = await Promise.all([lockHead(client), readTails(client, streams)])
  const wanted = withClockStep(entries, head, now).map((entry) => ({
    ...entry,
    stream: head.named[entry.stream] ?? entry.stream,
  }))
  const at = new Date(Math.max(now.getTime(), head.lastAt.getTime()))
  const log = originOf(install, head.id, head.epoch)
  const nodes: StoredNode[] = []
  let edge = head.edge
  const drafts = wanted.map((entry) => {
    const draft = draftLeaf(entry, tails, { log, index: edge.size, at })
    const grown = append(edge, draft.hash)
    edge = grown.edge
    nodes.push(...grown.nodes)
    return draft
  })
  return { leaves: drafts, send: () => write(client, drafts, nodes, edge, at) }
}

async function lockHead(client: PoolClient): Promise<Head> {
  const { rows } = await client.query<{
    id: string
    epoch: number
    size: string
    edge: Buffer
    last_at: Date
    audit_stream: string
    intake_stream: string
  }>({
    name: 'ledger-head',
    text: 'select id, epoch, size, edge, last_at, audit_stream, intake_stream from app.log for update',
  })
  const row = rows[0]
  if (row === undefined) throw new Error('This tenant has no ledger')
  return {
    id: row.id,
    epoch: row.epoch,
    edge: { size: Number(row.size), hashes: split(row.edge) },
    lastAt: row.last_at,
    named: { audit: row.audit_stream, intake: row.intake_stream },
  }
}

/** The edge is stored as its hashes one after another, 32 bytes each. */
function split(edge: Buffer): Uint8Array[] {
  return Array.from(
    { length: edge.length / 32 },
    (_, i) => new Uint8Array(edge.subarray(i * 32, i * 32 + 32)),
  )
}

function withClockStep(entries: readonly Entry[], head: Head, now: Date): readonly Entry[] {
  const backMillis = head.lastAt.getTime() - now.getTime()
  if (backMillis <= clockStepMillis) return entries
  const fields = { clock: now.toISOString(), lastRecorded: head.lastAt.toISOString() }
  return [{ stream: 'audit', kind: 'clock.step', fields }, ...entries]
}

async function readTails(client: PoolClient, streams: readonly string[]): Promise<Map<string, Tail>> {
  const { rows } = await client.query<{ stream: string; number: number; hash: Buffer }>({
    name: 'ledger-tails',
    // By the program's own right: a guest adds to the audit stream, and reads none of it.
    text: 'select stream, number, hash from wall.tails($1)',
    values: [streams],
  })
  return new Map(rows.map((row) => [row.stream, { number: row.number, hash: toBase64(row.hash) }]))
}

function draftLeaf(
  entry: Entry,
  tails: Map<string, Tail>,
  position: { log: string; index: number; at: Date },
): Draft {
  const openings = Object.fromEntries(
    Object.entries(entry.fields).map(([name, value]) => [
      name,
      { salt: toBase64(randomBytes(32)), value: String(value) },
    ]),
  )
  const commitments = Object.fromEntries(
    Object.entries(openings).map(([name, { salt, value }]) => [
      name,
      commitment(fromBase64(salt), name, value),
    ]),
  )
  const tail = tails.get(entry.stream) ?? { number: 0, hash: '' }
  const text = leafText(
    {
      log: position.log,
      index: position.index,
      stream: entry.stream,
      number: tail.number + 1,
      previous: tail.hash,
      at: position.at.toISOString(),
    },
    { kind: entry.kind, commitments, erased: entry.erased, withheld: entry.withheld },
  )
  const hash = leafHash(text)
  tails.set(entry.stream, { number: tail.number + 1, hash: toBase64(hash) })
  const { stream, kind } = entry
  return {
    index: position.index,
    stream,
    number: tail.number + 1,
    kind,
    at: position.at,
    hash,
    text,
    openings,
  }
}

/**
 * One statement for all rows and for the wake-up call to live connections, whose payload is the tenant's id only.
 * It names the tenant itself, since the columns' defaults would check the signature again for every row.
 */
const writeStatement = `
  with mine as materialized (select wall.tenant() as id),
  leaves as (
    insert into app.leaf (tenant_id, index, stream, number, kind, at, text, hash)
    select mine.id, row.* from mine, unnest($1::bigint[], $2::uuid[], $3::integer[], $4::text[], $5::timestamptz[],
      $6::text[], $7::bytea[]) as row),
  openings as (
    insert into app.opening (tenant_id, index, fields)
    select mine.id, row.* from mine, unnest($1::bigint[], $8::jsonb[]) as row),
  nodes as (
    insert into app.node (tenant_id, level, index, hash)
    select mine.id, row.* from mine, unnest($9::smallint[], $10::bigint[], $11::bytea[]) as row),
  head as (
    update app.log set size = $12, edge = $13, last_at = $14 returning tenant_id)
  select pg_notify('muster_ledger', tenant_id::text) from head`

async function write(
  client: PoolClient,
  drafts: readonly Draft[],
  nodes: readonly StoredNode[],
  edge: Edge,
  at: Date,
): Promise<void> {
  await client.query({
    name: 'ledger-write',
    text: writeStatement,
    values: [
      drafts.map((draft) => draft.index),
      drafts.map((draft) => draft.stream),
      drafts.map((draft) => draft.number),
      drafts.map((draft) => draft.kind),
      drafts.map((draft) => draft.at),
      drafts.map((draft) => draft.text),
      drafts.map((draft) => Buffer.from(draft.hash)),
      drafts.map((draft) => JSON.stringify(draft.openings)),
      nodes.map((node) => node.level),
      nodes.map((node) => node.index),
      nodes.map((node) => Buffer.from(node.hash)),
      edge.size,
      Buffer.concat(edge.hashes),
      at,
    ],
  })
}
