import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cleanPath,
  hostileNames,
  isBatchFull,
  keptUntilDay,
  keptUntilInstant,
  leavesNoRoom,
  whyNoReceipt,
  whyNotRemovable,
} from './rules.ts'

describe('the day until which something is kept', () => {
  test('a lead reads the very day that they set, and nothing is removed before it is over everywhere', () => {
    for (const day of ['2026-01-31', '2026-02-28', '2028-02-29', '2026-03-29', '2026-12-31'])
      expect(keptUntilDay(new Date(keptUntilInstant(day)))).toBe(day)
    const retainUntil = new Date(keptUntilInstant('2026-03-01'))
    const kept = { hold: null, removedAt: null, retainUntil }
    expect(whyNotRemovable(kept, new Date('2026-03-02T11:59:58Z'))).toContain('until 2026-03-01')
    expect(whyNotRemovable(kept, new Date('2026-03-02T12:00:00Z'))).toBeUndefined()
  })

  test('a form that shows a date from elsewhere and sends it back never brings it forward', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (until) => {
          const seconds = Math.floor(until.getTime() / 1000)
          const again = Math.floor(new Date(keptUntilInstant(keptUntilDay(until))).getTime() / 1000)
          expect(again).toBeGreaterThanOrEqual(seconds)
        },
      ),
    )
  })
})

describe('what is unpacked', () => {
  test('a path in any script fits into the index that keeps it apart from others', () => {
    const bytes = (text: string) => Buffer.byteLength(text)
    for (const path of ['文'.repeat(1000), '𝒳'.repeat(900), '\u200b/'.repeat(700), 'a'.repeat(5000)])
      expect(bytes(cleanPath(path))).toBeLessThanOrEqual(2000)
    expect(cleanPath('文'.repeat(1000))).toBe('文'.repeat(666))
    expect(hostileNames([{ path: '文'.repeat(700), kind: 'file' }])[0]?.why).toContain('too long')
    expect(hostileNames([{ path: 'a'.repeat(1500), kind: 'file' }])).toEqual([])
  })

  test('nothing waits long to be recorded, however few or large its files are', () => {
    const none = { count: 0, bytes: 0, ageMillis: 0 }
    expect(isBatchFull(none)).toBe(false)
    expect(isBatchFull({ ...none, ageMillis: 1e9 })).toBe(false)
    expect(isBatchFull({ ...none, count: 50 })).toBe(true)
    expect(isBatchFull({ ...none, count: 1, bytes: 2 ** 30 })).toBe(true)
    expect(isBatchFull({ ...none, count: 1, ageMillis: 300_000 })).toBe(true)
    expect([leavesNoRoom(2 ** 29, 2 ** 29), leavesNoRoom(1, 2 ** 30)]).toEqual([false, true])
  })
})

test('no receipt is the thing itself, or older than the offer', () => {
  const offer = { evidenceId: 'a', offeredAt: new Date('2026-03-01T10:00:00Z') }
  expect(whyNoReceipt({ id: 'a', addedAt: new Date('2026-03-02T10:00:00Z') }, offer)).toContain('itself')
  expect(whyNoReceipt({ id: 'b', addedAt: new Date('2026-03-01T09:00:00Z') }, offer)).toContain('before')
  expect(whyNoReceipt({ id: 'b', addedAt: new Date('2026-03-01T10:00:00Z') }, offer)).toBeUndefined()
})
