/** Versions of the grading table: their hash, and what one changed of another. */
import { sortedHash, sortedJson } from '../../../../base/sorted-json.ts'
import { risks, spreads } from '../contract/first-hour-words.ts'
import type { GradingChange, GradingTable } from '../contract/grading.ts'

/** SHA-256 in hex over JSON with sorted keys, whatever order a database gives them back in. */
export function tableHash(table: GradingTable): string {
  return sortedHash(table)
}

/** What is different, cell by cell and line by line. A line is known by its name. */
export function tableChanges(before: GradingTable, after: GradingTable): GradingChange[] {
  const cells = risks.flatMap((row) =>
    spreads.flatMap((column): GradingChange[] => {
      const [from, to] = [before.grid[row][column], after.grid[row][column]]
      return from === to ? [] : [{ part: 'cell', row, column, from, to }]
    }),
  )
  return [
    ...cells,
    ...listed('line', before.lines, after.lines, ({ name }) => name),
    ...listed('floor', before.floors, after.floors, ({ kind, spreads: at }) =>
      `${kind} ${at.join(' ')}`.trim(),
    ),
    ...(['isWorseWhileGoingOn', 'isWorseWhenOutsideKnows', 'briefingMinutes'] as const).flatMap(
      (name): GradingChange[] =>
        before[name] === after[name]
          ? []
          : [{ part: 'rule', name, from: String(before[name]), to: String(after[name]) }],
    ),
  ]
}

function listed<T>(
  part: 'line' | 'floor',
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
): GradingChange[] {
  const known = new Map(before.map((one) => [nameOf(one), sortedJson(one)]))
  const now = new Map(after.map((one) => [nameOf(one), sortedJson(one)]))
  return [
    ...[...known.keys()]
      .filter((name) => !now.has(name))
      .map((name): GradingChange => ({ part, name, how: 'gone' })),
    ...[...now].flatMap(([name, words]): GradingChange[] => {
      if (!known.has(name)) return [{ part, name, how: 'new' }]
      return known.get(name) === words ? [] : [{ part, name, how: 'changed' }]
    }),
  ]
}
