import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { expect, test } from 'vitest'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { Refusal } from '../../../../base/refusal.ts'
import { playbooks } from '../content/playbooks.ts'
import { Playbook } from '../contract/playbook.ts'
import { playbookFor } from '../public.ts'
import { orderOf } from './cacao-graph.ts'
import type { ToldConnection } from './cacao-http.ts'
import { draftFaults } from './draft.ts'
import { playbookFaults } from './playbook-faults.ts'
import { recordOf, type Loose } from './loose.ts'
import { mostWorkflowSteps, readCacao } from './read-cacao.ts'
import { writeCacao } from './write-cacao.ts'

const wanted = { as: 'malicious-download', today: '2026-11-21' } as const
const place = { key: 'k', tenantId: 't', publishedAt: '2026-11-21T08:00:00.000Z' }

const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const action = (name: string, to: string, more: object = {}) => ({
  type: 'action',
  name,
  commands: [{ type: 'manual', command: `Do ${name}` }],
  agent: id('group', 1),
  on_completion: to,
  ...more,
})

/** A small file: start, what is given, end. */
function fileWith(workflow: Record<string, object>, first: string, more: object = {}): string {
  return JSON.stringify({
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: id('playbook', 1),
    name: 'Small',
    created_by: id('identity', 1),
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    workflow_start: id('start', 1),
    workflow: {
      [id('start', 1)]: { type: 'start', on_completion: first },
      ...workflow,
      [id('end', 1)]: { type: 'end' },
    },
    ...more,
  })
}

const faultsOf = (text: string) =>
  readCacao(text, wanted)
    .report.remarks.filter(({ what }) => what === 'fault')
    .map(({ record, sentence }) => [record, sentence])
const stepsOf = (text: string) => readCacao(text, wanted).draft.phases.contain

