import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTime, searchQuery, severityOf } from './said.ts'

test.each([
  ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
  ['2026-03-01 08:00:00.5+02:00', '2026-03-01T06:00:00.500Z'],
  ['2026-03-01T08:00:00.123456-0130', '2026-03-01T09:30:00.123Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
])('a sender who writes %s is understood', (text, instant) => {
  expect(readTime(text).at?.toISOString()).toBe(instant)
})

test.each([
  '0001-01-01T00:00:00Z',
  '2026-03-01T08:00:00',
  '03-01 08:00',
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-06-30T23:59:60Z',
  'yesterday',
  '',
])('a sender who writes %s keeps the words, and no time is guessed', (text) => {
  expect(readTime(text)).toEqual({ at: null, text })
})

test('a sender who counts seconds or milliseconds since 1970 is understood', () => {
  expect(readTime(1_772_352_000).at).toEqual(readTime(1_772_352_000_000).at)
  expect(readTime(7).at).toBeNull()
})

test('a time that was read is one that PostgreSQL and JSON can hold', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const { at } = readTime(value)
      expect(at === null || (at.getUTCFullYear() >= 1899 && at.getUTCFullYear() <= 10_000)).toBe(true)
    }),
  )
})

test.each([
  ['CRITICAL', 'critical'],
  ['P-1', 'critical'],
  ['warning', 'medium'],
  ['Info', 'low'],
  ['7', 'unknown'],
  ['constructor', 'unknown'],
])("the sender's word %s is %s on our scale", (word, severity) => {
  expect(severityOf(word)).toBe(severity)
})

test('whatever a person types becomes words and nothing that PostgreSQL would take as an operator', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (q) => {
      expect(searchQuery(q)?.all ?? 'a:*').toMatch(/^[\p{L}\p{N}]+:\*( & [\p{L}\p{N}]+:\*)*$/u)
    }),
  )
})
