import { attackRules } from './rank-attacks.ts'
import { mishapRules } from './rank-mishaps.ts'
import type { RankedKind, RankRule } from './rank-rule.ts'

export type { RankedKind }

/** How often a kind meets small firms at all: the order where nobody answered anything. */
export const usual: Readonly<Record<RankedKind, number>> = {
  'phishing-campaign': 6,
  'business-email-compromise': 6,
  ransomware: 6,
  'stolen-cloud-credentials': 5,
  'malicious-download': 4,
  'misdirected-data': 4,
  'supplier-breach': 3,
  'lost-or-stolen-device': 3,
  'outage-and-key-person': 3,
  'impersonation-call': 3,
  'something-odd': 3,
  'insider-data-theft': 2,
  'website-compromise': 1,
  'personal-device': 1,
  'cloud-misconfiguration': 1,
  'ddos-extortion': 1,
}

/** From this weight on a kind stands in the plan with its first fifteen minutes. */
export const pickedFrom = 6

/** Why a kind matters more to one business than to another. Each adds its weight and its reason. */
export const rankRules: readonly RankRule[] = [...attackRules, ...mishapRules]
