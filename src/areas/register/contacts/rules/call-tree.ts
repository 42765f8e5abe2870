/** The order in which people are called, and what a trial of it showed. */
import type { ReachAnswer, ReachTest } from '../contract/call-tree.ts'

interface Link {
  readonly contactId: string
  readonly calledBy: string | null
}

export type TreeFault =
  | { readonly kind: 'twice' | 'stranger'; readonly contactId: string }
  | { readonly kind: 'circle'; readonly ids: readonly string[] }

/** A quarter, in days. */
const testEveryDays = 92

/**
 * What is wrong with a call tree: somebody twice, a caller who is not in it, a circle (its ids, from one back to the
 * same). Undefined when it can be called.
 */
export function treeFault(links: readonly Link[]): TreeFault | undefined {
  const callerOf = new Map<string, string | null>()
  for (const { contactId, calledBy } of links) {
    if (callerOf.has(contactId)) return { kind: 'twice', contactId }
    callerOf.set(contactId, calledBy)
  }
  for (const { calledBy } of links)
    if (calledBy !== null && !callerOf.has(calledBy)) return { kind: 'stranger', contactId: calledBy }
  const safe = new Set<string>()
  for (const { contactId } of links) {
    const path: string[] = []
    for (let at: string | null = contactId; at !== null && !safe.has(at); at = callerOf.get(at) ?? null) {
      if (path.includes(at)) return { kind: 'circle', ids: [...path.slice(path.indexOf(at)), at] }
      path.push(at)
    }
    for (const id of path) safe.add(id)
  }
  return undefined
}

/**
 * Everybody behind the one who calls them, as one would read it aloud. Whose caller is not there (taken off the list
 * since) is called by whoever begins.
 */
export function inCallingOrder<L extends Link>(links: readonly L[]): (L & { readonly depth: number })[] {
  const there = new Set(links.map(({ contactId }) => contactId))
  const below = new Map<string | null, L[]>()
  for (const link of links) {
    const caller = link.calledBy !== null && there.has(link.calledBy) ? link.calledBy : null
    below.set(caller, [...(below.get(caller) ?? []), link])
  }
  const order: (L & { depth: number })[] = []
  const walk = (caller: string | null, depth: number): void => {
    for (const link of below.get(caller) ?? []) {
      order.push({ ...link, calledBy: caller, depth })
      walk(link.contactId, depth + 1)
    }
  }
  walk(null, 0)
  return order
}

/** How many were asked and answered, and how fast. Minutes are rounded up: 61 seconds took two. */
export function reachOf(
  answers: readonly ReachAnswer[],
): Pick<ReachTest, 'asked' | 'answered' | 'firstMinutes' | 'halfMinutes'> {
  const minutes = answers
    .flatMap((answer) => (answer.minutes === null ? [] : [answer.minutes]))
    .toSorted((a, b) => a - b)
  return {
    asked: answers.length,
    answered: minutes.length,
    firstMinutes: minutes[0] ?? null,
    halfMinutes: minutes[Math.ceil(answers.length / 2) - 1] ?? null,
  }
}

export function minutesBetween(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 60_000))
}

/**
 * The instant by which the next trial is due: a quarter after the last one,
 * else a week after the tree was made, so that a new tree is tried soon.
 */
export function nextTestAt(lastTestAt: Date | null, treeMadeAt: Date): Date {
  const [from, days] = lastTestAt === null ? [treeMadeAt, 7] : [lastTestAt, testEveryDays]
  return new Date(from.getTime() + days * 86_400_000)
}
