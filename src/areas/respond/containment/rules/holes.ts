/** The fix list: which holes to look for on which system, and which of them go first. Plain data in, plain data out. */
import type { Asset } from '../../../register/assets/contract.ts'
import { holeKinds, holesByVector, type Hole, type InitialVector } from './hole-table.ts'

interface Target {
  readonly id: string
  readonly kind: Asset['kind'] | null
  readonly state: string
}

export interface Suggestion {
  readonly hole: Hole
  readonly systemId: string
}

/** More than this at once nobody reads. */
const mostSuggestions = 24

/**
 * What to look for after such a beginning, hole by hole in the order of the table, on each affected system where it can
 * be. A system of unknown kind may have any of them; one that was ruled out has none. What is listed already stays away.
 */
export function holesToLookFor(
  vector: InitialVector,
  systems: readonly Target[],
  isListed: (suggestion: Suggestion) => boolean,
): Suggestion[] {
  const affected = systems.filter(({ state }) => state !== 'ruled_out')
  return holesByVector[vector]
    .flatMap((hole) =>
      affected
        .filter(({ kind }) => kind === null || (holeKinds[hole] as readonly string[]).includes(kind)) // a wider list
        .map(({ id }) => ({ hole, systemId: id })),
    )
    .filter((suggestion) => !isListed(suggestion))
    .slice(0, mostSuggestions)
}

/** The CVE ids in a reference, as they stand on public lists. */
export function cvesIn(reference: string): string[] {
  return [...new Set(reference.toUpperCase().match(/CVE-\d{4}-\d{4,19}/g) ?? [])]
}

/** A hole that stands on the list of those that attackers use goes first, also when the list came later. */
export function isExploited(
  weakness: { readonly knownExploited: boolean; readonly reference: string },
  listed: ReadonlySet<string>,
): boolean {
  return weakness.knownExploited || cvesIn(weakness.reference).some((cve) => listed.has(cve))
}
