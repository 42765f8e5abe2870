import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acting } from '../../../../tests/guards/town/company.ts'
import { improvementDesk, words } from '../../../../tests/improvement-desk.ts'
import { said } from '../../../../tests/plan-answers.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { dayAfter } from '../../../base/calendar-day.ts'
import * as interview from '../../prepare/plan/actions/answer-interview.ts'
import { planWith } from '../../prepare/plan/actions/change-plan.ts'
import * as planProposals from '../../prepare/plan/actions/propose-change.ts'
import * as planVersions from '../../prepare/plan/actions/publish-plan.ts'
import { starters } from '../../prepare/policies/content/en.ts'
import * as ruleReading from '../../prepare/policies/actions/read-rules.ts'
import * as ruleWriting from '../../prepare/policies/actions/write-rules.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as writing from './actions/write-improvements.ts'
import { chase } from './jobs.ts'
import { get, list } from './actions/read-improvements.ts'
import { getTarget } from './actions/targets.ts'
import {
  improvementDates,
  improvementsOf,
  lateImprovements,
  proposeImprovement,
  type NewImprovement,
} from './public.ts'

const wanted: NewImprovement = { ...words, target: null, dueAt: null }

describe('improvements', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const { today, system, declare, go, accepted, inbox } = improvementDesk(() => w)
  const plan = planWith({ lastRehearsals: async () => new Map() })
  const publishPlan = planVersions.publishWith({ lastRehearsals: async () => new Map() })

  test('another room proposes an improvement of a case, in the order of proposing, on the record of the case', async () => {
    const incidentId = await declare()
    const origin = { kind: 'review', id: crypto.randomUUID(), incidentId } as const
    await system(async (context) => {
      await proposeImprovement(context, origin, wanted)
      await proposeImprovement(context, origin, {
        ...wanted,
        title: 'The plan names the bank',
        target: { kind: 'plan', id: 'contain' },
        ownerId: w.lead.memberId,
        dueAt: new Date('2030-03-01T22:59:00Z'),
      })
      const reader = { ...wanted, ownerId: w.staff.memberId }
      await expect(proposeImprovement(context, origin, reader)).rejects.toMatchObject({ kind: 'invalid' })
      const stranger = { ...wanted, ownerId: w.stranger.memberId }
      await expect(proposeImprovement(context, origin, stranger)).rejects.toMatchObject({ kind: 'not_found' })
      const unknown = { ...wanted, target: { kind: 'risk', id: crypto.randomUUID() } } as const
      await expect(proposeImprovement(context, origin, unknown)).rejects.toMatchObject({ kind: 'not_found' })
    })
    expect(await system((context) => improvementsOf(context, origin))).toMatchObject([
      { title: wanted.title, state: 'proposed', place: 1, target: null, dueAt: null },
      { place: 2, target: { kind: 'plan', id: 'contain' }, dueOn: '2030-03-01', origin },
    ])
    const leaves = await w.leaves({ stream: incidentId })
    expect(leaves.filter(({ kind }) => kind === 'improvement.propose')).toHaveLength(2)
  })

  test('R96 a responder cannot call an improvement done before the thing it changes has changed, and nobody checks their own work', async () => {
    const mail = await w.perform(assets.add, w.lead, { name: 'Mailboxes', kind: 'account' })
    const { id } = await w.perform(writing.add, w.counsel, words)
    await expect(go(id, w.responder, { step: 'accept' })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(go(id, w.lead, { step: 'accept' })).rejects.toMatchObject({
      detail: { faults: [{ path: 'ownerId' }, { path: 'dueOn' }, { path: 'targetKind' }] },
    })
    const whole = {
      ownerId: w.responder.memberId,
      dueOn: dayAfter(today(), 20),
      targetKind: 'asset',
    } as const
    await expect(
      go(id, w.lead, { step: 'accept', ...whole, targetId: crypto.randomUUID() }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await go(id, w.lead, { step: 'accept', ...whole, targetId: mail.id })
    await go(id, w.responder, { step: 'start' })
    const done = { step: 'finish', words: 'Every mailbox asks for it' } as const
    await expect(go(id, w.responder, done)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('“Mailboxes” has not changed'),
      detail: { reason: 'target_unchanged', faults: [{ path: '/assets' }] },
    })
    // The same words saved once more are no change.
    const same = { id: mail.id, name: 'Mailboxes', kind: 'account' } as const
    await w.perform(assets.change, w.responder, same)
    await expect(go(id, w.responder, done)).rejects.toMatchObject({ kind: 'conflict' })
    await w.perform(assets.change, w.responder, { ...same, note: 'With a second factor' })
    const finished = await go(id, w.responder, done)
    expect(finished).toMatchObject({
      state: 'done',
      versions: [{ name: 'Mailboxes' }],
      can: { steps: ['return'] },
    })
    const check = { step: 'verify', method: 'sample_of_five', words: 'Five of nine tried' } as const
    await expect(go(id, w.responder, check)).rejects.toMatchObject({ kind: 'forbidden' })
    // What waits for its check is neither given to somebody else nor meant for another thing.
    const pc = await w.perform(assets.add, w.lead, { name: 'Another PC', kind: 'computer' })
    for (const swap of [{ ownerId: w.lead.memberId }, { targetId: pc.id }])
      await expect(
        w.perform(writing.change, w.responder, { ...words, ...whole, targetId: mail.id, ...swap, id }),
      ).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('Send it back') })
    await go(id, w.auditor, { step: 'return', words: 'One mailbox was forgotten' })
    await go(id, w.responder, done)
    const verified = await go(id, w.auditor, check)
    expect(verified).toMatchObject({
      state: 'verified',
      verifiedBy: w.auditor.name,
      effectDueOn: dayAfter(today(), 90),
      steps: [{ step: 'verify' }, { step: 'finish' }, { step: 'return' }, {}, {}, {}, { step: 'propose' }],
    })
    await expect(go(id, w.lead, { step: 'judge', words: 'Quiet' })).rejects.toMatchObject({ kind: 'invalid' })
    expect(await go(id, w.lead, { step: 'judge', effect: 'no', words: 'A token was stolen' })).toMatchObject({
      state: 'accepted',
      versions: [],
    })
    expect((await w.perform(list, w.responder, { view: 'mine' })).items).toMatchObject([{ id }])
    await expect(w.perform(get, w.guest, { id })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(get, w.stranger, { id })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R96 saving the same words once more makes no newer version of a risk, a backup, a contact or a contract', async () => {
    const act = acting(w.house, w.lead)
    const idOf = async (name: string, input: Readonly<Record<string, unknown>>) =>
      String((await act(name, input))['id'])
    const vendorId = await idOf('addVendor', { name: 'Bakery tools', does: 'Repairs' })
    const things = [
      ['risk', 'Risk', { name: 'The oven burns', likelihood: 'rare', harm: 'small' }, {}, 'measures'],
      ['backup', 'Backup', { name: 'Recipes', everyHours: 24 }, {}, 'note'],
      ['contact', 'Contact', { name: 'Fire watch', ways: [] }, { kind: 'helper' }, 'note'],
      ['contract', 'Contract', { name: 'Repairs' }, { vendorId }, 'note'],
    ] as const
    for (const [kind, noun, said, more, field] of things) {
      const id = await idOf(`add${noun}`, { ...said, ...more })
      const since = w.house.now()
      const hasChanged = () =>
        system(async (context) => (await getTarget(context, { kind, id }, since)).hasChanged)
      w.setNow(new Date(since.getTime() + 60_000))
      await act(`change${noun}`, { id, ...said })
      expect(await hasChanged(), kind).toBe(false)
      await act(`change${noun}`, { id, ...said, [field]: 'Another word' })
      expect(await hasChanged(), kind).toBe(true)
      w.setNow(undefined)
    }
  })

  test('R26 R91 an improvement proposes other words of the plan with their difference, and is checked only after somebody accepted or refused them', async () => {
    await w.perform(interview.answerInterview, w.lead, { answers: said })
    const { contacts } = await w.perform(plan.change, w.lead, { fillEmpty: true })
    const needed = contacts
      .filter(({ isNeeded, name }) => isNeeded && name === '')
      .map(({ slot }) => ({ slot, name: 'Somebody', phone: '+43 1 999' }))
    await w.perform(plan.change, w.lead, { contacts: needed })
    await w.perform(publishPlan, w.owner, { note: 'The first' })
    const id = await accepted({ kind: 'plan', id: 'learn' })
    const wish = { id, words: 'We meet on Mondays.', reason: 'Nobody met' }
    const proposed = await w.perform(writing.proposeToPlan, w.responder, wish)
    expect(proposed.proposals).toMatchObject([
      { section: 'learn', after: 'We meet on Mondays.', state: 'open' },
    ])
    const [proposal] = proposed.proposals
    const decide = { id: proposal?.id ?? '', isAccepted: true, reason: 'Right' }
    await w.perform(planProposals.decideChange, w.lead, decide)
    // Accepted words stand in no version yet, so that nobody could read them on the night.
    const done = { step: 'finish', words: 'It stands in the plan' } as const
    await expect(go(id, w.responder, done)).rejects.toMatchObject({ detail: { reason: 'target_unchanged' } })
    await w.perform(publishPlan, w.owner, { note: 'Mondays' })
    await w.perform(planVersions.acknowledge, w.staff, { version: 2 })
    const finished = await go(id, w.responder, done)
    expect(finished.versions).toMatchObject([{ name: '2', by: w.owner.name }])
    expect(finished.versions[0]?.readers?.filter(({ readAt }) => readAt !== null)).toMatchObject([
      { name: w.staff.name },
    ])
    await w.perform(writing.proposeToPlan, w.responder, { ...wish, words: 'We meet on Tuesdays.' })
    const check = { step: 'verify', method: 'document_diff', words: 'Read side by side' } as const
    await expect(go(id, w.owner, check)).rejects.toMatchObject({
      kind: 'conflict',
      detail: { reason: 'proposal_open', faults: [{ path: '/plan/sections/learn' }] },
    })
    const [later] = (await w.perform(get, w.owner, { id })).proposals
    await w.perform(planProposals.decideChange, w.lead, {
      id: later?.id ?? '',
      isAccepted: false,
      reason: 'Mondays it is',
    })
    const verified = await go(id, w.owner, check)
    expect(verified.proposals).toMatchObject([
      { state: 'refused', decision: 'Mondays it is' },
      { state: 'accepted' },
    ])
  })

  test('R100 a reader follows a lesson to the house rule it changed and to those who have read it', async () => {
    const { content } = starters[1] ?? { content: { summary: '', clauses: [], questions: [] } }
    const approverIds = [w.owner.memberId]
    const rule = await w.perform(ruleWriting.add, w.lead, { name: 'Payments', approverIds, content })
    await w.perform(ruleWriting.approve, w.owner, { id: rule.id, hash: rule.draft?.hash ?? '' })
    const id = await accepted({ kind: 'policy', id: rule.id }, { title: 'Call back before we pay' })
    await w.perform(ruleWriting.publish, w.lead, { id: rule.id, note: 'After the case' })
    await w.perform(ruleReading.answer, w.staff, {
      id: rule.id,
      number: 1,
      answers: content.questions.map(({ right }) => right),
    })
    const { target, versions } = await w.perform(get, w.auditor, { id })
    expect(target).toMatchObject({ name: 'Payments', path: `/house-rules/${rule.id}` })
    expect(versions).toMatchObject([{ name: '1', by: w.lead.name }])
    const read = versions[0]?.readers?.filter(({ readAt }) => readAt !== null).map(({ name }) => name)
    expect(read).toEqual([w.staff.name])
    expect(versions[0]?.readers?.length).toBeGreaterThan(3)
  })

  test('U50 what is overdue is brought to mind of its owner, then of who leads, then of the management, each of it once', async () => {
    const till = await w.perform(assets.add, w.lead, { name: 'Till', kind: 'machine' })
    const id = await accepted({ kind: 'asset', id: till.id }, { title: 'Lock the till' })
    const later = async (days: number) => {
      w.setNow(new Date(Date.now() + days * 86_400_000))
      await system(chase)
      await system(chase)
    }
    const heard = async (who: MemberActor) =>
      (await inbox(who)).filter((title) => title.includes('Lock the till'))
    await later(15)
    expect(await heard(w.responder)).toHaveLength(1)
    await later(21)
    expect(await heard(w.responder)).toHaveLength(2)
    expect(await heard(w.lead)).toHaveLength(0)
    await later(28)
    expect([(await heard(w.lead)).length, (await heard(w.owner)).length]).toEqual([1, 1])
    await later(42)
    expect([(await heard(w.lead)).length, (await heard(w.owner)).length]).toEqual([1, 2])
    expect(await system(lateImprovements)).toContainEqual(
      expect.objectContaining({
        kind: 'improvement_over',
        name: 'Lock the till',
        path: `/improvements/${id}`,
      }),
    )
    expect((await system(improvementDates)).map(({ key }) => key)).toContain(id)
    // Another day is chased anew.
    const whole = { ownerId: w.responder.memberId, targetKind: 'asset', targetId: till.id } as const
    const moved = { ...words, ...whole, title: 'Lock the till', id, dueOn: dayAfter(today(), 5) }
    await w.perform(writing.change, w.lead, moved)
    await later(43)
    expect(await heard(w.responder)).toHaveLength(3)
    w.setNow(undefined)
    await go(id, w.lead, { step: 'carry_risk', words: 'The till goes', until: dayAfter(today(), 60) })
    const until = { kind: 'improvement_risk', key: id, day: dayAfter(today(), 60) }
    expect(await system(improvementDates)).toContainEqual(expect.objectContaining(until))
    await later(61)
    expect((await heard(w.lead))[0]).toContain('Left undone, and its risk was carried until')
    expect((await w.perform(list, w.lead, { view: 'overdue' })).items.map((one) => one.id)).toContain(id)
    await later(75)
    expect(await system(lateImprovements)).toContainEqual(
      expect.objectContaining({ kind: 'improvement_risk_over', name: 'Lock the till' }),
    )
    w.setNow(undefined)
  })

  test('a lead takes on seven of one case and not an eighth, in an order that people choose', async () => {
    const incidentId = await declare()
    const desk = await w.perform(assets.add, w.lead, { name: 'Desk', kind: 'computer' })
    const ids: string[] = []
    for (let n = 1; n <= 8; n += 1)
      ids.push((await w.perform(writing.add, w.lead, { ...words, title: `Thing ${n}`, incidentId })).id)
    const all = {
      ownerId: w.lead.memberId,
      dueOn: dayAfter(today(), 9),
      targetKind: 'asset',
      targetId: desk.id,
    } as const
    for (const id of ids.slice(0, 7)) await go(id, w.lead, { step: 'accept', ...all })
    const [first = '', ...rest] = ids
    const eighth = rest.at(-1) ?? ''
    await expect(go(eighth, w.lead, { step: 'accept', ...all })).rejects.toMatchObject({
      detail: { reason: 'too_many_open' },
    })
    await go(first, w.lead, { step: 'refuse', words: 'Costs more than it saves' })
    await go(eighth, w.lead, { step: 'accept', ...all })
    const moved = { ...words, ...all, id: eighth, title: 'Thing 8', place: 1 }
    const late = new Date(Date.now() - 86_400_000).toISOString()
    await expect(w.perform(writing.change, w.lead, { ...moved, basedOn: late })).rejects.toMatchObject({
      detail: { reason: 'outdated' },
    })
    await w.perform(writing.change, w.lead, moved)
    const { items } = await w.perform(list, w.lead, { originId: incidentId })
    const order = items.toSorted((a, b) => a.place - b.place).map(({ title }) => title)
    expect(order.slice(0, 3)).toEqual(['Thing 8', 'Thing 1', 'Thing 2'])
  })
})
