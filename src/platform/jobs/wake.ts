/**
 * Promises that work which a commit left in the database is begun at once, one run for each organisation, and for each
 * part of its work that is named, at a time.
 * It keeps nothing: what a crash forgets here, the job of the same work finds by the clock.
 */
import type { Logger } from 'pino'

export interface Wake {
  /** Says what to run when the bell of this name rings; until then ringing does nothing. */
  on(name: string, run: (tenantId: string, part: string) => Promise<void>): void
  /**
   * Starts a run, or another one after the one that is under way. Never throws, never waits.
   * @param part what is worked on apart from the rest, so that one slow receiver holds up no other
   */
  ring(name: string, tenantId: string, part?: string): void
  /** Resolves when nothing runs. */
  idle(): Promise<void>
  /** Begins nothing more, and waits a while for what runs. */
  stop(): Promise<void>
}

const stopMillis = 10_000

export function createWake(log: Logger): Wake {
  const runs = new Map<string, (tenantId: string, part: string) => Promise<void>>()
  const underWay = new Map<string, { again: boolean; done: Promise<void> }>()
  let stopped = false

  const turn = async (name: string, tenantId: string, part: string) => {
    const key = keyOf(name, tenantId, part)
    do {
      const state = underWay.get(key)
      if (state !== undefined) state.again = false
      try {
        await runs.get(name)?.(tenantId, part)
      } catch (error) {
        log.error({ err: error, work: name, tenantId }, 'work that was woken failed and waits for its job')
      }
    } while (!stopped && underWay.get(key)?.again === true)
    underWay.delete(key)
  }
  const idle = async () => {
    while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ done }) => done))
  }
  return {
    on: (name, run) => void runs.set(name, run),
    ring(name, tenantId, part = '') {
      if (stopped || !runs.has(name)) return
      const key = keyOf(name, tenantId, part)
      const state = underWay.get(key)
      if (state !== undefined) {
        state.again = true
        return
      }
      // The entry must stand before the first run looks at it.
      const begun = Promise.resolve().then(() => turn(name, tenantId, part))
      underWay.set(key, { again: false, done: begun })
    },
    idle,
    async stop() {
      stopped = true
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopMillis)
      })
      await Promise.race([idle(), enough])
      clearTimeout(timer)
    },
  }
}

function keyOf(name: string, tenantId: string, part: string): string {
  return `${name} ${tenantId} ${part}`
}
