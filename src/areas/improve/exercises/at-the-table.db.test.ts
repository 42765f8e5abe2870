import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import { read as readBudget } from '../../prepare/budget/actions.ts'
import * as copies from '../../prepare/backups/actions/manage-copies.ts'
import { read as getIncident } from '../../respond/incidents/actions/read-incidents.ts'
import { lastExercise, lastRehearsals } from '../../respond/incidents/public/incidents.ts'
import * as arranging from './actions/arrange-exercise.ts'
import * as capturing from './actions/capture.ts'
import * as library from './actions/library.ts'
import { listTests } from './actions/plan-tests.ts'
import * as reporting from './actions/read-report.ts'
import { move } from './actions/run-exercise.ts'

describe('at the table of an exercise', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const arranged = async (more: object = {}) =>
    (await w.perform(arranging.arrange, w.responder, { scenario: 'ransomware', length: 15, ...more })).id
  const perform = async (id: string, wanted: { do: string } & Record<string, unknown>, actor = w.responder) =>
    w.perform(move, actor, { id, move: wanted } as Parameters<typeof w.perform<(typeof move)['endpoint']>>[2]) // each test gives a whole move
  const moves = async (id: string, ...all: Parameters<typeof perform>[1][]) => {
    for (const one of all) await perform(id, one)
  }
  const rate = async (id: string, objective: string, rating: 'P' | 'U') =>
    w.perform(capturing.observe, w.responder, { id, objective, saw: { what: 'rating', rating } })

  test('whoever ends a session at once, or restores in a drill, has rehearsed no playbook', async () => {
    const id = await arranged()
    await moves(id, { do: 'start' }, { do: 'end' }, { do: 'close_wash' })
    const stopped = await arranged()
    await moves(stopped, { do: 'start' }, { do: 'deliver' }, { do: 'stop', reason: 'The till is locked' })
    const copy = await w.perform(copies.add, w.lead, { name: 'Nightly', everyHours: 24 })
    const drill = await arranged({ form: 'drill', copyId: copy.id, scenario: 'restore-drill' })
    const before = await asSystem(w.house, w.tenantId, 'Test', async (context) => ({
      kinds: [...(await lastRehearsals(context)).keys()],
      last: await lastExercise(context),
    }))
    expect(before).toEqual({ kinds: [], last: undefined })
    const { leaders } = await w.perform(readBudget, w.owner, {})
    expect(
      leaders.flatMap(({ acts }) =>
        acts.filter(({ kind, doneOn }) => kind === 'exercise_attended' && doneOn !== null),
      ),
    ).toEqual([])
    const restore = { succeeded: true, restored: 'Orders', used: 'Opened', evidence: 'Photo', minutes: 9 }
    await moves(drill, { do: 'start' }, { do: 'deliver' }, { do: 'end', restore }, { do: 'close_wash' })
    const { items } = await w.perform(listTests, w.lead, {})
    const fresh = items.filter(
      ({ kind, state }) => state === 'fresh' && (kind === 'playbook' || kind === 'card'),
    )
    expect(fresh).toEqual([])
    const played = (await w.perform(library.list, w.lead, { limit: 200 })).items.find(
      ({ key }) => key === 'ransomware',
    )
    // Stopped and ended at once: nobody played it.
    expect(played?.lastPlayedOn).toBeNull()
  })

  test('whoever has no seat answers nothing, says nothing and stops nothing; whoever observes does not answer', async () => {
    const id = await arranged({ players: [{ memberId: w.staff.memberId, seat: 'evaluator' }] })
    const { card } = await perform(id, { do: 'start' })
    await perform(id, { do: 'deliver' })
    const words = { id, inject: 'i1', text: 'Pull the cable' }
    for (const actor of [w.staff, w.auditor])
      await expect(w.perform(capturing.answer, actor, words)).rejects.toMatchObject({ kind: 'forbidden' })
    for (const one of [
      { do: 'stop', reason: 'Real' },
      { do: 'card', step: card[0]?.key },
    ])
      await expect(perform(id, one, w.auditor)).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await w.perform(arranging.read, w.auditor, { id })).can).toMatchObject({
      answer: false,
      stop: false,
      tick: false,
    })
    expect((await w.perform(capturing.answer, w.responder, words)).injects[0]?.answers).toHaveLength(1)
    await perform(id, { do: 'end' })
    await expect(w.perform(capturing.wash, w.auditor, { id, kept: 'Calm' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await w.perform(capturing.wash, w.staff, { id, kept: 'Calm' })
  })

  test('when whoever leads is gone, a lead takes the session over, and the record says so', async () => {
    const id = await arranged({ players: [{ memberId: w.staff.memberId, role: 'lead', isAbsent: true }] })
    const { incident } = await perform(id, { do: 'start' })
    // Somebody who is played as absent does not lead the case.
    expect((await w.perform(getIncident, w.lead, { id: incident?.id ?? '' })).leadId).toBe(
      w.responder.memberId,
    )
    await expect(perform(id, { do: 'deliver' }, w.lead)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(perform(id, { do: 'hand_over', memberId: w.lead.memberId }, w.staff)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await perform(id, { do: 'hand_over', memberId: w.lead.memberId }, w.lead)
    expect((await perform(id, { do: 'deliver' }, w.lead)).can.run).toBe(true)
    await expect(perform(id, { do: 'deliver' })).rejects.toMatchObject({ kind: 'forbidden' })
    const leaves = (await w.leaves()).filter(({ fields }) => fields?.['move'] === 'hand_over')
    expect(leaves.map(({ fields }) => fields?.['to'])).toEqual([w.lead.name])
    await perform(id, { do: 'end' }, w.lead)
  })

  test('a facilitator takes back what was skipped or ticked by mistake', async () => {
    const id = await arranged()
    const { card } = await perform(id, { do: 'start' })
    const step = card[0]?.key
    await moves(id, { do: 'deliver' }, { do: 'skip', inject: 'i2', reason: 'Mistyped' }, { do: 'card', step })
    const after = await perform(id, { do: 'untick', step, reason: 'Wrong line' })
    expect(after.card[0]?.doneSeconds).toBeNull()
    const given = await perform(id, { do: 'deliver', inject: 'i2' })
    expect(given.injects.map(({ key }) => key)).toEqual(['i1', 'i2'])
    await perform(id, { do: 'card', step })
    const kinds = (await w.leaves()).flatMap(({ fields }) =>
      fields?.['exercise'] === id ? [fields['move']] : [],
    )
    expect(kinds.slice(-5)).toEqual(['skip', 'card', 'untick', 'deliver', 'card'])
    await perform(id, { do: 'end' })
  })

  test('a rating of what nothing tried is refused, and a retest of a retest settles the finding where it was seen', async () => {
    const id = await arranged()
    await moves(id, { do: 'start' }, { do: 'deliver', inject: 'i1' })
    await expect(rate(id, 'o3', 'U')).rejects.toMatchObject({ detail: { reason: 'not_tried' } })
    await rate(id, 'o1', 'U')
    await moves(id, { do: 'end' }, { do: 'close_wash' })
    const again = async (of: string, rating: 'P' | 'U') => {
      const next = await arranged({ retest: { id: of, objective: 'o1' } })
      await moves(next, { do: 'start' }, { do: 'deliver' })
      await rate(next, 'o1', rating)
      await moves(next, { do: 'end' }, { do: 'close_wash' })
      return next
    }
    const failed = await again(id, 'U')
    const open = async () => (await w.perform(listTests, w.lead, {})).openFindings
    expect(await open()).toMatchObject([{ sessionId: id, objective: expect.stringMatching(/./) }])
    await again(failed, 'P')
    expect(await open()).toEqual([])
    for (const one of [id, failed]) {
      const { objectives } = await w.perform(reporting.read, w.lead, { id: one })
      expect(objectives[0]).toMatchObject({ key: 'o1', chain: 'retested' })
    }
    // Who leads it, and the two leaders of the firm who stand at every table.
    expect((await w.perform(reporting.read, w.lead, { id })).people).toBe(3)
  })

  test('a scenario that was withdrawn is not played any more, and a key that is none is not looked for', async () => {
    const { document } = await w.perform(library.read, w.lead, { key: 'ransomware' })
    const words = { what: 'words', document: { ...document, title: 'Our Monday' } } as const
    await expect(
      w.perform(library.save, w.lead, { key: 'ransom-ware', basedOn: 1, change: words }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    const { key } = await w.perform(library.save, w.lead, { key: 'ransomware', basedOn: 1, change: words })
    await w.perform(library.save, w.lead, { key, basedOn: 1, change: { what: 'withdraw', reason: 'Old' } })
    expect(await w.perform(library.read, w.lead, { key })).toMatchObject({
      isWithdrawn: true,
      can: { arrange: false },
    })
    await expect(arranged({ scenario: key })).rejects.toMatchObject({ kind: 'conflict' })
  })
})
