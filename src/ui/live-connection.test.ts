import { expect, test } from 'vitest'
import { readEvent, waitMs } from './live-connection.ts'

test('a viewer whose connection fails waits longer each time, half a minute at most', () => {
  const waits = [1, 2, 3, 4, 20].map((failures) => waitMs(failures, 0.5))

  expect(waits).toEqual([500, 1000, 2000, 4000, 30_000])
})

test('a thousand viewers do not come back in the same instant', () => {
  expect(waitMs(5, 0)).toBeLessThan(waitMs(5, 1))
})

test('a viewer hears a change, and nothing that is none', () => {
  const change = { index: 3, stream: 's', kind: 'note.add' }

  expect(readEvent(JSON.stringify(change))).toEqual(change)
  for (const other of ['', 'null', '[]', '{"index":"3","stream":"s","kind":"k"}', undefined, 7]) {
    expect(readEvent(other)).toBeUndefined()
  }
})
