import { expect, test } from 'vitest'
import { excerptOf, isTakenOver } from './keeping.ts'
import { changesWithGaps, lineChanges } from './line-changes.ts'

const now = new Date('2026-03-01T10:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const left = { writtenAt: ago(40), writtenRef: 'u:anna', unkeptSince: ago(60) }

test('what one person left is kept before another goes on, and two who write at once make no version of each letter', () => {
  expect(isTakenOver(left, 'u:ben', now)).toBe(true)
  expect(isTakenOver(left, 'u:anna', now)).toBe(false)
  expect(isTakenOver({ ...left, writtenAt: ago(3) }, 'u:ben', now)).toBe(false)
  expect(isTakenOver({ ...left, unkeptSince: null }, 'u:ben', now)).toBe(false)
})

test('a reader of the list sees how a page begins, or the words they looked for, with no half of a sign', () => {
  expect(excerptOf({ text: 'Call\n\nwith   them', isCut: false })).toBe('Call with them')
  expect(excerptOf({ text: `${'x '.repeat(200)}the Insurer said`, isCut: false }, 'insurer')).toMatch(
    /^… .*the Insurer said$/,
  )
  expect(excerptOf({ text: '👩'.repeat(300), isCut: true })).not.toMatch(/\p{Surrogate}/u)
})

const shown = (before: string, after: string) =>
  lineChanges(before, after).map(({ how, text }) => `${{ same: ' ', out: '-', in: '+' }[how]}${text}`)

test('a reader of a version sees which lines went and which came, where they stand', () => {
  expect(shown('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d'])
  expect(shown('', 'a')).toEqual(['+a'])
  expect(shown('a', '')).toEqual(['-a'])
  expect(shown('a\nb', 'b\na')).toEqual(['-a', ' b', '+a'])
  const long = Array.from({ length: 3000 }, (_, n) => `line ${n}`)
  const turned = long.toReversed().join('\n')
  expect(shown(long.join('\n'), turned)).toHaveLength(6000)
})

test('a reader of a long version sees only what changed, and that lines between were left out', () => {
  const before = Array.from({ length: 20 }, (_, n) => `${n}`)
  const found = changesWithGaps(lineChanges(before.join('\n'), before.with(10, 'new').join('\n')), 1)
  expect(found.map((one) => (one === 'gap' ? '…' : one.text))).toEqual(['…', '9', '10', 'new', '11', '…'])
  expect(changesWithGaps(lineChanges('a', 'a'))).toEqual(['gap'])
})
