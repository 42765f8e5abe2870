/** What the rating of objectives says of the sections of the plan that they try. */
import type { SectionVerdict } from '../../reviews/contract/words.ts'
import type { Objective } from '../contract/scenario.ts'
import type { Rating } from '../contract/words.ts'
import { asksForMore } from './report.ts'

export interface TriedSection {
  readonly section: Objective['sections'][number]
  readonly judged: SectionVerdict
  readonly words: string
}

/** Each section that a rated objective tries: one objective that did not hold outweighs those that did. */
export function judgedSections(
  objectives: readonly Pick<Objective, 'key' | 'sections' | 'statement'>[],
  ratings: readonly { readonly objectiveKey: string; readonly rating: Rating }[],
): TriedSection[] {
  const rated = objectives.flatMap((objective) => {
    const found = ratings.find(({ objectiveKey }) => objectiveKey === objective.key)
    return found === undefined ? [] : [{ ...objective, rating: found.rating }]
  })
  return [...new Set(rated.flatMap(({ sections }) => sections))].map((section) => {
    const failed = rated.filter(({ sections, rating }) => sections.includes(section) && asksForMore(rating))
    const words = failed.map(({ statement }) => statement).join(' · ')
    return { section, judged: failed.length > 0 ? 'failed' : 'worked', words: words.slice(0, 500) }
  })
}
