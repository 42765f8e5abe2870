/** Whom to write to and call: authorities, police and help by country, each entry with the day it was checked. */
import * as z from 'zod'

export const directoryKinds = ['data_protection', 'network_security', 'police', 'help'] as const
export type DirectoryKind = (typeof directoryKinds)[number]

const Line = z
  .string()
  .trim()
  .max(300)
  .regex(/^\P{Cc}*$/u, 'must be one line')

/** An entry as an update file has it. */
export const DirectoryEntry = z.strictObject({
  key: z
    .string()
    .regex(/^(data_protection|network_security|police|help)\.[A-Z]{2}$/, 'must be like police.AT'),
  name: Line.min(1),
  /** Address on the net, without https://, or a postal one. */
  site: Line.default(''),
  form: Line.default(''),
  phone: Line.default(''),
  note: Line.default(''),
  checkedOn: z.iso.date(),
  /** Whether the address was read at its source on that day; else it is from knowledge and to be checked. */
  isConfirmed: z.boolean(),
})
export type DirectoryEntry = z.infer<typeof DirectoryEntry>

/** Days after which an entry is too old to be trusted without a look. */
export const staleAfterDays = 180

/** @param today as `2026-03-01` */
export function isStaleEntry({ checkedOn }: Pick<DirectoryEntry, 'checkedOn'>, today: string): boolean {
  return Date.parse(today) - Date.parse(checkedOn) > staleAfterDays * 86_400_000
}

/** One line of what an update would change. */
export interface EntryChange {
  readonly key: string
  readonly what: 'added' | 'changed' | 'same' | 'older'
  readonly fields: readonly { readonly field: string; readonly from: string; readonly to: string }[]
}

const compared = ['name', 'site', 'form', 'phone', 'note', 'checkedOn'] as const

/** What taking this update would change; an entry that was checked earlier than the one that stands is left alone. */
export function changesOf(
  known: readonly DirectoryEntry[],
  update: readonly DirectoryEntry[],
): EntryChange[] {
  const before = new Map(known.map((entry) => [entry.key, entry]))
  return update.map((entry) => {
    const old = before.get(entry.key)
    if (old === undefined)
      return {
        key: entry.key,
        what: 'added',
        fields: compared
          .map((field) => ({ field, from: '', to: entry[field] }))
          .filter(({ to }) => to !== ''),
      }
    const fields = compared
      .map((field) => ({ field, from: old[field], to: entry[field] }))
      .filter(({ from, to }) => from !== to)
    if (entry.checkedOn < old.checkedOn) return { key: entry.key, what: 'older', fields }
    return { key: entry.key, what: fields.length === 0 ? 'same' : 'changed', fields }
  })
}

/** Entries with those of the organisation in front of those that ship. */
export function mergedEntries(
  shipped: readonly DirectoryEntry[],
  own: readonly DirectoryEntry[],
): (DirectoryEntry & { readonly isOwn: boolean })[] {
  const mine = new Set(own.map(({ key }) => key))
  return [
    ...own.map((entry) => ({ ...entry, isOwn: true })),
    ...shipped.filter(({ key }) => !mine.has(key)).map((entry) => ({ ...entry, isOwn: false })),
  ].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

/** The packs of law that belong together, by what the regimes are called. */
export const packs = [
  'privacy',
  'network',
  'finance',
  'health',
  'us_states',
  'other_countries',
  'contracts',
] as const
export type Pack = (typeof packs)[number]

/** In which pack a regime stands, by its id. */
export function packOf(regime: string): Pack {
  if (/^(contract|pci)\./.test(regime)) return 'contracts'
  if (/^us\.[a-z]{2}$/.test(regime)) return 'us_states'
  if (/hipaa|hbnr|hospital|health/.test(regime)) return 'health'
  if (/dora|fca|finma|sec_8k|bank36|ncua|nydfs|regsp|safeguards|osfi|apra|insurance/.test(regime))
    return 'finance'
  if (/nis|csrb|cra|cer$|eidas|isa$|circia|dfars|soci|certin|hk\.ci|cpni|lopmi|ransom/.test(regime))
    return 'network'
  return /^(eu|gb|ch)\./.test(regime) ? 'privacy' : 'other_countries'
}

/** Packs that an organisation of this country and sector has to look at first. */
export function packsFor({
  country,
  sector,
  eea,
}: {
  country: string
  sector: string
  eea: readonly string[]
}): Pack[] {
  const isEuropean = eea.includes(country) || country === 'GB' || country === 'CH'
  const own: Pack[] = isEuropean
    ? ['privacy', 'network']
    : country === 'US'
      ? ['us_states']
      : ['other_countries']
  return [
    ...own,
    ...(/financ|insur|bank/.test(sector) ? (['finance'] as const) : []),
    ...(/health|medic|care/.test(sector) ? (['health'] as const) : []),
    'contracts',
  ]
}

/** How a pack stands: read by somebody, in this edition, not too long ago. */
export function packStanding(
  review: { readonly edition: string; readonly dueOn: string } | undefined,
  { edition, today }: { readonly edition: string; readonly today: string },
): 'never' | 'lapsed' | 'other_edition' | 'current' {
  if (review === undefined) return 'never'
  if (review.dueOn < today) return 'lapsed'
  return review.edition === edition ? 'current' : 'other_edition'
}
