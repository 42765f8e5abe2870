import { expect, test } from 'vitest'
import { sizeWords } from './size-words.ts'
import { absoluteWords, regionalTag, relativeWords, spanWords } from './time-words.ts'

const minute = 60_000
const now = Date.UTC(2026, 2, 29, 12)

test.each([
  [0, 'now'],
  [-30 * 1000, 'now'],
  [-5 * minute, '5 minutes ago'],
  [179 * minute, 'in 2 hours'],
  [-50 * 60 * minute, '2 days ago'],
])('a person reads %i ms off as %s', (offset, words) => {
  expect(relativeWords(now + offset, now, 'en')).toBe(words)
})

test('a person reads the hour that is repeated with its zone, so that it is not mistaken', () => {
  const first = absoluteWords(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Vienna', 'en-GB')
  const second = absoluteWords(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Vienna', 'en-GB')

  expect(first).toContain('02:30')
  expect(second).toContain('02:30')
  expect(first).not.toBe(second)
})

test('a person reads a span in its two largest parts', () => {
  expect([0, 61 * minute, 49 * 60 * minute, -1].map((span) => spanWords(span, 'en'))).toEqual([
    '0 min',
    '1 hr 1 min',
    '2 days 1 hr',
    '0 min',
  ])
})

test('a person reads a size in the unit that fits', () => {
  expect([0, 999, 1_500, 2_100_000_000].map((size) => sizeWords(size, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '1.5 kB',
    '2.1 GB',
  ])
})

test('a British person reads English dates the British way, a German one those of the language shown', () => {
  expect(regionalTag('en', ['de-AT', 'en-GB'])).toBe('en-GB')
  expect(regionalTag('en', ['de-AT'])).toBe('en-GB')
  expect(regionalTag('de', ['fr'])).toBe('de')
})
