/** Promises that what is over does not pile up: at most once a minute, and never in the way of a person. */
import type { Pool } from 'pg'
import { attemptWindowMinutes } from './attempts.ts'
import { absoluteHours } from './auth.ts'
import { idleHours } from './live-session.ts'
import type { SessionsLog } from './events.ts'
import { stepAt } from './totp.ts'

const minute = 60_000
const hour = 60 * minute

/** Removes ended sessions, closed windows of tries, abandoned set-ups and old time steps; a failure is logged. */
export function createSweeper(options: {
  pool: Pool
  now: () => number
  log: SessionsLog
}): () => Promise<void> {
  let nextAt = Number.NEGATIVE_INFINITY
  return async () => {
    const now = options.now()
    if (now < nextAt) return
    nextAt = now + minute
    const before = (milliseconds: number) => new Date(now - milliseconds)
    const statements: [string, unknown[]][] = [
      // Skips what a sign-in is counting on just now, so that neither waits for the other.
      [
        `delete from auth.attempt where key in
           (select key from auth.attempt where started_at <= $1 for update skip locked)`,
        [before(attemptWindowMinutes * minute)],
      ],
      [
        'delete from auth.session where updated_at <= $1 or created_at <= $2',
        [before(idleHours * hour), before(absoluteHours * hour)],
      ],
      ['delete from auth.entry where expires_at <= $1', [before(0)]],
      ['delete from auth.totp_enrolment where expires_at <= $1', [before(0)]],
      ['delete from auth.totp_step where step < $1', [stepAt(now) - 20]],
    ]
    try {
      for (const [text, values] of statements) await options.pool.query(text, values)
    } catch (error) {
      options.log.warn({ err: error }, 'sign-in could not tidy up; it will try again')
    }
  }
}
