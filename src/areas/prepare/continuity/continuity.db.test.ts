import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import * as assets from '../../register/assets/actions/manage-assets.ts'
import * as functions from '../../register/assets/actions/manage-functions.ts'
import * as contracts from '../../register/vendors/actions/manage-contracts.ts'
import * as vendors from '../../register/vendors/actions/manage-vendors.ts'
import * as plans from './actions/keep-plans.ts'
import { touches } from './actions/read-touches.ts'
import * as use from './actions/use-plans.ts'

describe('continuity', () => {
  let w: World
  let tills: string
  let selling: string
  beforeAll(async () => {
    w = await world()
    tills = (
      await w.perform(assets.add, w.lead, {
        name: 'Tills',
        kind: 'machine',
        dataKinds: ['customer', 'payment'],
      })
    ).id
    selling = (
      await w.perform(functions.add, w.lead, {
        name: 'Selling in the shop',
        priority: 1,
        longestOutageMinutes: 240,
        customers: 'Everybody who comes in',
        assetIds: [tills],
      })
    ).id
  })
  afterAll(() => w.close())

  const ago = (minutes: number) => new Date(w.house.now().getTime() - minutes * 60_000).toISOString()

  test('R10 invoking keeps who, when and why, starts the checklist, and holds real downtime against the aim', async () => {
    const steps = ['Take cash only', 'Write bills by hand']
    const plan = { name: 'Selling by hand', functionId: selling, steps }
    const { id, aimMinutes, isReviewDue } = await w.perform(plans.add, w.lead, plan)
    // What the business function survives, where the plan says nothing of its own.
    expect([aimMinutes, isReviewDue]).toEqual([240, true])
    const decision = { id, decidedBy: 'Olga Owner', why: 'The tills are locked', reference: 'INC-7' }
    await expect(
      w.perform(use.invoke, w.responder, { ...decision, downSince: ago(-5) }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    const downSince = ago(60)
    const running = await w.perform(use.invoke, w.responder, { ...decision, downSince })
    const [first] = running.invocations
    expect(first).toMatchObject({
      decidedBy: 'Olga Owner',
      invokedBy: w.responder.name,
      why: 'The tills are locked',
      isWithinAim: true,
    })
    expect(first?.downMinutes).toBeGreaterThanOrEqual(60)
    await expect(w.perform(use.invoke, w.lead, { ...decision, downSince: ago(1) })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(w.perform(plans.end, w.lead, { id, reason: 'Old' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    // The checklist and the aim are those of the moment, whatever the plan says later.
    await w.perform(plans.change, w.lead, { id, ...plan, steps: ['Something else'], aimMinutes: 10 })
    const invocation = first?.id ?? ''
    const moved = await w.perform(use.moveStep, w.responder, { id, invocation, step: 1, isDone: true })
    expect(moved.invocations[0]).toMatchObject({
      aimMinutes: 240,
      steps: [
        { text: 'Take cash only', doneAt: null },
        { text: 'Write bills by hand', doneBy: w.responder.name },
      ],
    })
    const back = { id, invocation, outcome: 'Tills work again' }
    await expect(w.perform(use.restore, w.lead, { ...back, restoredAt: ago(90) })).rejects.toMatchObject({
      kind: 'invalid',
    })
    const restoredAt = new Date(Date.parse(downSince) + 50 * 60_000).toISOString()
    const done = await w.perform(use.restore, w.lead, { ...back, restoredAt })
    expect(done.invocations[0]).toMatchObject({ downMinutes: 50, isWithinAim: true, restoredBy: w.lead.name })
    const leaf = (await w.leaves()).findLast(({ kind }) => kind === 'continuity.restore')
    expect(leaf?.fields).toMatchObject({ downMinutes: '50', aimMinutes: '240', withinAim: 'yes' })
    // It can be used again, and the first time stays.
    const again = await w.perform(use.invoke, w.lead, { ...decision, downSince: ago(30) })
    expect(again.invocations.map(({ isWithinAim, aimMinutes: aim }) => [isWithinAim, aim])).toEqual([
      [false, 10],
      [true, 240],
    ])
  })

  test('N18 whoever looks at an asset sees the services, data, customers, suppliers and duties that hang on it', async () => {
    const { id: vendorId } = await w.perform(vendors.add, w.lead, {
      name: 'Till Makers',
      does: 'Look after the tills',
      assetIds: [tills],
    })
    await w.perform(contracts.addContract, w.lead, {
      vendorId,
      name: 'Care',
      weTellValue: 24,
      weTellWords: 'Break-ins',
    })
    const seen = await w.perform(touches, w.auditor, { id: tills })
    expect(seen).toMatchObject({
      asset: { name: 'Tills' },
      services: [{ name: 'Selling in the shop', priority: 1 }],
      dataKinds: ['customer', 'payment'],
      customers: [{ work: 'Selling in the shop', words: 'Everybody who comes in' }],
      suppliers: [{ name: 'Till Makers' }],
      plans: [{ name: 'Selling by hand' }],
    })
    // The Austrian firm is asked by European data protection law, and by its own contract.
    expect(seen.duties.some(({ law, citation }) => /GDPR|2016\/679/.test(`${law} ${citation}`))).toBe(true)
    expect(seen.duties).toContainEqual(
      expect.objectContaining({ name: 'Till Makers', citation: '24 hours: Break-ins' }),
    )
    await expect(w.perform(touches, w.stranger, { id: tills })).rejects.toMatchObject({ kind: 'not_found' })
  })
})
