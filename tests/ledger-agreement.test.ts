import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64, utf8 } from '../src/base/ledger/bytes.ts'
import { canonicalJson } from '../src/base/ledger/canonical.ts'
import { byLeafThenField, commitment, leafHash, leafText, type LeafContent } from '../src/base/ledger/leaf.ts'
import { checkpointBody, originOf, signedNote, verifierKey } from '../src/base/ledger/note.ts'
import { append, emptyEdge, inclusionPath, nodeHash, rootOf } from '../src/base/ledger/tree.ts'
import { verifyBundle } from '../src/verify/bundle.ts'

// The writer and the verifier share no code, so this is where a difference between them shows.

const streams = ['5b0f7e1c-93d4-4f0e-8d0a-2b7a4f6c1e22', 'c2a4f1d0-6b1e-4c3a-9f57-1d2e3f405162']
const privateKey = createPrivateKey(
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
)
const publicKey = new Uint8Array(
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32),
)
const origin = originOf('tl.example', '8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10', 1)

type Ref = [number, string]
type Fate = 'open' | 'erase' | 'withhold'
type Told = { stream: number; fields: { name: string; value: string; fate: Fate }[] }

const text = fc.string({ unit: 'binary', maxLength: 200 })
const field = fc.record({
  name: fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,20}$/),
  value: text,
  fate: fc.constantFrom<Fate>('open', 'open', 'erase', 'withhold'),
})
const told: fc.Arbitrary<Told> = fc.record({
  stream: fc.nat({ max: 1 }),
  fields: fc.uniqueArray(field, { maxLength: 8, selector: ({ name }) => name }),
})

test('a reader verifies whatever the writer writes, and reads the same words', () => {
  fc.assert(
    fc.property(fc.array(told, { maxLength: 40 }), (history) => {
      const { bundle, key, opened, erased, withheld } = written(history)

      const verdict = verifyBundle(utf8(bundle), key)

      expect(verdict).toMatchObject({ verdict: 'VERIFIED', withheld: withheld.map(asRef) })
      if (verdict.verdict === 'FAIL') return
      expect(verdict.erased.map(({ leaf, field: name }) => ({ leaf, field: name }))).toEqual(
        erased.map(asRef),
      )
      const read = verdict.timeline.flatMap(({ leaf, fields }) =>
        fields.flatMap((one) => (one.state === 'opened' ? [[leaf, one.field, one.value]] : [])),
      )
      expect(read).toEqual(opened)
    }),
  )
})

/** Writes the history with the writer's own pure parts, then the erasures and the export of the first stream. */
function written(history: readonly Told[]) {
  const log: { stream: number; leaf: string; hash: Uint8Array }[] = []
  const openings: { leaf: number; field: string; salt: string; value: string }[] = []
  const put = (stream: number, content: LeafContent) => {
    const before = log.filter((entry) => entry.stream === stream)
    const last = before.at(-1)
    const position = {
      log: origin,
      index: log.length,
      stream: streams[stream] ?? '',
      number: before.length + 1,
    }
    const at = new Date(Date.UTC(2026, 2, 1) + log.length).toISOString()
    const leaf = leafText({ ...position, previous: last ? toBase64(last.hash) : '', at }, content)
    log.push({ stream, leaf, hash: leafHash(leaf) })
  }
  const hidden: Record<'erase' | 'withhold', Ref[]> = { erase: [], withhold: [] }
  for (const { stream, fields } of history) {
    const commitments: Record<string, string> = {}
    for (const { name, value, fate } of fields) {
      const salt = createHash('sha256').update(`${log.length} ${name}`).digest('base64')
      commitments[name] = commitment(fromBase64(salt), name, value)
      if (stream === 0 && fate !== 'open') hidden[fate].push([log.length, name])
      else if (stream === 0) openings.push({ leaf: log.length, field: name, salt, value })
    }
    put(stream, { kind: 'note.add', commitments })
  }
  const [erased, withheld] = [
    hidden.erase.toSorted(byLeafThenField),
    hidden.withhold.toSorted(byLeafThenField),
  ]
  for (let at = 0; at < erased.length; at += 50)
    put(0, { kind: 'field.erase', commitments: {}, erased: erased.slice(at, at + 50) })
  put(0, { kind: 'export', commitments: {}, withheld })
  openings.sort((a, b) => byLeafThenField([a.leaf, a.field], [b.leaf, b.field]))
  const opened = openings.map(({ leaf, field: name, value }) => [leaf, name, value])
  return { ...signed(log, openings), opened, erased, withheld }
}

function signed(log: readonly { stream: number; leaf: string; hash: Uint8Array }[], openings: object[]) {
  const hashes = log.map(({ hash }) => hash)
  const root = rootOf(hashes.reduce((edge, hash) => append(edge, hash).edge, emptyEdge))
  const body = checkpointBody(origin, log.length, root)
  const key = verifierKey(origin, publicKey)
  const read = (level: number, index: number) => subtree(hashes, level, index)
  const leaves = log.flatMap(({ stream, leaf }, index) =>
    stream === 0 ? [{ leaf, proof: inclusionPath(index, log.length, read).map(toBase64) }] : [],
  )
  const checkpoint = signedNote(body, origin, publicKey, sign(null, utf8(body), privateKey))
  // The openings are texts and integers, which the writer's type for canonical values cannot see in a plain object.
  const values = openings as { [key: string]: string | number }[]
  const bundle = canonicalJson({
    format: 'muster-bundle/1',
    checkpoint,
    key,
    leaves,
    openings: values,
    anchors: [],
  })
  return { bundle, key }
}

function subtree(hashes: readonly Uint8Array[], level: number, index: number): Uint8Array {
  const own = level === 0 ? hashes[index] : undefined
  return own ?? nodeHash(subtree(hashes, level - 1, index * 2), subtree(hashes, level - 1, index * 2 + 1))
}

function asRef([leaf, name]: Ref) {
  return { leaf, field: name }
}
