/** Which earlier incidents are worth a look, and why: plain data in, plain data out. */
import type { initialVectors } from '../../../../base/incident-words.ts'
import type { Shared } from '../contract/similar.ts'
import type { Sign } from '../contract/first-hour-words.ts'

type Vector = (typeof initialVectors)[number]

/** What one thing in common says: the same machine much, the same kind of trouble little. */
const weights: Readonly<Record<Shared['what'], number>> = {
  asset: 6,
  system: 5,
  trace: 5,
  factor: 4,
  source: 3,
  vector: 2,
  kind: 1,
}
export const mostSimilar = 8
/** A kind alone is in common with many; so few of those are shown. */
const mostOfKindAlone = 3

export interface Candidate {
  readonly number: number
  readonly shares: readonly Shared[]
}

/** Most in common first, then the newest; nothing in common is left out. */
export function rankSimilar<T extends Candidate>(candidates: readonly T[]): T[] {
  const ranked = candidates
    .filter(({ shares }) => shares.length > 0)
    .toSorted((a, b) => scoreOf(b) - scoreOf(a) || b.number - a.number)
  const strong = ranked.filter((one) => scoreOf(one) > 1)
  return [...strong, ...ranked.filter((one) => scoreOf(one) <= 1).slice(0, mostOfKindAlone)].slice(
    0,
    mostSimilar,
  )
}

/** The way in that these signs point to, as long as nobody knows it; undefined when they point nowhere. */
export function likelyVector(sees: readonly Sign[]): Vector | undefined {
  return vectorRules.find(([sign]) => sees.includes(sign))?.[1]
}

const vectorRules: readonly (readonly [Sign, Vector])[] = [
  ['odd_call', 'impersonation'],
  ['bad_mail', 'phishing'],
  ['password_given', 'phishing'],
  ['opened_file', 'malicious_download'],
  ['foreign_login', 'stolen_credentials'],
  ['mail_not_ours', 'stolen_credentials'],
  ['site_down', 'denial_of_service'],
  ['device_lost', 'lost_or_stolen'],
  ['sent_wrong', 'human_error'],
  ['data_open', 'misconfiguration'],
  ['supplier_hit', 'supplier'],
  ['person_inside', 'insider'],
  ['all_down', 'failure'],
]

function scoreOf({ shares }: Candidate): number {
  return shares.reduce((sum, { what }) => sum + weights[what], 0)
}
