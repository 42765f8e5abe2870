/** Bundles: one stream, its proofs and openings, under a fresh checkpoint, for a reader who trusts nothing but a key. */
import type { PoolClient } from 'pg'
import { toBase64 } from '../../base/ledger/bytes.ts'
import { canonicalJson } from '../../base/ledger/canonical.ts'
import { byLeafThenField, type Opening } from '../../base/ledger/leaf.ts'
import { consistencyPath, inclusionPath, storedLevels } from '../../base/ledger/tree.ts'
import { appendEntries, type Entry } from './append.ts'
import { anchorEntry, readAnchors } from './anchors.ts'
import { makeCheckpoint, type LedgerSigner } from './checkpoint.ts'

interface StreamLeaf {
  readonly index: number
  readonly text: string
  readonly fields: Readonly<Record<string, Opening>>
}

/**
 * Writes the `export` leaf and returns the bundle as canonical JSON.
 * @param withhold which fields of which leaves stay closed; the export leaf names them
 */
export async function makeBundle(
  client: PoolClient,
  signer: LedgerSigner,
  input: {
    stream: string
    fields: Entry['fields']
    now: Date
    withhold?: (kind: string, field: string) => boolean
  },
): Promise<string> {
  const withhold = input.withhold ?? (() => false)
  const before = await readLeaves(client, input.stream)
  const withheld = before.flatMap((leaf) =>
    // An erased field has nothing left to withhold.
    Object.entries(leaf.fields)
      .filter(([field, { salt }]) => salt !== undefined && withhold(kindOf(leaf.text), field))
      .map(([field]): [number, string] => [leaf.index, field]),
  )
  await appendEntries(
    client,
    signer.install,
    [
      {
        stream: input.stream,
        kind: 'export',
        fields: input.fields,
        withheld: withheld.toSorted(byLeafThenField),
      },
    ],
    input.now,
  )
  const checkpoint = await makeCheckpoint(client, signer, input.now)
  const leaves = await readLeaves(client, input.stream)
  const anchors = await readAnchors(client, leaves[0]?.index ?? 0, checkpoint.size)
  const marks = [...leaves.map(({ index }) => index), ...anchors.map(({ size }) => size - 1)]
  const read = await nodeReader(client, marks, checkpoint.size)
  return canonicalJson({
    format: 'muster-bundle/1',
    checkpoint: checkpoint.note,
    key: checkpoint.key,
    leaves: leaves.map((leaf) => ({
      leaf: leaf.text,
      proof: inclusionPath(leaf.index, checkpoint.size, read).map(toBase64),
    })),
    openings: openingsOf(leaves, new Set(withheld.map(([index, field]) => `${index} ${field}`))),
    anchors: anchors.map((anchor) =>
      anchorEntry(anchor, signer, consistencyPath(anchor.size, checkpoint.size, read)),
    ),
  })
}

function kindOf(text: string): string {
  const leaf: { k?: unknown } = JSON.parse(text)
  return String(leaf.k)
}

function openingsOf(leaves: readonly StreamLeaf[], withheld: ReadonlySet<string>) {
  return leaves
    .flatMap((leaf) =>
      Object.entries(leaf.fields).flatMap(([field, { salt, value }]) =>
        salt === undefined ? [] : [{ leaf: leaf.index, field, salt, value }],
      ),
    )
    .filter((opening) => !withheld.has(`${opening.leaf} ${opening.field}`))
    .toSorted((a, b) => byLeafThenField([a.leaf, a.field], [b.leaf, b.field]))
}

async function readLeaves(client: PoolClient, stream: string): Promise<StreamLeaf[]> {
  const { rows } = await client.query<{ index: string; text: string; fields: Record<string, Opening> }>(
    `select leaf.index, leaf.text, opening.fields from app.leaf join app.opening using (tenant_id, index)
     where leaf.stream = $1 order by leaf.number`,
    [stream],
  )
  return rows.map((row) => ({ index: Number(row.index), text: row.text, fields: row.fields }))
}

/** Reads at once all hashes that the paths of these leaves can need: 256 neighbours on each stored level. */
async function nodeReader(client: PoolClient, indexes: readonly number[], size: number) {
  const known = new Map<string, Uint8Array>()
  for (let level = 0; 2 ** level <= Math.max(size, 1); level += storedLevels) {
    const span = 2 ** (level + storedLevels)
    // Beside the paths themselves, the ragged right edge of the tree is computed from these nodes.
    const groups = new Set([...indexes, size - 1].map((index) => Math.floor(index / span)))
    const { rows } = await client.query<{ index: string; hash: Buffer }>(
      level === 0
        ? // By the program's own right: proofs lean on leaves of streams that whoever asks may not see.
          'select index, hash from wall.leaf_hashes($1) where $2 = 0'
        : `select node.index, node.hash from unnest($1::bigint[]) g(start) join app.node
             on node.level = $2 and node.index >= g.start * 256 and node.index < g.start * 256 + 256`,
      [[...groups], level],
    )
    for (const row of rows) known.set(`${level}/${row.index}`, new Uint8Array(row.hash))
  }
  return (level: number, index: number): Uint8Array => {
    const hash = known.get(`${level}/${index}`)
    if (hash === undefined) throw new Error(`The ledger has no node ${index} on level ${level}`)
    return hash
  }
}
