/** Who owns a sealed lane, and who may be in it. */
import type { Lane } from '../contract/lanes.ts'
import type { CirclePerson } from './circle.ts'

/**
 * Who owns a lane, or why nobody does: the legal one belongs to counsel of the organisation or to a guest who was
 * invited to give advice, the one for staff matters to whoever opens it.
 */
export function laneOwner(
  kind: Lane['kind'],
  opener: CirclePerson,
  counsel: CirclePerson | undefined,
): CirclePerson | string {
  if (kind === 'staff') return opener
  if (opener.role === 'counsel') return opener
  if (counsel === undefined)
    return 'A legal lane belongs to counsel. Choose who it is: a member with the role counsel, or a lawyer invited as a guest.'
  if (counsel.role !== 'counsel' && counsel.role !== 'guest')
    return `${counsel.name} is not counsel. Choose a member with the role counsel, or a lawyer invited as a guest.`
  return counsel
}

/** Why this person cannot be in a lane of a case; undefined when they can. */
export function whyNotInLane(
  person: CirclePerson,
  standing: { readonly isInside: boolean; readonly isSuspect: boolean },
): string | undefined {
  if (standing.isSuspect) return `The case is about ${person.name}, who cannot see it.`
  if (!standing.isInside || person.role === 'staff')
    return `${person.name} does not see this incident. Let them in first.`
  if (person.status === 'suspended') return `${person.name} is suspended. Choose somebody else.`
  return undefined
}
