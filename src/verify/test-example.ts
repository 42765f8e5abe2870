import { type Bundle, bytesOf, type Ref, TestLog } from './test-writer.ts'

/** The worked example of `docs/ledger-format.md`: leaves 0, 3 and 4 of a log of five are one incident. */
export const incident = '5b0f7e1c-93d4-4f0e-8d0a-2b7a4f6c1e22'
export const otherStream = 'c2a4f1d0-6b1e-4c3a-9f57-1d2e3f405162'
export const origin = 'tl.example/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1'

export function exampleLog(): TestLog {
  const log = new TestLog(origin)
  const opened = { actor: 'u:7', title: 'Ransom note on FILE01' }
  log.append({ stream: incident, kind: 'incident.open', at: '2026-03-01T08:00:00.000Z', fields: opened })
  const signIn = { stream: otherStream, kind: 'session.sign_in', fields: { actor: 'u:9' } }
  log.append({ ...signIn, at: '2026-03-01T08:00:30.000Z' })
  log.append({ ...signIn, at: '2026-03-01T08:04:00.000Z' })
  const erasure = { actor: 'u:2', reason: 'Request of the person concerned' }
  const erased: Ref[] = [[0, 'actor']]
  log.append({
    stream: incident,
    kind: 'field.erase',
    at: '2026-03-02T09:30:00.000Z',
    fields: erasure,
    x: erased,
  })
  const withheld: Ref[] = [[3, 'actor']]
  const fields = { actor: 'u:7' }
  log.append({ stream: incident, kind: 'export', at: '2026-03-02T10:00:00.000Z', fields, w: withheld })
  return log
}

export function exampleBundle(log = exampleLog()): Bundle {
  const data = Buffer.from('<20260301080500.1@tl.example>')
  const anchors = [log.anchor({ type: 'email', at: '2026-03-01T08:05:00.000Z', data, size: 3 })]
  return log.bundle(incident, hiddenInExample, anchors)
}

export const hiddenInExample: Ref[] = [
  [0, 'actor'],
  [3, 'actor'],
]

/** The section of `docs/ledger-format.md` between its two marks, in Markdown; `report` is what the verifier says. */
export function exampleSection(report: string): string {
  const log = exampleLog()
  const leaves = log.leaves.flatMap(({ index, text, hash, stream }) => [
    `Leaf ${index}${stream === incident ? '' : ', not in the bundle'}, hash \`${hash.toString('hex')}\`:`,
    '',
    fenced('text', text),
  ])
  const values = log.leaves
    .filter(({ stream }) => stream === incident)
    .flatMap(({ openings }) => openings)
    .map(({ leaf, field, value }) => `- leaf ${leaf}, \`${field}\`: \`${value}\`, ${fateOf([leaf, field])}`)
  return [
    ...leaves,
    'The values behind the commitments of the incident:\n',
    `${values.join('\n')}\n`,
    `The root hash is \`${log.root().toString('hex')}\`. The key, as \`key.pub\` holds it:\n`,
    fenced('text', log.key),
    'The checkpoint:\n',
    fenced('text', log.checkpoint().trimEnd()),
    'The bundle, one line without a newline at its end:\n',
    fenced('text bundle', bytesOf(exampleBundle(log)).toString()),
    'What `muster-verify --show` says:\n',
    fenced('text', report.trimEnd()),
  ]
    .join('\n')
    .trimEnd()
}

function fateOf([leaf, field]: Ref): string {
  if (leaf === 0 && field === 'actor') return 'erased by leaf 3'
  return leaf === 3 && field === 'actor' ? 'withheld by leaf 4' : 'opened'
}

function fenced(kind: string, text: string): string {
  return `\`\`\`${kind}\n${text}\n\`\`\`\n`
}
