import { browserStore } from '../../../../../ui/browser-store.ts'
import type { Basis } from '../../contract/basis.ts'
import type { Captured } from '../../contract/captures.ts'

/** A line as it waits in this browser for its way to the record. */
export interface UnsentLine {
  readonly clientId: string
  readonly tenant: string
  /** Whose line it is: somebody else at the same browser neither sees nor sends it. */
  readonly person: string
  readonly incidentId: string
  readonly number: number
  readonly saidAt: string
  readonly captured: Captured
  /** What it rests on; lines that an earlier version kept say nothing of it. */
  readonly basis?: Basis
  /** Why the server did not take it; undefined while it only waits for a connection. */
  readonly refusal?: string
}

const databaseName = 'muster-captures'
const change = browserStore(databaseName, { storeName: 'lines', keyPath: 'clientId' })
const listeners = new Set<() => void>()
/** Where storage is forbidden, lines live as long as the page. */
let memory: UnsentLine[] = []
let shown: readonly UnsentLine[] = []

export function subscribeUnsent(listener: () => void): () => void {
  const channel = new BroadcastChannel(databaseName)
  channel.addEventListener('message', () => void refreshUnsent())
  listeners.add(listener)
  void refreshUnsent()
  return () => {
    channel.close()
    listeners.delete(listener)
  }
}

/** What waits, oldest first; stays the same object until something changes. */
export function unsentNow(): readonly UnsentLine[] {
  return shown
}

export async function keepUnsent(line: UnsentLine): Promise<void> {
  const others = memory.filter((one) => one.clientId !== line.clientId)
  const isStored = await change('readwrite', (store) => store.put(line)).then(
    () => true,
    () => false,
  )
  memory = isStored ? others : [...others, line]
  await tell()
}

export async function dropUnsent(clientId: string): Promise<void> {
  memory = memory.filter((one) => one.clientId !== clientId)
  await change('readwrite', (store) => store.delete(clientId)).catch(() => undefined)
  await tell()
}

export async function allUnsent(): Promise<UnsentLine[]> {
  // Only this file writes there, and only lines.
  const stored = await change('readonly', (store) => store.getAll() as IDBRequest<UnsentLine[]>).catch(
    () => [],
  )
  return [...stored, ...memory].toSorted((a, b) => a.saidAt.localeCompare(b.saidAt))
}

/** At sign-out: no word of this person stays behind in this browser. What somebody else wrote here waits for them. */
export async function wipeUnsent(person: string): Promise<void> {
  const lines = await allUnsent()
  if (lines.every((line) => line.person === person)) await wipeAll()
  for (const line of lines) if (line.person === person) await dropUnsent(line.clientId)
  await tell()
}

/** With the database itself, so that nothing is left of it on the disk. */
async function wipeAll(): Promise<void> {
  await new Promise<void>((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(databaseName)
      for (const name of ['success', 'error', 'blocked'] as const)
        request.addEventListener(name, () => resolve())
    } catch {
      // Storage is forbidden here: nothing was kept.
      resolve()
    }
  })
}

/** Reads what waits anew: another tab may have sent or dropped a line. */
export async function refreshUnsent(): Promise<void> {
  shown = await allUnsent()
  for (const listener of listeners) listener()
}

/** This tab and every other of this browser. */
async function tell(): Promise<void> {
  const channel = new BroadcastChannel(databaseName)
  channel.postMessage('changed')
  channel.close()
  await refreshUnsent()
}
