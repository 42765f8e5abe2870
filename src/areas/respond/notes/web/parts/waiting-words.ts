import { browserStore } from '../../../../../ui/browser-store.ts'

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

const change = browserStore('muster-notes', { storeName: 'waiting', keyPath: 'key' })

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
