/** What is announced about the sign-off of a closed case and about reviews. Promises ids and words that people who see the case may read. */
export interface ReviewDue {
  readonly kind: 'review.due'
  /** It waits for a reviewer; all that was missing came; a missing part is late, or still late a day on. */
  readonly stage: 'asked' | 'answered' | 'overdue' | 'escalation'
  readonly incidentId: string
  readonly number: number
  /** Of the case, or of the missing part. */
  readonly title: string
  /** Who is to hear of it; null for everybody who leads. */
  readonly memberId: string | null
}

/** The review of a case or a rehearsal was planned, comes near, is late, or is still late two days on. */
export interface LookBackDue {
  readonly kind: 'look_back.due'
  readonly stage: 'planned' | 'reminder' | 'overdue' | 'escalation'
  readonly reviewId: string
  /** Null for a rehearsal of its own, which hangs on no case. */
  readonly incidentId: string | null
  readonly number: number | null
  readonly title: string
  /** As `2026-03-01`, on the organisation's calendar. */
  readonly day: string
  readonly memberId: string
}
