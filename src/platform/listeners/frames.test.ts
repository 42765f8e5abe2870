import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrames } from './frames.ts'

const cut = (pieces: readonly string[], longest = 100) => {
  const frames = createFrames(longest)
  return [...pieces.flatMap((piece) => frames.push(Buffer.from(piece))), ...frames.end()].map(String)
}

test('a sender may count octets, end lines, or do both on one connection', () => {
  expect(cut(['<13>one\n<13>two\r\n'])).toEqual(['<13>one', '<13>two\r'])
  expect(cut(['11 <13>a\nb cd!7 <13>xyz<13>last\n'])).toEqual(['<13>a\nb cd!', '<13>xyz', '<13>last'])
  expect(cut(['<13>without end'])).toEqual(['<13>without end'])
  expect(cut(['\n\n<13>x\n'])).toEqual(['<13>x'])
})

test('a message that is too long is cut, and what follows it is read', () => {
  expect(cut([`${'a'.repeat(12)}\nnext\n`], 10)).toEqual(['a'.repeat(10), 'next'])
  expect(cut([`15 ${'b'.repeat(15)}4 <1>x`], 10)).toEqual(['b'.repeat(10), '<1>x'])
})

test('the messages are the same in whatever pieces they arrive', () => {
  const message = fc.stringMatching(/^<[a-z ]{1,20}$/)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(message, fc.boolean()), { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      (all, size) => {
        const text = all
          .map(([words, isCounted]) => (isCounted ? `${words.length} ${words}` : `${words}\n`))
          .join('')
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        expect(cut(pieces)).toEqual(all.map(([words]) => words))
      },
    ),
  )
})
