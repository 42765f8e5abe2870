/** Who is on the list of contacts, in which order, how fresh, and away or here. */
import type { Away, ContactKind, ContactSource, Way, freshness } from '../contract/words.ts'

/** Days after which somebody has to try a contact again. */
const teamDays = 92
const othersDays = 183

/** One that stands in another register, as it says of itself. */
export interface Elsewhere {
  readonly id: string
  readonly source: Exclude<ContactSource, 'own'>
  readonly kind: ContactKind
  readonly name: string
  readonly organisation: string
  readonly job: string
  readonly ways: readonly Way[]
  /** When somebody tried it there; null where nobody did, or where that register does not say. */
  readonly confirmedAt: Date | null
  readonly path: string
}

/** One as this room keeps it: a whole contact, or what it adds to one that stands elsewhere. */
export interface Kept {
  readonly id: string
  readonly isLinked: boolean
  readonly kind: ContactKind
  readonly name: string
  readonly organisation: string
  readonly job: string
  readonly confirmedAt: Date | null
}

export interface Listed {
  readonly id: string
  readonly source: ContactSource
  readonly kind: ContactKind
  readonly name: string
  readonly organisation: string
  readonly job: string
  readonly confirmedAt: Date | null
  readonly path: string
}

/**
 * All contacts by name: our own, and those of the other registers once each. What this room keeps of somebody who is
 * not in the other register any more (suspended, archived, ended) is not listed: nobody should call them.
 */
export function directoryOf(kept: readonly Kept[], elsewhere: readonly Elsewhere[]): Listed[] {
  const known = new Map(kept.map((row) => [row.id, row]))
  const linked = elsewhere.map(({ ways: _ways, ...one }): Listed => {
    const own = known.get(one.id)
    return { ...one, job: own?.job || one.job, confirmedAt: latest(own?.confirmedAt, one.confirmedAt) }
  })
  const own = kept.filter(({ isLinked }) => !isLinked)
  const all = [
    ...linked,
    ...own.map(({ isLinked: _linked, ...row }): Listed => ({ ...row, source: 'own', path: '' })),
  ]
  const order = new Intl.Collator('en', { sensitivity: 'base', numeric: true })
  return all.toSorted((a, b) => order.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/** Whether the words stand in a name, an organisation or a task; small and capital letters and accents are one. */
export function isNamed(
  { name, organisation, job }: Pick<Listed, 'name' | 'organisation' | 'job'>,
  q: string | undefined,
): boolean {
  if (q === undefined || q.trim() === '') return true
  const text = plain(`${name} ${organisation} ${job}`)
  return plain(q)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A team is tried each quarter, everybody else twice a year. */
export function freshnessOf(
  confirmedAt: Date | null,
  isTeam: boolean,
  now: Date,
): (typeof freshness)[number] {
  if (confirmedAt === null) return 'never'
  const days = (now.getTime() - confirmedAt.getTime()) / 86_400_000
  return days > (isTeam ? teamDays : othersDays) ? 'amber' : 'fresh'
}

/** Whether somebody is on leave on this day. */
export function isAwayOn(away: Away, day: string): boolean {
  return away.some(({ from, to }) => from <= day && day <= to)
}

/** Whether somebody can be reached while our own mail, sign-in and directory are down, by other ways than an address. */
export function worksWhenDown(ways: readonly Way[]): boolean {
  return ways.some(({ whenDown, kind }) => whenDown && kind !== 'address')
}

/** Whether somebody picks up at night: a call or a message, no letter and no office mailbox. */
export function worksAtNight(ways: readonly Way[]): boolean {
  return ways.some(({ atNight }) => atNight)
}

/** Those of the other register, and of what was added here only what is not the same number again. */
export function waysOf(
  elsewhere: readonly Way[],
  own: readonly Way[],
): (Way & { readonly isOwn: boolean })[] {
  const known = new Set(elsewhere.map(wayKey))
  return [
    ...elsewhere.map((way) => ({ ...way, isOwn: false })),
    ...own.filter((way) => !known.has(wayKey(way))).map((way) => ({ ...way, isOwn: true })),
  ]
}

/** Whether two lists of ways reach the same places, whatever is said of the hours. */
export function isSameReach(a: readonly Way[], b: readonly Way[]): boolean {
  const keys = (ways: readonly Way[]) => [...new Set(ways.map(wayKey))].toSorted().join('\n')
  return keys(a) === keys(b)
}

/** A number is the same with blanks and without, an address in small letters and in capital ones. */
export function wayKey({ kind, value }: Pick<Way, 'kind' | 'value'>): string {
  if (kind === 'phone' || kind === 'mobile') return `call ${value.replaceAll(/[^\d+]/g, '')}`
  return `${kind} ${value.trim().toLowerCase().replaceAll(/\s+/g, ' ')}`
}

function latest(a: Date | null | undefined, b: Date | null): Date | null {
  if (a === null || a === undefined) return b
  return b === null || a > b ? a : b
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

/** What is a telephone number by its look, as it is looked for: without what differs between home and abroad. */
export function digitsOf(typed: string): string | undefined {
  if (!/^\s*\+?[\d\s()./-]+$/.test(typed)) return undefined
  const digits = typed.replace(/\(0\)/, '').replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length < 5 ? undefined : digits
}
