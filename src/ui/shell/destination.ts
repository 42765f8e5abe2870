import type { Icon } from '@tabler/icons-react'
import type { Permission } from '../../base/permissions.ts'

/** The four stages in the order of the story of an incident. */
export const stages = ['register', 'prepare', 'respond', 'improve'] as const
export type Stage = (typeof stages)[number]

/** A place that the rail leads to. Only places that exist are listed. */
export interface Destination {
  /** Inside the tenant, as `/incidents`. */
  readonly path: string
  /** Already in the person's language. */
  readonly label: string
  readonly Icon: Icon
  /** None for Today, which stands above the stages. */
  readonly stage?: Stage
  readonly permission?: Permission
  /** Two keys that lead here, as `['g', 'i']`. */
  readonly keys?: readonly string[]
  /** Whether it has a place in the phone's bottom bar; three do. */
  readonly isOnPhone?: boolean
}
