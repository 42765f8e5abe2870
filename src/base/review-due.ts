/** What is announced about the sign-off of a closed case. Promises ids and words that people who see the case may read. */
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
