import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../tests/data.ts'
import { world, type World } from '../../../../tests/world.ts'
import { Refusal } from '../../../base/refusal.ts'
import { open } from '../../respond/incidents/actions/open-incident.ts'
import * as running from '../../respond/incidents/actions/run-playbook.ts'
import * as editing from './actions/edit-playbook.ts'
import * as exchange from './actions/exchange.ts'
import * as knowledge from './actions/knowledge.ts'
import * as reading from './actions/read-playbooks.ts'
import type { PlaybookDraft } from './contract/playbook.ts'
import { playbookFor } from './public.ts'

let house: World
beforeAll(async () => {
  house = await world()
})
afterAll(() => house?.close())

const bytesOf = (text: string | Uint8Array) => ({
  upload: {
    body: (async function* () {
      yield Buffer.from(text)
    })(),
  },
})

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (error instanceof Refusal) return error
  throw new Error('it was not refused', { cause: error })
}

test('a lead cannot publish what leads in circles, and hears it in words; of two who save one is told', async () => {
  const made = await house.perform(editing.create, house.lead, {
    title: 'Plant stop',
    kind: 'outage-and-key-person',
    from: 'ransomware',
  })
  const kind = made.key
  const document = structuredClone(made.draft) as PlaybookDraft // a draft was just made
  const [first, second] = document.phases.contain
  if (first === undefined || second === undefined) throw new Error('ransomware has steps')
  first.ask = { question: 'Again?', yes: second.id, no: 'c99' }
  second.title = ''
  second.destructive = true
  delete second.needsEvidence
  const saved = await house.perform(editing.save, house.lead, { kind, revision: 1, document })
  expect(saved.faults.join('\n')).toMatch(/c2, title: this line is empty/)
  expect(saved.faults.join('\n')).toMatch(/c99, which is no step/)
  expect(saved.faults.join('\n')).toMatch(/c2 is destructive and names no evidence/)
  const refused = await refusalOf(
    house.perform(editing.publish, house.lead, { kind, revision: 2, note: 'x' }),
  )
  expect([refused.kind, refused.detail.reason]).toEqual(['invalid', 'not_ready'])

  const late = await refusalOf(house.perform(editing.save, house.owner, { kind, revision: 1, document }))
  expect([late.kind, late.detail.reason, late.message.includes(house.lead.name)]).toEqual([
    'conflict',
    'other_revision',
    true,
  ])
  const unknown = await refusalOf(house.perform(reading.read, house.staff, { kind }))
  expect([unknown.kind, unknown.message]).toEqual(['conflict', 'This playbook was not published yet.'])
})

test('a lead cannot throw away what somebody else saved since, and what was never published is gone for good', async () => {
  const { key: kind } = await house.perform(editing.create, house.lead, {
    title: 'Brief',
    kind: 'ransomware',
  })
  const { draft } = await house.perform(editing.readOne, house.lead, { kind })
  const document = { ...draft, title: 'An hour of work', id: 'ddos-extortion' } as PlaybookDraft // a draft was just made
  const saved = await house.perform(editing.save, house.owner, { kind, revision: 1, document })
  // What it is for was said when it was made.
  expect([saved.kind, saved.draft?.id]).toEqual(['ransomware', 'ransomware'])
  const late = await refusalOf(house.perform(editing.discard, house.lead, { kind, revision: 1 }))
  expect([late.kind, late.detail.reason]).toEqual(['conflict', 'other_revision'])

  expect(await house.perform(editing.discard, house.owner, { kind, revision: 2 })).toEqual({ left: null })
  const unknown = await refusalOf(house.perform(reading.read, house.staff, { kind }))
  expect([unknown.kind, unknown.message]).toEqual(['not_found', 'There is no such playbook here.'])
  const { items } = await house.perform(reading.list, house.staff, { limit: 200 })
  expect(items.some(({ key }) => key === kind)).toBe(false)
})

test('a lead who throws an imported draft away throws its file away; an edition of what ships goes on counting', async () => {
  const file = JSON.stringify({
    type: 'playbook',
    spec_version: 'cacao-2.0',
    workflow_start: 'a',
    workflow: { a: { type: 'action', name: 'Look' } },
  })
  const { key } = await house.perform(exchange.bringIn, house.lead, { as: 'ransomware' }, bytesOf(file))
  await house.perform(editing.discard, house.lead, { kind: key, revision: 1 })
  expect((await refusalOf(house.perform(exchange.original, house.lead, { kind: key }))).kind).toBe(
    'not_found',
  )

  const document = structuredClone(playbookFor('misdirected-data'))
  const kind = 'misdirected-data'
  await house.perform(editing.save, house.lead, { kind, revision: 0, document })
  const { left } = await house.perform(editing.discard, house.lead, { kind, revision: 1 })
  expect([left?.draft, left?.revision]).toEqual([null, 2])
  expect(
    (await refusalOf(house.perform(editing.save, house.lead, { kind, revision: 0, document }))).kind,
  ).toBe('conflict')
})

