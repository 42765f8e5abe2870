import { expect, test } from 'vitest'
import { coverState, isLate, isProofFresh, isUnseen, proofGaps } from './rules.ts'

const now = new Date('2026-05-01T12:00:00Z')
const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

test('R62 a nightly backup is late when more than a day and a little has passed since it reported', () => {
  const nightly = { everyHours: 24, linkedAt: before(1000) }
  expect(isLate({ ...nightly, beatAt: before(26) }, now)).toBe(false)
  expect(isLate({ ...nightly, beatAt: before(27) }, now)).toBe(true)
  expect(isLate({ ...nightly, beatAt: null }, now)).toBe(true)
  // Just linked, or linked anew: it has not had its turn.
  expect(isLate({ everyHours: 24, linkedAt: before(1), beatAt: before(900) }, now)).toBe(false)
  expect(isLate({ everyHours: 24, linkedAt: null, beatAt: null }, now)).toBe(false)
})

test('R63 a disk or anything offline has to be seen every six months, a cloud has not', () => {
  const disk = { medium: 'disk', isolation: 'none' } as const
  expect(isUnseen({ ...disk, sightedAt: null }, now)).toBe(true)
  expect(isUnseen({ ...disk, sightedAt: before(24 * 180) }, now)).toBe(false)
  expect(isUnseen({ ...disk, sightedAt: before(24 * 190) }, now)).toBe(true)
  expect(isUnseen({ medium: 'cloud', isolation: 'immutable', sightedAt: null }, now)).toBe(false)
})

test('R64 a restore is no success until it says what was restored and used, how long it took and what shows it', () => {
  const empty = { succeeded: true, restored: '', used: '', minutes: null, evidence: '' }
  expect(proofGaps(empty).map(({ path }) => path)).toEqual(['restored', 'used', 'minutes', 'evidence'])
  expect(proofGaps({ ...empty, succeeded: false })).toEqual([])
  const shown = { restored: 'Ledger of May', used: 'Printed a bill', minutes: 40, evidence: 'Photo 12' }
  expect(proofGaps({ succeeded: true, ...shown })).toEqual([])
})

test('R62 an essential asset is covered by a backup or by a risk that somebody accepted until a day', () => {
  const at = { now, today: '2026-05-01' }
  expect(coverState([before(24 * 300), null], null, at)).toBe('proved')
  expect(coverState([before(24 * 400)], null, at)).toBe('unproved')
  expect(coverState([null], { endsOn: '2027-01-01' }, at)).toBe('unproved')
  expect(coverState([], { endsOn: '2026-05-01' }, at)).toBe('accepted')
  expect(coverState([], { endsOn: '2026-04-30' }, at)).toBe('open')
  expect(coverState([], null, at)).toBe('open')
  expect(isProofFresh(before(24 * 366), now)).toBe(false)
})
