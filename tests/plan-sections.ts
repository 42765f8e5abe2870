import { SectionName } from '../src/areas/prepare/plan/contract/plan.ts'

/** What a review says of the sections of a plan that nobody needed. */
export const unneededSections = Object.fromEntries(
  SectionName.options.map((section) => [section, { judged: 'not_used' as const }]),
)
