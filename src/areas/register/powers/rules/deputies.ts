/** Who stands in for somebody and could not be called when mail is down. */
import type { Holder } from '../contract/powers.ts'

interface Held {
  readonly deputy: Pick<Holder, 'id' | 'name' | 'isHere' | 'number'> | null
}

/** Each deputy who is still here once, by name; an address of mail reaches nobody on the night. */
export function muteDeputies(held: readonly Held[]): string[] {
  const mute = held.flatMap(({ deputy }) =>
    deputy !== null && deputy.isHere && !isCallable(deputy.number) ? [[deputy.id, deputy.name] as const] : [],
  )
  return [...new Map(mute).values()].toSorted((a, b) => a.localeCompare(b))
}

function isCallable(number: string): boolean {
  return number !== '' && !/^[^\s@]+@[^\s@]+$/.test(number)
}
