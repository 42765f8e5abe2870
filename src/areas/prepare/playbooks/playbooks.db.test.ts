import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noTestData, testData } from '../../../../tests/data.ts'
import { world, type World } from '../../../../tests/world.ts'
import { incidentKinds } from '../../../base/incident-kinds.ts'
import { Refusal } from '../../../base/refusal.ts'
import * as changing from '../../respond/incidents/actions/change-run.ts'
import { open } from '../../respond/incidents/actions/open-incident.ts'
import * as running from '../../respond/incidents/actions/run-playbook.ts'
import * as editing from './actions/edit-playbook.ts'
import * as exchange from './actions/exchange.ts'
import * as knowledge from './actions/knowledge.ts'
import * as profile from './actions/profile.ts'
import * as reading from './actions/read-playbooks.ts'
import type { PlaybookDraft } from './contract/playbook.ts'
import { playbookFor } from './public.ts'
import { runHash } from './rules/freeze-run.ts'

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

async function incidentOf(kind: (typeof incidentKinds)[number]): Promise<string> {
  const { id } = await house.perform(open, house.lead, { title: `A case of ${kind}`, kind, severity: 'S2' })
  return id
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (error instanceof Refusal) return error
  throw new Error('it was not refused', { cause: error })
}

test.each(incidentKinds)('U16 U23 a responder who declares %s is led by its playbook', async (kind) => {
  const id = await incidentOf(kind)
  const run = await house.perform(running.start, house.responder, { id })
  expect(run.document.kind).toBe(kind === 'other' ? 'something-odd' : kind)
  expect(run.next?.part).toBe('card')
  expect(run.hash).toBe(runHash(run.document))
})

test('U21 a lead publishes an edition of their own; runs that go on keep the old words, new ones get the new', async () => {
  const kind = 'website-compromise'
  const before = await house.perform(running.start, house.lead, { id: await incidentOf(kind) })
  const document: PlaybookDraft = {
    ...structuredClone(playbookFor(kind)),
    plainTitle: 'Our shop was changed',
  }

  const saved = await house.perform(editing.save, house.lead, { kind, revision: 0, document })
  const shown = await house.perform(reading.read, house.staff, { kind })
  expect([saved.faults, saved.revision, shown.edition, shown.hasDraft]).toEqual([[], 1, 'shipped', true])
  const done = await house.perform(editing.publish, house.lead, { kind, revision: 1, note: 'Our words' })
  expect([done.inUse, done.draft, done.versions.map(({ note }) => note)]).toEqual([1, null, ['Our words']])

  const after = await house.perform(running.start, house.lead, { id: await incidentOf(kind) })
  const old = await house.perform(running.read, house.lead, { id: before.incidentId })
  expect([old.document.plainTitle, old.hash]).toEqual([before.document.plainTitle, before.hash])
  expect([after.document.plainTitle, after.document.edition]).toEqual(['Our shop was changed', 'own'])

  const { differences } = await house.perform(editing.compare, house.staff, {
    kind,
    from: 'shipped',
    to: '1',
  })
  expect(differences).toEqual([
    {
      section: 'playbook',
      part: null,
      what: 'changed',
      field: 'plainTitle',
      before: playbookFor(kind).plainTitle,
      after: 'Our shop was changed',
    },
  ])
  await house.perform(editing.use, house.lead, { kind, version: 'shipped', reason: 'Theirs is newer' })
  expect((await house.perform(reading.read, house.staff, { kind })).edition).toBe('shipped')
  await house.perform(editing.use, house.lead, { kind, version: '1', reason: 'Ours after all' })
  expect((await house.perform(reading.read, house.staff, { kind })).edition).toBe('own')
  const kinds = (await house.leaves()).map((leaf) => leaf.kind).filter((leaf) => leaf.startsWith('playbook.'))
  expect(kinds.slice(0, 4)).toEqual(['playbook.draft', 'playbook.publish', 'playbook.use', 'playbook.use'])
})

