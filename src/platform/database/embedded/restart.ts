/** Promises that a server which dies is started again, at first at once and then ever more patiently. */
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseStartError } from './failure.ts'
import { type Plan, type Postmaster, startPostmaster } from './postmaster.ts'

const firstPauseMs = 100
const longestPauseMs = 30_000
/** A server that has run so long had a reason of its own to die, not the same one again. */
const steadyMs = 60_000

export interface Running {
  current(): Postmaster
  stop(): Promise<void>
}

/** Watches over a server until `stop`, which `plan.giveUp` has to precede. */
export function keepRunning(plan: Plan, first: Postmaster, onCrash: (message: string) => void): Running {
  let current = first
  let pauseMs = firstPauseMs
  const watching = (async () => {
    while (!plan.giveUp.aborted) {
      const steady = setTimeout(() => (pauseMs = firstPauseMs), steadyMs)
      steady.unref()
      const how = await current.ended
      clearTimeout(steady)
      if (plan.giveUp.aborted) return
      tell(onCrash, `The database server stopped unexpectedly (${how}) and is being restarted.`, plan)
      const next = await revive()
      if (next) current = next
    }
  })()

  async function revive(): Promise<Postmaster | undefined> {
    while (!plan.giveUp.aborted) {
      await delay(pauseMs, undefined, { signal: plan.giveUp }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      if (plan.giveUp.aborted) return undefined
      try {
        const next = await startPostmaster(plan)
        plan.log(`The database server runs again (process ${next.pid}).`)
        return next
      } catch (error) {
        if (error instanceof DatabaseStartError && error.reason === 'stopped') return undefined
        plan.log(
          `The database server could not be restarted: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    }
    return undefined
  }

  return {
    current: () => current,
    stop: async () => {
      await current.stop()
      await watching
      // it may have come back between the two
      await current.stop()
    },
  }
}

function tell(onCrash: (message: string) => void, message: string, plan: Plan): void {
  plan.log(message)
  try {
    onCrash(message)
  } catch (error) {
    // whoever is told must not keep the server from coming back
    plan.log(`Telling about it failed: ${String(error)}`)
  }
}
