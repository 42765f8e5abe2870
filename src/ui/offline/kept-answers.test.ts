import { expect, test } from 'vitest'
import { isReadable } from './kept-answers.ts'

const hour = 3_600_000
const heard = Date.parse('2026-03-01T21:14:00Z')

test('a person reads on for three days without the server, and no longer', () => {
  expect(isReadable(heard, heard)).toBe(true)
  expect(isReadable(heard, heard + 72 * hour)).toBe(true)
  expect(isReadable(heard, heard + 72 * hour + 1)).toBe(false)
})

test('a thief who turns the clock back reads nothing', () => {
  expect(isReadable(heard, heard - hour)).toBe(true)
  expect(isReadable(heard, heard - hour - 1)).toBe(false)
})
