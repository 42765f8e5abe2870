/**
 * Groups soon after something came: at once for a single alert, and in a storm never more than a tenth of the time, since
 * those who send must not wait for those who sort.
 */

export interface Regrouper {
  /** Something of this organisation waits to be grouped. */
  soon(tenantId: string): void
  /** Resolves when all that waits now is grouped. */
  drain(): Promise<void>
}

const waitMillis = 250
/** After a run of so long, a pause of nine times as long. */
const restTimes = 9

interface Lane {
  timer: NodeJS.Timeout | undefined
  running: Promise<void> | undefined
  isWanted: boolean
  restMillis: number
}

/** @param group groups once; answers whether there may be more. It must not throw */
export function createRegrouper(group: (tenantId: string) => Promise<boolean>): Regrouper {
  const lanes = new Map<string, Lane>()

  const start = (tenantId: string, lane: Lane): void => {
    clearTimeout(lane.timer)
    lane.timer = undefined
    lane.running ??= run(tenantId, lane)
  }
  const run = async (tenantId: string, lane: Lane): Promise<void> => {
    lane.isWanted = false
    const started = performance.now()
    const hasMore = await group(tenantId)
    lane.restMillis = (performance.now() - started) * restTimes
    lane.running = undefined
    if (hasMore || lane.isWanted) later(tenantId, lane)
    else lanes.delete(tenantId)
  }
  const later = (tenantId: string, lane: Lane): void => {
    lane.timer ??= setTimeout(() => start(tenantId, lane), Math.max(waitMillis, lane.restMillis))
    // A process that has nothing else to do may end: the news stays in the database for the next.
    lane.timer.unref()
  }

  return {
    soon(tenantId) {
      const lane = lanes.get(tenantId) ?? {
        timer: undefined,
        running: undefined,
        isWanted: false,
        restMillis: 0,
      }
      lanes.set(tenantId, lane)
      lane.isWanted = true
      if (lane.running === undefined) later(tenantId, lane)
    },
    async drain() {
      while (lanes.size > 0) {
        for (const [tenantId, lane] of lanes) start(tenantId, lane)
        await Promise.all([...lanes.values()].flatMap(({ running }) => running ?? []))
      }
    },
  }
}
