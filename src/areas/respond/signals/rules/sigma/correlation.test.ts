import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SigmaFault } from './condition.ts'
import { countedOf, readCorrelation, spansFound, type Match } from './correlation.ts'
import { flattened } from './events.ts'

const minute = 60_000
const read = (over: Record<string, unknown>) =>
  readCorrelation({ type: 'event_count', rules: 'login', timespan: '5m', condition: { gte: 3 }, ...over })
const matches = (...said: readonly (readonly [minute: number, part?: number, value?: string])[]): Match[] =>
  said.map(([at, part = 0, value = ''], index) => ({ id: `m${index}`, part, value, at: at * minute }))
const timesOf = (spans: readonly (readonly Match[])[]) =>
  spans.map((span) => span.map(({ at }) => at / minute))

test('U15 events are counted within the time span, each for one alert', () => {
  const often = read({})
  expect(timesOf(spansFound(often, matches([0], [1], [5])))).toEqual([[0, 1, 5]])
  expect(spansFound(often, matches([0], [1], [6]))).toEqual([])
  expect(timesOf(spansFound(often, matches([0], [3], [7], [8], [9], [10])))).toEqual([[3, 7, 8]])
  expect(timesOf(spansFound(read({ condition: { gt: 1 } }), matches([0], [1], [2], [3])))).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('U15 different values of a field are counted, and a value that leaves the span with them', () => {
  const many = read({ type: 'value_count', condition: { gte: 3, field: 'User' } })
  expect(spansFound(many, matches([0, 0, 'a'], [1, 0, 'a'], [2, 0, 'b']))).toEqual([])
  expect(timesOf(spansFound(many, matches([0, 0, 'a'], [1, 0, 'a'], [2, 0, 'b'], [5, 0, 'c'])))).toEqual([
    [0, 1, 2, 5],
  ])
  expect(spansFound(many, matches([0, 0, 'a'], [2, 0, 'b'], [6, 0, 'c']))).toEqual([])
})

test('U15 events of several rules are seen together, in any order or in theirs', () => {
  const both = { rules: ['fails', 'works'], condition: undefined }
  const together = read({ ...both, type: 'temporal' })
  const ordered = read({ ...both, type: 'temporal_ordered' })
  const [before, after] = [matches([0, 0], [4, 1]), matches([0, 1], [4, 0])]
  expect([before, after].map((each) => spansFound(together, each).length)).toEqual([1, 1])
  expect([before, after].map((each) => spansFound(ordered, each).length)).toEqual([1, 0])
  expect(spansFound(together, matches([0, 0], [6, 1]))).toEqual([])
  expect(spansFound(ordered, matches([0, 0], [6, 1]))).toEqual([])
  const row = read({ rules: ['a', 'b', 'c'], condition: undefined, type: 'temporal_ordered' })
  expect(spansFound(row, matches([0, 0], [1, 2], [2, 1]))).toEqual([])
  expect(timesOf(spansFound(row, matches([0, 0], [1, 0], [2, 1], [4, 2])))).toEqual([[1, 2, 4]])
})

const someMatches = fc.array(
  fc.record({ part: fc.nat(2), at: fc.nat(30), value: fc.constantFrom('a', 'b', 'c') }),
  { maxLength: 40 },
)
const someCorrelations = fc.constantFrom(
  read({}),
  read({ type: 'value_count', condition: { gte: 2, field: 'x' } }),
  read({ type: 'temporal', rules: ['a', 'b', 'c'], condition: undefined }),
  read({ type: 'temporal_ordered', rules: ['a', 'b', 'c'], condition: undefined }),
)

test('U15 in whatever order events arrive, and in however many looks, an alert is raised where a span holds one and nowhere else', () => {
  fc.assert(
    fc.property(
      someCorrelations,
      someMatches,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 5 }),
      (correlation, given, order, atOnce) => {
        const all = given.map((each, index) => ({ ...each, id: `m${index}`, at: each.at * minute }))
        const arriving = all
          .map((match) => ({ match, place: order.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ match }) => match)
        let open: Match[] = []
        let alerts = 0
        for (let from = 0; from < arriving.length; from += atOnce) {
          open.push(...arriving.slice(from, from + atOnce))
          const spans = spansFound(correlation, open)
          alerts += spans.length
          for (const span of spans) {
            const times = span.map(({ at }) => at)
            expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(correlation.spanMillis)
          }
          const raised = new Set(spans.flat())
          open = open.filter((match) => !raised.has(match))
        }
        expect(alerts > 0).toBe(spansFound(correlation, all).length > 0)
      },
    ),
  )
})

test('U15 only events that agree in the fields of the group are seen together, by the names that each rule gives them', () => {
  const grouped = read({
    type: 'temporal',
    rules: ['fails', 'works'],
    condition: undefined,
    'group-by': ['who', 'Computer'],
    aliases: { who: { fails: 'TargetUserName', works: 'SubjectUserName' } },
  })
  const failed = flattened({ Event: { TargetUserName: 'EVE', Computer: 'PC1' } })
  const worked = flattened({ SubjectUserName: 'eve', Computer: 'pc1' })
  expect(countedOf(grouped, 0, failed)).toEqual({ group: ['eve', 'pc1'], value: '' })
  expect(countedOf(grouped, 1, worked)).toEqual(countedOf(grouped, 0, failed))
  expect(countedOf(grouped, 1, failed)).toBeUndefined()
  const counting = read({ type: 'value_count', condition: { gte: 3, field: 'User' } })
  expect(countedOf(counting, 0, flattened({ user: 'A' }))).toEqual({ group: [], value: 'a' })
  expect(countedOf(counting, 0, flattened({ other: 'A' }))).toBeUndefined()
})

test('U15 a correlation that asks for more than runs here says what, and never half runs', () => {
  const why = (over: Record<string, unknown>) => {
    try {
      read(over)
      return 'runs'
    } catch (error) {
      return error instanceof SigmaFault ? error.message : String(error)
    }
  }
  expect(why({ type: 'value_avg' })).toContain('"value_avg"')
  expect(why({ condition: { lt: 5 } })).toContain('"lt"')
  expect(why({ condition: { gte: 2, lte: 5 } })).toContain('"lte"')
  expect(why({ condition: { gte: 1e9 } })).toContain('5000')
  expect(why({ condition: undefined })).toContain('condition')
  expect(why({ type: 'value_count' })).toContain('which field')
  expect(why({ timespan: '1y' })).toContain('30 days')
  expect(why({ timespan: 'soon' })).toContain('"soon"')
  expect(why({ rules: [] })).toContain('one to 20')
  expect(why({ type: 'temporal_ordered', rules: ['a', 'b'], condition: { gte: 1 } })).toContain('order')
})
