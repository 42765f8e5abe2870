import { expect, test } from 'vitest'
import { withOpen } from './open-entries.ts'

const entries = (...numbers: number[]) => numbers.map((number) => ({ number }))

test('a lead who writes a comment keeps the entry before them when newer ones push it off the list', () => {
  expect(withOpen(entries(9, 8, 7), entries(3))).toEqual(entries(9, 8, 7, 3))
  expect(withOpen(entries(9, 4), entries(7, 3))).toEqual(entries(9, 7, 4, 3))
})

test('a lead sees an entry once, as the list has it now, while they write to it', () => {
  const now = [{ number: 8, marks: 1 }]

  expect(withOpen(now, [{ number: 8, marks: 0 }])).toEqual(now)
})

test('a lead who filters everything away still sees what they write to', () => {
  expect(withOpen([], entries(5))).toEqual(entries(5))
})
