/** What in the words of a tool could be a thing that others warn of. */
import { readIpv4, readIpv6 } from '../../../../base/addresses.ts'
import { findTraces, type ObservableKind } from '../../../../base/observables.ts'
import { hostIn, upwards } from './harmless.ts'
import type { Thing } from './warning.ts'

/**
 * A link leads to its host, a host lies under the names above it, a mailbox at its domain: a warning of the one is one of
 * the other.
 */
export function watchedForms(kind: ObservableKind, value: string): Thing[] {
  const own = { kind, value }
  const host = hostIn(kind, value)
  if (host === undefined || kind === 'ipv4' || kind === 'ipv6') return [own]
  if (readIpv4(host) !== undefined) return [own, { kind: 'ipv4', value: host }]
  if (readIpv6(host) !== undefined) return [own, { kind: 'ipv6', value: host }]
  const names = upwards(host).map((name) => ({ kind: 'domain', value: name }) as const)
  return kind === 'domain' ? names : [own, ...names]
}

/** Of what stands in a text, each once, by `<kind> <value>`. What is inside is left out. */
export function thingsIn(text: string): ReadonlyMap<string, Thing> {
  const things = findTraces(text)
    .filter(({ isInternal }) => !isInternal)
    .flatMap(({ kind, value }) => watchedForms(kind, value))
  return new Map(things.map((thing) => [keyOf(thing), thing]))
}

export function keyOf({ kind, value }: Thing): string {
  return `${kind} ${value}`
}
