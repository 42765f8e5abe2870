import { expect, test } from 'vitest'
import { closesCircle, treeOf, type Branch } from './timeline-tree.ts'

const entries = (...numbers: number[]) => numbers.map((number) => ({ number }))
const drawn = (branches: readonly Branch<{ number: number }>[]): unknown[] =>
  branches.map(({ entry, branches: own }) => (own.length === 0 ? entry.number : [entry.number, drawn(own)]))

test('U26 a reader sees what came of what, in the order of the record', () => {
  const parents = new Map([
    [2, 1],
    [3, 2],
    [5, 1],
    [4, 9],
  ])
  expect(drawn(treeOf(entries(1, 2, 3, 4, 5), ({ number }) => parents.get(number)))).toEqual([
    [1, [[2, [3]], 5]],
    4,
  ])
})

test('U26 a reader loses no entry, even of a record in which two hang on each other', () => {
  const tree = treeOf(entries(1, 2, 3), ({ number }) => (number === 1 ? 2 : 1))
  expect(drawn(tree).flat(Infinity).toSorted()).toEqual([1, 2, 3])
})

test('U26 nobody hangs an entry on what hangs on it, nor on itself', () => {
  const parents = new Map([
    [3, 2],
    [2, 1],
  ])
  expect(closesCircle(parents, { entry: 1, parent: 3 })).toBe(true)
  expect(closesCircle(parents, { entry: 1, parent: 1 })).toBe(true)
  expect(closesCircle(parents, { entry: 3, parent: 1 })).toBe(false)
  expect(closesCircle(parents, { entry: 4, parent: 3 })).toBe(false)
})

test('U26 a chain of a thousand entries is drawn whole', () => {
  const many = entries(...Array.from({ length: 1000 }, (_, at) => at + 1))
  expect(treeOf(many, ({ number }) => number - 1)).toHaveLength(1)
})
