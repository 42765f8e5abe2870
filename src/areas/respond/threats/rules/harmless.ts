/** What is never watched: our own ground, what belongs to nobody outside, and what somebody put on the list. */
import { isInternalAddress } from '../../../../base/addresses.ts'
import { findRange, overlap, type NetworkRange } from '../../../../base/network-range.ts'
import { kindOf, refang, type ObservableKind } from '../../../../base/observables.ts'

export interface Ground {
  /** With all below them. */
  readonly domains: ReadonlySet<string>
  readonly ranges: readonly NetworkRange[]
  /** `<kind> <value>` */
  readonly things: ReadonlySet<string>
}

/** The lines as they are kept, and those that nobody can read. */
export function readLines(lines: readonly string[]): { kept: string[]; faults: number[] } {
  const kept: string[] = []
  const faults: number[] = []
  lines.forEach((line, at) => {
    const text = refang(line.trim()).toLowerCase()
    const thing = kindOf(line)
    if (findRange(text) !== undefined) kept.push(text)
    else if (thing !== undefined) kept.push(thing.value)
    else faults.push(at)
  })
  return { kept: [...new Set(kept)], faults }
}

/** @param own domains of the organisation itself */
export function groundOf(lines: readonly string[], own: readonly string[]): Ground {
  const things = lines.flatMap((line) => (findRange(line) === undefined ? (kindOf(line) ?? []) : []))
  return {
    domains: new Set([...own, ...things.filter(({ kind }) => kind === 'domain').map(({ value }) => value)]),
    ranges: lines.flatMap((line) => findRange(line) ?? []),
    things: new Set(things.map(({ kind, value }) => `${kind} ${value}`)),
  }
}

export function isHarmless(kind: ObservableKind, value: string, ground: Ground): boolean {
  if (isInternalAddress(kind, value) || ground.things.has(`${kind} ${value}`)) return true
  const host = hostIn(kind, value)
  if (host === undefined) return false
  const range = findRange(host)
  if (range !== undefined) return ground.ranges.some((one) => overlap(one, range))
  return upwards(host).some((name) => ground.domains.has(name))
}

/** The name or address that a thing leads to; undefined where it leads to none. */
export function hostIn(kind: ObservableKind, value: string): string | undefined {
  switch (kind) {
    case 'ipv4':
    case 'ipv6':
    case 'domain':
      return value
    case 'email':
      return value.slice(value.lastIndexOf('@') + 1)
    case 'url':
      return URL.canParse(value) ? new URL(value).hostname.replaceAll(/^\[|\]$/g, '') : undefined
    default:
      return undefined
  }
}

/** A name and those above it, down to two labels. */
export function upwards(name: string): string[] {
  const labels = name.split('.')
  return labels.slice(0, -1).map((_label, at) => labels.slice(at).join('.'))
}
