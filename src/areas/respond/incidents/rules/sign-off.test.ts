import { expect, test } from 'vitest'
import { afterSettling, asksReview, lateHearer, whyNotJudged } from './sign-off.ts'

const closedAt = new Date('2026-03-01T10:00:00Z')
const signing = {
  verdict: 'signed',
  ...{ closedAt, missing: 0, aloneReason: null, isOwnWork: false, openParts: 0 },
} as const
const asked = { state: 'asked', closedAt } as const

test('U35 a second person is asked for a serious case that really ended, and for no exercise or duplicate', () => {
  const ended = { severity: 'S2', mode: 'real', disposition: 'resolved' } as const
  expect(asksReview(ended)).toBe(true)
  expect(asksReview({ ...ended, severity: 'S1', mode: 'near_miss', disposition: 'false_alarm' })).toBe(true)
  expect(asksReview({ ...ended, severity: 'S3' })).toBe(false)
  expect(asksReview({ ...ended, mode: 'exercise' })).toBe(false)
  expect(asksReview({ ...ended, disposition: 'duplicate' })).toBe(false)
})

test('U35 nobody signs off what they led or closed, unless they are alone and say why', () => {
  expect(whyNotJudged(asked, signing)).toBeUndefined()
  expect(whyNotJudged(asked, { ...signing, isOwnWork: true })?.reason).toBe('second_person')
  expect(whyNotJudged(asked, { ...signing, isOwnWork: true, aloneReason: 'One-person firm' })).toBeUndefined()
})

test('U35 nobody signs an open case, one that was closed anew since, one that is signed, or one with a part missing', () => {
  expect(whyNotJudged({ state: null, closedAt: null }, signing)?.message).toMatch(/is open/)
  const later = { state: 'asked', closedAt: new Date('2026-03-02T10:00:00Z') } as const
  expect(whyNotJudged(later, signing)?.reason).toBe('closed_anew')
  expect(whyNotJudged({ state: 'signed', closedAt }, signing)?.message).toMatch(/already/)
  expect(whyNotJudged(asked, { ...signing, openParts: 2 })?.reason).toBe('missing_parts')
  expect(whyNotJudged(asked, { ...signing, missing: 1 })?.path).toBe('missing')
})

test('U35 a reviewer who sends a case back says what is missing, and it is looked at again once all of it is settled', () => {
  const returning = { ...signing, verdict: 'returned' } as const
  expect(whyNotJudged(asked, returning)?.path).toBe('missing')
  expect(whyNotJudged(asked, { ...returning, missing: 1, isOwnWork: true })).toBeUndefined()
  expect([afterSettling(1), afterSettling(0)]).toEqual(['returned', 'answered'])
})

test('whose missing part is late hears of it, then who leads as a second person, and nobody twice', () => {
  expect(lateHearer('overdue', 'anna', ['lea'])).toBe('anna')
  expect(lateHearer('overdue', undefined, ['lea', 'olga'])).toBe('lea')
  expect(lateHearer('escalation', 'anna', ['lea'])).toBe('lea')
  expect(lateHearer('escalation', 'lea', ['lea', 'lea', 'olga'])).toBe('olga')
  expect(lateHearer('escalation', 'lea', ['lea'])).toBeUndefined()
})
