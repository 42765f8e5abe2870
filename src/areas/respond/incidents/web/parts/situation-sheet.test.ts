import { expect, test } from 'vitest'
import { areSame, emptySheet } from './situation-sheet.ts'

test.each(['headline', 'confirmed', 'clock'] as const)(
  'a lead who typed into the %s of a report has something to lose',
  (part) => {
    expect(areSame({ ...emptySheet, [part]: 'Mail is down' }, emptySheet)).toBe(false)
  },
)

test('a lead who typed nothing has nothing to lose', () => {
  expect(areSame({ ...emptySheet }, emptySheet)).toBe(true)
})
