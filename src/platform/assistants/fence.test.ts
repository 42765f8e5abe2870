import { expect, test } from 'vitest'
import { fenced } from './fence.ts'

const ranges = [
  ['soft hyphen', 0xad, 0xad],
  ['controls', 0x7f, 0x9f],
  ['joiner of graphemes', 0x34f, 0x34f],
  ['Arabic mark of direction', 0x61c, 0x61c],
  ['Hangul fillers', 0x115f, 0x1160],
  ['Khmer vowels', 0x17b4, 0x17b5],
  ['Mongolian selectors', 0x180b, 0x180f],
  ['zero widths', 0x200b, 0x200f],
  ['separators and directions', 0x2028, 0x202e],
  ['invisible operators', 0x2060, 0x206f],
  ['Hangul filler', 0x3164, 0x3164],
  ['selectors', 0xfe00, 0xfe0f],
  ['mark of byte order', 0xfeff, 0xfeff],
  ['half Hangul filler', 0xffa0, 0xffa0],
  ['notes between lines', 0xfff9, 0xfffb],
  ['shorthand', 0x1bca0, 0x1bca3],
  ['music', 0x1d173, 0x1d17a],
  ['tags', 0xe0000, 0xe007f],
  ['more selectors', 0xe0100, 0xe01ef],
  ['the rest of their plane', 0xe01f0, 0xe0fff],
] as const

test.each(ranges)('U60 an assistant is shown hidden letters as what they are: %s', (_name, first, last) => {
  for (const code of [first, last]) {
    const told = fenced(`Pay${String.fromCodePoint(code)}now`, { mark: 'm', isStrangers: true })
    expect([code, told.includes(String.fromCodePoint(code))]).toEqual([code, false])
    expect(told).toContain(String.raw`Pay\\u{${code.toString(16).toUpperCase()}}now`)
  }
})

test('U60 an assistant reads what a person sees as it stands', () => {
  const seen = 'Größe, 日本語, العربية, 한국어, ₿, 😀, a–b, “c”'
  expect(fenced(seen, { mark: 'm', isStrangers: false })).toContain(
    `"${seen.replaceAll('"', String.raw`\"`)}"`,
  )
})
