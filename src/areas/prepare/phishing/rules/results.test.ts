import { expect, test } from 'vitest'
import { smallestGroup } from '../contract/words.ts'
import { isOrMore, resultsOf, type Counted } from './results.ts'

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
const link = (groupName: string, more: Partial<Counted> = {}): Counted => ({
  ...{ groupName, sentAt: at('09:00'), isRefused: false, openedAt: null, givenAt: null },
  ...{ reportedAt: null, machineAt: null, ...more },
})
const many = (count: number, groupName: string) => Array.from({ length: count }, () => link(groupName))

test.each([
  [[[7, 'A']], []],
  [[[8, 'A']], ['', 'A']],
  [[[8, '']], ['']],
  [
    [
      [9, 'A'],
      [9, 'B'],
    ],
    ['', 'A', 'B'],
  ],
  // Three people could be found by subtraction: the smallest group joins them.
  [
    [
      [9, 'A'],
      [12, 'B'],
      [3, 'C'],
    ],
    ['', 'B', 'others'],
  ],
  [
    [
      [9, 'A'],
      [3, 'C'],
    ],
    [''],
  ],
  [
    [
      [9, 'A'],
      [5, 'C'],
      [4, ''],
    ],
    ['', 'A', 'others'],
  ],
] as const)('R120 of groups %j a reader is told %j', (groups, told) => {
  const results = resultsOf(groups.flatMap(([count, name]) => many(count, name)))
  expect(results.map(({ kind, group }) => (kind === 'joint' ? 'others' : group))).toEqual(told)
})

test('R120 a group may have the name of any line, and stands beside it', () => {
  const results = resultsOf([...many(9, 'others'), ...many(9, 'joint'), ...many(8, '')])
  expect(results.map(({ kind, group, people }) => [kind, group, people])).toEqual([
    ['everybody', '', 26],
    ['group', 'joint', 9],
    ['group', 'others', 9],
    ['joint', '', 8],
  ])
})

test('R120 a mail that was refused makes no group larger: of eight with seven refused nothing is told', () => {
  const refused = (count: number, groupName: string) =>
    Array.from({ length: count }, () => link(groupName, { isRefused: true }))
  expect(resultsOf([link('A', { openedAt: at('10:00') }), ...refused(7, 'A')])).toEqual([])
  expect(resultsOf([...many(8, 'A'), ...refused(7, 'A')])).toMatchObject([
    { kind: 'everybody', people: 15, delivered: 8 },
    { kind: 'group', group: 'A', people: 15, delivered: 8 },
  ])
  // One of B was reached: it stands with the others, and A fills them up.
  const lines = resultsOf([...many(9, 'A'), ...many(1, 'B'), ...refused(9, 'B'), ...many(12, 'C')])
  expect(lines.map(({ kind, group, delivered }) => [kind, group, delivered])).toEqual([
    ['everybody', '', 22],
    ['group', 'C', 12],
    ['joint', '', 10],
  ])
  expect(resultsOf([...many(9, 'A'), ...refused(9, 'B')]).map(({ group }) => group)).toEqual(['', 'A'])
})

test('R120 no line says that all of it opened a link, neither by itself nor by subtraction', () => {
  const opened = (count: number, groupName: string) =>
    Array.from({ length: count }, () =>
      link(groupName, { openedAt: at('10:00'), givenAt: at('10:01'), reportedAt: at('10:02') }),
    )
  const lines = resultsOf([...opened(8, 'A'), ...many(9, 'B'), ...many(10, 'C')])
  expect(lines.map(({ kind, group, opened: told }) => [kind, group, told])).toEqual([
    ['everybody', '', 8],
    ['group', 'C', 0],
    ['joint', '', 8],
  ])
  expect(resultsOf([...opened(8, 'A'), ...many(9, 'B')]).map(({ kind }) => kind)).toEqual(['everybody'])
  // All, and all but one, are told alike; that all reported it is praise.
  const [all] = resultsOf(opened(9, 'A'))
  const [most] = resultsOf([...opened(8, 'A'), link('A')])
  expect(all).toMatchObject({ delivered: 9, opened: 8, given: 8, reported: 9 })
  expect(most).toMatchObject({ delivered: 9, opened: 8, given: 8, reported: 8 })
  expect([9, 8, 7].map((count) => isOrMore({ delivered: 9 }, count))).toEqual([true, true, false])
})

test('R120 no group and nothing that is left over is ever smaller than eight', () => {
  for (let a = 0; a < 14; a += 1)
    for (let b = 0; b < 14; b += 1)
      for (let c = 0; c < 10; c += 1) {
        const [total, ...lines] = resultsOf([...many(a, 'A'), ...many(b, 'B'), ...many(c, '')])
        const told = lines.reduce((sum, { delivered }) => sum + delivered, 0)
        const left = lines.length === 0 ? 0 : (total?.delivered ?? 0) - told
        expect(left).toBe(0)
        for (const { delivered } of total === undefined ? [] : [total, ...lines])
          expect(delivered).toBeGreaterThanOrEqual(smallestGroup)
      }
})

test('R120 the first report is timed from the first mail', () => {
  const [total] = resultsOf([
    ...many(7, 'A'),
    link('A', { sentAt: at('08:00'), isRefused: true }),
    link('A', { sentAt: at('10:00'), reportedAt: at('10:12'), openedAt: at('10:10') }),
  ])
  expect(total).toMatchObject({ people: 9, delivered: 8, reported: 1, opened: 1, firstReportMinutes: 72 })
})
