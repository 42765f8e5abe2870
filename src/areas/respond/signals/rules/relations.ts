/** How alike two signals are: by the things that both name, the rare ones before the common ones. */
import { isInternalAddress } from '../../../../base/addresses.ts'
import { defang, kindOf as kindOfTrace } from '../../../../base/observables.ts'

export interface Named {
  readonly id: string
  readonly things: readonly string[]
}

/** What each of the others shares with these things, those that share most first; ids that are newer are higher. */
export function rankShared<T extends Named>(
  things: readonly string[],
  others: readonly T[],
): (T & { readonly shares: string[] })[] {
  const wanted = new Set(things)
  const uses = new Map<string, number>()
  for (const other of others) for (const thing of other.things) uses.set(thing, (uses.get(thing) ?? 0) + 1)
  const weight = (thing: string) => 1 / (uses.get(thing) ?? 1)
  const sum = (shares: readonly string[]) => shares.reduce((total, thing) => total + weight(thing), 0)
  return others
    .map((other) => ({ ...other, shares: other.things.filter((thing) => wanted.has(thing)) }))
    .filter(({ shares }) => shares.length > 0)
    .toSorted(
      (one, other) =>
        other.shares.length - one.shares.length ||
        sum(other.shares) - sum(one.shares) ||
        (one.id < other.id ? 1 : -1),
    )
}

/** A thing for people to read: its sort, and its value so that nobody clicks it. */
export function shownThing(thing: string): { sort: string; value: string; isInternal: boolean } {
  const at = thing.indexOf(' ')
  const [sort, value] = [thing.slice(0, at), thing.slice(at + 1)]
  if (sort === 'host' || sort === 'account' || sort === 'technique') return { sort, value, isInternal: false }
  const trace = kindOfTrace(value)
  if (trace === undefined) return { sort, value, isInternal: false }
  return {
    sort,
    value: defang(trace.kind, trace.value),
    isInternal: isInternalAddress(trace.kind, trace.value),
  }
}

/** The one person whom an account name means: by the address, or by what stands before its @; two are nobody. */
export function personOfAccount<P extends { readonly email: string }>(
  account: string,
  people: readonly P[],
): P | undefined {
  const found = people.filter(({ email }) => {
    const address = email.toLowerCase()
    return address === account || address.slice(0, address.lastIndexOf('@')) === account
  })
  return found.length === 1 ? found[0] : undefined
}
