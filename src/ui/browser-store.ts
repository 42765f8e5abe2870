/** One request to one store of this browser, in a transaction of its own; resolves when it is safe on the disk. */
export type AskStore = <T>(
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest<T>,
) => Promise<T>

/**
 * A store of rows in a database of its own, for what must outlive the page. Rejects where storage is forbidden or full.
 * @param keyPath the field by which rows are told apart
 */
export function browserStore(
  databaseName: string,
  { storeName, keyPath }: { readonly storeName: string; readonly keyPath: string },
): AskStore {
  return async (mode, request) => {
    const database = await opened(databaseName, { storeName, keyPath })
    try {
      return await new Promise((resolve, reject) => {
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
}

function opened(
  databaseName: string,
  { storeName, keyPath }: { readonly storeName: string; readonly keyPath: string },
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName, { keyPath }))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no storage')))
    request.addEventListener('blocked', () => reject(new Error('no storage')))
  })
}
