import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { actions } from '../../../app/areas.ts'
import type { Action } from '../../../platform/action.ts'
import { confirm } from '../evidence/actions/read-guide.ts'
import type { moveStep } from './contract/run.ts'
import * as opening from './actions/open-incident.ts'
import * as running from './actions/run-playbook.ts'

// As the program plugs them together.
const named = (name: string) => actions.find(({ endpoint }) => endpoint.name === name)
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
})
