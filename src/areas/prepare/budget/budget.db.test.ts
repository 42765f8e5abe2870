import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { dayAfter, dayIn } from '../../../base/calendar-day.ts'
import { asSystem } from '../../../platform/action.ts'
import * as rules from '../policies/actions/write-rules.ts'
import * as budget from './actions.ts'
import { budgetDates } from './public.ts'

describe('the budget', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  const loss = {
    everyYearsLow: 3,
    everyYearsHigh: 10,
    daysLow: 3,
    daysHigh: 10,
    perDayLow: 2000,
    perDayHigh: 5000,
    onceLow: 5000,
    onceHigh: 30_000,
  }

  test('R1 one page shows planned, spent and hours beside the loss of a bad year, and follows each change', async () => {
    expect(await w.perform(budget.read, w.auditor, {})).toMatchObject({ freshness: 'none', reviewedOn: null })
    const line = { name: 'Disks', kind: 'tools', planned: 300, plannedHours: 12 } as const
    const { lines } = await w.perform(budget.addLine, w.lead, line)
    const id = lines[0]?.id ?? ''
    const changed = await w.perform(budget.changeLine, w.lead, { id, ...line, spent: 280, spentHours: 9 })
    expect(changed.sums).toEqual({ planned: 300, spent: 280, plannedHours: 12, spentHours: 9 })
    const upside = { ...loss, daysLow: 20 }
    await expect(w.perform(budget.review, w.owner, { currency: 'EUR', ...upside })).rejects.toMatchObject({
      kind: 'invalid',
      detail: { faults: [{ path: 'daysLow' }] },
    })
    const seen = await w.perform(budget.review, w.owner, {
      currency: 'EUR',
      ...loss,
      ownerId: w.owner.memberId,
    })
    expect(seen).toMatchObject({ freshness: 'fresh', worked: { yearLow: 1100, yearHigh: 26_667 } })
    // A year later nobody has looked, and it is fine no more.
    await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
      $client.query(`update app.budget set reviewed_on = reviewed_on - interval '13 months'`),
    )
    expect(await w.perform(budget.read, w.lead, {})).toMatchObject({ freshness: 'old' })
    const removed = await w.perform(budget.removeLine, w.lead, { id, reason: 'Bought' })
    expect(removed.sums.planned).toBe(0)
  })

  test('R3 what a leader did has a day, and comes back to them before it is a year old', async () => {
    const today = dayIn(w.house.now(), 'Europe/Vienna')
    const act = { memberId: w.lead.memberId, kind: 'plan_signed', note: 'Plan of May' } as const
    await expect(
      w.perform(budget.recordAct, w.owner, { ...act, doneOn: dayAfter(today, 2) }),
    ).rejects.toMatchObject({ kind: 'invalid' })
    const { leaders } = await w.perform(budget.recordAct, w.owner, { ...act, doneOn: today })
    expect(leaders).toHaveLength(2)
    const own = leaders.find(({ memberId }) => memberId === w.lead.memberId)
    expect(own?.acts.map(({ kind, freshness }) => [kind, freshness])).toContainEqual(['plan_signed', 'fresh'])
    const dates = await asSystem(w.house, w.tenantId, 'Test', budgetDates)
    expect(dates).toContainEqual(
      expect.objectContaining({
        kind: 'leadership_act',
        title: 'Plan of May',
        day: dayAfter(today, 12, 'months'),
        ownerId: w.lead.memberId,
      }),
    )
  })

  test('R3 an act keeps itself when somebody who leads agrees to a house rule, and nobody else’s does', async () => {
    const content = { summary: 'Call back', clauses: [{ heading: 'Pay', text: 'Call back' }], questions: [] }
    const named = [w.lead.memberId, w.responder.memberId]
    const { id, draft } = await w.perform(rules.add, w.owner, {
      name: 'Paying',
      approverIds: named,
      content,
    })
    const hash = draft?.hash ?? ''
    for (const who of [w.responder, w.lead]) await w.perform(rules.approve, who, { id, hash })
    const { leaders } = await w.perform(budget.read, w.auditor, {})
    const agreed = leaders.flatMap(({ name, acts }) =>
      acts
        .filter(({ kind, doneOn }) => kind === 'rule_agreed' && doneOn !== null)
        .map(({ note }) => [name, note]),
    )
    expect(agreed).toEqual([[w.lead.name, 'Paying']])
  })
})
