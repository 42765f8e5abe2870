import { expect, test } from 'vitest'
import { integerOf, oidOf, only, partsOf, readable, tags, timeOf } from './der.ts'
import { nameOf } from './names.ts'
import { der } from './test-authority.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const part = (text: string) => partsOf(hex(text))[0]
const oid = (text: string) => der(tags.oid, hex(text))

test.each([
  ['a length that is not definite', '30800000'],
  ['a length in more bytes than it needs', '3081010500'],
  ['a length with a leading zero', '308200800000'],
  ['a length past the end', '300305000'],
  ['a length of five bytes', '308500000000010500'],
  ['a tag of two bytes', '1f8101000500'],
  ['a tag alone', '30'],
])('a reader does not take %s', (_what, bytes) => {
  expect(readable(() => partsOf(hex(bytes)))).toBeUndefined()
})

test('a reader takes one part, and nothing behind it', () => {
  expect(only(hex('300402020080'), tags.sequence).value).toEqual(hex('02020080'))
  expect(readable(() => only(hex('0500 0500'.replace(' ', '')), tags.nothing))).toBeUndefined()
  expect(readable(() => only(hex('0500'), tags.sequence))).toBeUndefined()
})

test('a reader takes numbers and kinds in their one spelling', () => {
  expect(oidOf(part('06092a864886f70d010702'))).toBe('1.2.840.113549.1.7.2')
  expect(oidOf(part('0603550403'))).toBe('2.5.4.3')
  expect(integerOf(part('020300ff17'))).toBe('00ff17')
  for (const wrong of ['0600', '06028001', '060181', '060a2affffffffffffffff7f'])
    expect(readable(() => oidOf(part(wrong)))).toBeUndefined()
  for (const wrong of ['0200', '0202007f', '0202ff80', '0401ff'])
    expect(readable(() => integerOf(part(wrong)))).toBeUndefined()
})

test('a reader takes times that exist', () => {
  const time = (text: string, tag: number = tags.time) =>
    readable(() => timeOf(partsOf(der(tag, Buffer.from(text)))[0]))
  expect(time('20260301100000Z')).toBe('2026-03-01T10:00:00Z')
  expect(time('20260301100000.25Z')).toBe('2026-03-01T10:00:00.25Z')
  expect(time('491231235959Z', tags.utcTime)).toBe('2049-12-31T23:59:59Z')
  expect(time('500101000000Z', tags.utcTime)).toBe('1950-01-01T00:00:00Z')
  for (const wrong of [
    'yesterday',
    '20260230100000Z',
    '20260301100000',
    '20260301100000.50Z',
    '20260301250000Z',
  ])
    expect(time(wrong)).toBeUndefined()
  expect(time('260301100000.5Z', tags.utcTime)).toBeUndefined()
})

test('a reader sees a name as people write it, in whatever letters', () => {
  const named = (kind: string, tag: number, words: Buffer) => der(0x31, der(0x30, oid(kind), der(tag, words)))
  const name = der(
    0x30,
    named('550406', 0x13, Buffer.from('AT')),
    named('55040a', 0x1e, Buffer.from('\u00c4mter', 'utf16le').swap16()),
    named('2a0304', 0x0c, Buffer.from('odd')),
    named('550403', 0x0c, Buffer.from('Zeitstempel \u00e9')),
  )
  expect(nameOf(partsOf(name)[0])).toBe('CN=Zeitstempel \u00e9, 1.2.3.4=odd, O=\u00c4mter, C=AT')
})
