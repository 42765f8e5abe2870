/** When it counts that the attacker is gone. */
import type { ClearanceCriterion } from '../contract/words.ts'
import {
  openAccounts,
  openFootholds,
  openSecrets,
  openWeaknesses,
  openWatches,
  type Facts,
} from './closing.ts'

/**
 * Whether something happened since it was said: the case was opened again, or a check found something. Then it has to
 * be said anew.
 */
export function isOutdated(
  claimedAt: Date,
  { reopenedAt, foundAt }: { readonly reopenedAt: Date | null; readonly foundAt: readonly Date[] },
): boolean {
  return [...(reopenedAt === null ? [] : [reopenedAt]), ...foundAt].some(
    (at) => claimedAt.getTime() <= at.getTime(),
  )
}

/** What the room itself says against each of the set criteria, in sentences; empty when nothing does. */
export function againstClearance(facts: Facts, now: Date): string[] {
  return Object.values(byCriterion).flatMap((find) => find(facts, now))
}

/** The signs in this room by which each criterion is seen not to hold. */
const byCriterion: Readonly<Record<ClearanceCriterion, (facts: Facts, now: Date) => string[]>> = {
  way_in_closed: openWeaknesses,
  footholds_gone: openFootholds,
  access_renewed: (facts) => [...openAccounts(facts), ...openSecrets(facts)],
  nothing_new: openWatches,
}
