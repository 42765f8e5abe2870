import { refuse } from '../../../../base/refusal.ts'
import { whyFull } from '../rules/full.ts'

/** Refuses one more of a list that holds so many. */
export function refuseFull(count: number): void {
  const why = whyFull(count)
  if (why !== undefined) refuse('conflict', why, { reason: 'list_full' })
}
