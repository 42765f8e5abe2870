/** What may be sealed, handed on and removed, and how custody is written down. */
import { partBytes } from './contract/upload.ts'

/** 1 TiB: a disk image of a server; the store itself sets no limit. */
export const largestFileBytes = 2 ** 40

/** A clock that is a little ahead is forgiven; a file acquired next week is a typing mistake. */
const aheadMillis = 5 * 60_000

/** Why this acquisition time cannot be right; undefined when it can. */
export function whyNotAcquired(acquiredAt: Date, now: Date): string | undefined {
  if (acquiredAt.getTime() - now.getTime() <= aheadMillis) return undefined
  return 'The time of acquisition lies in the future. Check the date, and the zone.'
}

/** The file's name as it is shown and offered: no folders, no control or direction marks, never empty. */
export function cleanFileName(name: string): string {
  return cleanWords(name.split(/[/\\]/).at(-1) ?? '').slice(0, 300)
}

/** A path as it is shown: folders kept, each part without control or direction marks, nothing that climbs. */
export function cleanPath(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
  return parts.map(cleanWords).join('/').slice(-1000)
}

function cleanWords(words: string): string {
  const clean = words
    .replaceAll(/\p{Surrogate}/gu, '_')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return clean === '' || /^\.+$/.test(clean) ? 'unnamed' : clean
}

/** How a leaf names a file: `sha256:<hex> <size in bytes> <name>`. */
export function evidenceField(file: { sha256: string; size: number; name: string }): string {
  return `sha256:${file.sha256} ${file.size} ${file.name}`
}

/** What is said of a malicious sample wherever it is handed out; the word that laboratories expect. */
export const samplePassword = 'infected'

interface Kept {
  readonly hold: { readonly placedBy: string } | null
  readonly retainUntil: Date | null
  readonly removedAt: Date | null
}

/** Why its bytes cannot be removed now; undefined when they can. */
export function whyNotRemovable({ hold, retainUntil, removedAt }: Kept, now: Date): string | undefined {
  if (removedAt !== null) return 'Its bytes were removed already.'
  if (hold !== null)
    return `It is under legal hold, placed by ${hold.placedBy}. An owner has to end the hold first.`
  if (retainUntil !== null && retainUntil > now)
    return `It is to be kept until ${retainUntil.toISOString().slice(0, 10)}. Change that date first, with its reason.`
  return undefined
}

/** Why the date until which it is kept cannot become this one; undefined when it can. */
export function whyNotRetained(
  kept: Kept,
  { until, now, mayShorten }: { until: Date; now: Date; mayShorten: boolean },
): string | undefined {
  if (kept.removedAt !== null) return 'Its bytes were removed already, so there is nothing left to keep.'
  if (until <= now) return 'The date lies in the past. Choose one that is still to come.'
  if (kept.retainUntil === null || until >= kept.retainUntil) return undefined
  if (kept.hold !== null) return 'It is under legal hold: the date can only be put off.'
  return mayShorten ? undefined : 'Only an owner may bring the date forward.'
}

export interface Actor {
  readonly memberId: string | undefined
  readonly isOwner: boolean
}

/** Whoever holds it gives it; an owner in their place, and anybody where it is with somebody from outside. */
export function mayGive(
  { custodianId, custodian }: { custodianId: string | null; custodian: string | null },
  actor: Actor,
): boolean {
  if (actor.isOwner || custodian === null || custodianId === null) return true
  return custodianId === actor.memberId
}

interface Offer {
  readonly state: string
  readonly giverId: string | null
  readonly takerId: string | null
}

/** The taker's word is their own: nobody gives it for them. For one from outside the signed paper stands. */
export function mayReceive({ state, takerId, giverId }: Offer, actor: Actor): boolean {
  if (state !== 'offered') return false
  if (takerId !== null) return takerId === actor.memberId
  return giverId === null || giverId === actor.memberId || actor.isOwner
}

/** How a hand-over ends that is not received: declined by its taker, or withdrawn by its giver or an owner. */
export function endingBy(
  { state, takerId, giverId }: Offer,
  actor: Actor,
): 'declined' | 'withdrawn' | undefined {
  if (state !== 'offered') return undefined
  if (takerId !== null && takerId === actor.memberId) return 'declined'
  const isGiver = giverId === null || giverId === actor.memberId
  return isGiver || actor.isOwner ? 'withdrawn' : undefined
}

/** Whether paper must stand for the word of one of the two. */
export function isWithOutside({ giverId, takerId }: Omit<Offer, 'state'>): boolean {
  return giverId === null || takerId === null
}

/** Bytes of the part that begins here: all alike, and the last one holds the rest. */
export function partSize(size: number, offset: number): number {
  return Math.max(0, Math.min(partBytes - (offset % partBytes), size - offset))
}

/** How long an upload that nobody goes on with is kept. */
export const uploadKeptDays = 7

export const mostEntries = 10_000
/** What an archive may unfold to: text packs a hundredfold at most, and 10 MB are nobody's harm. */
const mostUnfolding = 250
const harmlessBytes = 10_000_000
const mostUnfoldedBytes = 2 ** 37

/** What an archive of this size may hold. */
export function archiveLimits(size: number): { entries: number; bytes: number } {
  return { entries: mostEntries, bytes: Math.min(mostUnfoldedBytes, size * mostUnfolding + harmlessBytes) }
}

interface Listed {
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'special' | 'locked'
}

/** Names in an archive that lie about where they belong, or stand there twice; the archive is then not unpacked at all. */
export function hostileNames(entries: readonly Listed[]): { path: string; why: string }[] {
  const seen = new Set<string>()
  return entries.flatMap(({ path, kind }) => {
    const why = whyHostile(path)
    if (why !== undefined) return [{ path: cleanPath(path), why }]
    if (kind === 'folder') return []
    const folded = cleanPath(path).normalize('NFC').toLowerCase()
    if (seen.has(folded)) return [{ path: cleanPath(path), why: 'stands in the archive twice' }]
    seen.add(folded)
    return []
  })
}

function whyHostile(path: string): string | undefined {
  if (path === '' || path.length > 1000) return 'has no name, or one that is too long'
  if (/[\p{Cc}\p{Surrogate}]/u.test(path)) return 'has control characters in its name'
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return 'wants a place of its own on the disk'
  if (path.split(/[/\\]/).includes('..')) return 'wants out of its folder'
  return undefined
}

/** Why this entry is not sealed; undefined when it is, or is a folder. */
export function whyLeftOut({ kind }: Listed): string | undefined {
  switch (kind) {
    case 'link':
      return 'a link, which was not followed'
    case 'special':
      return 'no file but a device or the like'
    case 'locked':
      return 'locked with a password'
    case 'file':
    case 'folder':
      return undefined
  }
}
