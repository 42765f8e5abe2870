import { expect, test } from 'vitest'
import { inOrder, isFairEnd, nextChange, rankOf, rankWord, stateOf, type FoundWait } from './rules.ts'

const now = Date.parse('2026-03-02T09:00:00Z')
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
const wait = (given: Partial<FoundWait>): FoundWait => ({
  kind: 'case',
  key: 'case 1',
  title: 'Odd mail',
  path: '/incidents/1',
  at: inHours(-1),
  ...given,
})

test('a provider sees a clock grow more urgent as its end comes nearer', () => {
  const words = [100, 71, 23, 3, -1].map((hours) =>
    rankWord(rankOf(wait({ kind: 'clock', at: inHours(hours) }), now)),
  )
  expect(words).toEqual(['later', 'today', 'soon', 'now', 'now'])
})

test('a provider finds what wants somebody now before what would fail one day, whichever client it is', () => {
  const found = inOrder(
    [
      wait({ kind: 'failure', key: 'f' }),
      wait({ kind: 'case', key: 's3', severity: 'S3' }),
      wait({ kind: 'case', key: 's1', severity: 'S1' }),
      wait({ kind: 'case', key: 'rehearsed', severity: 'S1', isExercise: true, at: inHours(-2) }),
      wait({ kind: 'report', key: 'r', at: inHours(-5) }),
      wait({ kind: 'task', key: 't', at: inHours(-30) }),
    ],
    now,
  )
  expect(found.map(({ key }) => key)).toEqual(['s1', 't', 'r', 's3', 'rehearsed', 'f'])
})

test('a provider is shown a list that is made anew at the instant when time alone changes it', () => {
  expect(nextChange([wait({ kind: 'clock', at: inHours(30) })], now)?.toISOString()).toBe(inHours(6))
  expect(nextChange([wait({ kind: 'case' })], now)).toBeNull()
})

test('an owner agrees to an end that is today or later, and two years ahead at most', () => {
  expect(isFairEnd('2026-03-02', '2026-03-02')).toBe(true)
  expect(isFairEnd('2026-03-01', '2026-03-02')).toBe(false)
  expect(isFairEnd('2028-03-20', '2026-03-02')).toBe(false)
})

test('an owner sees that an agreement is over on its last day although no job has run', () => {
  const at = (hours: number) => new Date(inHours(hours))
  const agreed = { acceptedAt: at(-9), endedAt: null, codeExpiresAt: null }
  expect(stateOf({ ...agreed, endsAt: at(1) }, new Date(now))).toBe('running')
  expect(stateOf({ ...agreed, endsAt: at(-1) }, new Date(now))).toBe('ended')
  const code = { acceptedAt: null, endedAt: null, endsAt: at(900) }
  expect(stateOf({ ...code, codeExpiresAt: at(1) }, new Date(now))).toBe('proposed')
  expect(stateOf({ ...code, codeExpiresAt: at(-1) }, new Date(now))).toBe('lapsed')
})
