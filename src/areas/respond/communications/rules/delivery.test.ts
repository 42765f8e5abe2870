import { expect, test } from 'vitest'
import { giveUpAt, isInnerPath, needsNewTest, nextTryAt } from './delivery.ts'

const made = new Date('2026-03-01T00:00:00Z')

test('a message is tried for 72 hours, a minute apart at first and never more than a quarter of an hour', () => {
  const gaps: number[] = []
  let now = made
  for (let tries = 1; ; tries++) {
    const next = nextTryAt(made, tries, now)
    if (next === undefined) break
    gaps.push((next.getTime() - now.getTime()) / 60_000)
    now = next
  }
  expect(gaps.slice(0, 6)).toEqual([1, 2, 4, 8, 15, 15])
  expect(Math.max(...gaps)).toBe(15)
  expect(now.getTime()).toBeGreaterThan(giveUpAt(made).getTime() - 15.1 * 60_000)
  expect(now < giveUpAt(made)).toBe(true)
})

const server = { host: 'a', port: 1, security: 'tls', user: 'u', from: 'f' }
test.each([{ host: 'b' }, { port: 2 }, { security: 'none' }, { user: 'v' }, { from: 'g' }])(
  'an owner who changes %j has to test the mail server again',
  (change) => {
    expect(needsNewTest(server, { ...server, ...change })).toBe(true)
    expect(needsNewTest(server, { ...server })).toBe(false)
  },
)

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '',
  'incidents',
  '/a\tb',
  '/a\nb',
  '/a b',
  '/%2f',
  `/${'a'.repeat(500)}`,
])('news cannot lead to %j', (path) => expect(isInnerPath(path)).toBe(false))

test('news can lead to a place inside', () => {
  expect(
    ['/', '/people', '/incidents/0190a0a0-0000-7000-8000-00000000000a?tab=run'].map(isInnerPath),
  ).toEqual([true, true, true])
})
