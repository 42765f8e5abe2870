import { expect, test } from 'vitest'
import { aimOf, downMinutes, isWithinAim, nextTrial, restorationFault } from './downtime.ts'
import { touchMap } from './touch-map.ts'
import { breachFacts, lawsAmong } from './touches.ts'

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 4, 6, 8, minute, second))

test('R10 downtime runs from when work stood still until it went on, and is held against what was promised', () => {
  const outage = { downSince: at(0), restoredAt: null, aimMinutes: 30 }
  expect(downMinutes(outage, at(12, 1))).toBe(13)
  expect(isWithinAim(outage, at(30))).toBe(true)
  expect(isWithinAim(outage, at(30, 1))).toBe(false)
  const over = { ...outage, restoredAt: at(20) }
  expect([downMinutes(over, at(59)), isWithinAim(over, at(59))]).toEqual([20, true])
  expect(isWithinAim({ ...over, aimMinutes: null }, at(59))).toBeNull()
  expect([aimOf(60, 240), aimOf(null, 240), aimOf(null, null)]).toEqual([60, 240, null])
})

test('R10 nobody says that work goes on before it stood still, or in a time to come', () => {
  expect(restorationFault({ downSince: at(5), restoredAt: at(4) }, at(10))).toMatch(/before it stood still/)
  expect(restorationFault({ downSince: at(5), restoredAt: at(11) }, at(10))).toMatch(/still to come/)
  expect(restorationFault({ downSince: at(5), restoredAt: at(5) }, at(10))).toBeUndefined()
})

test('a plan that was never tried is due at once, and a tried one after its months', () => {
  expect(nextTrial({ triedOn: null, reviewMonths: 6 }, '2026-05-06')).toBe('2026-05-06')
  expect(nextTrial({ triedOn: '2026-01-31', reviewMonths: 1 }, '2026-05-06')).toBe('2026-02-28')
})

test('N18 a law is asked with the data that an asset holds, and business papers say nothing of people', () => {
  const firm = { country: 'AT', timeZone: 'Europe/Vienna', sector: 'retail', eea: ['AT', 'DE'] }
  const facts = breachFacts({ ...firm, dataKinds: ['customer', 'payment'] }, '2026-05-06T08:00:00Z')
  expect(facts).toMatchObject({
    personal_data_affected: true,
    data_categories: ['basic_contact', 'financial', 'card_data'],
    'entity.eu_main_establishment': 'AT',
  })
  expect(breachFacts({ ...firm, dataKinds: ['business'] }, '')).not.toHaveProperty('personal_data_affected')
})

test('N18 stages of one law to one authority are one line, certain as soon as one of them is', () => {
  const duty = (law: string, status: string, voluntary = false) => ({
    recipient: { name: 'Authority' },
    voluntary,
    status,
    explanation: { law, citation: 'Art. 33', checkedOn: '2026-01-01', facts: [{ fact: 'data_categories' }] },
  })
  const found = lawsAmong(
    [duty('B', 'possible'), duty('A', 'possible'), duty('A', 'live'), duty('C', 'live', true)],
    ['customer'],
  )
  expect(found.map(({ law, isPossible, because }) => [law, isPossible, because])).toEqual([
    ['A', false, ['customer']],
    ['B', true, ['customer']],
  ])
})

test('N18 every box of the map has a line to the asset, none lies on another, and empty groups leave no heading', () => {
  const names = Array.from({ length: 12 }, (_, n) => `Work number ${n} ${'long '.repeat(10)}`)
  const map = touchMap(
    'Tills',
    [
      { head: 'Services', names },
      { head: 'Customers', names: [] },
    ],
    [{ head: 'Data', names: ['Payments'] }],
  )
  expect(map.heads.map(({ words }) => words)).toEqual(['Services', 'Data'])
  expect(map.lines).toHaveLength(map.boxes.length - 1)
  expect(map.boxes.every(({ words }) => [...words].length <= 36)).toBe(true)
  const overlaps = map.boxes.filter((a, at) =>
    map.boxes.some((b, n) => n > at && a.x === b.x && Math.abs(a.y - b.y) < a.height),
  )
  expect(overlaps).toEqual([])
  const lowest = Math.max(...map.boxes.map(({ y, height }) => y + height))
  expect(lowest).toBeLessThanOrEqual(map.height)
})
