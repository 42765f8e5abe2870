/**
 * Collects what arrives within a few milliseconds and has it written at once, one batch at a time for each tenant.
 * An answer is given only after the write; a failed batch is tried delivery by delivery, so that a bad one stands alone.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { Refusal, refuse } from '../../../../base/refusal.ts'
import type { Delivery } from './fold.ts'

/** What became of a delivery: written as read, kept whole in quarantine, refused since its secret was changed meanwhile, or known by its id. */
export type Outcome = 'stored' | 'quarantined' | 'refused' | 'repeated'

export interface BatcherOptions {
  /** Writes deliveries of one tenant in one transaction; an outcome for each. */
  write(tenantId: string, deliveries: readonly Delivery[]): Promise<readonly Outcome[]>
  /** Told of each failure; the caller of `add` gets a refusal. */
  onFailure(error: unknown): void
}

export interface Batcher {
  /** @throws Refusal `too_many` when the queue is full, `unavailable` when it could not be written; nothing is stored then */
  add(tenantId: string, delivery: Delivery): Promise<Outcome>
  /** Resolves when all that waits now is written. */
  drain(): Promise<void>
}

/** At most 50 ms are promised; while a batch is being written the next one collects anyway. */
const waitMillis = 5
const batchSignals = 1000
const fewSignals = 200
const batchBytes = 16 * 1024 * 1024
const queueSignals = 20_000
const queueBytes = 64 * 1024 * 1024
/** All tenants together: what the process keeps in memory, and how many connections intake may hold. */
const processBytes = 192 * 1024 * 1024
const writers = 4

interface Waiting {
  readonly delivery: Delivery
  readonly weight: number
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

interface Lane {
  readonly tenantId: string
  readonly queue: Waiting[]
  signals: number
  bytes: number
  /** The wait before the first batch; absent while one is being written. */
  timer: NodeJS.Timeout | undefined
  running: Promise<void> | undefined
}

export function createBatcher(options: BatcherOptions): Batcher {
  const lanes = new Map<string, Lane>()
  const slots = createSlots(writers)
  let heldBytes = 0

  const run = async (lane: Lane): Promise<void> => {
    while (lane.queue.length > 0) {
      const batch = takeBatch(lane)
      await slots.use(() => settle(options, lane.tenantId, batch))
      heldBytes -= sum(batch, ({ delivery }) => delivery.payload.length)
      // Those just answered send again now: a moment more and they share one commit.
      if (lane.signals > 0 && lane.signals < fewSignals) await delay(waitMillis)
    }
    lanes.delete(lane.tenantId)
  }
  const start = (lane: Lane): void => {
    clearTimeout(lane.timer)
    lane.timer = undefined
    lane.running ??= run(lane)
  }

  return {
    add(tenantId, delivery) {
      const lane = lanes.get(tenantId) ?? newLane(tenantId)
      const weight = Math.max(1, delivery.reading.signals.length)
      const bytes = delivery.payload.length
      if (
        lane.signals + weight > queueSignals ||
        lane.bytes + bytes > queueBytes ||
        heldBytes + bytes > processBytes
      )
        refuse(
          'too_many',
          'More arrives than can be stored. Send it again in a moment; nothing of it was kept.',
          {
            retryAfterSeconds: 2,
          },
        )
      lanes.set(tenantId, lane)
      lane.signals += weight
      lane.bytes += bytes
      heldBytes += bytes
      const promise = new Promise<Outcome>((resolve, reject) =>
        lane.queue.push({ delivery, weight, resolve, reject }),
      )
      if (lane.running === undefined) {
        if (lane.signals >= batchSignals) start(lane)
        else lane.timer ??= setTimeout(() => start(lane), waitMillis)
      }
      return promise
    },
    async drain() {
      for (const lane of lanes.values()) start(lane)
      await Promise.all(
        [...lanes.values()].flatMap(({ running }) => (running === undefined ? [] : [running])),
      )
    },
  }
}

function newLane(tenantId: string): Lane {
  return { tenantId, queue: [], signals: 0, bytes: 0, timer: undefined, running: undefined }
}

/** From the front, at least one, up to the limits of a batch. */
function takeBatch(lane: Lane): Waiting[] {
  let [count, signals, bytes] = [0, 0, 0]
  for (const { weight, delivery } of lane.queue) {
    if (count > 0 && (signals + weight > batchSignals || bytes + delivery.payload.length > batchBytes)) break
    count += 1
    signals += weight
    bytes += delivery.payload.length
  }
  lane.signals -= signals
  lane.bytes -= bytes
  return lane.queue.splice(0, count)
}

/** Every one of the batch gets an answer; this never throws. */
async function settle(options: BatcherOptions, tenantId: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await writeAgain(
      options,
      tenantId,
      batch.map(({ delivery }) => delivery),
    )
    batch.forEach(({ resolve }, index) => resolve(outcomes[index] ?? 'refused'))
  } catch (error) {
    options.onFailure(error)
    if (!isOfTheData(error)) batch.forEach(({ reject }) => reject(unavailable(error)))
    else for (const waiting of batch) await settleAlone(options, tenantId, waiting, batch.length === 1)
  }
}

/** A deadlock or a serialization failure says nothing about the data: the same again, once. */
async function writeAgain(
  options: BatcherOptions,
  tenantId: string,
  deliveries: readonly Delivery[],
): Promise<readonly Outcome[]> {
  try {
    return await options.write(tenantId, deliveries)
  } catch (error) {
    if (!sqlStateOf(error).startsWith('40')) throw error
    return options.write(tenantId, deliveries)
  }
}

async function settleAlone(
  options: BatcherOptions,
  tenantId: string,
  { delivery, weight, resolve, reject }: Waiting,
  wasAlone: boolean,
): Promise<void> {
  try {
    if (!wasAlone) {
      const [outcome] = await options.write(tenantId, [delivery])
      resolve(outcome ?? 'refused')
      return
    }
  } catch (error) {
    if (!isOfTheData(error)) {
      reject(unavailable(error))
      return
    }
  }
  const reason = 'This was readable but could not be stored. Tell whoever looks after Muster.'
  const reading = { signals: [], faults: [{ part: 0, reason, signals: weight }] }
  try {
    const [outcome] = await options.write(tenantId, [{ ...delivery, reading }])
    resolve(outcome === 'stored' ? 'quarantined' : (outcome ?? 'refused'))
  } catch (error) {
    options.onFailure(error)
    reject(unavailable(error))
  }
}

function unavailable(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal('unavailable', 'This could not be stored just now. Send it again in a moment.', {
    retryAfterSeconds: 2,
    cause: error,
  })
}

/** Data exceptions, broken constraints and limits of PostgreSQL, and faults of our own reading; not a lost connection or a full disk. */
function isOfTheData(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  return /^(22|23|54)/.test(sqlStateOf(error))
}

function sqlStateOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : ''
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

/** At most so many at once, first come first served. */
function createSlots(free: number) {
  const waiting: (() => void)[] = []
  let left = free
  return {
    async use(work: () => Promise<void>): Promise<void> {
      if (left > 0) left -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        await work()
      } finally {
        const next = waiting.shift()
        if (next === undefined) left += 1
        else next()
      }
    },
  }
}
