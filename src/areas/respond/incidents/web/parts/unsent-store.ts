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

const [databaseName, storeName] = ['muster-captures', 'lines']
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

/** One request in a transaction of its own; resolves when it is safe on the disk. */
async function change<T>(
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode)
      const asked = request(transaction.objectStore(storeName))
      transaction.addEventListener('complete', () => resolve(asked.result))
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error('not stored')))
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not stored')))
    })
  } finally {
    database.close()
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(storeName, { keyPath: 'clientId' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no storage')))
    request.addEventListener('blocked', () => reject(new Error('no storage')))
  })
}
