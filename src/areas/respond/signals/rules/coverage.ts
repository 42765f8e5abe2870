/** Which assets the sources spoke of lately, and which nobody would hear of. */
import type { assetKinds } from '../../../register/assets/contract.ts'

export type AssetKind = (typeof assetKinds)[number]

export interface KnownAsset {
  readonly id: string
  readonly name: string
  readonly kind: AssetKind
}

/** A thing that a source named, and when last. */
export interface Heard {
  /** In lower case; of a machine's full name also its first part. */
  readonly name: string
  readonly shortName: string
  readonly sourceId: string
  readonly lastAt: Date
}

/** A source that is not removed. */
export interface Speaking {
  readonly id: string
  readonly name: string
  readonly lastSignalAt: Date | null
}

export interface Cover {
  readonly asset: KnownAsset
  /** Who spoke of it, the latest first, with the time. */
  readonly by: readonly { readonly sourceId: string; readonly lastAt: Date }[]
}

/** Name and first part of what `thingsIn` found; undefined for what no register lists, such as a hash or a domain. */
export function heardName(thing: string): { readonly name: string; readonly shortName: string } | undefined {
  const [, sort, name] = /^(host|account|address) (.+)$/s.exec(thing) ?? []
  if (name === undefined) return undefined
  const isMachine = sort === 'host' && /[a-z]/.test(name)
  return { name, shortName: isMachine ? (name.split('.')[0] ?? name) : name }
}

/**
 * Who spoke of each asset, by its name or, for a service, by a source of the same name: every signal of that source is
 * about it.
 */
export function coverOf(
  assets: readonly KnownAsset[],
  heard: readonly Heard[],
  sources: readonly Speaking[],
): Cover[] {
  const byName = new Map<string, Heard[]>()
  const known = new Set(sources.map(({ id }) => id))
  const add = (name: string, one: Heard) => byName.set(name, [...(byName.get(name) ?? []), one])
  for (const one of heard) {
    if (!known.has(one.sourceId)) continue
    add(one.name, one)
    if (one.shortName !== one.name) add(one.shortName, one)
  }
  for (const { id, name, lastSignalAt } of sources)
    if (lastSignalAt !== null)
      add(asName(name), { name, shortName: name, sourceId: id, lastAt: lastSignalAt })
  return assets.map((asset) => {
    const latest = new Map<string, Date>()
    for (const { sourceId, lastAt } of namesOf(asset.name).flatMap((name) => byName.get(name) ?? []))
      if (lastAt > (latest.get(sourceId) ?? new Date(0))) latest.set(sourceId, lastAt)
    const by = [...latest].map(([sourceId, lastAt]) => ({ sourceId, lastAt }))
    return { asset, by: by.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime()) }
  })
}

/**
 * Under which names tools may speak of an asset, in lower case: its own, and each word of it that has a number in it, as
 * names of machines and addresses have: registers say "Office server FILE01".
 */
export function namesOf(assetName: string): string[] {
  const whole = asName(assetName)
  return [
    ...new Set([whole, ...whole.split(/[\s,;()]+/).filter((word) => /^(?=.*\d)[\w.:-]{4,}$/.test(word))]),
  ]
}

function asName(text: string): string {
  return text.trim().toLowerCase()
}

const dayMillis = 86_400_000

export function isHeard({ by }: Cover, days: number, now: Date): boolean {
  return by.some(({ lastAt }) => now.getTime() - lastAt.getTime() <= days * dayMillis)
}

export interface KindCover {
  readonly kind: AssetKind
  readonly assets: number
  readonly heard: number
  /** Sources that spoke of one of this kind within the days, the one that spoke of most first. */
  readonly sourceIds: readonly string[]
}

/** Kinds that the register holds, the one with most that is not heard of first. */
export function kindsOf(cover: readonly Cover[], days: number, now: Date): KindCover[] {
  const kinds = new Map<AssetKind, { assets: number; heard: number; sources: Map<string, number> }>()
  for (const each of cover) {
    const kind = kinds.get(each.asset.kind) ?? { assets: 0, heard: 0, sources: new Map<string, number>() }
    kind.assets += 1
    if (isHeard(each, days, now)) kind.heard += 1
    for (const one of each.by)
      if (isHeard({ ...each, by: [one] }, days, now))
        kind.sources.set(one.sourceId, (kind.sources.get(one.sourceId) ?? 0) + 1)
    kinds.set(each.asset.kind, kind)
  }
  return [...kinds]
    .map(([kind, { assets, heard, sources }]) => ({
      ...{ kind, assets, heard },
      sourceIds: [...sources].toSorted((a, b) => b[1] - a[1]).map(([id]) => id),
    }))
    .toSorted((a, b) => b.assets - b.heard - (a.assets - a.heard) || a.kind.localeCompare(b.kind))
}
