/** How cases end and come back: reopening, merging, splitting. Plain data in, plain data out. */
import type { Closure, IncidentRow } from '../contract/incident.ts'

/** Whom a case was opened to by name, guests among them, and whom it is about. */
export interface SeenBy {
  readonly named: readonly string[]
  readonly suspects: readonly string[]
}

interface Case extends Pick<IncidentRow, 'number' | 'status'> {
  readonly id: string
  readonly closedAt: Date | null
  readonly closure: Closure | null
  readonly mergedInto: string | null
  readonly isRestricted: boolean
  readonly heldAt: Date | null
}

interface SeenCase extends Case {
  readonly seenBy: SeenBy
}

/** How long a merge or a case declared by mistake can be taken back. */
export const undoDays = 30
const dayMillis = 86_400_000

function isTooLate(since: Date | null, now: Date): boolean {
  return since !== null && now.getTime() - since.getTime() > undoDays * dayMillis
}

/** Why a case stays closed; undefined when it can be opened again. */
export function whyNotReopened(incident: Case, now: Date): string | undefined {
  if (incident.status === 'open') return 'This incident is open already.'
  if (incident.mergedInto !== null) return 'This incident was merged into another. Undo the merge instead.'
  if (incident.closure?.disposition === 'cancelled' && isTooLate(incident.closedAt, now))
    return `This incident was cancelled more than ${undoDays} days ago. Declare a new one and link it to this one.`
  return undefined
}

/** Why one case cannot be merged into another; undefined when it can. */
export function whyNotMerged(source: SeenCase, target: SeenCase): string | undefined {
  if (source.id === target.id) return 'An incident cannot be merged into itself.'
  if (source.status === 'closed') return 'This incident is closed. Reopen it first, or link the two.'
  if (target.status === 'closed') return `INC-${target.number} is closed. Reopen it first, or link the two.`
  if (source.heldAt !== null || target.heldAt !== null)
    return 'One of the two is under legal hold: nothing of it may be moved. Link them instead.'
  return whyNotSeenAlike(source, target)
}

/** What goes from one case to another is seen by those who see the other: nobody may come to see it that way. */
function whyNotSeenAlike(one: SeenCase, two: SeenCase): string | undefined {
  if (one.isRestricted !== two.isRestricted)
    return 'One of the two is restricted and the other is not. Let both be seen by the same people first.'
  const alike =
    isSameSet(one.seenBy.named, two.seenBy.named) && isSameSet(one.seenBy.suspects, two.seenBy.suspects)
  return alike
    ? undefined
    : 'The two were opened to different people, or are about different people. Let both be seen by the same people first, guests included.'
}

function isSameSet(one: readonly string[], two: readonly string[]): boolean {
  const all = new Set(one)
  return all.size === new Set(two).size && two.every((id) => all.has(id))
}

/** Why a merge can no longer be undone; undefined when it can. */
export function whyNotUnmerged(
  source: SeenCase,
  target: SeenCase,
  mergedAt: Date,
  now: Date,
): string | undefined {
  if (source.heldAt !== null || target.heldAt !== null)
    return 'One of the two is under legal hold: nothing of it may be moved.'
  if (isTooLate(mergedAt, now))
    return `The merge is more than ${undoDays} days old and stands. Split the case that goes on instead.`
  if (target.status === 'closed') return `INC-${target.number} is closed. Reopen it first.`
  return whyNotSeenAlike(source, target)
}

/** Why nothing can be split from a case; undefined when it can. */
export function whyNotSplit(incident: Case, moved: number): string | undefined {
  if (incident.heldAt !== null) return 'This incident is under legal hold: nothing of it may be moved.'
  if (moved === 0) return 'Choose at least one task, system or signal that belongs to the new incident.'
  return undefined
}
