/** Promises one shape for every day on which something of the firm asks for somebody, whichever room it comes from. */

/** Each has its sentence in the words of the calendar, and the minutes it usually takes. */
export const dueKinds = [
  'contract_notice',
  'contact_check',
  'policy_end',
  'attestation',
  'retainer_end',
  'retainer_renewal',
  'retainer_panel',
  'card',
  'restore_test',
  'medium_sighting',
  'gap_end',
  'rule_review',
  'rule_reading',
  'rule_approval',
  'article_look',
  'routine',
  'continuity_review',
  'risk_review',
  'risk_acceptance',
  'network_look',
  'control_review',
  'control_news',
  'control_audit',
  'budget_review',
  'leadership_act',
  'house_clock',
  'improvement',
  'improvement_effect',
  'improvement_risk',
  'business_follow_up',
  'exercise',
  'plan_test',
  'data_look',
  'training',
  'course_look',
  'skill_end',
  'skill_review',
  'training_need',
  'case_lesson',
  'supplier_review',
  'supplier_follow_up',
  'access_review',
  'access_change',
  'access_campaign',
] as const
export type DueKind = (typeof dueKinds)[number]

export interface DueDate {
  readonly kind: DueKind
  /** Names this thing among those of its kind, the same each time it is asked. */
  readonly key: string
  /** What it is about, as people call it. */
  readonly title: string
  /** On the organisation's calendar, as `2026-03-01`. */
  readonly day: string
  /** Whose it is; null where it is nobody's in particular. */
  readonly ownerId: string | null
  /** Where it is done. */
  readonly path: string
  /** How long it takes where that is known better than for its kind. */
  readonly minutes?: number
  /** How often it comes back; absent for what comes once. */
  readonly everyMonths?: number
}
