import type { House } from '../../../src/platform/action.ts'
import type { Act } from './company.ts'
import { furnishImprovements, improvementExamples, improvementNouns } from './requests-improvements.ts'
import { furnishPhishing, phishingExamples } from './requests-phishing.ts'
import { furnishReviews, reviewExamples } from './requests-reviews.ts'
import { furnishScorecards, scorecardExamples, scorecardNouns } from './requests-scorecards.ts'
import { furnishTrends, ownDataLook, standingYear, trendExamples } from './requests-trends.ts'
import type { Example } from './requests.ts'
import { ownConsent, ownSuggestion } from './requests-suggestions.ts'

export const improveNouns = [
  'review',
  'reviewEdition',
  'gradingProposal',
  ...improvementNouns,
  ...scorecardNouns,
  'rehearsal',
  'suggestion',
] as const

/** What comes after a case. */
export const improveExamples: Readonly<Record<string, Example>> = {
  ...reviewExamples,
  ...trendExamples,
  ...improvementExamples,
  ...scorecardExamples,
  ...phishingExamples,
}

/** Something of each of them. */
export async function furnishImproved(
  { house, tenantId, act }: { readonly house: House; readonly tenantId: string; readonly act: Act },
  {
    marker,
    memberId,
    incident,
  }: { readonly marker: string; readonly memberId: string; readonly incident: string },
) {
  await furnishTrends(act, { incident, marker })
  await ownConsent(house, tenantId, marker)
  await ownDataLook(house, { tenantId, marker }, standingYear)
  return {
    ...(await furnishReviews(act, { marker, memberId })),
    ...(await furnishScorecards(act, { marker })),
    suggestion: await ownSuggestion(house, { tenantId, marker, ids: { incident } }),
    rehearsal: await furnishPhishing(house, { act, tenantId, marker, memberId }),
    ...(await furnishImprovements(house, act, { tenantId, marker, memberId })),
  }
}
