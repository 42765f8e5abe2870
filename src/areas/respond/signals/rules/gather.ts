/**
 * Moments that belong together. A pure function of the set of moments: whatever order they came in, the groups are the
 * same. Two belong together when they share a machine, an address, an account or a technique within an hour of one
 * another, or are the same alert on two machines within ten minutes; and so on from one to the next.
 */
import { oneMail, ticksPerDay, ticksPerHour, type Moment } from './moments.ts'

/** An hour: a person at work pauses for less, and senders that are late are late by up to that. */
export const windowTicks = ticksPerHour
/** Ten minutes: the same alert elsewhere is one sweep through the house only when it follows at once. */
export const sweepTicks = 2

/** Three days: people open their mail when they come to work, and groups are open for as long. */
export const mailTicks = 3 * ticksPerDay

/** Why a moment stands in its group: it opened it, or what it shares with which earlier moment. */
export type Join =
  | { readonly by: 'first' }
  | { readonly by: 'thing'; readonly thing: string; readonly with: Moment }
  | { readonly by: 'sweep'; readonly with: Moment }

export interface Gathered {
  /** In order of time. */
  readonly moments: readonly { readonly moment: Moment; readonly join: Join }[]
}

/** Groups in the order in which they began. */
export function gather(moments: readonly Moment[]): Gathered[] {
  const ordered = moments.toSorted(inOrder)
  const roots = ordered.map((_, index) => index)
  const joins: Join[] = []
  const last = new Map<string, number>()
  ordered.forEach((moment, index) => {
    let join: Join = { by: 'first' }
    for (const [key, reach] of keysOf(moment)) {
      const before = last.get(key)
      const other = before === undefined ? undefined : ordered[before]
      if (before !== undefined && other !== undefined && moment.tick - other.tick <= reach) {
        unite(roots, before, index)
        if (join.by === 'first')
          join = key.startsWith('name ')
            ? { by: 'sweep', with: other }
            : { by: 'thing', thing: key, with: other }
      }
      last.set(key, index)
    }
    joins.push(join)
  })
  return collect(ordered, joins, roots)
}

/** One order for the same set, whoever came first. */
function inOrder(one: Moment, other: Moment): number {
  if (one.tick !== other.tick) return one.tick - other.tick
  if (one.kind !== other.kind) return one.kind < other.kind ? -1 : 1
  return one.signalId < other.signalId ? -1 : one.signalId > other.signalId ? 1 : 0
}

function keysOf({ things, name, sourceId }: Moment): (readonly [string, number])[] {
  return [
    ...things.flatMap((thing) => (isBond(thing) ? [[thing, reachOf(thing)] as const] : [])),
    // The words of people are no name of an alert: two who write alike may mean two things.
    ...(sourceId === '' ? [] : [[`name ${sourceId} ${name}`, sweepTicks] as const]),
  ]
}

/** A domain or a mailbox in two messages may be that of the tool's maker: it shows what is similar and binds nothing. */
function isBond(thing: string): boolean {
  return !thing.startsWith('domain ') && !thing.startsWith('email ')
}

function reachOf(thing: string): number {
  return thing.startsWith(`${oneMail} `) ? mailTicks : windowTicks
}

function rootOf(roots: number[], index: number): number {
  let at = index
  for (;;) {
    const up = roots[at] ?? at
    if (up === at) return at
    // Each walk halves the way for the next.
    const higher = roots[up] ?? up
    roots[at] = higher
    at = higher
  }
}

function unite(roots: number[], one: number, other: number): void {
  const [a, b] = [rootOf(roots, one), rootOf(roots, other)]
  // The earlier one stays the root, so that a group is known by its first moment.
  if (a < b) roots[b] = a
  else roots[a] = b
}

function collect(ordered: readonly Moment[], joins: readonly Join[], roots: number[]): Gathered[] {
  const groups = new Map<number, { moment: Moment; join: Join }[]>()
  ordered.forEach((moment, index) => {
    const root = rootOf(roots, index)
    const group = groups.get(root)
    const member = { moment, join: joins[index] ?? { by: 'first' as const } }
    if (group === undefined) groups.set(root, [member])
    else group.push(member)
  })
  return [...groups.values()].map((members) => ({ moments: members }))
}
