import type { Failure } from '../contract.ts'
import { failure } from './failure.ts'

/** Plans that nobody tried in time, and what a rehearsal showed and nobody took up. */
export interface Untested {
  /** Parts of the plan for incidents; null while there is no plan. */
  readonly parts: { readonly all: number; readonly never: number; readonly old: number } | null
  readonly continuity: readonly { readonly name: string; readonly triedOn: string | null }[]
  readonly findings: readonly { readonly id: string; readonly title: string; readonly objective: string }[]
}

/** What was never tried, or long ago, and what was found in rehearsals and not tried again. */
export function ofUntested({ parts, continuity, findings }: Untested): Failure[] {
  const found: Failure[] = []
  const path = '/exercises'
  if (parts !== null && parts.never === parts.all) found.push(failure('plan_never_tried', path))
  else if (parts !== null) {
    if (parts.never > 0) found.push(failure('plan_parts_untried', path, { count: parts.never }))
    if (parts.old > 0) found.push(failure('plan_parts_old', path, { count: parts.old }))
  }
  return [
    ...found,
    ...continuity.map(({ name, triedOn }) =>
      triedOn === null
        ? failure('continuity_untried', '/continuity', { name })
        : failure('continuity_old', '/continuity', { name, day: triedOn }),
    ),
    ...findings.map(({ id, title: name, objective: more }) =>
      failure('finding_open', `/exercises/${id}`, { name, more }),
    ),
  ]
}
