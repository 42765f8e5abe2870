import { useLanguage } from '../../../../../ui/text.ts'
import type { PlanLanguage } from '../../rules/words/words.ts'

/** The language of the screen, as far as the plan's own words have it. */
export function usePlanLanguage(): PlanLanguage {
  return useLanguage().startsWith('de') ? 'de' : 'en'
}