test('a lead cannot tell the playbook of another organisation from one that does not exist', async () => {
  const theirs = await house.perform(editing.create, house.stranger, { title: 'Theirs', kind: 'ransomware' })
  const id = await incidentOf('ransomware')
  await house.perform(running.start, house.lead, { id })
  const asked = [theirs.key, '0190aaaa-0000-7000-8000-000000000000'].map((playbook) =>
    refusalOf(house.perform(running.start, house.lead, { id, playbook })),
  )
  const [foreign, unknown] = await Promise.all(asked)
  expect([foreign?.kind, foreign?.message]).toEqual(['not_found', unknown?.message])
})

test('a version that was published cannot be changed, not even by the program', async () => {
  const change = house.house.wall.inTenant(house.tenantId, ({ $client }) =>
    $client.query(`update app.playbook_version set note = 'other'`),
  )
  await expect(change).rejects.toThrow(/permission denied/)
})

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
  const { items } = await house.perform(reading.list, house.staff, { limit: 200 })
  const own = items.find(({ key }) => key === 'website-compromise')
  expect(own).toMatchObject({
    edition: 'own',
    plainTitle: 'Our shop was changed',
    version: 1,
    hasDraft: false,
  })
  expect(own?.recognise).toEqual(playbookFor('website-compromise').recognise)
  expect(items.find(({ title }) => title === 'Plant stop')).toMatchObject({ isInUse: false, hasDraft: true })
})

test('R42 a step shows what the organisation works with, and one that is not for it says so', async () => {
  await house.perform(profile.change, house.lead, {
    platforms: ['google_workspace', 'macos'],
    traits: { card_payments: 'no', online_shop: 'no' },
  })
  const run = await house.perform(running.start, house.lead, { id: await incidentOf('ddos-extortion') })
  expect(run.document.profile?.platforms).toEqual(['google_workspace', 'macos'])
  const unfit = Object.entries(run.state.entries).filter(([, entry]) => entry.unfit)
  expect(unfit.length).toBeGreaterThan(0)
  const [step] = unfit[0] ?? ['']
  const back = await house.perform(
    running.moveStepWith({ refuseUnknownEvidence: async () => {} }),
    house.lead,
    {
      id: run.incidentId,
      step,
      move: { move: 'reopen', reason: 'We do have one' },
    },
  )
  expect(back.state.entries[step]?.status).toBe('open')
  expect((await house.perform(profile.read, house.staff, {})).changedBy).toBe(house.lead.name)
})

test('R16 what is added, reworded and skipped in a run is kept with its reason, on the record too', async () => {
  const id = await incidentOf('ransomware')
  await house.perform(running.start, house.lead, { id })
  const added = await house.perform(changing.add, house.responder, {
    id,
    phase: 'contain',
    title: 'Cut the plant network',
    who: 'technical',
    how: ['Pull the uplink'],
    undo: 'Plug it in',
    doneWhen: 'The lamp is off',
    reason: 'It is flat',
  })
  expect(added.steps?.some(({ title }) => title === 'Cut the plant network')).toBe(true)
  const words = { title: 'Cut the office network' }
  const changed = await house.perform(changing.change, house.responder, {
    id,
    step: 'c2',
    words,
    reason: 'Plain',
  })
  expect(changed.departures.map(({ what }) => what)).toEqual(['changed', 'added'])
  expect(changed.hash).toBe(runHash(changed.document))
  const skip = (reason: string) =>
    house.perform(running.moveStepWith({ refuseUnknownEvidence: async () => {} }), house.responder, {
      id,
      step: 'c9',
      move: { move: 'skip', reason },
    })
  expect((await refusalOf(skip(' '))).kind).toBe('invalid')
  expect((await skip('Nothing is in the cloud')).departures).toContainEqual(
    expect.objectContaining({
      id: 'c9',
      what: 'skipped',
      reason: 'Nothing is in the cloud',
      by: house.responder.name,
    }),
  )
  const leaves = (await house.leaves({ stream: id })).map((leaf) => leaf.kind)
  expect(leaves.slice(-3)).toEqual(['step.add', 'step.change', 'step.skip'])
  expect((await refusalOf(house.perform(changing.add, house.staff, { id } as never))).kind).toBe('forbidden') // refused before the input is read
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
  const run = await house.perform(running.start, house.lead, {
    id: await incidentOf('malicious-download'),
    playbook: key,
  })
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
