/** What is announced about days in the registers. Promises ids and words that people in the organisation may read. */
/** A day in a register comes near: whoever owns it should act before it has passed. */
export interface DateNear {
  readonly kind: 'date.near'
  readonly what:
    | 'contract_notice'
    | 'policy_end'
    | 'attestation_unproved'
    | 'retainer_end'
    /** The card with how to report: to whoever has to take it; `card_missing` to those who lead. */
    | 'card'
    | 'card_missing'
    | 'reach_test'
    | 'mandate_end'
    | 'rule_to_read'
    | 'rule_to_agree'
    /** A week began; the title says how much waits in it. */
    | 'week_begun'
  /** What it is about, as people call it. */
  readonly title: string
  /** As `2026-03-01`, on the organisation's calendar. */
  readonly day: string
  readonly daysLeft: number
  /** Whose it is; null where it is nobody's in particular. */
  readonly memberId: string | null
  /** Where it is mended. */
  readonly path: string
}
