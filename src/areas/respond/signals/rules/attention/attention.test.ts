import { expect, test } from 'vitest'
import type { Route } from '../../contract/attention.ts'
import { isWithin, routeFor, whoIsAsked, whoIsSecond, type Routed } from './attention.ts'

const alert: Routed = {
  isReport: false,
  reportKind: undefined,
  sourceId: 's1',
  severity: 'high',
  words: 'Ransom note on FILE01',
}
const report: Routed = {
  ...alert,
  isReport: true,
  reportKind: 'concern',
  sourceId: null,
  severity: 'unknown',
  words: 'Odd mail',
}
const route = (more: Partial<Route>): Route => ({
  name: 'r',
  when: {},
  to: { role: 'responder' },
  minutes: 10,
  ...more,
})
const people = [
  { id: 'anna', role: 'lead' },
  { id: 'bernd', role: 'owner' },
  { id: 'carla', role: 'responder' },
  { id: 'dora', role: 'responder' },
]
const vienna = { at: new Date('2026-03-02T09:00:00Z'), timeZone: 'Europe/Vienna' }

test('U11 a signal goes by the first route of which every condition holds', () => {
  const fits = (signal: Routed, when: Route['when']) => routeFor(signal, [route({ when })]) !== undefined

  expect(fits(alert, {})).toBe(true)
  expect(fits(alert, { of: 'reports' })).toBe(false)
  expect(fits(report, { of: 'reports', reportKinds: ['concern'] })).toBe(true)
  expect(fits(alert, { reportKinds: ['concern'] })).toBe(false)
  expect(fits(alert, { sourceId: 's2' })).toBe(false)
  expect(fits(alert, { severity: 'critical' })).toBe(false)
  expect(fits(alert, { severity: 'medium', words: ['backup', 'RANSOM'] })).toBe(true)
  expect(fits(report, { severity: 'low' })).toBe(false)
  expect(
    routeFor(alert, [route({ name: 'no', when: { of: 'reports' } }), route({ name: 'yes' })])?.name,
  ).toBe('yes')
})

test('U11 outside the hours, or when the first one is away, the second person is asked', () => {
  const routes = [
    route({
      second: 'dora',
      to: { memberId: 'carla' },
      hours: { days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' },
    }),
  ]
  const ask = (at: string, present = people) =>
    whoIsAsked(alert, { routes, present, at: new Date(at), timeZone: 'Europe/Vienna' })

  expect(ask('2026-03-02T09:00:00Z')).toEqual({ first: 'carla', second: 'dora', minutes: 10 })
  expect(ask('2026-03-02T16:30:00Z')?.first).toBe('dora')
  expect(ask('2026-03-01T09:00:00Z')?.first).toBe('dora')
  expect(
    ask(
      '2026-03-02T09:00:00Z',
      people.filter(({ id }) => id !== 'carla'),
    )?.first,
  ).toBe('dora')
  expect(ask('2026-03-02T09:00:00Z', [])).toEqual({ first: undefined, second: undefined, minutes: 10 })
})

test('R33 without a route, reports and grave alerts call whoever leads, others call nobody', () => {
  const ask = (signal: Routed) => whoIsAsked(signal, { routes: [], present: people, ...vienna })

  expect(ask(report)).toEqual({ first: 'anna', second: 'bernd', minutes: 60 })
  expect(ask({ ...alert, severity: 'critical' })?.minutes).toBe(15)
  expect(ask({ ...alert, severity: 'medium' })).toBeUndefined()
})

test('R33 the second human is never the first, and stands in for one who has left', () => {
  expect(whoIsSecond({ memberId: 'anna', secondId: 'dora' }, people)).toBe('dora')
  expect(whoIsSecond({ memberId: 'anna', secondId: 'gone' }, people)).toBe('bernd')
  expect(whoIsSecond({ memberId: null, secondId: null }, people)).toBe('anna')
  expect(whoIsSecond({ memberId: 'anna', secondId: null }, people.slice(0, 1))).toBeUndefined()
})

test('hours over midnight belong to the day on which they begin, through a change of the clock too', () => {
  const night = { days: [6], from: '22:00', until: '06:00' }

  expect(isWithin(night, new Date('2026-03-28T22:30:00Z'), 'Europe/Vienna')).toBe(true)
  // The night in which clocks go forward: 05:30 local is 03:30 UTC.
  expect(isWithin(night, new Date('2026-03-29T03:30:00Z'), 'Europe/Vienna')).toBe(true)
  expect(isWithin(night, new Date('2026-03-29T04:00:00Z'), 'Europe/Vienna')).toBe(false)
  expect(isWithin(night, new Date('2026-03-29T20:30:00Z'), 'Europe/Vienna')).toBe(false)
})
