import { expect, test } from 'vitest'
import { createBatcher, type Outcome } from './batcher.ts'
import type { Delivery } from './fold.ts'

const delivery = (bytes: number): Delivery => ({
  sourceId: 'source',
  secretHash: Buffer.alloc(32),
  payload: Buffer.alloc(bytes),
  sha256: Buffer.alloc(32),
  mediaType: '',
  receivedAt: new Date(0),
  reading: { signals: [], faults: [] },
})

/** A database that answers when the test says so, and notes what it was asked. */
function slowDatabase() {
  const asked: { tenantId: string; count: number; answer: () => void }[] = []
  const write = (tenantId: string, deliveries: readonly Delivery[]) =>
    new Promise<Outcome[]>((resolve) => {
      asked.push({
        tenantId,
        count: deliveries.length,
        answer: () => resolve(deliveries.map(() => 'stored')),
      })
    })
  const asks = async (count: number) => {
    await expect.poll(() => asked.length).toBe(count)
  }
  return { asked, asks, batcher: createBatcher({ write, onFailure: () => {} }) }
}

test('a sender beyond the queue is told to come again, and the queue is emptied all the same', async () => {
  const { asked, asks, batcher } = slowDatabase()
  const big = delivery(8 * 1024 * 1024)

  const accepted = Array.from({ length: 8 }, () => batcher.add('t', big))

  expect(() => batcher.add('t', big)).toThrow(expect.objectContaining({ kind: 'too_many' }))
  for (let batch = 1; batch <= 4; batch += 1) {
    await asks(batch)
    asked[batch - 1]?.answer()
  }
  expect(await Promise.all(accepted)).toEqual(Array.from({ length: 8 }, () => 'stored'))
  const again = batcher.add('t', delivery(1))
  await asks(5)
  asked[4]?.answer()
  expect(await again).toBe('stored')
})

test('what arrives while a batch is written is the next batch, and tenants do not wait for each other', async () => {
  const { asked, asks, batcher } = slowDatabase()
  const first = [batcher.add('a', delivery(1)), batcher.add('a', delivery(1))]
  await asks(1)

  const later = Array.from({ length: 5 }, () => batcher.add('a', delivery(1)))
  const other = batcher.add('b', delivery(1))
  await asks(2)
  asked[1]?.answer()
  await other
  asked[0]?.answer()
  await Promise.all(first)
  await asks(3)
  asked[2]?.answer()
  await Promise.all(later)

  expect(asked.map(({ tenantId, count }) => [tenantId, count])).toEqual([
    ['a', 2],
    ['b', 1],
    ['a', 5],
  ])
})
