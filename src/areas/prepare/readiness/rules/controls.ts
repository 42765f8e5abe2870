import type { Failure } from '../contract.ts'
import { failure } from './failure.ts'

interface Trouble {
  readonly kind: 'against' | 'attested' | 'news' | 'review_over'
  readonly name: string
  readonly day: string
  readonly more: string
  readonly path: string
}

const kinds = {
  against: 'control_against',
  attested: 'attestation_against',
  news: 'control_news',
  review_over: 'control_review_over',
} as const satisfies Record<Trouble['kind'], Failure['kind']>

/** What daily use says against a control, and what was told to an insurer of it. */
export function ofControls(troubles: readonly Trouble[]): Failure[] {
  return troubles.map(({ kind, path, name, day, more }) => failure(kinds[kind], path, { name, day, more }))
}
