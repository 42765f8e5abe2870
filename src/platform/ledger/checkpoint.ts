/** Signed checkpoints: what the log was at an instant, under a key that the database never holds. */
import { createPublicKey, sign, type KeyObject } from 'node:crypto'
import type { PoolClient } from 'pg'
import { utf8 } from '../../base/ledger/bytes.ts'
import { checkpointBody, originOf, signedNote, verifierKey } from '../../base/ledger/note.ts'
import { rootOf } from '../../base/ledger/tree.ts'

/** Signs for all logs of this installation; the name in each note is the log's own. */
export interface LedgerSigner {
  readonly install: string
  readonly publicKey: Uint8Array
  sign(body: string): Uint8Array
}

/** @param key the Ed25519 private key of the key folder */
export function ledgerSigner(install: string, key: KeyObject): LedgerSigner {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The ledger key is not an Ed25519 key')
  return { install, publicKey: rawPublicKey(key), sign: (body) => sign(null, utf8(body), key) }
}

/** The last 32 bytes of the SPKI encoding are the raw key (RFC 8410 section 4). */
function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
}

export interface KnownCheckpoint {
  readonly size: number
  readonly epoch: number
  readonly note: string
  /** When it was made, by this server's clock. */
  readonly at: Date
}

interface Checkpoint extends KnownCheckpoint {
  readonly key: string
}

/** A checkpoint that was made before: by the SHA-256 of its note, or by its text before the signature. */
export async function findCheckpoint(
  client: PoolClient,
  by: { readonly sha256: string } | { readonly body: string },
): Promise<KnownCheckpoint | undefined> {
  const [condition, value] =
    'sha256' in by
      ? ["encode(sha256(convert_to(note, 'UTF8')), 'hex') = $1", by.sha256]
      : ["split_part(note, E'\\n\\n', 1) || E'\\n' = $1", by.body]
  const { rows } = await client.query<{ size: string; epoch: number; note: string; at: Date }>(
    `select size, epoch, note, at from app.checkpoint where ${condition} limit 1`,
    [value],
  )
  const row = rows[0]
  return row && { ...row, size: Number(row.size) }
}

/** The log as the database holds it now, signed; stored once for each size. Call it after the leaves are written. */
export async function makeCheckpoint(
  client: PoolClient,
  signer: LedgerSigner,
  now: Date,
): Promise<Checkpoint> {
  const head = await readHead(client)
  const origin = originOf(signer.install, head.id, head.epoch)
  const body = checkpointBody(origin, head.size, rootOf({ size: head.size, hashes: head.hashes }))
  const note = signedNote(body, origin, signer.publicKey, signer.sign(body))
  await client.query(
    'insert into app.checkpoint (size, epoch, at, note) values ($1, $2, $3, $4) on conflict do nothing',
    [head.size, head.epoch, now, note],
  )
  return { size: head.size, epoch: head.epoch, note, at: now, key: verifierKey(origin, signer.publicKey) }
}

/** The verifier key line of the tenant's log: what a reader keeps apart from every bundle. */
export async function readVerifierKey(client: PoolClient, signer: LedgerSigner): Promise<string> {
  const head = await readHead(client)
  return verifierKey(originOf(signer.install, head.id, head.epoch), signer.publicKey)
}

/**
 * A text of the house under the key of the tenant's log.
 * @param bodyOf lines, each ended, that name the origin they are given: one key signs for all logs. The first line says what
 *   it is, and is no origin: nothing here passes for a checkpoint
 */
export async function signText(
  client: PoolClient,
  signer: LedgerSigner,
  bodyOf: (origin: string) => string,
): Promise<{ readonly note: string; readonly key: string }> {
  const { id, epoch } = await readHead(client)
  const origin = originOf(signer.install, id, epoch)
  const body = bodyOf(origin)
  if (body.startsWith(`${signer.install}/`))
    throw new RangeError('A text to sign must not read like a checkpoint')
  const note = signedNote(body, origin, signer.publicKey, signer.sign(body))
  return { note, key: verifierKey(origin, signer.publicKey) }
}

async function readHead(client: PoolClient) {
  const { rows } = await client.query<{ id: string; epoch: number; size: string; edge: Buffer }>(
    'select id, epoch, size, edge from app.log',
  )
  const row = rows[0]
  if (row === undefined) throw new Error('This tenant has no ledger')
  const hashes = Array.from(
    { length: row.edge.length / 32 },
    (_, i) => new Uint8Array(row.edge.subarray(i * 32, i * 32 + 32)),
  )
  return { id: row.id, epoch: row.epoch, size: Number(row.size), hashes }
}