function refusalOf(text: string): Refusal {
  try {
    readCacao(text, wanted)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('N13 each playbook that ships goes out as CACAO that both editions of the schemas accept', (context) => {
  const folder = testData('cacao')
  if (folder === undefined) return context.skip(noTestData('cacao'))
  for (const edition of ['schemas-cs01', 'schemas-oasis-open']) {
    const validate = validatorOf(join(folder, `${edition}.tar.gz`))
    for (const playbook of playbooks) {
      const isValid = validate(writeCacao(playbook, place))
      expect([edition, playbook.id, isValid, validate.errors]).toEqual([edition, playbook.id, true, null])
    }
  }
})

test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
  'N13 an owner who takes %s out as CACAO and brings it in again has lost nothing, and its graph is clean',
  (kind, playbook) => {
    const text = JSON.stringify(writeCacao(playbook, place))
    const { draft, report } = readCacao(text, { ...wanted, as: kind, shipped: playbookFor })
    expect(draft).toEqual(playbook)
    expect([report.isWhole, report.remarks]).toEqual([true, []])
  },
)

test('N13 an owner brings in every example of the standard, and each loss is told by its record', (context) => {
  const folder = testData('cacao')
  if (folder === undefined) return context.skip(noTestData('cacao'))
  const files = readdirSync(join(folder, 'examples'))
  const read = files.flatMap((name) => {
    const text = readFileSync(join(folder, 'examples', name), 'utf8')
    return recordOf(JSON.parse(text))?.['type'] === 'playbook' ? [{ name, text }] : []
  })
  expect(read.length).toBe(9)
  for (const { name, text } of read) {
    const { draft, report } = readCacao(text, wanted)
    const published = Playbook.parse(draft)
    expect([name, draftFaults(draft)]).toEqual([name, []])
    expect(report.made).toBeGreaterThan(0)
    expect(report.remarks.filter(({ what }) => what === 'lost').length).toBeGreaterThan(0)
    const again = readCacao(JSON.stringify(writeCacao(published, place)), { ...wanted, as: published.id })
    expect([name, again.draft]).toEqual([name, draft])
  }
})

test('N13 what the standard gives as its example validates, so the schemas are read as they are meant', (context) => {
  const folder = testData('cacao')
  if (folder === undefined) return context.skip(noTestData('cacao'))
  const validate = validatorOf(join(folder, 'schemas-oasis-open.tar.gz'))
  const example: unknown = JSON.parse(readFileSync(join(folder, 'examples/spec-3.1-example.json'), 'utf8'))
  expect([validate(example), validate.errors]).toEqual([true, null])
  expect(validate({ ...(example as object), surprise: 1 })).toBe(false) // an object, as the line before says
})

test('U20 the request of a step goes out as an http-api command without its secret, comes back, and an import says where it is not defined', (context) => {
  const folder = testData('cacao')
  if (folder === undefined) return context.skip(noTestData('cacao'))
  const own = playbookFor('ransomware')
  const [first, ...rest] = own.phases.contain
  if (first === undefined) throw new Error('ransomware is contained')
  const connection = {
    id: '0190a0a0-0000-7000-8000-00000000000a',
    name: 'Isolate',
    values: { device: 'a/"b' },
  }
  const playbook = { ...own, phases: { ...own.phases, contain: [{ ...first, connection }, ...rest] } }
  const told: ToldConnection = {
    ...{ method: 'POST', address: 'https://edr.example/{{device}}/isolate', bodyKind: 'json' },
    headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
    body: '{"device": "{{device}}", "why": "{{reason}}"}',
  }
  const connections = new Map([[connection.id, told]])
  const file = writeCacao(playbook, { ...place, connections })
  const validate = validatorOf(join(folder, 'schemas-oasis-open.tar.gz'))
  expect([validate(file), validate.errors]).toEqual([true, null])
  const text = JSON.stringify(file)
  const { workflow } = JSON.parse(text) as { workflow: Record<string, { commands?: Loose[] }> } // just written
  const commands = Object.values(workflow).flatMap((step) => step.commands ?? [])
  expect(commands.filter(({ type }) => type === 'http-api')).toMatchObject([
    {
      command: 'POST https://edr.example/a%2F%22b/isolate HTTP/1.1',
      headers: { Authorization: ['Bearer __secret__:value'] },
      content: '{"device": "a/\\"b", "why": "__reason__:value"}',
      description: expect.stringContaining('Not part of this file: the secret'),
    },
  ])
  const known = { ...wanted, as: own.id, shipped: playbookFor, connections: new Set([connection.id]) }
  const back = readCacao(text, known)
  expect([back.draft, back.report.remarks]).toEqual([playbook, []])
  const elsewhere = readCacao(text, { ...known, connections: new Set<string>() })
  expect(elsewhere.report.remarks.map(({ what, sentence }) => [what, sentence])).toEqual([
    ['lost', expect.stringContaining('“Isolate”, which is not defined here')],
  ])
})

test('a playbook of a thousand steps is read in order', () => {
  const steps = Array.from({ length: 1000 }, (_, n) => [
    id('action', n + 1),
    action(`step ${n + 1}`, n === 999 ? id('end', 1) : id('action', n + 2)),
  ])
  const text = fileWith(Object.fromEntries(steps), id('action', 1))
  const made = stepsOf(text)
  expect(made.map(({ title }) => title)).toEqual(Array.from({ length: 1000 }, (_, n) => `step ${n + 1}`))
  expect(faultsOf(text)).toEqual([])
})

test('a playbook of more steps than anybody can work is refused with the number', () => {
  const steps = Array.from({ length: mostWorkflowSteps }, (_, n) => [
    id('action', n + 1),
    action('x', id('end', 1)),
  ])
  const refused = refusalOf(fileWith(Object.fromEntries(steps), id('action', 1)))
  expect([refused.kind, refused.message.includes('2002 steps')]).toEqual(['invalid', true])
})

test('a playbook that goes in circles is cut where it leads back, and says so', () => {
  const text = fileWith(
    {
      [id('action', 1)]: action('one', id('action', 2)),
      [id('action', 2)]: action('two', id('action', 1)),
    },
    id('action', 1),
  )
  expect(stepsOf(text).map(({ title }) => title)).toEqual(['one', 'two'])
  expect(faultsOf(text)).toEqual([
    [id('action', 2), expect.stringContaining(`leads back to ${id('action', 1)}`)],
    [id('end', 1), expect.stringContaining('Nothing leads to it')],
  ])
})

test('a playbook that only leads to itself comes to an end', () => {
  const text = fileWith({ [id('action', 1)]: action('one', id('action', 1)) }, id('action', 1))
  expect(stepsOf(text)).toHaveLength(1)
})

test('a playbook that leads nowhere keeps its steps, and each missing one is named', () => {
  const text = fileWith({ [id('action', 1)]: action('one', id('action', 77)) }, id('action', 1))
  expect(stepsOf(text)).toHaveLength(1)
  expect(faultsOf(text)[0]).toEqual([id('action', 1), expect.stringContaining(id('action', 77))])
})

test('a step that nothing leads to is kept at the end and named', () => {
  const text = fileWith(
    { [id('action', 9)]: action('lost', id('end', 1)), [id('action', 1)]: action('one', id('end', 1)) },
    id('action', 1),
  )
  expect(stepsOf(text).map(({ title }) => title)).toEqual(['one', 'lost'])
  expect(faultsOf(text)).toEqual([[id('action', 9), expect.stringContaining('Nothing leads to it')]])
})

test('U19 conditions become questions, and where their branches meet comes after both', () => {
  const text = fileWith(
    {
      [id('if-condition', 1)]: {
        type: 'if-condition',
        condition: 'x > 1',
        on_true: id('action', 1),
        on_false: id('action', 2),
      },
      [id('action', 1)]: action('yes', id('action', 3)),
      [id('action', 2)]: action('no', id('action', 3)),
      [id('action', 3)]: action('both', id('end', 1)),
    },
    id('if-condition', 1),
  )
  const made = stepsOf(text)
  expect(made.map(({ title }) => title)).toEqual(['if-condition', 'yes', 'no', 'both'])
  expect(made[0]?.ask).toEqual({ question: 'Is this so: x > 1', yes: 's2', no: 's3' })
  expect(playbookFaults(readCacao(text, wanted).draft)).toEqual([])
})

test('R49 an imported step that wipes waits for evidence, and its commands are only words', () => {
  const text = fileWith(
    {
      [id('action', 1)]: action('Clean', id('end', 1), { commands: [{ type: 'ssh', command: 'rm -rf /' }] }),
    },
    id('action', 1),
  )
  const { draft, report } = readCacao(text, wanted)
  expect(draft.phases.contain[0]).toMatchObject({
    destructive: true,
    needsEvidence: ['e1'],
    how: ['Meant for a tool (ssh): rm -rf /'],
  })
  expect(report.remarks.some(({ sentence }) => sentence.includes('run by a machine (ssh)'))).toBe(true)
  expect(draftFaults(draft)).toEqual([])
})

test.each([
  ['no JSON', '{', 'no JSON'],
  ['a list', '[]', 'no CACAO playbook'],
  ['another version', '{"type":"playbook","spec_version":"cacao-1.1"}', 'cacao-1.1'],
  ['no workflow', '{"type":"playbook","spec_version":"cacao-2.0"}', 'no workflow'],
])('an owner who chooses %s hears what to do', (_, text, words) => {
  const refused = refusalOf(text)
  expect([refused.kind, refused.message.includes(words)]).toEqual(['invalid', true])
})

test('whatever stands in the fields of a hostile file, it becomes a draft that can be stored', () => {
  const hostile: Loose = {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    name: `${'n'.repeat(5000)}\0\ud800`,
    description: 7,
    severity: 'high',
    external_references: [{ name: 4 }, 'x', { name: 'ok' }],
    workflow_start: '__proto__',
    workflow: JSON.parse(
      '{"__proto__":{"type":"action","name":"\\u0000","commands":"x","on_completion":["a",3]},"constructor":{"type":7},"a":{"type":"switch-condition","cases":[1]}}',
    ),
  }
  const { draft, report } = readCacao(JSON.stringify(hostile), wanted)
  expect(draft.title).toHaveLength(200)
  expect(JSON.stringify([draft, report])).not.toMatch(/\\u0000|\\ud800/)
})

test('an order is found for a graph as wide as it is long', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 2000 }, (_, n) => [
      `p${n}`,
      { next_steps: Array.from({ length: 10 }, (__, k) => `p${n + k + 1}`) },
    ]),
  )
  const { order, faults } = orderOf(wide, ['p0'])
  expect(order).toHaveLength(2000)
  expect(faults.every(({ what }) => what === 'dangling')).toBe(true)
})

/** The OASIS schemas say draft-07 and use a keyword of 2019-09, so they are read as the latter. */
function validatorOf(archive: string) {
  const ajv = new Ajv2019({ strict: false, allErrors: false, validateFormats: false })
  let main = ''
  for (const text of filesOf(gunzipSync(readFileSync(archive)))) {
    type Schema = { $id: string; $schema?: string; unevaluatedProperties?: boolean }
    const { $schema: _, ...schema } = JSON.parse(text) as Schema // the standard's own files
    // A step refers to the base of all commands, which taken by itself would forbid each command's own fields.
    if (schema.$id.endsWith('/command-data.json')) delete schema.unevaluatedProperties
    ajv.addSchema(schema)
    if (schema.$id.endsWith('/playbook.json')) main = schema.$id
  }
  const validate = ajv.getSchema(main)
  if (validate === undefined) throw new Error('the archive holds no playbook.json')
  return validate
}

/** The JSON files of a tar archive: 512-byte headers, name first, size in octal at 124 (POSIX ustar). */
function filesOf(tar: Buffer): string[] {
  const files: string[] = []
  for (let at = 0; at + 512 <= tar.length;) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 136), 8) || 0
    if (name.endsWith('.json')) files.push(tar.toString('utf8', at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
