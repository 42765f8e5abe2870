import { expect, test } from 'vitest'
import { Basis } from '../../contract/basis.ts'
import { basisOf, isFuture, ownBasis, sentBasis } from './capture-basis.ts'

test('what a lead types behind the words comes before what they chose, and the time that they chose stays', () => {
  const chosen = { source: 'log', name: 'FW01', happened: '2026-03-01T08:00' } as const
  expect(basisOf(' Mail stopped << Vera ', chosen)).toEqual({
    words: 'Mail stopped',
    more: { source: 'told', name: 'Vera', happened: '2026-03-01T08:00' },
  })
  expect(basisOf(' Mail stopped ', chosen)).toEqual({ words: 'Mail stopped', more: chosen })
})

test('whatever a lead chose is what the server takes, with the zone of the clock that was read', () => {
  expect(Basis.parse(sentBasis(ownBasis))).toEqual({ source: 'own', name: '' })
  const told = sentBasis({ source: 'told', name: ' Vera ', happened: '2026-03-01T08:00' })
  expect(Basis.parse(told)).toMatchObject({
    source: 'told',
    name: 'Vera',
    happenedAt: new Date('2026-03-01T08:00').toISOString(),
    zone: expect.stringMatching(/./),
  })
  // A name that was typed for another source is not that of this one.
  expect(sentBasis({ ...ownBasis, name: 'Vera' }).name).toBe('')
  expect(sentBasis({ ...ownBasis, happened: 'soon' })).toEqual({ source: 'own', name: '' })
})

test('a lead is told at once that nothing happened later than now', () => {
  const now = new Date('2026-03-01T08:00').getTime()
  expect(isFuture({ ...ownBasis, happened: '2026-03-01T08:05' }, now)).toBe(true)
  expect(isFuture({ ...ownBasis, happened: '2026-03-01T08:00' }, now)).toBe(false)
  expect(isFuture(ownBasis, now)).toBe(false)
})
