/** A warning as any server gives it, in our words; and what of it is not taken, with the reason. */
import { readIpv4, readIpv6 } from '../../../../base/addresses.ts'
import { readObservable, type ObservableKind } from '../../../../base/observables.ts'
import { tlpLevels, type Tlp } from '../../../../base/tlp.ts'
import type { Counts } from '../contract/exchanges.ts'
import { isHarmless, type Ground } from './harmless.ts'

export interface Thing {
  readonly kind: ObservableKind
  readonly value: string
}

export interface Warning {
  /** What its server calls it. */
  readonly externalId: string
  readonly things: readonly Thing[]
  readonly title: string
  readonly note: string
  /** Null where nobody marked it. */
  readonly tlp: Tlp | null
  readonly tags: readonly string[]
  readonly firstSeen: Date | null
  readonly lastSeen: Date | null
  readonly saidAt: Date
  /** When its server says that it ends; null where it says nothing. */
  readonly until: Date | null
}

/** What a server listed: a warning, one that it took back, or what is none for us. */
export type Listed =
  | { readonly state: 'stands'; readonly warning: Warning }
  | { readonly state: 'revoked'; readonly externalId: string }
  | { readonly state: 'left'; readonly externalId: string; readonly why: 'leftKind' | 'leftUnread' }

export interface TakenRow extends Thing {
  readonly externalId: string
  readonly part: number
  readonly warning: Warning
  readonly endsAt: Date
}

export interface Sifted {
  readonly rows: readonly TakenRow[]
  /** Whatever stands under these names ends: taken back, or not wanted any more. */
  readonly ended: readonly string[]
  readonly counts: Counts
}

export const noCounts: Counts = {
  ...{ taken: 0, ended: 0, leftKind: 0, leftHarmless: 0, leftTlp: 0, leftOld: 0, leftUnread: 0 },
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    taken: one.taken + other.taken,
    ended: one.ended + other.ended,
    leftKind: one.leftKind + other.leftKind,
    leftHarmless: one.leftHarmless + other.leftHarmless,
    leftTlp: one.leftTlp + other.leftTlp,
    leftOld: one.leftOld + other.leftOld,
    leftUnread: one.leftUnread + other.leftUnread,
  }
}

export interface Sieve {
  readonly tlpBound: Tlp
  readonly daysKept: number
  readonly ground: Ground
  readonly now: Date
}

/** What of a page is watched from now on, what ends, and what was left out for which reason. */
export function sift(listed: readonly Listed[], sieve: Sieve): Sifted {
  // By name: of the same thing twice in one page the later one counts.
  const rows = new Map<string, readonly TakenRow[]>()
  const ended = new Set<string>()
  const counts = { ...noCounts }
  for (const one of listed) {
    const externalId = one.state === 'stands' ? one.warning.externalId : one.externalId
    rows.delete(externalId)
    const found =
      one.state === 'stands' ? judged(one.warning, sieve) : one.state === 'left' ? one.why : 'ended'
    if (typeof found === 'string') {
      counts[found] += 1
      ended.add(externalId)
      continue
    }
    counts.taken += 1
    ended.delete(externalId)
    rows.set(externalId, found)
  }
  return { rows: [...rows.values()].flat(), ended: [...ended], counts }
}

function judged(
  warning: Warning,
  { tlpBound, daysKept, ground, now }: Sieve,
): TakenRow[] | 'leftHarmless' | 'leftTlp' | 'leftOld' | 'leftKind' {
  const { tlp, things, externalId } = warning
  if (tlp !== null && tlpLevels.indexOf(tlp) > tlpLevels.indexOf(tlpBound)) return 'leftTlp'
  if (things.length === 0) return 'leftKind'
  const endsAt = endOf(warning, daysKept)
  if (endsAt <= now) return 'leftOld'
  const rows = things
    .map((thing, part) => ({ ...thing, part, externalId, warning, endsAt }))
    .filter(({ kind, value }) => !isHarmless(kind, value, ground))
  return rows.length === 0 ? 'leftHarmless' : rows
}

/** So many days after it was last seen or spoken of, and not later than its server says. */
export function endOf({ lastSeen, saidAt, until }: Warning, daysKept: number): Date {
  const from = Math.max(lastSeen?.getTime() ?? 0, saidAt.getTime())
  const byAge = from + daysKept * 86_400_000
  return new Date(Math.min(byAge, until?.getTime() ?? byAge))
}

/** The narrowest of the marks among these words; null where none is one. TLP 1.0 said WHITE for CLEAR. */
export function tlpAmong(words: readonly string[]): Tlp | null {
  const marks = words.flatMap((word) => {
    const [, name = ''] = /^tlp:(.+)$/i.exec(word.trim()) ?? []
    const level = name.toLowerCase() === 'white' ? 'clear' : name.toLowerCase()
    return tlpLevels.filter((one) => one === level)
  })
  return marks.toSorted((a, b) => tlpLevels.indexOf(b) - tlpLevels.indexOf(a))[0] ?? null
}

/** A thing in its one spelling; an address is IPv4 or IPv6 by its looks. */
export function thingOf(kind: ObservableKind | 'ip', text: string): Thing[] {
  if (kind === 'ip') {
    const value = readIpv4(text) ?? readIpv6(text)
    return value === undefined ? [] : [{ kind: value.includes(':') ? 'ipv6' : 'ipv4', value }]
  }
  const value = readObservable(kind, text)
  return value === undefined ? [] : [{ kind, value }]
}

/** Words of strangers: no control characters, and not without end. */
export function said(value: unknown, most: number): string {
  return typeof value === 'string'
    ? value
        .replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
        .trim()
        .slice(0, most)
        .replace(/[\uD800-\uDBFF]$/, '')
    : ''
}
