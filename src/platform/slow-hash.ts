/** Promises that a code that people keep on paper is stored only as a hash that is slow to guess, and that hashing never floods the machine. */
import { createHash } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { refuse } from '../base/refusal.ts'
import type { Services } from './services.ts'

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const hashesAtOnce = 2
const longestQueue = 40

interface Queue {
  running: number
  readonly waiting: (() => void)[]
}
const queues = new WeakMap<Services, Queue>()

/**
 * 32 bytes of argon2id. The salt is made of the purpose, so that the same code can be looked up again; the code itself
 * must therefore be random, and long enough that no two are the same.
 * @throws Refusal `unavailable` when more are waiting than the machine can soon serve
 */
export async function slowHash(services: Services, code: string, purpose: string): Promise<Buffer> {
  const queue = queues.get(services) ?? { running: 0, waiting: [] }
  queues.set(services, queue)
  if (queue.running >= hashesAtOnce) {
    if (queue.waiting.length >= longestQueue)
      refuse('unavailable', 'Too many people ask at once. Try again in a few seconds.', {
        retryAfterSeconds: 5,
      })
    await new Promise<void>((resolve) => queue.waiting.push(resolve))
  }
  queue.running += 1
  try {
    const salt = createHash('sha256').update(purpose).digest().subarray(0, 16)
    return await hashRaw(code, { ...cost, salt })
  } finally {
    queue.running -= 1
    queue.waiting.shift()?.()
  }
}
