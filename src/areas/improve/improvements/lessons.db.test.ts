import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { improvementDesk, words } from '../../../../tests/improvement-desk.ts'
import { world, type MemberActor, type World } from '../../../../tests/world.ts'
import { encodeCursor } from '../../../base/page.ts'
import { dayAfter } from '../../../base/calendar-day.ts'
import * as budget from '../../prepare/budget/actions.ts'
import * as risks from '../../prepare/risks/actions.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as captures from '../../respond/incidents/actions/keep-captures.ts'
import * as costs from '../../respond/incidents/actions/keep-costs.ts'
import { reopen } from '../../respond/incidents/actions/mark-incident.ts'
import * as circle from '../../respond/incidents/actions/restrict-incident.ts'
import * as causes from '../../respond/investigation/actions/find-causes.ts'
import * as deciding from './actions/decide-lessons.ts'
import * as lessons from './actions/read-lessons.ts'
import { weighCases } from './actions/weigh-cases.ts'
import * as writing from './actions/write-improvements.ts'
import { get, list } from './actions/read-improvements.ts'
import { heldImprovements } from './public.ts'

describe('what a closed case asks', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const { today, system, declare, close, end, go, accepted, inbox } = improvementDesk(() => w)

  test('R104 a closed case of the same kind and factor opens a checked improvement again, names itself, and is counted', async () => {
    const host = await w.perform(assets.add, w.lead, { name: 'Webmail', kind: 'account' })
    const first = await declare()
    await w.perform(causes.factor, w.lead, {
      id: first,
      kind: 'weak_sign_in',
      words: 'One password was enough',
    })
    const id = await accepted({ kind: 'asset', id: host.id }, { incidentId: first, title: 'Two factors' })
    await w.perform(assets.change, w.responder, {
      id: host.id,
      name: 'Webmail',
      kind: 'account',
      note: 'Two',
    })
    await go(id, w.responder, { step: 'finish', words: 'Set' })
    await go(id, w.owner, { step: 'verify', method: 'scan', words: 'Tried' })
    await end(first)
    const other = await declare('ransomware')
    await end(other)
    expect(await w.perform(get, w.lead, { id })).toMatchObject({ state: 'verified', cameBack: [] })
    const again = await declare()
    await w.perform(causes.factor, w.lead, { id: again, kind: 'weak_sign_in', words: 'The old box had none' })
    await end(again, 'unknown')
    const back = await w.perform(get, w.lead, { id })
    expect(back).toMatchObject({
      state: 'accepted',
      recurrences: 1,
      cameBack: [{ incidentId: again, shared: ['weak_sign_in'] }],
      steps: expect.arrayContaining([
        expect.objectContaining({ step: 'reopen', words: expect.stringMatching(/^INC-\d+$/) }),
      ]),
    })
    expect((await w.perform(lessons.read, w.lead, { id: again })).cameBack).toMatchObject([{ id }])
    const { items, counts } = await w.perform(list, w.lead, { view: 'came_back' })
    expect(items).toMatchObject([{ id }])
    // It was done in time when it was checked, whatever became of it.
    expect(counts).toMatchObject({ came_back: 1, verified: 1, verifiedInTime: 1 })
    // Counting reads them all: a later page does not do it again.
    const cursor = encodeCursor([items[0]?.id ?? ''])
    expect((await w.perform(list, w.lead, { cursor })).counts).toBeNull()
    expect(await inbox(w.responder)).toContain(
      'It happened again though this had been checked; it is opened again: Two factors',
    )
    // Weighed twice, it counts once.
    await system(weighCases)
    expect((await w.perform(get, w.lead, { id })).steps).toHaveLength(back.steps.length)
  })

  test('R98 a case says how often and how bad a risk is with its arithmetic, and whoever answers for it accepts or refuses with a reason', async () => {
    const loss = { daysLow: 1, daysHigh: 9, perDayLow: 500, perDayHigh: 1000, onceLow: 1, onceHigh: 2 }
    await w.perform(budget.review, w.owner, { currency: 'EUR', everyYearsLow: 1, everyYearsHigh: 5, ...loss })
    const add = (name: string, ownerId: string | null) =>
      w.perform(risks.add, w.lead, { name, kind: 'ransomware', likelihood: 'rare', harm: 'small', ownerId })
    const [mine, nobodys] = [
      await add('Files are locked', w.responder.memberId),
      await add('Shop is locked', null),
    ]
    const id = await declare('ransomware')
    await w.perform(costs.add, w.lead, {
      id,
      text: 'Helpers',
      kind: 'response_and_recovery',
      amount: '6000',
      currency: 'EUR',
    })
    await end(id, 'unknown')
    const { items } = await w.perform(lessons.listOfRisk, w.responder, { id: mine.id })
    expect(items).toMatchObject([
      {
        incidentId: id,
        likelihoodBefore: 'rare',
        likelihood: 'often',
        times: 2,
        months: 12,
        harmBefore: 'small',
        harm: 'heavy',
        daysLost: 6,
        state: 'open',
        canDecide: true,
      },
    ])
    const decide = (risk: string, who: MemberActor, isAccepted: boolean) =>
      w.perform(deciding.decideRisk, who, { id: risk, isAccepted, reason: 'Twice in a year' })
    const other = (await w.perform(lessons.listOfRisk, w.responder, { id: nobodys.id })).items[0]?.id ?? ''
    await expect(decide(other, w.responder, true)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await decide(other, w.lead, false)).toMatchObject({ state: 'refused', reason: 'Twice in a year' })
    expect(await w.perform(risks.get, w.lead, { id: nobodys.id })).toMatchObject({ likelihood: 'rare' })
    // What somebody made graver in the meantime is not made milder by an older proposal.
    const graver = { name: 'Files are locked', kind: 'ransomware', harm: 'threatening' } as const
    const answers = { likelihood: 'rare', ownerId: w.responder.memberId } as const
    await w.perform(risks.change, w.lead, { id: mine.id, ...graver, ...answers })
    await decide(items[0]?.id ?? '', w.responder, true)
    expect(await w.perform(risks.get, w.lead, { id: mine.id })).toMatchObject({
      likelihood: 'often',
      harm: 'threatening',
    })
    await expect(decide(items[0]?.id ?? '', w.lead, false)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('R98 a proposal is worked out anew when a day without work gets a price, and taken back with a case that was nothing', async () => {
    const risk = await w.perform(risks.add, w.lead, {
      ...{
        name: 'Invoices are forged',
        kind: 'business-email-compromise',
        likelihood: 'rare',
        harm: 'small',
      },
      ownerId: null,
    })
    const id = await declare('business-email-compromise')
    const cost = { id, text: 'Helpers', kind: 'response_and_recovery', currency: 'CHF' } as const
    await w.perform(costs.add, w.lead, { ...cost, amount: '6000' })
    await end(id)
    const said = async () => (await w.perform(lessons.listOfRisk, w.lead, { id: risk.id })).items
    expect(await said()).toMatchObject([{ harm: 'small', daysLost: null }])
    const loss = { daysLow: 1, daysHigh: 9, perDayLow: 500, perDayHigh: 1000, onceLow: 1, onceHigh: 2 }
    await w.perform(budget.review, w.owner, { currency: 'CHF', everyYearsLow: 1, everyYearsHigh: 5, ...loss })
    await system(weighCases)
    expect(await said()).toMatchObject([{ harm: 'heavy', daysLost: 6, state: 'open' }])
    await w.perform(reopen, w.lead, { id, reason: 'Looked again' })
    await w.perform(close, w.lead, {
      id,
      summary: 'Nothing was',
      initialVector: 'unknown',
      disposition: 'false_alarm',
    })
    expect(await said()).toEqual([])
    expect((await w.perform(lessons.read, w.lead, { id })).blindSpot).toBeNull()
    const kinds = (await w.leaves({ stream: id })).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['blind_spot.withdraw', 'risk_case.withdraw']))
  })

  test('R104 a later case that shares nothing asks anew what had been judged, a test asks nothing, and the way in that was found counts', async () => {
    const host = await w.perform(assets.add, w.lead, { name: 'Shop', kind: 'account' })
    const first = await declare('business-email-compromise')
    await w.perform(causes.vector, w.lead, { id: first, vector: 'phishing', confidence: 'certain' })
    const id = await accepted({ kind: 'asset', id: host.id }, { incidentId: first, title: 'Call back' })
    await w.perform(assets.change, w.responder, { id: host.id, name: 'Shop', kind: 'account', note: 'New' })
    await go(id, w.responder, { step: 'finish', words: 'Set' })
    await go(id, w.owner, { step: 'verify', method: 'scan', words: 'Tried' })
    await go(id, w.owner, { step: 'judge', effect: 'yes', words: 'Quiet' })
    await end(first, 'unknown')
    const shown = () => w.perform(get, w.lead, { id })
    const later = async (vector: 'phishing' | 'unknown', counting: 'none' | 'test') => {
      const next = await declare('business-email-compromise')
      await w.perform(causes.vector, w.lead, { id: next, vector, confidence: 'certain', note: 'Looked' })
      if (counting === 'test')
        await w.perform(causes.counting, w.lead, { id: next, counting, reason: 'A trial' })
      await end(next, 'unknown')
    }
    await later('phishing', 'test')
    expect(await shown()).toMatchObject({ state: 'verified', effect: 'yes', cameBack: [] })
    await later('unknown', 'none')
    expect(await shown()).toMatchObject({
      ...{ state: 'verified', effect: null, isEffectDue: true, cameBack: [] },
      can: { steps: expect.arrayContaining(['judge']) },
    })
    expect((await shown()).steps[0]).toMatchObject({ step: 'ask', words: expect.stringMatching(/^INC-/) })
    await go(id, w.owner, { step: 'judge', effect: 'yes', words: 'It was another way' })
    await later('phishing', 'none')
    expect(await shown()).toMatchObject({ state: 'accepted', cameBack: [{ shared: ['phishing'] }] })
  })

  test('R71 R99 a line that was kept while the case ran becomes an improvement by one tap, and remedies join technique with people', async () => {
    const id = await declare()
    const idea = await w.perform(captures.addIdea, w.responder, {
      id,
      text: 'The bank number belongs on the card',
    })
    await w.perform(causes.vector, w.lead, { id, vector: 'stolen_credentials', confidence: 'likely' })
    const before = await w.perform(lessons.read, w.responder, { id })
    expect(before.ideas).toMatchObject([{ id: idea.id }])
    expect(new Set(before.remedies.map(({ side }) => side))).toEqual(new Set(['technical', 'human']))
    const taken = { ...words, title: idea.text, strength: 'train', incidentId: id, ideaId: idea.id } as const
    await w.perform(writing.add, w.responder, taken)
    await expect(w.perform(writing.add, w.lead, taken)).rejects.toMatchObject({ kind: 'conflict' })
    const after = await w.perform(lessons.read, w.responder, { id })
    expect(after.ideas).toEqual([])
    expect(after.challenge?.en).toContain('second factor')
    const elsewhere = { ...taken, incidentId: await declare() }
    await expect(w.perform(writing.add, w.lead, elsewhere)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R103 R107 a closed case without an answer is a blind spot with an owner, and an owner decides whether the firm goes on as before', async () => {
    const id = await declare()
    expect((await w.perform(lessons.read, w.lead, { id })).blindSpot).toBeNull()
    await end(id)
    const open = await w.perform(lessons.listBlindSpots, w.auditor, { isOpen: 'true', limit: 1 })
    expect(open.items).toMatchObject([{ incidentId: id, ownerId: w.lead.memberId, verdict: null }])
    expect(open.next).not.toBeNull()
    const answer = { id, verdict: 'missed_it', note: 'Nobody read its mails' } as const
    await expect(w.perform(deciding.answerSpot, w.responder, answer)).rejects.toMatchObject({
      detail: { faults: [{ path: 'tool' }] },
    })
    // Whoever cannot answer is not asked to.
    const asked = { id, ownerId: w.staff.memberId }
    await expect(w.perform(deciding.answerSpot, w.responder, asked)).rejects.toMatchObject({
      detail: { faults: [{ path: 'ownerId' }] },
    })
    await w.perform(deciding.answerSpot, w.responder, { ...answer, tool: 'Mail gateway', basedOn: null })
    const blind = { ...answer, tool: 'Nothing', basedOn: null }
    await expect(w.perform(deciding.answerSpot, w.lead, blind)).rejects.toMatchObject({
      detail: { reason: 'outdated' },
    })
    expect((await w.perform(lessons.read, w.lead, { id })).blindSpot).toMatchObject({ verdict: 'missed_it' })
    const decision = {
      incidentId: id,
      question: 'Do we go on taking orders by mail?',
      verdict: 'change',
      reason: 'Forged orders cost us twice',
      ownerId: w.lead.memberId,
      followUpOn: dayAfter(today(), 60),
    } as const
    await expect(w.perform(deciding.decideBusiness, w.lead, decision)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const decided = await w.perform(deciding.decideBusiness, w.owner, decision)
    expect(decided).toMatchObject({ decidedOn: today(), isFollowUpDue: false, owner: w.lead.name })
    expect(
      (await system((context) => heldImprovements(context, w.lead.memberId))).map((one) => one.words),
    ).toEqual(expect.arrayContaining([expect.stringContaining('Do we go on taking orders by mail?')]))
    const back = { id: decided.id, outcome: 'Orders come by the shop' }
    expect(await w.perform(deciding.lookBack, w.lead, back)).toMatchObject({ outcome: back.outcome })
    await expect(w.perform(deciding.lookBack, w.lead, back)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('whoever is outside a restricted case reads nothing of what it asks, and it opens nothing again by itself', async () => {
    const safe = await w.perform(assets.add, w.lead, { name: 'Safe', kind: 'computer' })
    const open = await declare()
    const id = await accepted({ kind: 'asset', id: safe.id }, { incidentId: open, title: 'Close the door' })
    await w.perform(assets.change, w.lead, { id: safe.id, name: 'Safe', kind: 'computer', note: 'Closed' })
    await go(id, w.responder, { step: 'finish', words: 'Closed' })
    await go(id, w.owner, { step: 'verify', method: 'drill', words: 'Tried' })
    await end(open)
    const sealed = await declare()
    const inner = await w.perform(writing.add, w.lead, {
      ...words,
      incidentId: sealed,
      title: 'Sealed lesson',
    })
    await w.perform(circle.restrict, w.lead, {
      id: sealed,
      people: [w.lead.memberId],
      suspects: [],
      reason: 'About one of us',
    })
    await end(sealed)
    expect(await w.perform(get, w.responder, { id })).toMatchObject({ state: 'verified', cameBack: [] })
    expect((await w.perform(get, w.lead, { id })).cameBack).toMatchObject([{ incidentId: sealed }])
    await expect(w.perform(get, w.responder, { id: inner.id })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(w.perform(lessons.read, w.responder, { id: sealed })).rejects.toMatchObject({
      kind: 'not_found',
    })
    const spots = await w.perform(lessons.listBlindSpots, w.responder, {})
    expect(spots.items.map(({ incidentId }) => incidentId)).not.toContain(sealed)
    expect((await w.perform(list, w.responder, { q: 'Sealed' })).items).toEqual([])
  })
})
