import { useText } from '../../../../../ui/text.ts'
import { sharedThings, type Shared } from '../../contract/similar.ts'

/** Says what two incidents have in common. */
export function useSharedWords(): (shared: Shared) => string {
  const text = useText('grading')
  const words = useText('incidents')
  return ({ what, name }) =>
    text(`similar.${what}`, { name: what === 'vector' ? words(`vector.${name}`) : name })
}

/** A thing in common as one key, and back. */
export const keyOf = ({ what, name }: Shared) => `${what} ${what === 'kind' ? '' : name}`
export function sharedOf(key: string): Shared {
  const at = key.indexOf(' ')
  const what = sharedThings.find((one) => one === key.slice(0, at)) ?? 'kind'
  return { what, name: key.slice(at + 1) }
}
