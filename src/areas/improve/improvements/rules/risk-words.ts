/** What a case says about a risk, in the words of the register: how often, against how often its word says; and how bad. */
import { harms, likelihoods } from '../../../prepare/risks/contract.ts'

export type Likelihood = (typeof likelihoods)[number]
export type Harm = (typeof harms)[number]

/** Nobody judges by a few weeks, and what lies further back was another firm. */
const fewestMonths = 12
const mostMonths = 60

/** For how many months cases are counted. @param known whole months since the first that is known */
export function monthsCounted(known: number): number {
  return Math.min(mostMonths, Math.max(fewestMonths, known))
}

/** Once in so many years at most; what is more seldom than the last is rare. The register has the same ranges. */
const yearsOf: Readonly<Record<Exclude<Likelihood, 'often' | 'rare'>, number>> = {
  likely: 3,
  possible: 10,
  unlikely: 30,
}

/** The word for so many times in so many months. */
export function likelihoodOf(times: number, months: number): Likelihood {
  const years = months / 12 / times
  if (years < 1) return 'often'
  if (years <= yearsOf.likely) return 'likely'
  if (years <= yearsOf.possible) return 'possible'
  return years <= yearsOf.unlikely ? 'unlikely' : 'rare'
}

/** Working days that a cost stands for: never more than it can show, so by what a dear day costs. Null where nobody can say. */
export function daysLostBy(cost: number, perDayHigh: number): number | null {
  if (cost <= 0 || perDayHigh <= 0) return null
  return Math.round(cost / perDayHigh)
}

export function harmOf(days: number): Harm {
  if (days > 20) return 'threatening'
  if (days >= 5) return 'heavy'
  return days >= 1 ? 'noticeable' : 'small'
}

interface Words {
  readonly likelihood: Likelihood
  readonly harm: Harm
}

/**
 * What the case proposes: a word only where it is graver than the one that stands, since one case cannot show that
 * something is more seldom or milder than thought. Undefined where the words that stand say it already.
 */
export function proposedWords(
  stands: Words,
  shown: { readonly times: number; readonly months: number; readonly daysLost: number | null },
): Words | undefined {
  const likelihood = graver(likelihoods, stands.likelihood, likelihoodOf(shown.times, shown.months))
  const harm = shown.daysLost === null ? stands.harm : graver(harms, stands.harm, harmOf(shown.daysLost))
  return likelihood === stands.likelihood && harm === stands.harm ? undefined : { likelihood, harm }
}

/** Of each the graver word: what became graver since something was proposed is not made milder by it. */
export function graverOf(one: Words, other: Words): Words {
  return {
    likelihood: graver(likelihoods, one.likelihood, other.likelihood),
    harm: graver(harms, one.harm, other.harm),
  }
}

/** Both lists begin with the gravest. */
function graver<Word extends string>(words: readonly Word[], one: Word, other: Word): Word {
  return words.indexOf(other) < words.indexOf(one) ? other : one
}
