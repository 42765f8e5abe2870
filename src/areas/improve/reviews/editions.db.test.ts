import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as circle from '../../respond/incidents/actions/restrict-incident.ts'
import * as systems from '../../respond/incidents/actions/work-systems.ts'
import * as editions from './actions/editions.ts'
import * as planning from './actions/plan-reviews.ts'
import * as reviewing from './actions/read-review.ts'
import { planReviewOfExercise } from './public.ts'

describe('editions of a review', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('R92 R94 a lead releases one edition for each audience without what it may not see, all staff read theirs, and only their number is shown', async () => {
    const opened = { title: 'FILE77 is locked', kind: 'ransomware', severity: 'S3' } as const
    const { id } = await w.perform(opening.open, w.lead, opened)
    await w.perform(systems.add, w.responder, { id, name: 'FILE77', state: 'isolated' })
    const { id: review } = await w.perform(planning.plan, w.lead, { incidentId: id })
    const put = (part: 'lists' | 'q7' | 'q8' | 'q10', body: object) =>
      w.perform(reviewing.write, w.lead, { id: review, part, basedOn: 0, body: { ...body } })
    const entry = (text: string) => ({ text, moments: [1] })
    await put('q10', { learned: 'Copies saved us.\nFILE77 had none.' })
    await put('q8', { words: 'There was none' })
    await put('q7', { onlyTraining: 'Nothing to add' })
    await put('lists', { well: [entry(`${w.responder.name} was fast`)], better: [entry('A list of copies')] })
    const give = { id: review, audience: 'staff' } as const
    await expect(w.perform(editions.release, w.lead, give)).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(reviewing.move, w.lead, { id: review, move: 'hold' })
    const shown = await w.perform(editions.read, w.auditor, { id: review })
    const view = (audience: string) => shown.items.find((one) => one.audience === audience)
    expect(JSON.stringify(view('customers')?.lines)).not.toContain('FILE77')
    expect(view('customers')?.withheld.map(({ text }) => text)).toContain('FILE77 had none.')
    expect(JSON.stringify(view('staff')?.lines)).not.toContain(w.responder.name)
    expect(view('customers')?.lines.some(({ section }) => section === 'better')).toBe(false)
    const leak = { ...give, audience: 'customers', note: 'FILE77 was the culprit' } as const
    await expect(w.perform(editions.release, w.lead, leak)).rejects.toMatchObject({ kind: 'invalid' })
    await expect(w.perform(editions.release, w.responder, give)).rejects.toMatchObject({ kind: 'forbidden' })
    await w.perform(editions.release, w.lead, give)
    const [page] = (await w.perform(editions.listLearned, w.staff, {})).items
    expect(page).toMatchObject({ isRead: false, content: { language: 'en', note: '' } })
    await w.perform(editions.noteRead, w.staff, { id: page?.id ?? '' })
    await w.perform(editions.noteRead, w.staff, { id: page?.id ?? '' })
    const sent = { id: review, edition: page?.id ?? '', recipient: 'Noticeboard', way: 'handed' } as const
    const after = await w.perform(editions.deliver, w.lead, sent)
    expect(after.items.find(({ audience }) => audience === 'staff')?.released).toMatchObject([
      { number: 1, readers: 1, deliveries: [{ recipient: 'Noticeboard' }] },
    ])
    const paper = await w.perform(editions.print, w.auditor, { id: review, edition: page?.id ?? '' })
    expect(paper.mediaType).toBe('application/pdf')
    const standing = (await w.perform(editions.read, w.lead, { id: review })).items
    const board = standing.find(({ audience }) => audience === 'board')
    const unseen = { id: review, audience: 'board', seen: 'a'.repeat(64) } as const
    await expect(w.perform(editions.release, w.lead, unseen)).rejects.toMatchObject({
      detail: { reason: 'outdated' },
    })
    await w.perform(editions.release, w.lead, { ...unseen, seen: board?.seen ?? '' })
    expect((await w.perform(editions.listLearned, w.staff, { q: 'copies saved' })).items).toHaveLength(1)
    for (const q of ['section', 'isExercise', 'learned'])
      expect((await w.perform(editions.listLearned, w.staff, { q })).items).toEqual([])
    const back = { id: review, edition: page?.id ?? '', reason: 'FILE77 stood in it' }
    await expect(w.perform(editions.withdraw, w.responder, back)).rejects.toMatchObject({ kind: 'forbidden' })
    await w.perform(editions.withdraw, w.lead, back)
    await expect(w.perform(editions.withdraw, w.lead, back)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(w.perform(editions.deliver, w.lead, sent)).rejects.toMatchObject({ kind: 'conflict' })
    expect((await w.perform(editions.listLearned, w.staff, {})).items).toEqual([])
    expect(
      (await w.leaves({ stream: id })).find(({ kind }) => kind === 'review.withdraw')?.fields,
    ).toMatchObject({
      reason: 'FILE77 stood in it',
    })
    await w.perform(editions.release, w.lead, give)
    expect((await w.perform(editions.listLearned, w.staff, {})).items).toHaveLength(1)
    await w.perform(circle.restrict, w.lead, { id, people: [w.lead.memberId], reason: 'Staff' })
    expect((await w.perform(editions.listLearned, w.staff, {})).items).toEqual([])
    const barred = (await w.perform(editions.read, w.lead, { id: review })).items
    expect(barred.find(({ audience }) => audience === 'staff')?.barred).toContain('closed to most')
  })

  test('R92 R95 of a rehearsal of its own the sharing rules hold, too: nobody who took part is named to an audience', async () => {
    const asked = { exerciseId: randomUUID(), title: 'Fire in the server room', leadId: w.lead.memberId }
    const id = await asSystem(w.house, w.tenantId, 'Muster', (context) =>
      planReviewOfExercise(context, asked),
    )
    const learned = `${w.responder.name} forgot the key.\nThe door was locked.`
    await w.perform(reviewing.write, w.lead, { id, part: 'q10', basedOn: 0, body: { learned } })
    const shown = await w.perform(editions.read, w.lead, { id })
    const staff = shown.items.find(({ audience }) => audience === 'staff')
    expect(staff?.lines.map(({ text }) => text)).toEqual(['The door was locked.'])
    expect(staff?.withheld.map(({ text }) => text)).toEqual([`${w.responder.name} forgot the key.`])
  })
})
