import { expect, test } from 'vitest'
import { instantOf, localOf } from './task-more.ts'

test('a lead who sets a due time gets the same back, whatever the zone of the device', () => {
  const instant = instantOf('2026-03-01T14:30')

  expect(instant).toMatch(/Z$/)
  expect(localOf(instant)).toBe('2026-03-01T14:30')
})

test('a lead who sets no due time, or half of one, has set none', () => {
  expect([instantOf(''), instantOf('2026-13-99T')]).toEqual([null, null])
  expect(localOf(null)).toBe('')
})
