/** What is announced about days in the registers. Promises ids and words that people in the organisation may read. */
/** A day in a register comes near: whoever owns it should act before it has passed. */
export interface DateNear {
  readonly kind: 'date.near'
  readonly what:
    | 'contract_notice'
    | 'policy_end'
    | 'attestation_unproved'
    /** What was attested to an insurer is not so, or not shown before the renewal. */
    | 'attestation_against'
    /** A hole that attackers use is in something of the register. */
    | 'control_news'
    | 'retainer_end'
    /** The card with how to report: to whoever has to take it; `card_missing` to those who lead. */
    | 'card'
    | 'card_missing'
    | 'reach_test'
    | 'mandate_end'
    | 'rule_to_read'
    | 'rule_to_agree'
    /** Somebody looks back at a decision on how the firm does business. */
    | 'business_follow_up'
    /** Nobody said yet which tool should have seen a case. */
    | 'blind_spot'
    /** A course is to be taken; `training_late` says to those who lead how many still have to. */
    | 'training_due'
    | 'training_late'
    /** What shows a skill runs out; nobody but one, or nobody at all, can do something that the firm counts on. */
    | 'skill_end'
    | 'skill_gap'
    /** People lack something that was found elsewhere: somebody decides what to do about it. */
    | 'training_need'
    /** A case ended, and the others have learnt nothing from it yet. */
    | 'case_lesson'
    /** A rehearsal of odd mail waits for a second person to let it go. */
    | 'phishing_to_approve'
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
