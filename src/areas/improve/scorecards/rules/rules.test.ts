import { describe, expect, test } from 'vitest'
import { bindingOn, figuresOf, isLate, minutesOf, strictest, type Entry } from './figures.ts'
import { costsOf } from './costs.ts'
import { decisionFaults, openingsOf, reviewDue } from './reviews.ts'

const entry = (kind: Entry['kind'], minute: number, lateHours = 0, grade: number | null = null): Entry => {
  const happenedAt = new Date(Date.UTC(2026, 2, 1, 2, minute))
  return { kind, happenedAt, recordedAt: new Date(happenedAt.getTime() + lateHours * 3_600_000), grade }
}
const agreed = { answerMinutes: 60, arriveMinutes: 240, noticeMinutes: 1440, by: [] }

describe('what entries about a supplier add up to', () => {
  test('R108 a person who asked twice sees the longest wait, and one missed answer misses the level', () => {
    const all = [entry('asked', 0), entry('answered', 10), entry('asked', 100), entry('answered', 190)]
    expect(figuresOf(all, agreed)).toMatchObject({
      asked: 2,
      answered: 2,
      answerMinutes: 90,
      answerLevel: 'missed',
    })
  })

  test('R108 whoever asked and wrote down nothing more sees an unknown, never a miss and never nought', () => {
    expect(figuresOf([entry('asked', 0)], agreed)).toMatchObject({
      answerMinutes: null,
      answerLevel: 'not_logged',
    })
    expect(figuresOf([], agreed)).toMatchObject({
      asked: 0,
      answerLevel: 'not_logged',
      noticeLevel: 'not_logged',
    })
    expect(figuresOf([entry('asked', 0)], { ...agreed, answerMinutes: null }).answerLevel).toBe('not_agreed')
  })

  test('R108 silence counts as missed only once the agreed time is over', () => {
    const silent = (minute: number) => figuresOf([entry('asked', 0), entry('unanswered', minute)], agreed)
    expect(silent(59)).toMatchObject({ unanswered: 1, answerLevel: 'not_logged' })
    expect(silent(60)).toMatchObject({ unanswered: 1, answerLevel: 'missed' })
    // Somebody tried twice: they were silent until the second time.
    const twice = [entry('asked', 0), entry('unanswered', 10), entry('unanswered', 70)]
    expect(figuresOf(twice, agreed)).toMatchObject({ unanswered: 1, answerLevel: 'missed' })
    const again = [entry('asked', 0), entry('asked', 30), entry('unanswered', 70)]
    expect(figuresOf(again, agreed)).toMatchObject({ unanswered: 1, answerLevel: 'not_logged' })
  })

  test('R108 an answer to the second call does not answer the first one', () => {
    const all = [entry('asked', 0), entry('asked', 30), entry('answered', 40)]
    expect(figuresOf(all, agreed)).toMatchObject({ asked: 2, answered: 1, answerLevel: 'not_logged' })
  })

  test('R108 what is written down more than a day later is memory; what they say of themselves and the judgement are not', () => {
    expect([24, 25].map((hours) => isLate(entry('answered', 0, hours)))).toEqual([false, true])
    expect(isLate(entry('knew', 0, 99)) || isLate(entry('judged', 0, 99, 3))).toBe(false)
    expect(figuresOf([entry('asked', 0), entry('answered', 5, 30)], agreed)).toMatchObject({
      answered: 0,
      late: 1,
    })
  })

  test('R106 the duty to tell is kept or missed by when they knew and when we did', () => {
    const told = (minute: number) =>
      figuresOf([entry('knew', 0), entry('told_us', minute)], agreed).noticeLevel
    expect([told(1440), told(1441)]).toEqual(['met', 'missed'])
    expect(figuresOf([entry('knew', 0), entry('not_told', 1440)], agreed).noticeLevel).toBe('missed')
    expect(figuresOf([entry('told_us', 10)], agreed).noticeLevel).toBe('not_logged')
  })

  test('R108 the strictest number of several contracts binds, and money counts for the firm that a line names', () => {
    expect(strictest([null, 90, 60])).toBe(60)
    expect([minutesOf({ value: 2, unit: 'weeks' }), minutesOf(null)]).toEqual([20_160, null])
    const line = (firm: string, amount: number) => ({ firm, amount, currency: 'EUR' })
    const lines = [line('Till  care', 100), line('TILL CARE', 50), line('Till', 7), line('', 9)]
    expect(costsOf('Till Care', lines)).toEqual({ costs: [{ currency: 'EUR', amount: '1.50' }], unnamed: 1 })
    expect(costsOf('', lines).costs).toEqual([])
  })
})

test('R108 a supplier is judged by a contract that had begun when the case opened', () => {
  const terms = (id: string, startsOn: string | null) => ({ id, startsOn })
  const all = [terms('old', '2025-01-01'), terms('new', '2026-04-01'), terms('undated', null)]
  expect(bindingOn(all, '2026-03-01', null).map(({ id }) => id)).toEqual(['old', 'undated'])
  expect(bindingOn(all, '2026-03-01', 'new').map(({ id }) => id)).toEqual(['new'])
})

describe('reviews of contracts', () => {
  const nothing = {
    kind: 'ransomware',
    hasSupplierFactor: false,
    parts: [],
    systemVendors: [],
    loggedVendors: [],
    reviewed: [],
  }
  test('R106 a person finds one review for each supplier that played a part, and none for who helped', () => {
    expect(openingsOf(nothing)).toEqual([])
    const part = (vendorId: string, name: string) => ({ vendorId, part: name, contractId: `c-${vendorId}` })
    const parts = [part('a', 'cause'), part('a', 'told'), part('b', 'helped')]
    expect(openingsOf({ ...nothing, parts, systemVendors: ['a', 'c'] })).toEqual([
      { vendorId: 'a', contractId: 'c-a', why: ['cause', 'told', 'system'] },
      { vendorId: 'c', contractId: null, why: ['system'] },
    ])
    const breach = { ...nothing, kind: 'supplier-breach' }
    expect(openingsOf(breach)).toEqual([{ vendorId: null, contractId: null, why: ['kind'] }])
    expect(openingsOf({ ...breach, reviewed: ['factor', 'kind'] })).toEqual([])
    expect(openingsOf({ ...breach, reviewed: ['logged'] })).toHaveLength(1)
  })

  test('R106 a review is due in two weeks, or before notice can no longer be given', () => {
    expect(reviewDue('2026-03-01', [])).toBe('2026-03-15')
    expect(reviewDue('2026-03-01', ['2026-02-01', '2026-03-05', '2026-03-04', null])).toBe('2026-03-04')
  })

  test('R106 whoever leaves or renegotiates names a day to come, not after the last day to give notice', () => {
    const faults = (
      what: 'keep' | 'leave',
      followUpOn: string | undefined,
      noticeBy: string | null = '2026-03-20',
    ) => decisionFaults({ what, reason: 'So', followUpOn }, '2026-03-01', noticeBy).length
    expect(faults('keep', undefined)).toBe(0)
    expect(faults('leave', undefined)).toBe(1)
    expect(faults('leave', '2026-02-28')).toBe(1)
    expect([faults('leave', '2026-03-20'), faults('leave', '2026-03-21')]).toEqual([0, 1])
    // Where the day has passed, or nobody knows it, any day to come will do.
    expect([faults('leave', '2026-06-01', null), faults('leave', '2026-06-01', '2026-02-01')]).toEqual([0, 0])
  })
})
