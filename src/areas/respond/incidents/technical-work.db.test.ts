import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import { asSystem, type Action } from '../../../platform/action.ts'
import { add } from '../evidence/actions/seal-evidence.ts'
import { confirm } from '../evidence/actions/read-guide.ts'
import * as knowledge from '../../prepare/playbooks/actions/knowledge.ts'
import * as board from '../containment/actions/board.ts'
import * as controls from '../containment/actions/test-controls.ts'
import * as ways from '../containment/actions/way-back.ts'
import * as weaknesses from '../containment/actions/weaknesses.ts'
import * as inbox from '../communications/actions/inbox.ts'
import * as houseClocks from '../duties/actions/house-clocks.ts'
import * as duties from '../duties/actions/read-duties.ts'
import { remindOfDuties } from '../duties/jobs.ts'
import { clockDates } from '../duties/public.ts'
import * as captures from './actions/keep-captures.ts'
import * as leading from './actions/lead-incident.ts'
import { splitStep } from './actions/technical-work.ts'
import * as systems from './actions/work-systems.ts'
import type { changeSystemState, completeTask } from './contract/work.ts'
import type { moveStep } from './contract/run.ts'
import * as opening from './actions/open-incident.ts'
import * as running from './actions/run-playbook.ts'

// As the program plugs them together.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
const changeState = named('changeSystemState') as Action<typeof changeSystemState> // likewise
const complete = named('completeTask') as Action<typeof completeTask> // likewise
const move = named('moveStep') as Action<typeof moveStep> // found by its name

