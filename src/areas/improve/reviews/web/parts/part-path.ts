import { useFilter } from '../../../../../ui/place.tsx'

/** The address of a question of this review, or of its start; whoever shows names goes on showing them. */
export function usePartPath(path: string): (part?: string) => string {
  const [names] = useFilter('names')
  return (part = '') => {
    const asked = new URLSearchParams({ ...(part !== '' && { part }), ...(names !== '' && { names }) })
    return asked.size === 0 ? path : `${path}?${asked.toString()}`
  }
}
