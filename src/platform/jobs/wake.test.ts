import pino from 'pino'
import { expect, test } from 'vitest'
import { createWake } from './wake.ts'

const silent = pino({ level: 'silent' })

/** Work that ends when told. */
function gate() {
  const waiting: (() => void)[] = []
  return {
    enter: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    open: () => waiting.shift()?.(),
  }
}

test('a bell that nobody answers does no harm', async () => {
  const wake = createWake(silent)
  wake.ring('post', 'a')
  await wake.idle()
  expect(() => wake.ring('post', 'a')).not.toThrow()
})

test('however often the bell rings during a run, one more run follows and none beside it', async () => {
  const wake = createWake(silent)
  const work = gate()
  let running = 0
  let most = 0
  let runs = 0
  wake.on('post', async () => {
    most = Math.max(most, ++running)
    runs++
    await work.enter()
    running--
  })
  wake.ring('post', 'a')
  await new Promise(setImmediate)
  for (let n = 0; n < 10; n++) wake.ring('post', 'a')
  work.open()
  await new Promise(setImmediate)
  work.open()
  await wake.idle()

  expect([runs, most]).toEqual([2, 1])
})

test('organisations do not wait for each other, and a failure ends nothing', async () => {
  const wake = createWake(silent)
  const seen: string[] = []
  wake.on('post', async (tenantId) => {
    seen.push(tenantId)
    if (tenantId === 'a') throw new Error('on purpose')
  })
  wake.ring('post', 'a')
  wake.ring('post', 'b')
  await wake.idle()
  wake.ring('post', 'a')
  await wake.idle()

  expect(seen).toEqual(['a', 'b', 'a'])
})

test('after stop nothing begins', async () => {
  const wake = createWake(silent)
  let runs = 0
  wake.on('post', async () => void runs++)
  await wake.stop()
  wake.ring('post', 'a')
  await wake.idle()

  expect(runs).toBe(0)
})
