import { useSyncExternalStore } from 'react'

const query = '(max-width: 40rem)'

/** Whether the page is as narrow as a phone; follows when it is turned. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

function subscribe(listener: () => void): () => void {
  const list = matchMedia(query)
  list.addEventListener('change', listener)
  return () => list.removeEventListener('change', listener)
}
