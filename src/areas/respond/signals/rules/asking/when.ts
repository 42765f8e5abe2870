/** When a source is asked next, and from when on it counts as silent since it cannot be asked. */

export const failuresToAlarm = 3

const firstPauseMinutes = 5
const longestPauseMinutes = 60
const longestWishSeconds = 86_400

interface Turn {
  readonly now: Date
  readonly everyMinutes: number
  /** In a row, this one included. */
  readonly failures: number
  /** What the other side asked for; a day at most is heard. */
  readonly retryAfterSeconds?: number
  /** Not all of it was read. */
  readonly hasMore?: boolean
}

/**
 * After a failure sooner than by the schedule, then twice as long each time up to an hour: a source that is asked once a
 * day is not lost for three days before anybody hears of it, and one that is asked each minute is left in peace.
 */
export function nextAsk({ now, everyMinutes, failures, retryAfterSeconds = 0, hasMore = false }: Turn): Date {
  if (failures === 0) return later(now, hasMore ? 0 : everyMinutes)
  const first = Math.min(everyMinutes, firstPauseMinutes)
  const pause = Math.min(first * 2 ** Math.min(failures - 1, 12), Math.max(everyMinutes, longestPauseMinutes))
  return later(now, Math.max(pause, Math.min(retryAfterSeconds, longestWishSeconds) / 60))
}

function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}
