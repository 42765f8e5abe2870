import { keep, kept } from '../../../ui/kept.ts'

const listeners = new Set<() => void>()
const name = 'offline.never'

/** Whether this browser keeps for reading without a connection. It does unless somebody said no, as on a shared computer. */
export function isKeepingWanted(): boolean {
  return kept(name) === undefined
}

export function wantKeeping(isWanted: boolean): void {
  keep(name, isWanted ? undefined : 'yes')
  for (const listener of listeners) listener()
}

export function subscribeKeeping(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
