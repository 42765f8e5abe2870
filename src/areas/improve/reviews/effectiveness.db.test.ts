import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unneededSections } from '../../../../tests/plan-sections.ts'
import { world, type World } from '../../../../tests/world.ts'
import { asSystem } from '../../../platform/action.ts'
import * as budget from '../../prepare/budget/actions.ts'
import { planWith } from '../../prepare/plan/actions/change-plan.ts'
import * as planWords from '../../prepare/plan/actions/propose-change.ts'
import * as grading from '../../respond/incidents/actions/grading-proposals.ts'
import * as table from '../../respond/incidents/actions/grading-table.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as circle from '../../respond/incidents/actions/restrict-incident.ts'
import { move } from './actions/move-review.ts'
import * as planning from './actions/plan-reviews.ts'
import { proposeChange } from './actions/propose-change.ts'
import { propose } from './actions/propose-measure.ts'
import { readNumbers } from './actions/read-numbers.ts'
import * as reviewing from './actions/read-review.ts'
import { judgeByExercise, planReviewOfExercise } from './public.ts'

describe('what reviews say of the plan', () => {
  let w: World
  const { read: readPlan, change: changePlan } = planWith({ lastRehearsals: async () => new Map() })
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  type Judged = { judged: 'worked' | 'failed' | 'missing' | 'not_used'; words?: string }
  const planned = async (mode: 'real' | 'near_miss' = 'real') => {
    const title = `Files are locked ${randomUUID()}`
    const opened = { title, kind: 'ransomware', severity: 'S3', mode } as const
    const { id: incidentId } = await w.perform(opening.open, w.lead, opened)
    const { id } = await w.perform(planning.plan, w.lead, { incidentId })
    return { id, incidentId, title }
  }
  const write = async (id: string, sections: Record<string, Judged>) => {
    const put = (part: 'lists' | 'sections' | 'q7' | 'q8' | 'q10', body: object) =>
      w.perform(reviewing.write, w.lead, { id, part, basedOn: 0, body: { ...body } })
    await put('lists', { well: [{ text: 'Calm', moments: [1] }], better: [{ text: 'List', moments: [1] }] })
    await put('q7', { onlyTraining: 'One person works here' })
    await put('q8', { words: 'None' })
    await put('q10', { learned: 'Look at the list.' })
    await put('sections', { sections: { ...unneededSections, ...sections } })
  }
  const hold = (id: string) => w.perform(move, w.lead, { id, move: 'hold' })
  const held = async (sections: Record<string, Judged>, mode?: 'near_miss') => {
    const review = await planned(mode)
    await write(review.id, sections)
    await hold(review.id)
    return review
  }
  const section = async (name: string) =>
    (await w.perform(readPlan, w.lead, {})).sections.find((one) => one.section === name)
  const numbers = async (input: object = {}) => w.perform(readNumbers, w.auditor, input)
  const failed = (words: string) => ({ judged: 'failed', words }) as const

  test('R93 a section that failed twice within twelve months, in a case and in a rehearsal, needs review from then on, and the plan says why', async () => {
    const review = await planned()
    await write(review.id, { detect: { judged: 'failed' } })
    await expect(hold(review.id)).rejects.toMatchObject({ detail: { faults: [{ path: 'sections' }] } })
    const body = { sections: { ...unneededSections, detect: failed('Nobody reads alerts') } }
    await w.perform(reviewing.write, w.lead, { id: review.id, part: 'sections', basedOn: 1, body })
    await hold(review.id)
    expect(await section('detect')).toMatchObject({ changedSince: null })
    const exerciseId = randomUUID()
    const found = [{ section: 'detect', ...failed('Notices within an hour') }] as const
    await asSystem(w.house, w.tenantId, 'Muster', (context) =>
      judgeByExercise(context, { exerciseId, title: 'Odd mail', found }),
    )
    const marked = await section('detect')
    expect(marked?.changedSince).not.toBeNull()
    expect(marked?.changes.at(-1)).toMatchObject({ what: 'review.conclude', name: '2' })
    const leaves = await w.leaves()
    expect(leaves.findLast(({ kind }) => kind === 'plan.stale')?.fields).toMatchObject({
      ...{ section: 'detect', because: 'review.conclude' },
    })
    const seen = (await numbers()).sections.find((one) => one.section === 'detect')
    expect(seen).toMatchObject({ counts: { failed: 2, worked: 0 }, failuresInYear: 2, isForced: true })
    expect(seen?.last.map(({ title }) => title).toSorted()).toEqual([review.title, 'Odd mail'].toSorted())
    expect(seen?.quarters).toHaveLength(1)
  })

  test('R93 a rehearsal that was played in a case of its own has one review and counts once', async () => {
    const opened = { title: 'Played', kind: 'ransomware', severity: 'S3', mode: 'exercise' } as const
    const before = await numbers({ of: 'exercise' })
    const failuresOf = ({ sections }: typeof before) =>
      sections.find((one) => one.section === 'learn')?.counts.failed ?? 0
    const rehearsal = async () => {
      const { id: caseId } = await w.perform(opening.open, w.lead, opened)
      return { caseId, exerciseId: randomUUID(), title: 'Played', leadId: w.lead.memberId }
    }
    const asMuster = <T>(act: Parameters<typeof asSystem<T>>[3]) =>
      asSystem(w.house, w.tenantId, 'Muster', act)
    const found = [{ section: 'learn', ...failed('Nobody wrote') }] as const
    // The rehearsal first: its case gets no second review.
    const first = await rehearsal()
    await asMuster((context) => judgeByExercise(context, { ...first, found }))
    const made = await asMuster((context) => planReviewOfExercise(context, first))
    await expect(w.perform(planning.plan, w.lead, { incidentId: first.caseId })).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'planned_already' },
    })
    const { items } = await w.perform(planning.list, w.lead, { incidentId: first.caseId })
    expect(items.map(({ id }) => id)).toEqual([made])
    // The case first: what its review says stands in the place of what the rehearsal said.
    const second = await rehearsal()
    await asMuster((context) => judgeByExercise(context, { ...second, found }))
    const { id } = await w.perform(planning.plan, w.lead, { incidentId: second.caseId })
    expect(await asMuster((context) => planReviewOfExercise(context, second))).toBe(id)
    await write(id, { learn: failed('Nobody wrote') })
    await hold(id)
    await asMuster((context) => judgeByExercise(context, { ...second, found }))
    const after = await numbers({ of: 'exercise' })
    expect(failuresOf(after) - failuresOf(before)).toBe(2)
    expect(after.joined.planned + after.joined.held - before.joined.planned - before.joined.held).toBe(2)
  })

  test('R93 a failure that is said anew counts once, and one of a case that is closed to others forces nothing', async () => {
    const first = await held({ recover: failed('No list of backups') })
    await w.perform(move, w.lead, { id: first.id, move: 'reopen', reason: 'Said too much' })
    await hold(first.id)
    expect(await section('recover')).toMatchObject({ changedSince: null })
    await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query(`delete from app.section_judgement where subject_id = $1`, [first.incidentId]),
    )
    const secret = await planned()
    const people = [w.lead.memberId]
    await w.perform(circle.restrict, w.lead, { id: secret.incidentId, people, reason: 'Staff' })
    await held({ recover: { judged: 'missing', words: 'Whom to call' } })
    await write(secret.id, { recover: failed('Somebody inside') })
    await hold(secret.id)
    expect(await section('recover')).toMatchObject({ changedSince: null })
    const counted = async (who: typeof w.lead) =>
      (await w.perform(readNumbers, who, {})).sections.find((one) => one.section === 'recover')
    expect((await counted(w.auditor))?.counts).toMatchObject({ failed: 0, missing: 1 })
    expect((await counted(w.lead))?.counts).toMatchObject({ failed: 1, missing: 1 })
    expect(JSON.stringify(await counted(w.auditor))).not.toContain('Somebody inside')
    await held({ recover: failed('Again') })
    expect((await section('recover'))?.changedSince).not.toBeNull()
  })

  test('R26 R91 a review ends only after what it proposes to the plan and to the table of severity was accepted or refused with a reason', async () => {
    const review = await planned()
    const { id } = review
    await write(id, { contain: failed('No number for the night') })
    const reason = 'Nobody answered at night'
    await expect(w.perform(proposeChange, w.responder, { id, reason })).rejects.toMatchObject({
      kind: 'invalid',
    })
    const words = 'At night call the duty phone.'
    await w.perform(proposeChange, w.responder, { id, section: 'contain', words, reason })
    const before = (await w.perform(table.readTable, w.lead, {})).table.grid.personal.one
    const severity = before === 'S1' ? 'S2' : 'S1'
    const cell = { row: 'personal', column: 'one', severity } as const
    const { items } = await w.perform(proposeChange, w.responder, { id, cell, reason })
    expect(items).toMatchObject([
      { to: 'plan', what: 'contain', before: '', after: words, state: 'open' },
      { to: 'scale', what: 'personal one', before, after: severity, state: 'open' },
    ])
    await expect(hold(id)).rejects.toMatchObject({
      detail: { reason: 'review_open', faults: [{ path: 'sections' }] },
    })
    const [wish] = (await w.perform(grading.listWishes, w.auditor, {})).items
    const decided = { id: wish?.id ?? '', isAccepted: true, reason: 'Data of customers is serious' }
    await expect(w.perform(grading.decideWish, w.responder, decided)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(w.perform(grading.decideWish, w.stranger, decided)).rejects.toMatchObject({
      kind: 'not_found',
    })
    await w.perform(grading.decideWish, w.owner, decided)
    const now = await w.perform(table.readTable, w.lead, {})
    expect([now.table.grid.personal.one, now.reason]).toEqual([severity, decided.reason])
    await expect(w.perform(grading.decideWish, w.owner, decided)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(hold(id)).rejects.toMatchObject({ kind: 'conflict' })
    const [open] = (await w.perform(planWords.listProposals, w.lead, { sourceId: id })).items
    const refused = { id: open?.id ?? '', isAccepted: false, reason: 'It stands on the card already' }
    await w.perform(planWords.decideChange, w.owner, refused)
    await hold(id)
    const { proposals } = await w.perform(reviewing.read, w.auditor, { id })
    expect(proposals.map(({ to, state, decision }) => [to, state, decision])).toEqual([
      ['plan', 'refused', refused.reason],
      ['scale', 'accepted', decided.reason],
    ])
  })

  test('R26 what an improvement of the review proposes to the plan holds its end up as well', async () => {
    const { id } = await planned()
    await write(id, {})
    const measure = { title: 'Say whom to call', kind: 'respond', strength: 'procedure' } as const
    const { id: sourceId } = await w.perform(propose, w.responder, { id, ...measure })
    await asSystem(w.house, w.tenantId, 'Muster', (context) =>
      planWords.proposeWords(context, { section: 'learn', words: `New ${id}`, reason: 'Better', sourceId }),
    )
    await expect(hold(id)).rejects.toMatchObject({ kind: 'conflict' })
    const [open] = (await w.perform(planWords.listProposals, w.lead, { sourceId })).items
    await w.perform(planWords.decideChange, w.lead, { id: open?.id ?? '', isAccepted: true, reason: 'Yes' })
    expect(await hold(id)).toMatchObject({ state: 'held' })
    expect((await section('learn'))?.words).toBe(`New ${id}`)
  })

  test('R95 numbers of reviews are split into incidents, rehearsals and near misses, or joined', async () => {
    const before = await numbers()
    await held({ learn: failed('Nobody wrote it down') }, 'near_miss')
    await planned('near_miss')
    const after = await numbers()
    const of = (from: typeof after, mode: string) => from.split.find((one) => one.mode === mode)
    expect(of(after, 'near_miss')).toMatchObject({ planned: 1, held: 1, waived: 0, medianDays: 0 })
    expect(of(after, 'real')).toEqual(of(before, 'real'))
    expect(after.joined.held).toBe(before.joined.held + 1)
    const near = await numbers({ of: 'near_miss' })
    expect(near.joined).toMatchObject({ planned: 1, held: 1 })
    expect(near.sections.flatMap(({ last }) => last.map(({ mode }) => mode))).toEqual(['near_miss'])
  })

  test('R3 whoever leads a review and leads the firm has it in the log of leadership by that, and of a closed case without its name', async () => {
    const review = await held({})
    const acts = async () =>
      (await w.perform(budget.read, w.auditor, {})).leaders.flatMap(({ memberId, acts: own }) =>
        own.flatMap((act) =>
          act.kind === 'review_chaired' && act.doneOn !== null ? [{ memberId, note: act.note }] : [],
        ),
      )
    const whole = await w.perform(reviewing.read, w.lead, { id: review.id })
    const chair = whole.facilitatorId ?? w.lead.memberId
    expect((await acts()).map(({ memberId }) => memberId)).toContain(chair)
    const leaves = await w.leaves()
    const noted = leaves.filter(({ kind }) => kind === 'leadership.act').map(({ fields }) => fields?.['note'])
    expect(noted).toContain(review.title)
    const secret = await planned()
    const people = [w.lead.memberId]
    await w.perform(circle.restrict, w.lead, { id: secret.incidentId, people, reason: 'Staff' })
    await write(secret.id, {})
    await hold(secret.id)
    expect(JSON.stringify(await w.leaves())).not.toContain(secret.title)
  })

  test('a person who looked at a forced section says so, and it stands again', async () => {
    await w.perform(changePlan, w.lead, { sections: [{ section: 'detect', isReviewed: true }] })
    expect(await section('detect')).toMatchObject({ changedSince: null, changes: [] })
  })
})
