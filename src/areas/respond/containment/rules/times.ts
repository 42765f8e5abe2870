/** What may be said of a moment. */

/** A clock that is a little ahead is forgiven. */
const aheadMillis = 5 * 60_000
const dayMillis = 86_400_000
/** Nobody plans further, or writes up what is older. */
export const furthestDays = 366

/** Whether somebody says that a thing happened which is still to come. */
export function isAhead(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + aheadMillis
}

/** Whether a moment lies more than a year away, before or after. */
export function isFar(at: Date, now: Date): boolean {
  return Math.abs(at.getTime() - now.getTime()) > furthestDays * dayMillis
}
