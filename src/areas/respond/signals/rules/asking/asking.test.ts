import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entriesOf, greatest } from './entries.ts'
import { markFor, readUpTo, wantedBy } from './mail-mark.ts'
import { nextAsk } from './when.ts'

const now = new Date('2026-03-01T10:00:00Z')
const minutes = (date: Date) => (date.getTime() - now.getTime()) / 60_000

describe('U3 the schedule', () => {
  test('a source that answered is asked again in its time, and at once while more waits', () => {
    expect(minutes(nextAsk({ now, everyMinutes: 15, failures: 0 }))).toBe(15)
    expect(minutes(nextAsk({ now, everyMinutes: 15, failures: 0, hasMore: true }))).toBe(0)
  })

  test.each([
    [1, [1, 2, 4, 8, 16, 32, 60, 60]],
    [15, [5, 10, 20, 40, 60, 60, 60, 60]],
    [1440, [5, 10, 20, 40, 80, 160, 320, 640]],
  ])('a source of every %i minutes that fails is left in peace longer each time', (everyMinutes, pauses) => {
    expect(pauses.map((_, index) => minutes(nextAsk({ now, everyMinutes, failures: index + 1 })))).toEqual(
      pauses,
    )
  })

  test('a sender that asks for time gets it, but not for ever', () => {
    const turn = { now, everyMinutes: 5, failures: 1 }
    expect(minutes(nextAsk({ ...turn, retryAfterSeconds: 1800 }))).toBe(30)
    expect(minutes(nextAsk({ ...turn, retryAfterSeconds: 10 ** 9 }))).toBe(1440)
  })
})

describe('U3 the mark of a mailbox', () => {
  const box = { validity: '7', next: 10_001 }
  const fresh = { askedAt: null }

  test('a mailbox of ten thousand is read from now on, or what nobody has read', () => {
    expect(wantedBy(markFor(undefined, box, { begin: 'now', ...fresh }))).toEqual([{ above: 10_000 }])
    expect(wantedBy(markFor(undefined, box, { begin: 'unread', ...fresh }))).toEqual([
      { above: 0, upTo: 10_000, isUnread: true },
      { above: 10_000 },
    ])
  })

  test('what was read is not looked for again, and old mail that others read never becomes new', () => {
    const mark = readUpTo(markFor(undefined, box, { begin: 'unread', ...fresh }), 9_000)
    expect(wantedBy(mark)).toEqual([{ above: 9_000, upTo: 10_000, isUnread: true }, { above: 10_000 }])
    expect(wantedBy(readUpTo(mark, 10_001))).toEqual([{ above: 10_001 }])
    expect(readUpTo(readUpTo(mark, 10_001), 3).uid).toBe(10_001)
  })

  test('a server that counts anew is searched by date from before the last time', () => {
    const mark = markFor({ validity: '6', uid: 500 }, box, { begin: 'now', askedAt: now })
    expect(wantedBy(mark)).toEqual([
      { above: 0, upTo: 10_000, since: new Date('2026-02-27T10:00:00Z') },
      { above: 10_000 },
    ])
  })
})

describe('U3 the entries of an answer', () => {
  test('each entry of a list is kept letter by letter, numbers beyond the exact ones too', () => {
    const text = '[ {"id": 12345678901234567890, "t":"a,]}\\"" } ,\n{"id":2},[1, 2], "x", null ]'
    expect(entriesOf(text, '', false)).toEqual([
      '{"id": 12345678901234567890, "t":"a,]}\\"" }',
      '{"id":2}',
      '[1, 2]',
      '"x"',
      'null',
    ])
  })

  test('the list may be a field, however deep, with a full stop in its name, or said twice', () => {
    expect(entriesOf('{"a":[{"b":{"items":[1,2]}}]}', 'a.0.b.items', false)).toEqual(['1', '2'])
    expect(entriesOf('{"a.b":[3]}', 'a.b', false)).toEqual(['3'])
    expect(entriesOf('{"a":[1],"a":[2]}', 'a', false)).toEqual(['2'])
    expect(entriesOf('{"a":{"__proto__":[1]}}', 'a.__proto__', false)).toEqual(['1'])
  })

  test('lines, one object and an empty answer are read as what they are', () => {
    expect(entriesOf('{"a":1}\n\n{"a":2}\n', '', false)).toEqual(['{"a":1}', '{"a":2}'])
    expect(entriesOf(' {"a":1} ', '', false)).toEqual(['{"a":1}'])
    expect(entriesOf('one\ntwo', '', true)).toEqual(['one', 'two'])
    expect(entriesOf(' \n', '', false)).toEqual([])
  })

  test.each([
    ['<html>\n<p>Sign in</p>', ''],
    ['{"items":{}}', 'items'],
    ['{"items":[]}', 'other'],
    ['{"a":1}\n{"a":2}', 'items'],
    ['42', ''],
  ])('an answer that holds no entries is said to hold none: %s', (text, list) => {
    expect(entriesOf(text, list, false)).toEqual(expect.any(String))
  })

  test('whatever JSON a sender writes, the entries read as the parser reads them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.constantFrom(undefined, 1, '\t'),
        (list, space) => {
          const found = entriesOf(JSON.stringify({ x: { list } }, null, space), 'x.list', false)
          expect(typeof found === 'string' ? found : found.map((each): unknown => JSON.parse(each))).toEqual(
            JSON.parse(JSON.stringify(list)),
          )
        },
      ),
      { numRuns: 200 },
    )
  })

  test('the greatest value goes by number where it is one, else by letters', () => {
    expect(greatest('9', ['10', '', 'x'.repeat(500)])).toBe('10')
    expect(greatest('', ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', '2026-02-28'])).toBe(
      '2026-03-02T10:00:00Z',
    )
  })
})
