/** What is announced about improvements that wait. Promises ids and words that people who see the case, where there is one, may read. */
export interface ImprovementDue {
  readonly kind: 'improvement.due'
  /**
   * Its day comes near or has passed, for its owner; it is still not done, for who leads; and then for who owns the
   * firm. Or it is done and waits for somebody to check it, or was checked and nobody said whether it helped,
   * or a case came though it had been checked, or the day until which its risk is carried has passed.
   */
  readonly stage: 'near' | 'overdue' | 'leader' | 'management' | 'verify' | 'effect' | 'again' | 'risk_over'
  readonly improvementId: string
  /** The case that binds it; null for none. */
  readonly incidentId: string | null
  readonly title: string
  /** As `2026-03-01`, on the organisation's calendar. */
  readonly day: string
  /** Name of the one who has it; '' where nobody has. */
  readonly owner: string
  readonly memberIds: readonly string[]
}
