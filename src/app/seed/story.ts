import type { liveEvents } from '../../areas/improve/scorecards/contract.ts'
import type { NewSystemState } from '../../areas/respond/incidents/contract/work.ts'
import type { Incident } from '../../areas/respond/incidents/contract/incident.ts'
import type { FieldValue } from '../../base/own-fields.ts'
import type { SystemState } from '../../base/incident-words.ts'

type Moment =
  | { readonly note: string }
  | { readonly decision: string; readonly instead: readonly string[] }
  | { readonly task: string; readonly owner?: string; readonly dueHours?: number; readonly done?: string }
  | { readonly system: string; readonly states: readonly [NewSystemState, ...SystemState[]] }
  | { readonly severity: Incident['severity']; readonly because: string }
  | { readonly run: number }
  /** What a supplier of the register did. */
  | { readonly supplier: string; readonly did: (typeof liveEvents)[number]; readonly words?: string }
  | { readonly answers: Readonly<Record<string, FieldValue>> }

export interface Story {
  /** Days before today; a fraction is a time of day. */
  readonly daysAgo: number
  readonly title: string
  readonly kind: Incident['kind']
  readonly severity: Incident['severity']
  readonly mode?: Incident['mode']
  /** One entry each ten to fifty minutes. */
  readonly moments: readonly Moment[]
  readonly end?: {
    readonly summary: string
    readonly vector: NonNullable<Incident['closure']>['initialVector']
    readonly as?: NonNullable<Incident['closure']>['disposition']
  }
}
