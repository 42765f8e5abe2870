import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import type { Action } from '../../../platform/action.ts'
import { add } from '../evidence/actions/seal-evidence.ts'
import { confirm } from '../evidence/actions/read-guide.ts'
import { splitStep } from './actions/technical-work.ts'
import * as systems from './actions/work-systems.ts'
import type { completeTask } from './contract/work.ts'
import type { moveStep } from './contract/run.ts'
import * as opening from './actions/open-incident.ts'
import * as running from './actions/run-playbook.ts'

// As the program plugs them together.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
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

  test('R42 R53 a responder settles a step for each system by itself, removal only with its proof, and the step is done when all are', async () => {
    const id = await declare()
    const { document } = await w.perform(running.start, w.lead, { id })
    const plain = document.steps.filter(({ ask, waitsFor, destructive }) => !ask && !waitsFor && !destructive)
    const removal = plain.find(({ phase }) => phase === 'eradicate')?.id ?? ''
    const names = ['FILE01', 'WEB01'] as const
    const [file, web] = await Promise.all(
      names.map((name) =>
        w.perform(systems.add, w.responder, { id, name, state: 'affected', kind: 'server' }),
      ),
    )
    const both = [file?.id ?? '', web?.id ?? '']
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
})

async function seal(w: World, id: string): Promise<string> {
  const acquisition = { name: 'scan.txt', acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: 'Scan' }
  const bytes = { name: 'scan.txt', mediaType: 'text/plain', body: Readable.from([Buffer.from('clean')]) }
  const sealed = await w.perform(add, w.responder, { id, acquisition }, { upload: bytes })
  return sealed.id
}
