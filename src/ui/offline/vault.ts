import { keep } from '../kept.ts'
import type { Keys, Sealed } from './seal.ts'

/** The keys, whose they are, and when the server was last heard. Without it nothing beside it can be read. */
export interface Lock extends Keys {
  readonly serial: string
  /** A name made with the keys, so that the disk does not say who. */
  readonly owner: string
  /** Milliseconds since 1970. */
  readonly contactAt: number
}

/** One kept answer; `tenant` and `group` are names made with the keys as well. */
export interface Entry extends Sealed {
  readonly id: string
  readonly tenant: string
  readonly group: string
}

const databaseName = 'muster-offline'
const [locks, answers] = ['lock', 'answers']

/** The lock of this browser; undefined where nothing is kept, or storage is forbidden. */
export async function readLock(): Promise<Lock | undefined> {
  try {
    return await inVault('readonly', [locks], async (store) => {
      // Only this file writes there, and only a lock.
      const found = store(locks).get('lock') as IDBRequest<Lock | undefined>
      return done(found)
    })
  } catch {
    return undefined
  }
}

/** A new lock; whatever lay under another one goes. */
export async function changeLock(lock: Lock): Promise<void> {
  await inVault('readwrite', [locks, answers], async (store) => {
    store(answers).clear()
    await done(store(locks).put(lock, 'lock'))
  })
  keep('offline', 'kept')
}

/** Only under the lock it was sealed with: a tab that is late must not bring back what another one wiped. */
export async function putEntry({ serial }: Lock, entry: Entry, contactAt: number): Promise<void> {
  await inVault('readwrite', [locks, answers], async (store) => {
    const lock = await done(store(locks).get('lock') as IDBRequest<Lock | undefined>) // as above
    if (lock?.serial !== serial) return
    if (contactAt > lock.contactAt) store(locks).put({ ...lock, contactAt }, 'lock')
    await done(store(answers).put(entry))
  })
}

export async function findEntry(id: string): Promise<Entry | undefined> {
  return inVault('readonly', [answers], (store) =>
    // Only this file writes there, and only entries.
    done(store(answers).get(id) as IDBRequest<Entry | undefined>),
  )
}

/** @returns how many were dropped */
export async function dropEntries(isKept: (entry: Entry) => boolean): Promise<number> {
  return inVault('readwrite', [answers], async (store) => {
    const all = await done(store(answers).getAll() as IDBRequest<Entry[]>) // as above
    const leaving = all.filter((entry) => !isKept(entry))
    for (const { id } of leaving) store(answers).delete(id)
    return leaving.length
  })
}

export async function countEntries(): Promise<number> {
  return inVault('readonly', [answers], (store) => done(store(answers).count()))
}

/**
 * Nothing can be read afterwards. The keys go first: a browser overwrites its disk when it likes, and what was sealed
 * with a key that is gone stays closed until then.
 */
export async function wipeVault(): Promise<void> {
  keep('offline', undefined)
  await inVault('readwrite', [locks, answers], async (store) => {
    store(locks).clear()
    await done(store(answers).clear())
  }).catch(() => undefined)
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

type Stores = (name: string) => IDBObjectStore

/** Several requests in one transaction; resolves when they are safe on the disk. */
async function inVault<T>(
  mode: IDBTransactionMode,
  names: readonly string[],
  run: (store: Stores) => Promise<T>,
): Promise<T> {
  const database = await opened()
  try {
    const transaction = database.transaction([...names], mode)
    const ended = new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error('not stored')))
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not stored')))
    })
    const [result] = await Promise.all([run((name) => transaction.objectStore(name)), ended])
    return result
  } finally {
    database.close()
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not stored')))
  })
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(locks)
      request.result.createObjectStore(answers, { keyPath: 'id' })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no storage')))
    request.addEventListener('blocked', () => reject(new Error('no storage')))
  })
}
