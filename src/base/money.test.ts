import { expect, test } from 'vitest'
import { amountOf, minorUnits } from './money.ts'

test.each([
  ['1250.5', 'EUR', 125_050, '1250.50'],
  ['0.05', 'EUR', 5, '0.05'],
  ['1000', 'JPY', 1000, '1000'],
  ['1.005', 'KWD', 1005, '1.005'],
])('an amount of %s %s is kept exactly', (amount, currency, minor, back) => {
  expect(minorUnits(amount, currency)).toBe(minor)
  expect(amountOf(minor, currency)).toBe(back)
})

test.each([
  ['0', 'EUR'],
  ['1.005', 'EUR'],
  ['10.50', 'JPY'],
  ['10', 'XQQ'],
])('an amount of %s %s is none', (amount, currency) => {
  expect(minorUnits(amount, currency)).toBeUndefined()
})