test('a reader of the list sees what is in use, and whether there is a draft', async () => {
  const kind = 'website-compromise'
  const document = { ...structuredClone(playbookFor(kind)), plainTitle: 'Our shop was changed' }
  await house.perform(editing.save, house.lead, { kind, revision: 0, document })
  await house.perform(editing.publish, house.lead, { kind, revision: 1, note: 'Our words' })
  const { items } = await house.perform(reading.list, house.staff, { limit: 200 })
  const own = items.find(({ key }) => key === kind)
  expect(own).toMatchObject({
    edition: 'own',
    plainTitle: 'Our shop was changed',
    version: 1,
    hasDraft: false,
  })
  expect(own?.recognise).toEqual(document.recognise)
  expect(items.find(({ title }) => title === 'Plant stop')).toMatchObject({ isInUse: false, hasDraft: true })
})

test('N13 a lead brings in CACAO, reads what was lost, publishes it, and gets the file back byte for byte', async (context) => {
  const folder = testData('cacao')
  if (folder === undefined) return context.skip(noTestData('cacao'))
  const file = readFileSync(join(folder, 'examples/openc2-playbook.json'))
  const { key, report } = await house.perform(
    exchange.bringIn,
    house.lead,
    { as: 'malicious-download', name: 'openc2.json' },
    bytesOf(file),
  )
  expect(report.remarks.some(({ sentence }) => sentence.includes('openc2'))).toBe(true)
  await house.perform(editing.publish, house.lead, { kind: key, revision: 1, note: 'As it came' })
  const { id } = await house.perform(open, house.lead, {
    title: 'A bad file',
    kind: 'malicious-download',
    severity: 'S2',
  })
  const run = await house.perform(running.start, house.lead, { id, playbook: key })
  expect(run.document.key).toBe(key)
  const original = await house.perform(exchange.original, house.staff, { kind: key })
  expect(Buffer.compare(Buffer.from((await original.open()) as Uint8Array), file)).toBe(0) // bytes, as the action gives
  const cacao = await house.perform(exchange.takeOut, house.staff, { kind: key })
  expect(String(await cacao.open())).toContain('"cacao-2.0"')
  const strange = await refusalOf(
    house.perform(exchange.bringIn, house.lead, { as: 'ransomware' }, bytesOf(Buffer.from([0xff, 0xfe]))),
  )
  expect(strange.kind).toBe('invalid')
})

test('an owner brings in ATT&CK and COUN7ER, and a technique then suggests what to do against it', async (context) => {
  const before = await house.perform(knowledge.suggest, house.staff, { techniques: 'T1021.002' })
  expect([before.coun7er, before.items]).toEqual([null, []])
  const folder = testData('coun7er')
  if (folder === undefined) return context.skip(noTestData('coun7er'))
  const attack = readFileSync(join(testData('attack') ?? '', 'enterprise-attack-18.1.core.json.gz'))
  const nameless = await refusalOf(house.perform(knowledge.bringIn, house.owner, {}, bytesOf(attack)))
  expect(nameless.detail.reason).toBe('version_missing')
  const set = await house.perform(knowledge.bringIn, house.owner, { version: '18.1' }, bytesOf(attack))
  expect([set.name, set.version, set.entries]).toEqual(['attack', '18.1', 835])
  const file = readFileSync(join(folder, 'coun7er-latest.json'))
  const list = await house.perform(knowledge.bringIn, house.owner, { name: 'coun7er.json' }, bytesOf(file))
  expect([list.name, list.entries]).toEqual(['coun7er', 152])

  const answer = await house.perform(knowledge.suggest, house.staff, { techniques: 'T1021.002,T9999' })
  expect(answer.items.map(({ id }) => id)).toContain('CM0001')
  expect(answer.items.find(({ id }) => id === 'CM0001')?.outcome).toContain('lateral movement')
  expect(answer.techniques).toEqual([
    { id: 'T1021.002', name: 'SMB/Windows Admin Shares', state: 'current' },
    { id: 'T9999', name: null, state: null },
  ])
  const found = await house.perform(knowledge.techniques, house.staff, { q: 'encrypted for' })
  expect(found.items).toEqual([
    {
      id: 'T1486',
      name: 'Data Encrypted for Impact',
      tactics: ['impact'],
      state: 'current',
      version: '18.1',
    },
  ])
  // Once more: it replaces what was there.
  await house.perform(knowledge.bringIn, house.owner, { version: '18.1' }, bytesOf(attack))
  expect((await refusalOf(house.perform(knowledge.bringIn, house.lead, {}, bytesOf('{}')))).kind).toBe(
    'forbidden',
  )
})
