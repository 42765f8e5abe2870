import { expect, it } from 'vitest'
import { createRegrouper } from './regroup.ts'

it('a storm of signals is grouped once for all that waits, and again for what came meanwhile', async () => {
  const runs: string[] = []
  const regrouper = createRegrouper(async (tenant) => {
    runs.push(tenant)
    if (runs.length === 1) regrouper.soon(tenant)
    return false
  })

  for (let turn = 0; turn < 50; turn += 1) regrouper.soon('a')
  regrouper.soon('b')
  await regrouper.drain()

  expect(runs.toSorted()).toEqual(['a', 'a', 'b'])
})

it('what did not fit into one turn is grouped in the next', async () => {
  let left = 3
  const regrouper = createRegrouper(async () => {
    left -= 1
    return left > 0
  })

  regrouper.soon('a')
  await regrouper.drain()

  expect(left).toBe(0)
})
