import { exampleBundle, exampleLog, hiddenInExample, incident, origin, otherStream } from './test-example.ts'
import { type Anchor, TestLog } from './test-writer.ts'

// Liars who hold the signing key: every hash, proof and signature around a lie is genuine.

/** The number is the rule of `docs/ledger-format.md` that must see through the lie. */
export type Lie = { rule: number; lie: string; tell: () => { bundle: unknown; key: string } }

export const at = '2026-03-01T08:00:00.000Z'
export const log = exampleLog()
export const honest = exampleBundle(log)
export const anchor =
  honest.anchors[0] ?? log.signAnchor({ at, checkpoint: '', data: '', proof: [], type: '' })
const tenant = '8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10'

/** The honest bundle with parts replaced, under the honest key. */
export const changed = (parts: Record<string, unknown>) => ({ bundle: { ...honest, ...parts }, key: log.key })

/** A bundle of a first leaf told as `lie` says, and an honest export behind it. */
export function withLeaf(
  lie: Record<string, unknown>,
  kind = 'note.add',
  fields: Record<string, string> = { text: 'a note' },
) {
  const liar = new TestLog(origin)
  liar.append({ stream: incident, kind: 'incident.open', at, fields: { title: 'a title' } })
  liar.append({ stream: incident, kind, at, fields }, lie)
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' }, w: [] })
  return { bundle: liar.bundle(incident), key: liar.key }
}

/** The worked example with other lists in its erasure and its export. */
export function withLists(lists: { x?: unknown; w?: unknown }, hidden = hiddenInExample) {
  const liar = new TestLog(origin)
  liar.append({ stream: incident, kind: 'incident.open', at, fields: { actor: 'u:7', title: 'a title' } })
  liar.append({ stream: otherStream, kind: 'session.sign_in', at, fields: { actor: 'u:9' } })
  liar.append({ stream: otherStream, kind: 'session.sign_in', at, fields: { actor: 'u:9' } })
  const x = 'x' in lists ? lists.x : [[0, 'actor']]
  const w = 'w' in lists ? lists.w : [[3, 'actor']]
  liar.append({ stream: incident, kind: 'field.erase', at, fields: { actor: 'u:2', reason: 'asked' } }, { x })
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' } }, { w })
  return { bundle: liar.bundle(incident, hidden), key: liar.key }
}

/** The honest bundle with its anchor told otherwise and signed again. */
export function withAnchor(parts: Partial<Omit<Anchor, 'signature'>>) {
  const { signature: _, ...unsigned } = anchor
  return changed({ anchors: [log.signAnchor({ ...unsigned, ...parts })] })
}

/** A log that was restored: its second half bears epoch 2. */
export function restored(epochs: [number, number, number], kind = 'restore') {
  const liar = new TestLog(origin)
  const inEpoch = (epoch: number) => {
    liar.origin = origin.replace(/1$/, String(epoch))
  }
  inEpoch(epochs[0])
  liar.append({ stream: incident, kind: 'incident.open', at, fields: { title: 'a title' } })
  const checkpoint = liar.checkpoint()
  const oldAnchor = { type: 'print', at, data: Buffer.from('card 1'), size: 1, checkpoint }
  inEpoch(epochs[1])
  liar.append({ stream: incident, kind, at, fields: { last: 'the last known checkpoint' } })
  inEpoch(epochs[2])
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' }, w: [] })
  return { bundle: liar.bundle(incident, [], [liar.anchor(oldAnchor)]), key: liar.key }
}

export const thief = new TestLog(origin, 'a key of the thief')
for (const leaf of log.leaves) thief.leaves.push(leaf)
export const neighbour = new TestLog(origin.replace(tenant, '00000000-0000-4000-8000-000000000000'))
for (const leaf of log.leaves) neighbour.leaves.push(leaf)
export const rewritten = new TestLog(origin)
rewritten.append({ stream: incident, kind: 'incident.open', at, fields: { title: 'another story' } })
export const [first, second, third] = honest.leaves

export function manyFields(count: number): Record<string, string> {
  return Object.fromEntries([...Array(count).keys()].map((number) => [`field_number_${number + 100}`, 'x']))
}

export function exportAlone(lie: Record<string, unknown>) {
  const liar = new TestLog(origin)
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' }, w: [] }, lie)
  return { bundle: liar.bundle(incident), key: liar.key }
}

export function strayLeaf() {
  const liar = new TestLog(origin)
  liar.append({ stream: incident, kind: 'incident.open', at, fields: { title: 'a title' } })
  liar.append({ stream: incident, kind: 'note.add', at, fields: { text: 'a note' } }, { s: otherStream })
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' }, w: [] })
  return { bundle: liar.bundle(incident), key: liar.key }
}

export function cutBeforeExport() {
  const openings = honest.openings.filter(({ leaf }) => leaf < 4)
  return changed({ leaves: [first, second], openings })
}

export function withheldBefore() {
  const liar = new TestLog(origin)
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' }, w: [[0, 'actor']] })
  liar.append({ stream: incident, kind: 'export', at, fields: { actor: 'u:7' }, w: [] })
  return { bundle: liar.bundle(incident, [[0, 'actor']]), key: liar.key }
}
