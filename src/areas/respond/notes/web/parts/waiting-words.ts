/** Words of one open page that the server does not have yet, as they wait in this browser. */
export interface WaitingWords {
  /** Of this page in this tab: another tab waits beside it. */
  readonly key: string
  readonly tenant: string
  /** Whose they are: somebody else at the same browser neither sees nor sends them. */
  readonly person: string
  readonly page: string
  /** All that stood there, so that it can be read without a connection. */
  readonly state: Uint8Array
  /** What waits, as one change. */
  readonly change: Uint8Array
}

const [databaseName, storeName] = ['muster-notes', 'waiting']

/** Kept until the server has them; where storage is forbidden they live as long as the page. */
export async function keepWaiting(words: WaitingWords): Promise<void> {
  await change('readwrite', (store) => store.put(words)).catch(() => undefined)
}

export async function dropWaiting(key: string): Promise<void> {
  await change('readwrite', (store) => store.delete(key)).catch(() => undefined)
}

/** What waits of this person, on this page or on all of them. */
export async function waitingOf(
  person: string,
  at?: { readonly tenant: string; readonly page: string },
): Promise<WaitingWords[]> {
  // Only this file writes there, and only words that wait.
  const all = await change('readonly', (store) => store.getAll() as IDBRequest<WaitingWords[]>).catch(
    () => [],
  )
  return all.filter(
    (one) =>
      one.person === person && (at === undefined || (one.tenant === at.tenant && one.page === at.page)),
  )
}

/** At sign-out: no word of this person stays behind in this browser. */
export async function wipeWaiting(person: string): Promise<void> {
  for (const { key } of await waitingOf(person)) await dropWaiting(key)
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
      request.result.createObjectStore(storeName, { keyPath: 'key' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no storage')))
    request.addEventListener('blocked', () => reject(new Error('no storage')))
  })
}
