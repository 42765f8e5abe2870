import { expect, test } from 'vitest'
import { neighbourBefore } from './task-moves.ts'

const tasks = [
  { id: 'a', state: 'open' },
  { id: 'x', state: 'doing' },
  { id: 'b', state: 'open' },
  { id: 'c', state: 'open' },
]
const [a, , b, c] = tasks

test('a lead moves a task by keyboard within its own column, and not over its ends', () => {
  const moved = [a, b, c].flatMap((task) =>
    task === undefined ? [] : [[neighbourBefore(tasks, task, 'up'), neighbourBefore(tasks, task, 'down')]],
  )

  expect(moved).toEqual([
    [undefined, 'c'],
    ['a', null],
    ['b', undefined],
  ])
})
