import { expect, test } from 'vitest'
import { allowedMinutes, heardFrom, learntMinutes, silenceNews, type Listening } from './silence.ts'

const now = new Date('2026-03-10T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const source = (over: Partial<Listening> = {}): Listening => ({
  mode: 'chosen',
  chosenMinutes: 60,
  watchedFrom: ago(10_000),
  lastSignalAt: ago(61),
  silentAt: null,
  createdAt: ago(20_000),
  longestGapSeconds: 3600,
  received: 50,
  failures: 0,
  isAlarmed: false,
  isPaused: false,
  ...over,
})

test('a source is news once when it is silent for longer than was chosen, and once when it is back', () => {
  expect(silenceNews(source(), now)).toBe('silent')
  expect(silenceNews(source({ lastSignalAt: ago(59) }), now)).toBeUndefined()
  expect(silenceNews(source({ silentAt: ago(5) }), now)).toBeUndefined()
  expect(silenceNews(source({ silentAt: ago(5), lastSignalAt: ago(1) }), now)).toBe('returned')
})

test('nobody is told of a source that nobody watches, and turning it off ends an alarm without a word of return', () => {
  expect(silenceNews(source({ mode: 'off', chosenMinutes: null }), now)).toBeUndefined()
  expect(silenceNews(source({ mode: 'off', chosenMinutes: null, silentAt: ago(5) }), now)).toBe('not watched')
})

test('a source that never spoke is silent from when it was first watched, not from before', () => {
  const fresh = source({ lastSignalAt: null, watchedFrom: ago(30) })
  expect(heardFrom(fresh)).toEqual(ago(30))
  expect(silenceNews(fresh, now)).toBeUndefined()
  expect(silenceNews({ ...fresh, watchedFrom: ago(61) }, now)).toBe('silent')
})

test('what is usual is learnt from three days and ten signals: twice the longest pause, half an hour at least', () => {
  expect(learntMinutes(source(), now)).toBe(120)
  expect(learntMinutes(source({ longestGapSeconds: 10 }), now)).toBe(30)
  expect(learntMinutes(source({ received: 9 }), now)).toBeUndefined()
  expect(learntMinutes(source({ createdAt: ago(2 * 1440) }), now)).toBeUndefined()
  expect(allowedMinutes(source({ mode: 'learnt', longestGapSeconds: null }), now)).toBeUndefined()
})

test('U3 R27 a source that cannot be asked three times counts as silent, and is back when it answers or is paused', () => {
  const quiet = { mode: 'off', lastSignalAt: null, chosenMinutes: null } as const
  const alarmed = { ...quiet, silentAt: ago(30), isAlarmed: true }
  expect(silenceNews(source({ ...quiet, failures: 2 }), now)).toBeUndefined()
  expect(silenceNews(source({ ...quiet, failures: 3 }), now)).toBe('silent')
  expect(silenceNews(source({ ...alarmed, failures: 4 }), now)).toBeUndefined()
  expect(silenceNews(source({ ...alarmed, failures: 0 }), now)).toBe('returned')
  expect(silenceNews(source({ ...alarmed, failures: 0, isPaused: true }), now)).toBe('not watched')
})

test('U3 a source that answers again and still says nothing for longer than it may stays silent', () => {
  const long = {
    mode: 'chosen',
    chosenMinutes: 60,
    lastSignalAt: ago(5000),
    silentAt: ago(4000),
  } as const
  expect(silenceNews(source({ ...long, isAlarmed: true }), now)).toBeUndefined()
})