describe('technical work in an incident', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const declare = async () =>
    (await w.perform(opening.open, w.lead, { title: 'Locked', kind: 'ransomware', severity: 'S2' })).id

  test('R50 a responder wipes nothing before they read the guide to evidence in this case, and the reading is on the record', async () => {
    const id = await declare()
    const { document } = await w.perform(running.start, w.lead, { id })
    const step = document.steps.find((one) => one.destructive && one.ask === undefined)
    const waiver = { items: [...(step?.needsEvidence ?? [])], reason: 'Power was failing' }
    const wipe = () =>
      w.perform(move, w.responder, { id, step: step?.id ?? '', move: { move: 'done' }, waiver })
    await expect(wipe()).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'guide_unread', faults: [{ path: `/incidents/${id}/evidence-guide` }] },
    })
    await w.perform(confirm, w.lead, { id })
    await expect(wipe()).rejects.toMatchObject({ detail: { reason: 'guide_unread' } })
    const { hasRead, items } = await w.perform(confirm, w.responder, { id })
    expect([hasRead, ...items.map(({ name }) => name)]).toEqual([true, w.lead.name, w.responder.name])
    await expect(w.perform(confirm, w.responder, { id })).rejects.toMatchObject({ kind: 'conflict' })
    expect((await wipe()).state.entries[step?.id ?? '']).toMatchObject({ status: 'done' })
    const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'guide.read')).toHaveLength(2)
  })

  test('R17 R42 R53 a responder settles a step for each system by itself, removal only with its proof, and the step is done when all are', async () => {
    const id = await declare()
    const { document } = await w.perform(running.start, w.lead, { id })
    const plain = document.steps.filter(({ ask, waitsFor, destructive }) => !ask && !waitsFor && !destructive)
    const removal = plain.find(({ phase }) => phase === 'eradicate')?.id ?? ''
    const add = (name: string) =>
      w.perform(systems.add, w.responder, { id, name, state: 'affected', kind: 'server' })
    const both = [(await add('FILE01')).id, (await add('WEB01')).id]
    const split = { id, step: removal, systems: both }
    const { items } = await w.perform(splitStep, w.responder, split)
    expect(items).toMatchObject([
      { systemId: both[0], step: removal, isTechnical: true, needsProof: true },
      { systemId: both[1] },
    ])
    await expect(w.perform(splitStep, w.lead, split)).rejects.toMatchObject({ kind: 'conflict' })
    const done = (task: string, more: object) =>
      w.perform(complete, w.responder, { id, task, note: 'Scan found nothing', ...more })
    const [first = '', second = ''] = items.map((task) => task.id)
    await expect(done(first, { note: '' })).rejects.toMatchObject({ detail: { faults: [{ path: 'note' }] } })
    await expect(done(first, {})).rejects.toMatchObject({ detail: { faults: [{ path: 'evidence' }] } })
    await expect(done(first, { evidence: [id] })).rejects.toMatchObject({ kind: 'not_found' })
    const proof = await seal(w, id)
    expect(await done(first, { evidence: [proof], isClean: true })).toMatchObject({
      proof: [proof],
      note: 'Scan found nothing',
      doneBy: w.responder.name,
    })
    const shown = await w.perform(systems.list, w.auditor, { id })
    expect(shown.items.map(({ state, kind }) => [state, kind])).toEqual([
      ['cleaned', 'server'],
      ['affected', 'server'],
    ])
    const settle = () => w.perform(move, w.responder, { id, step: removal, move: { move: 'done' } })
    await expect(settle()).rejects.toMatchObject({ detail: { reason: 'systems_open' } })
    await done(second, { evidence: [proof] })
    expect((await settle()).state.entries[removal]).toMatchObject({ status: 'done' })
    const leaf = (await w.leaves({ stream: id })).findLast(({ kind }) => kind === 'task.done')
    expect(leaf?.fields).toMatchObject({ target: 'WEB01', note: 'Scan found nothing', evidence: proof })
  })

  test('R42 a responder cannot wipe one system past the evidence, the waiver or the guide that the whole step asks for', async () => {
    const id = await declare()
    const { document } = await w.perform(running.start, w.lead, { id })
    const wiping = document.steps.find(
      ({ destructive, needsEvidence, phase }) =>
        destructive && (needsEvidence?.length ?? 0) > 0 && phase !== 'eradicate',
    )
    const { id: system } = await w.perform(systems.add, w.lead, { id, name: 'PC3', state: 'isolated' })
    const step = wiping?.id ?? ''
    const { items } = await w.perform(splitStep, w.responder, { id, step, systems: [system] })
    const wipe = () =>
      w.perform(complete, w.responder, { id, task: items[0]?.id ?? '', note: 'Wiped', evidence: [] })
    await expect(wipe()).rejects.toMatchObject({ detail: { reason: 'guide_unread' } })
    await w.perform(confirm, w.responder, { id })
    await expect(wipe()).rejects.toMatchObject({ detail: { reason: 'evidence_missing' } })
  })

  test('R67 a lead plans when a system comes back, and its watch begins when it is back', async () => {
    const id = await declare()
    const { id: system } = await w.perform(systems.add, w.lead, { id, name: 'FILE01', state: 'isolated' })
    const tomorrow = new Date(w.house.now().getTime() + 24 * 3_600_000).toISOString()
    const plan = { id, system, returnAt: tomorrow, watchHours: 12, everyMinutes: 240 }
    const watcherIds = [w.responder.memberId, w.lead.memberId]
    await expect(
      w.perform(ways.plan, w.lead, { ...plan, watcherIds: [w.auditor.memberId] }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await expect(
      w.perform(ways.plan, w.lead, { ...plan, watchHours: 720, everyMinutes: 5, watcherIds }),
    ).rejects.toMatchObject({ detail: { faults: [{ path: 'watchHours' }] } })
    const planned = await w.perform(ways.plan, w.responder, { ...plan, watcherIds })
    expect(planned).toMatchObject({ plan: { returnAt: tomorrow }, missing: { length: 3 } })
    await w.perform(ways.override, w.lead, { id, system, reason: 'The shop opens at eight' })
    await w.perform(changeState, w.lead, { id, system, state: 'reconnected', reason: 'Back' })
    const { watches, systems: shown } = await w.perform(board.read, w.auditor, { id })
    expect(watches).toMatchObject([{ systemId: system, kind: 'window', checks: { length: 3 } }])
    expect(watches[0]?.checks.map(({ watcherId }) => watcherId)).toEqual([...watcherIds, watcherIds[0]])
    expect(shown).toMatchObject([{ state: 'reconnected', plan: null }])
  })

  test('R54 an owner brings in the list of known exploited holes, and what stands on it goes first from then on', async () => {
    const id = await declare()
    const hole = (title: string, reference: string) =>
      w.perform(weaknesses.addWeakness, w.responder, { id, title, reference })
    await hole('Old printer driver', 'CVE-2021-0001')
    await hole('VPN gateway', 'cve-2024-3400')
    const listed = () => w.perform(board.read, w.auditor, { id }).then(({ weaknesses: items }) => items)
    expect((await listed()).map(({ knownExploited }) => knownExploited)).toEqual([false, false])
    const kev = {
      catalogVersion: '2026.03.01',
      vulnerabilities: [
        { cveID: 'CVE-2024-3400', dateAdded: '2024-04-12', knownRansomwareCampaignUse: 'Known' },
        { cveID: 'CVE-2024-3400', dateAdded: '2024-04-12' },
        { cveID: '<script>', dateAdded: '2024-04-12' },
        { cveID: 'CVE-2024-9999', dateAdded: '2024-13-99' },
      ],
    }
    const file = { upload: { body: Readable.from([Buffer.from(JSON.stringify(kev))]) } }
    const set = await w.perform(knowledge.bringIn, w.owner, { name: 'kev.json' }, file)
    expect(set).toMatchObject({ name: 'kev', version: '2026.03.01', entries: 1 })
    expect((await listed()).map(({ title, knownExploited }) => [title, knownExploited])).toEqual([
      ['VPN gateway', true],
      ['Old printer driver', false],
    ])
    expect(await hole('The second gateway', 'CVE-2024-3400')).toMatchObject({ knownExploited: true })
  })

  test('R71 a responder makes a line of the timeline a proposal by one tap, once, in the words that stand there', async () => {
    const id = await declare()
    await w.perform(leading.note, w.responder, {
      id,
      kind: 'note',
      text: 'Nobody knew the number of the bank',
    })
    const line = (await w.leaves({ stream: id })).findLast(({ kind }) => kind === 'note.add')?.number ?? 0
    const idea = await w.perform(captures.addIdea, w.responder, { id, entry: line })
    expect(idea).toMatchObject({ text: 'Nobody knew the number of the bank', entry: line })
    await expect(w.perform(captures.addIdea, w.lead, { id, entry: line })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(w.perform(captures.addIdea, w.lead, { id, entry: 4711 })).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(w.perform(captures.addIdea, w.lead, { id })).rejects.toMatchObject({
      detail: { faults: [{ path: 'text' }] },
    })
    const { items } = await w.perform(captures.listIdeas, w.auditor, { id })
    expect(items).toMatchObject([{ entry: line, recordedBy: w.responder.name }])
  })

  test('R69 a responder tries a control again by its script, and a pass is shown by evidence and counts in every case', async () => {
    const [id, other] = [await declare(), await declare()]
    const seen = { control: 'second_factor', note: 'Signed in by phone without the code' } as const
    const failed = await w.perform(controls.record, w.responder, { id, ...seen, result: 'fail' })
    expect(failed.items).toMatchObject([{ result: 'fail', testedBy: w.responder.name }])
    await expect(
      w.perform(controls.record, w.responder, { id: other, ...seen, result: 'pass' }),
    ).rejects.toMatchObject({ detail: { faults: [{ path: 'evidenceId' }] } })
    const passed = { id: other, ...seen, result: 'pass', evidenceId: await seal(w, other) } as const
    await w.perform(controls.record, w.lead, passed)
    const { items, standings } = await w.perform(controls.list, w.auditor, { id })
    expect(items).toHaveLength(1)
    expect(standings.find(({ control }) => control === 'second_factor')).toEqual({
      control: 'second_factor',
      last: 'pass',
      passed: 1,
      tested: 2,
    })
    expect((await w.leaves({ stream: other })).at(-1)).toMatchObject({ kind: 'control.test' })
  })

  test('R35 a clock of the table runs from the severity, is reminded of, met or reasonedly declined, and ends with a milder one', async () => {
    const start = new Date('2026-10-23T14:40:00Z')
    w.setNow(start)
    const { id } = await w.perform(opening.open, w.lead, {
      title: 'Odd',
      kind: 'ddos-extortion',
      severity: 'S3',
    })
    const house = async () => (await w.perform(duties.read, w.auditor, { id })).house.items
    expect(await house()).toEqual([])
    await w.perform(leading.grade, w.lead, { id, severity: 'S2', reason: 'The shop is down' })
    const [insurer, early] = await house()
    const due = new Date(start.getTime() + 24 * 3_600_000).toISOString()
    expect(insurer).toMatchObject({ state: 'running', severity: 'S2', tableVersion: 1, dueAt: due })
    const today = await w.perform(duties.clocks, w.auditor, {})
    expect(today.items).toContainEqual(
      expect.objectContaining({ incidentId: id, isOfHouse: true, dueAt: due }),
    )
    const dates = await w.house.wall.inTenant(w.tenantId, (tx) => clockDates({ tx, now: start }))
    expect(dates).toContainEqual(
      expect.objectContaining({ key: insurer?.id, ownerId: w.lead.memberId, day: '2026-10-24' }),
    )
    w.setNow(new Date(start.getTime() + 13 * 3_600_000))
    for (const _again of [1, 2]) await asSystem(w.house, w.tenantId, 'Muster', remindOfDuties)
    const { items } = await w.perform(inbox.listInbox, w.owner, { limit: 100 })
    const told = items.filter(({ path, kind }) => path === `/incidents/${id}/duties` && kind === 'duty.due')
    expect(told).toHaveLength(2)
    const settle = { id, clock: insurer?.id ?? '', state: 'met' as const }
    await expect(w.perform(houseClocks.settle, w.auditor, settle)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(houseClocks.settle, w.responder, settle)
    await expect(w.perform(houseClocks.settle, w.lead, settle)).rejects.toMatchObject({ kind: 'conflict' })
    const other = { id, clock: early?.id ?? '', state: 'declined' as const }
    await expect(w.perform(houseClocks.settle, w.lead, other)).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(houseClocks.settle, w.lead, { ...other, reason: 'NIS 2 does not bind us' })
    await w.perform(houseClocks.settle, w.lead, {
      ...other,
      state: 'running',
      reason: 'Counsel says it does',
    })
    // The milder severity does not name it any more; what was met stays met, and does not start again.
    await w.perform(leading.grade, w.lead, { id, severity: 'S3', reason: 'The shop is up again' })
    expect(await house()).toMatchObject([
      { id: insurer?.id, state: 'met', settledBy: w.responder.name },
      { id: early?.id, state: 'ended', reason: 'The shop is up again' },
    ])
    await w.perform(leading.grade, w.lead, { id, severity: 'S2', reason: 'Down again' })
    expect((await house()).map(({ state }) => state)).toEqual(['running', 'met', 'ended'])
    expect((await w.leaves({ stream: id })).filter(({ kind }) => kind === 'clock.settle')).toHaveLength(3)
  })
})

async function seal(w: World, id: string): Promise<string> {
  const acquisition = { name: 'scan.txt', acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: 'Scan' }
  const bytes = { name: 'scan.txt', mediaType: 'text/plain', body: Readable.from([Buffer.from('clean')]) }
  const sealed = await w.perform(add, w.responder, { id, acquisition }, { upload: bytes })
  return sealed.id
}
