/** What may be sealed, handed on and removed, and how custody is written down. */

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
