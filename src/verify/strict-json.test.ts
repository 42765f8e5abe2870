import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Failure } from './failure.ts'
import { canonical, type Json, parseCanonical } from './strict-json.ts'

const read = (text: string | Uint8Array) => parseCanonical(Buffer.from(text), 1, 'The text')

test.each([
  ['white space', '{"a": 1}'],
  ['a newline at the end', '{"a":1}\n'],
  ['a byte order mark', '\ufeff{"a":1}'],
  ['a repeated key', '{"a":1,"a":1}'],
  ['a key repeated through an escape', '{"a":1,"\\u0061":1}'],
  ['unsorted keys', '{"b":1,"a":1}'],
  ['a fraction', '[1.0]'],
  ['an exponent', '[1e3]'],
  ['a negative zero', '[-0]'],
  ['a leading zero', '[01]'],
  ['an unsafe integer', '[9007199254740992]'],
  ['a very long integer', '[18446744073709551615]'],
  ['true', '[true]'],
  ['null', '[null]'],
  ['a trailing comma', '[1,]'],
  ['a second document', '{}{}'],
  ['nothing', ''],
  ['an open text', '"abc'],
  ['a needless escape', '"\\u0041"'],
  ['an escaped slash', '"\\/"'],
  ['an upper-case escape', '"\\u001F"'],
  ['a long escape of a newline', '"\\u000a"'],
  ['a raw control character', '"\u0001"'],
  ['an escaped surrogate', '"\\ud800"'],
  ['a nesting without end', '['.repeat(100_000)],
])('a reader refuses JSON with %s', (_what, text) => {
  expect(() => read(text)).toThrow(Failure)
})

test('a reader refuses bytes that are not UTF-8', () => {
  expect(() => read(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toThrow('UTF-8')
  expect(() => read(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toThrow('UTF-8')
})

test('a reader gets a key that JavaScript treats as special like any other', () => {
  expect(read('{"__proto__":1,"constructor":2}')).toEqual(
    new Map([
      ['__proto__', 1],
      ['constructor', 2],
    ]),
  )
})

test('a reader gets back every value that was written canonically', () => {
  const text = fc.string({ unit: 'binary' }).filter((value) => !/\p{Cs}/u.test(value))
  const value: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.maxSafeInteger(),
      fc.array(tie('json')),
      fc.array(fc.tuple(text, tie('json'))).map((entries): Json => new Map(entries)),
    ),
  })).json

  fc.assert(
    fc.property(value, (json) => {
      const sorted = canonical(read(canonical(json)))
      expect(sorted).toBe(canonical(json))
    }),
  )
})
