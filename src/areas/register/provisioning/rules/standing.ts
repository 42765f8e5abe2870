import type { ProfileRole } from '../../../../base/permissions.ts'

/** What an owner made of a group. */
export interface Mapped {
  readonly role: ProfileRole
  readonly profileId: string | null
}

/** Who may do most goes first; between two of one role, the role itself before a profile that was begun from it. */
const order: readonly ProfileRole[] = ['lead', 'responder', 'counsel', 'auditor', 'staff']

/** What somebody is by the groups they are in; undefined where none of these says anything. */
export function standingBy(groups: readonly Mapped[]): Mapped | undefined {
  const weight = ({ role, profileId }: Mapped) => order.indexOf(role) * 2 + (profileId === null ? 0 : 1)
  return groups.toSorted((one, other) => weight(one) - weight(other))[0]
}

/**
 * What becomes of a person whose groups changed: undefined where nothing does. Whoever is in none any more that says
 * something, and was before, is staff: what a group gave goes with it.
 */
export function standingAfter(before: readonly Mapped[], after: readonly Mapped[]): Mapped | undefined {
  const now = standingBy(after)
  if (now !== undefined) return now
  return standingBy(before) === undefined ? undefined : { role: 'staff', profileId: null }
}
