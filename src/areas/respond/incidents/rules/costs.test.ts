import { expect, test } from 'vitest'
import { costTotals, priceOf, workTotals } from './costs.ts'

const at = (clock: string) => new Date(`2026-03-01T${clock}:00Z`)

test('a lead sees costs by currency, never added across them, and without what was struck out', () => {
  const cost = (amount: number, currency: string, struckAt: Date | null = null) =>
    ({ kind: 'other', amount, currency, struckAt, people: null, minutes: null }) as const

  expect(
    costTotals([cost(1050, 'EUR'), cost(500, 'USD'), cost(200, 'EUR'), cost(9, 'EUR', at('01:00'))]),
  ).toEqual([
    { currency: 'EUR', amount: '12.50', byKind: [{ kind: 'other', amount: '12.50' }] },
    { currency: 'USD', amount: '5.00', byKind: [{ kind: 'other', amount: '5.00' }] },
  ])
})

test('U33 an owner sees the time of people as money where the rate of an hour is known, and as time where not', () => {
  expect(priceOf({ people: 3, minutes: 90 }, { amount: '45.50', currency: 'EUR' })).toEqual({
    amount: 20_475,
    currency: 'EUR',
  })
  expect(priceOf({ people: 1, minutes: 1 }, { amount: '0.10', currency: 'EUR' })).toMatchObject({ amount: 1 })
  expect(priceOf({ people: 1, minutes: 60 }, { amount: '5000', currency: 'JPY' })).toMatchObject({
    amount: 5000,
  })
  expect(priceOf({ people: 1000, minutes: 43_200 }, { amount: '999999999999', currency: 'EUR' })).toBe(
    'too much',
  )
  expect(priceOf({ people: 3, minutes: 90 }, null)).toBeUndefined()
  expect(priceOf({ people: 3, minutes: 90 }, { amount: '45', currency: 'XQQ' })).toBeUndefined()
  const work = (minutes: number, amount: number | null, struckAt: Date | null = null) =>
    ({
      kind: 'other',
      amount,
      currency: amount === null ? null : 'EUR',
      people: 2,
      minutes,
      struckAt,
    }) as const
  const lines = [work(60, 9000), work(30, null), work(999, null, at('01:00'))]
  expect(workTotals(lines)).toEqual({ minutes: 180, unpricedMinutes: 60 })
  expect(costTotals(lines)).toMatchObject([{ currency: 'EUR', amount: '90.00' }])
})
