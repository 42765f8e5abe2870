import type { RuleContent } from '../contract.ts'

/** A house rule to begin with; the firm puts in its own names and changes what does not fit. */
export interface StarterRule {
  readonly key: (typeof starterKeys)[number]
  readonly name: string
  readonly content: RuleContent
}

/** In the order in which a firm needs them. */
export const starterKeys = [
  'reporting',
  'passwords',
  'payments',
  'acceptable_use',
  'backups',
  'leavers',
  'own_devices',
  'suppliers',
] as const
