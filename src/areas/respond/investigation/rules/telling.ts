/** When somebody can have been told. */

/** A clock that is a little ahead is forgiven. */
const aheadMillis = 5 * 60_000

/** Why nobody can have been told then; undefined when they can. */
export function whyNotToldThen(toldAt: Date, now: Date): string | undefined {
  return toldAt.getTime() - now.getTime() > aheadMillis
    ? 'This time lies in the future. Record it once they were told.'
    : undefined
}
