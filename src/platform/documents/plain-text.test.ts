import { expect, test } from 'vitest'
import { paperData, paperText } from './plain-text.ts'

test('a writer finds their words on paper as they wrote them', () => {
  const text = 'Späte Änderung: 7 × "x" <b>#panic()</b> $x^2$ _a_ 日本語 العربية 👩‍👩‍👧\nzweite Zeile'
  expect(paperText(text)).toBe(text)
})

test('a deceiver cannot turn a line around or hide in it', () => {
  expect(paperText('invoice\u202efdp.exe\u202c \u0000\u0007\ud800\ufffe')).toBe(
    'invoice\ufffdfdp.exe\ufffd \ufffd\ufffd\ufffd\ufffd',
  )
  expect(paperText('a\u200eb\u{e0041}c')).toBe('abc')
})

test('every kind of line end becomes one', () => {
  expect(paperText('a\r\nb\rc\u2028d\u0085e')).toBe('a\nb\nc\nd\ne')
})

test('a word without an end may break after every twelfth character, a word of 24 does not', () => {
  expect(paperText('x'.repeat(24))).toBe('x'.repeat(24))
  expect(paperText('x'.repeat(30))).toBe(`${'x'.repeat(12)}\u200b${'x'.repeat(12)}\u200b${'x'.repeat(6)}`)
})

test('a place to break never parts a letter from its marks', () => {
  const broken = paperText('e\u0301'.repeat(30))
  expect(broken.split('\u200b').every((piece) => piece.startsWith('e'))).toBe(true)
})

test('data keeps its shape and everything that is not text', () => {
  expect(paperData({ a: ['\u202e', 1, null, { b: false }] })).toEqual({
    a: ['\ufffd', 1, null, { b: false }],
  })
})
