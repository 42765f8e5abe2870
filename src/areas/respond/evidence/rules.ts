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
  return endOf(parts.map(cleanWords).join('/'))
}

/** An index of PostgreSQL takes about 2,700 bytes, the ids beside the path included; letters have up to four. */
const pathBytesAtMost = 2000

function endOf(path: string): string {
  const bytes = new TextEncoder().encode(path)
  if (bytes.length <= pathBytesAtMost) return path
  let start = bytes.length - pathBytesAtMost
  // A byte 10xxxxxx goes on with a letter that began before it.
  while (((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1
  return new TextDecoder().decode(bytes.subarray(start))
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

/** Until the end of that day, wherever on earth it is read: the last place where a day ends lies 12 hours behind UTC. */
const lastOffsetMillis = 12 * 3_600_000

/** The instant until which something is kept that is kept until this day (YYYY-MM-DD). */
export function keptUntilInstant(day: string): string {
  return `${day}T23:59:59-12:00`
}

/** The day, YYYY-MM-DD, as {@link keptUntilInstant} took it. */
export function keptUntilDay(instant: Date): string {
  return new Date(instant.getTime() - lastOffsetMillis).toISOString().slice(0, 10)
}

interface Kept {
  readonly hold: { readonly placedBy: string } | null
  readonly retainUntil: Date | null
  readonly removedAt: Date | null
}

/** Why its bytes cannot be removed now; undefined when they can. */
export function whyNotRemovable(
  { hold, retainUntil, removedAt }: Kept,
  now: Date,
  isCaseHeld = false,
): string | undefined {
  if (removedAt !== null) return 'Its bytes were removed already.'
  if (hold !== null)
    return `It is under legal hold, placed by ${hold.placedBy}. An owner has to end the hold first.`
  if (isCaseHeld) return 'The whole case is under legal hold. An owner has to end that hold first.'
  if (retainUntil !== null && retainUntil > now)
    return `It is to be kept until ${keptUntilDay(retainUntil)}. Change that date first, with its reason.`
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

/** Why this cannot be the paper that somebody signed for this hand-over; undefined when it can. */
export function whyNoReceipt(
  paper: { readonly id: string; readonly addedAt: Date },
  offer: { readonly evidenceId: string; readonly offeredAt: Date },
): string | undefined {
  if (paper.id === offer.evidenceId)
    return 'This is the thing itself. Seal a photo of the signed receipt, and choose that.'
  if (paper.addedAt < offer.offeredAt)
    return 'This was sealed before the hand-over began, so it cannot be its receipt. Seal a photo of the signed receipt.'
  return undefined
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

const batchCount = 50
const batchBytes = 2 ** 30
const batchMillis = 5 * 60_000

/**
 * Whether what was unpacked is to be recorded now: few enough that a crash costs little, many enough that it goes fast,
 * and long before the sweep takes bytes that no record names (an hour).
 */
export function isBatchFull(batch: { count: number; bytes: number; ageMillis: number }): boolean {
  const { count, bytes, ageMillis } = batch
  return count > 0 && (count >= batchCount || bytes >= batchBytes || ageMillis >= batchMillis)
}

/** Whether this entry is so large that what waits is better recorded before it. */
export function leavesNoRoom(bytes: number, size: number): boolean {
  return bytes + size > batchBytes
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
  if (path === '' || new TextEncoder().encode(path).length > pathBytesAtMost)
    return 'has no name, or one that is too long'
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

/** Clocks differ by minutes; an authority whose clock differs by more says nothing about when. */
const clocksDifferMillis = 10 * 60_000

/** Why a timestamp of this time cannot be one of a checkpoint made then; undefined when it can. */
export function whyNotStampedThen(
  stampedAt: Date,
  { madeAt, now }: { madeAt: Date; now: Date },
): string | undefined {
  if (stampedAt.getTime() < madeAt.getTime() - clocksDifferMillis)
    return 'This timestamp is older than the checkpoint that it is about. Check the clock of this server, or ask another authority.'
  if (stampedAt.getTime() > now.getTime() + clocksDifferMillis)
    return 'This timestamp lies in the future. Check the clock of this server, or ask another authority.'
  return undefined
}

/** The Message-ID of a mail as it was sent, angle brackets included (RFC 5322 section 3.6.4). */
export function messageIdOf(mail: string): string | undefined {
  const head = (mail.split(/\r?\n\r?\n/, 1)[0] ?? '').replaceAll(/\r?\n[ \t]+/g, ' ')
  return /^message-id:\s*(<[^<>\s]{3,250}>)\s*$/im.exec(head)?.[1]
}

/** A mail's text in each way that mail programs write it: as it stands, quoted-printable, base64. */
export function mailTexts(mail: string): string[] {
  const quoted = mail.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  const blocks = mail.match(/(?:^[A-Za-z0-9+/=]{20,}\r?$\n?)+/gm) ?? []
  return [mail, quoted, ...blocks.slice(0, 20).map(fromBase64)]
}

function fromBase64(block: string): string {
  try {
    return atob(block.replaceAll(/\s/g, ''))
  } catch {
    return ''
  }
}

/** The text of the first checkpoint in there, before its signature: origin, size, root, each on its line. */
export function checkpointIn(texts: readonly string[]): string | undefined {
  const shape =
    /([A-Za-z0-9][A-Za-z0-9._-]{0,99}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/\d{1,15})[\s>]+(\d{1,16})[\s>]+([A-Za-z0-9+/]{43}=)/
  for (const text of texts) {
    const [, origin, size, root] = shape.exec(text) ?? []
    if (origin !== undefined) return `${origin}\n${size}\n${root}\n`
  }
  return undefined
}

/** A table that a spreadsheet opens without running anything: every cell quoted, and none begins like a formula. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const tame = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
    return `"${tame.replaceAll('"', '""')}"`
  }
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** Name of a file inside a pack: its number first, so that two of one name are two, and nothing that a disk refuses. */
export function packName(number: number, name: string): string {
  const plain = cleanFileName(name)
    .replaceAll(/[<>:"|?*\\/]/g, '_')
    .replace(/[. ]+$/, '')
  return `E${number}-${plain === '' ? 'file' : plain.slice(-120)}`
}
