import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as contracts from '../../register/vendors/actions/manage-contracts.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import { spend } from '../../respond/duties/actions/claim-costs.ts'
import * as parts from '../../respond/duties/actions/note-contracts.ts'
import { closeWith } from '../../respond/incidents/actions/close-incident.ts'
import { reopen } from '../../respond/incidents/actions/mark-incident.ts'
import * as opening from '../../respond/incidents/actions/open-incident.ts'
import * as systems from '../../respond/incidents/actions/work-systems.ts'
import { restrict } from '../../respond/incidents/actions/restrict-incident.ts'
import { factor as addFactor } from '../../respond/investigation/actions/find-causes.ts'
import { decide } from './actions/decide-review.ts'
import { log } from './actions/log-events.ts'
import { get, list } from './actions/read-cases.ts'
import { lateSupplierReviews, supplierDates } from './public.ts'
import { reviewAtEndings } from './reactions.ts'

describe('suppliers after cases', () => {
  let w: World
  let start: number
  const close = closeWith({ closureConditions: [] })
  beforeAll(async () => {
    w = await world()
    reviewAtEndings(w.house.announcer)
    start = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000 + 9 * 3_600_000
  })
  afterAll(() => w.close())

  const today = () => dayIn(w.house.now(), 'Europe/Vienna')
  const at = (minutes: number) => w.setNow(new Date(start + minutes * 60_000))
  const declare = async (kind: 'supplier-breach' | 'ransomware' = 'ransomware') =>
    (await w.perform(opening.open, w.lead, { title: 'The till stood still', kind, severity: 'S3' })).id
  const end = (id: string) =>
    w.perform(close, w.lead, { id, summary: 'It is over', initialVector: 'unknown' })
  const supplier = async (name: string, terms: object = {}) => {
    const { id } = await w.perform(vendors.add, w.lead, { name, access: 'remote' })
    const span = { endsOn: dayAfter(today(), 40), noticeValue: 30, noticeUnit: 'days' as const }
    const told = { theyTellValue: 24, theyTellUnit: 'hours' as const }
    const contract = await w.perform(contracts.addContract, w.lead, {
      ...{
        vendorId: id,
        name: `${name} care`,
        ownerId: w.responder.memberId,
        answerMinutes: 60,
        arriveMinutes: 240,
      },
      ...{ ...span, ...told, ...terms },
    })
    return { id, contractId: contract.id }
  }
  const casesOf = async (incidentId: string) => (await w.perform(list, w.auditor, { incidentId })).items

  test('R106 a case in which a supplier played a part opens one review of the contract, with its notice period, the service level, the duty to tell and what it lacks', async () => {
    at(0)
    const { id: vendorId, contractId } = await supplier('Seagull Hosting')
    await w.perform(contracts.judge, w.lead, { id: contractId, clause: 'audit', state: 'missing' })
    const till = await w.perform(assets.add, w.lead, { name: 'Shop page', kind: 'cloud_service' })
    await w.perform(vendors.change, w.lead, { id: vendorId, name: 'Seagull Hosting', assetIds: [till.id] })
    const id = await declare()
    await w.perform(systems.add, w.responder, { id, name: 'Shop page', assetId: till.id, state: 'affected' })
    await w.perform(parts.add, w.responder, { id, contractId, part: 'cause', note: 'Their panel' })
    await w.perform(log, w.responder, { id, vendorId, kind: 'asked' })
    at(90)
    await w.perform(log, w.responder, { id, vendorId, kind: 'answered', note: 'Ms Gull' })
    const knew = new Date(start - 40 * 3_600_000).toISOString()
    await expect(
      w.perform(log, w.responder, { id, vendorId, kind: 'knew', happenedAt: knew }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await w.perform(log, w.responder, { id, vendorId, kind: 'knew', happenedAt: knew, note: 'Their letter' })
    await w.perform(log, w.responder, { id, vendorId, kind: 'told_us' })
    expect((await casesOf(id))[0]?.review).toBeNull()
    await end(id)
    const [one = expect.fail('a review was opened'), ...more] = await casesOf(id)
    expect(more).toEqual([])
    expect(one.review).toMatchObject({
      why: ['cause', 'system', 'logged'],
      ownerId: w.responder.memberId,
      verdict: null,
    })
    // Notice can be given for ten more days: the review is due by then, and not in two weeks.
    expect(one.review?.dueOn).toBe(dayAfter(today(), 10))
    const detail = await w.perform(get, w.auditor, { id: one.id })
    expect(detail.figures).toMatchObject({ answerMinutes: 90, answerLevel: 'missed', noticeLevel: 'missed' })
    expect(detail.figures).toMatchObject({ arriveMinutes: null, arriveLevel: 'not_logged' })
    expect(detail).toMatchObject({ systems: ['Shop page'], parts: [{ part: 'cause', note: 'Their panel' }] })
    expect(detail.contracts[0]).toMatchObject({
      noticeValue: 30,
      daysLeft: 10,
      clauses: { audit: { state: 'missing' } },
    })
    // What is agreed later judges later cases.
    expect(detail.terms).toEqual({ by: ['Seagull Hosting care'], isOfToday: false })
    await w.perform(contracts.changeContract, w.lead, {
      ...{ id: contractId, name: 'Seagull Hosting care', answerMinutes: 600 },
    })
    expect((await w.perform(get, w.auditor, { id: one.id })).figures).toMatchObject({
      agreedAnswerMinutes: 60,
      answerLevel: 'missed',
    })
    const leaves = await w.leaves({ stream: id })
    expect(leaves.filter(({ kind }) => kind === 'supplier_review.open')).toHaveLength(1)
    await expect(w.perform(list, w.staff, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(get, w.stranger, { id: one.id })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('R106 a review ends with a decision that stands at the contract too, and with a look before notice can no longer be given', async () => {
    at(200)
    const { id: vendorId, contractId } = await supplier('Till Care')
    const id = await declare()
    await w.perform(parts.add, w.responder, { id, contractId, part: 'hit' })
    await end(id)
    const [{ id: review } = expect.fail('a review was opened')] = await casesOf(id)
    const dates = () => asSystem(w.house, w.tenantId, 'Test', supplierDates)
    expect((await dates()).find(({ key }) => key === review)).toMatchObject({ kind: 'supplier_review' })
    const wish = { id: review, what: 'leave' as const, reason: 'Nobody answered' }
    await expect(w.perform(decide, w.counsel, wish)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(w.perform(decide, w.lead, wish)).rejects.toMatchObject({ kind: 'invalid' })
    const late = { ...wish, followUpOn: dayAfter(today(), 11) }
    await expect(w.perform(decide, w.lead, late)).rejects.toMatchObject({ kind: 'invalid' })
    const done = await w.perform(decide, w.lead, { ...wish, followUpOn: dayAfter(today(), 9) })
    expect(done.review).toMatchObject({ verdict: 'leave', followUpOn: dayAfter(today(), 9) })
    expect(done.contracts[0]?.decision).toMatchObject({ what: 'leave', reason: 'Nobody answered' })
    await expect(w.perform(decide, w.lead, wish)).rejects.toMatchObject({ kind: 'conflict' })
    expect((await dates()).find(({ key }) => key === review)).toMatchObject({ kind: 'supplier_follow_up' })
    at(200 + 10 * 1440)
    const failures = await asSystem(w.house, w.tenantId, 'Test', lateSupplierReviews)
    expect(failures.map(({ path }) => path)).toContain(`/supplier-reviews/${review}`)
    await w.perform(decide, w.lead, { id: review, what: 'follow_up', reason: 'Notice was sent' })
    expect((await dates()).find(({ key }) => key === review)).toBeUndefined()
    expect((await w.perform(list, w.lead, { view: 'open', vendorId })).items).toEqual([])
  })

  test('R106 a weakness of a supplier that nobody named opens a review that asks who it was, and goes on with the row of whoever was asked for help', async () => {
    at(20_000)
    const { id: vendorId } = await supplier('Cloud Bookkeeping')
    const id = await declare('supplier-breach')
    await w.perform(log, w.responder, { id, vendorId, kind: 'asked' })
    const words = 'Passwords of customers lay open at a supplier'
    await w.perform(addFactor, w.responder, { id, kind: 'supplier_weakness', words })
    await end(id)
    const unnamed = (await casesOf(id)).find(({ supplier: { kind } }) => kind === 'unnamed')
    expect(unnamed?.review?.why).toEqual(['factor', 'kind'])
    const review = unnamed?.id ?? ''
    const keep = { id: review, what: 'keep' as const, reason: 'Fine' }
    await expect(w.perform(decide, w.lead, keep)).rejects.toMatchObject({ kind: 'conflict' })
    const named = await w.perform(decide, w.lead, { id: review, what: 'name', vendorId })
    expect(named).toMatchObject({
      supplier: { name: 'Cloud Bookkeeping' },
      factors: [words],
      events: [{ kind: 'asked' }],
    })
    expect(await casesOf(id)).toHaveLength(1)
    // Closed once more: the weakness has its review already, under its name.
    await w.perform(reopen, w.lead, { id, reason: 'A letter came' })
    await end(id)
    expect(await casesOf(id)).toHaveLength(1)
  })

  test('R106 nothing is opened by an exercise, by somebody who only helped, or twice; and a case that is closed to others hides its suppliers', async () => {
    at(40_000)
    const { id: vendorId, contractId } = await supplier('Quiet Water')
    const trial = await w.perform(opening.open, w.lead, {
      ...{ title: 'Trial', kind: 'supplier-breach', severity: 'S3', mode: 'exercise' },
    })
    await end(trial.id)
    expect(await casesOf(trial.id)).toEqual([])
    const helped = await declare()
    await w.perform(parts.add, w.responder, { id: helped, contractId, part: 'helped' })
    await end(helped)
    expect(await casesOf(helped)).toEqual([])
    const secret = await declare()
    await w.perform(log, w.lead, { id: secret, vendorId, kind: 'asked' })
    await w.perform(restrict, w.lead, { id: secret, reason: 'Only those who lead' })
    const seen = (await w.perform(list, w.auditor, { vendorId })).items.map(({ incidentId }) => incidentId)
    expect(seen).not.toContain(secret)
    const [own] = (await w.perform(list, w.lead, { vendorId })).items
    await expect(w.perform(get, w.auditor, { id: own?.id ?? '' })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('R108 the numbers of a helper come from what was written down in time, with its cost and its quality, in a case and over time', async () => {
    at(60_000)
    const { id: vendorId } = await supplier('Forensic Four')
    const id = await declare()
    await w.perform(log, w.responder, { id, vendorId, kind: 'asked' })
    at(60_045)
    await w.perform(log, w.responder, { id, vendorId, kind: 'answered' })
    at(60_200)
    await w.perform(log, w.responder, { id, vendorId, kind: 'arrived' })
    const bill = {
      firm: 'forensic  four',
      text: 'Two days',
      kind: 'response_and_recovery',
      amount: '2400',
      currency: 'EUR',
    } as const
    await w.perform(spend, w.lead, { id, ...bill })
    const judged = { id, vendorId, kind: 'judged' as const, grade: 4, note: 'Found it in a day' }
    await expect(w.perform(log, w.lead, judged)).rejects.toMatchObject({ kind: 'conflict' })
    await end(id)
    await w.perform(log, w.lead, judged)
    await expect(w.perform(log, w.lead, { id, vendorId, kind: 'asked' })).rejects.toMatchObject({
      kind: 'conflict',
    })

    const second = await declare()
    at(63_000)
    // Written down two days later: kept, shown, and no number is made of it.
    const remembered = new Date(start + 60_100 * 60_000).toISOString()
    await w.perform(log, w.responder, { id: second, vendorId, kind: 'answered', happenedAt: remembered })
    await w.perform(log, w.responder, { id: second, vendorId, kind: 'asked' })
    const { items, scorecards } = await w.perform(list, w.auditor, { vendorId })
    expect(items.map(({ figures }) => [figures.answerMinutes, figures.answerLevel, figures.late])).toEqual([
      [null, 'not_logged', 1],
      [45, 'met', 0],
    ])
    expect(items[1]).toMatchObject({
      costs: [{ amount: '2400.00', currency: 'EUR' }],
      figures: { arriveMinutes: 200, grade: 4 },
    })
    expect(scorecards).toMatchObject([
      {
        cases: 2,
        asked: 2,
        answered: 1,
        unanswered: 0,
        unknown: 1,
        answerMinutes: 45,
        answerMet: 1,
        grades: [0, 0, 0, 1],
        ungraded: 1,
      },
    ])
  })
})
