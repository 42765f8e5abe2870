import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
/** When the oldest of the kept answers that stand on this page was given; undefined while the server answers. */
let oldestAt: number | undefined

/** A kept answer stands for one that did not come. */
export function tellKept(at: number): void {
  change(Math.min(at, oldestAt ?? at))
}

/** The server answered. */
export function tellReached(): void {
  if (oldestAt !== undefined) change(undefined)
}

/** Whether this page shows what was kept. */
export function isAway(): boolean {
  return oldestAt !== undefined
}

/** Since when this page shows what was kept, in milliseconds since 1970; undefined while the server answers. */
export function useKeptSince(): number | undefined {
  return useSyncExternalStore(subscribe, () => oldestAt)
}

function change(next: number | undefined): void {
  if (next === oldestAt) return
  oldestAt = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
