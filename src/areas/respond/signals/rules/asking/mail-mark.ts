/** How far a mailbox was read (RFC 9051 section 2.3.1.1): numbers only grow, until the server begins to count anew. */

export interface MailMark {
  /** UIDVALIDITY: while it stays, a number names one mail. */
  readonly validity: string
  /** The greatest number that was read. */
  readonly uid: number
  /** Up to this number not everything counts: only what nobody has read, or what came since a time (ISO 8601). */
  readonly behind?: { readonly until: number; readonly since?: string }
}

/** Which numbers to look for. */
export interface MailWanted {
  readonly above: number
  readonly upTo?: number
  readonly isUnread?: boolean
  readonly since?: Date
}

/** Clocks differ, and a search by date knows days only. */
const overlapMillis = 2 * 86_400_000

/**
 * Where to go on.
 * @param box what the server says of the folder; `next` is the number of the next mail
 * @param askedAt when the folder was last read to its end
 */
export function markFor(
  mark: MailMark | undefined,
  box: { readonly validity: string; readonly next: number },
  { begin, askedAt }: { readonly begin: 'now' | 'unread'; readonly askedAt: Date | null },
): MailMark {
  const { validity } = box
  if (mark?.validity === validity) return mark
  const until = Math.max(0, box.next - 1)
  // It counts anew: what came since the last time is looked for by its date, and known again by its bytes.
  if (mark !== undefined && askedAt !== null)
    return {
      validity,
      uid: 0,
      behind: { until, since: new Date(askedAt.getTime() - overlapMillis).toISOString() },
    }
  return begin === 'unread' ? { validity, uid: 0, behind: { until } } : { validity, uid: until }
}

/** What to look for, in this order; together they are all that is new. */
export function wantedBy({ uid, behind }: MailMark): readonly MailWanted[] {
  if (behind === undefined || behind.until <= uid) return [{ above: uid }]
  const { until, since } = behind
  return [
    { above: uid, upTo: until, ...(since === undefined ? { isUnread: true } : { since: new Date(since) }) },
    { above: until },
  ]
}

/** After all up to this number was read. */
export function readUpTo({ validity, behind, uid }: MailMark, number: number): MailMark {
  const reached = Math.max(uid, number)
  return {
    validity,
    uid: reached,
    ...(behind !== undefined && behind.until > reached && { behind }),
  }
}
