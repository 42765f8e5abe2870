import { expect, test } from 'vitest'
import { attestationState, isInForce, proofFault, tasksWanted, unprovedAtRenewal } from './rules.ts'

test('a responder is shown only what covers today; an unknown end does not hide a hotline', () => {
  const of = (startsOn: string | null, endsOn: string | null, endedAt: Date | null = null) =>
    isInForce({ startsOn, endsOn, endedAt }, '2026-05-01')
  expect(of('2026-05-01', '2026-05-01')).toBe(true)
  expect(of('2026-05-02', null)).toBe(false)
  expect(of(null, '2026-04-30')).toBe(false)
  expect(of(null, null)).toBe(true)
  expect(of(null, null, new Date())).toBe(false)
})

test('an owner sees what was attested as proved only while a check shows it', () => {
  const proof = (validUntil: string) => ({ validUntil })
  expect(attestationState(null, '2026-05-01')).toBe('unproved')
  expect(attestationState(proof('2026-05-01'), '2026-05-01')).toBe('proved')
  expect(attestationState(proof('2026-04-30'), '2026-05-01')).toBe('lapsed')
})

test('R78 what is proved today but not on the day of renewal warns before it', () => {
  const [early, late, never] = [
    { name: 'early', proof: { validUntil: '2026-06-01' } },
    { name: 'late', proof: { validUntil: '2027-01-01' } },
    { name: 'never', proof: null },
  ]
  expect(unprovedAtRenewal([early, late, never], '2026-06-30')).toEqual([early, never])
})

test('an owner cannot prove with a check of tomorrow, or for ever', () => {
  const today = '2026-05-01'
  const of = (checkedOn: string, validUntil: string) => proofFault({ checkedOn, validUntil }, today)?.path
  expect(of('2026-05-02', '2027-01-01')).toBe('checkedOn')
  expect(of('2026-05-01', '2026-05-01')).toBe('validUntil')
  expect(of('2026-05-01', '2028-01-01')).toBe('validUntil')
  expect(of('2026-04-30', '2027-04-30')).toBeUndefined()
})

test('R8 a task is due a month before the agreement ends, a week from now where less is left, and never after the end', () => {
  const wanted = (today: string, panel: 'yes' | 'no' = 'yes', renewals: readonly string[] = []) =>
    tasksWanted({ endsOn: '2026-06-30', panel }, { today, renewals })
  expect(wanted('2026-04-30')).toEqual([])
  expect(wanted('2026-05-01')).toEqual([{ cause: 'ends', forDay: '2026-06-30', dueOn: '2026-05-31' }])
  expect(wanted('2026-06-10')[0]?.dueOn).toBe('2026-06-17')
  expect(wanted('2026-06-28')[0]?.dueOn).toBe('2026-06-30')
  expect(wanted('2026-07-01')).toEqual([])
  expect(wanted('2026-01-01', 'no', ['2026-09-01'])).toEqual([])
  expect(wanted('2026-01-01', 'no', ['2026-09-01', '2026-02-20'])).toMatchObject([
    { cause: 'panel', forDay: '2026-02-20' },
  ])
  expect(wanted('2026-01-01', 'yes', ['2026-02-20'])).toEqual([])
})
