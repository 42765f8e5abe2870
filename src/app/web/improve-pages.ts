import IconTrendingUp from '@tabler/icons-react/dist/esm/icons/IconTrendingUp.mjs'
import IconTruckDelivery from '@tabler/icons-react/dist/esm/icons/IconTruckDelivery.mjs'
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs'
import { fillPanels } from '../../ui/panels.tsx'

/** Pages of what is done afterwards. */
export const improvePages = [
  {
    path: '/reviews',
    load: async () => (await import('../../areas/improve/reviews/web/ReviewListPage.tsx')).ReviewListPage,
  },
  {
    path: '/reviews/$review',
    load: async () => (await import('../../areas/improve/reviews/web/ReviewPage.tsx')).ReviewPage,
  },
  {
    path: '/reviews/$review/voice',
    load: async () => (await import('../../areas/improve/reviews/web/VoicePage.tsx')).VoicePage,
  },
  {
    path: '/reviews/$review/editions',
    load: async () => (await import('../../areas/improve/reviews/web/EditionsPage.tsx')).EditionsPage,
  },
  {
    path: '/review-numbers',
    load: async () =>
      (await import('../../areas/improve/reviews/web/ReviewNumbersPage.tsx')).ReviewNumbersPage,
  },
  {
    path: '/learned',
    load: async () => (await import('../../areas/improve/reviews/web/LearnedPage.tsx')).LearnedPage,
  },
  {
    path: '/incidents/$incident/review',
    load: async () => (await import('../../areas/improve/reviews/web/CaseReviewPage.tsx')).CaseReviewPage,
  },
  {
    path: '/settings/reviews',
    load: async () => (await import('../../areas/improve/reviews/web/ReviewRulePage.tsx')).ReviewRulePage,
  },
  {
    path: '/improvements',
    load: async () =>
      (await import('../../areas/improve/improvements/web/ImprovementListPage.tsx')).ImprovementListPage,
  },
  {
    path: '/improvements/$improvement',
    load: async () =>
      (await import('../../areas/improve/improvements/web/ImprovementPage.tsx')).ImprovementPage,
  },
  {
    path: '/incidents/$incident/improvements/$improvement',
    load: async () =>
      (await import('../../areas/improve/improvements/web/ImprovementPage.tsx')).ImprovementPage,
  },
  {
    path: '/blind-spots',
    load: async () =>
      (await import('../../areas/improve/improvements/web/BlindSpotsPage.tsx')).BlindSpotsPage,
  },
  {
    path: '/business-decisions',
    load: async () =>
      (await import('../../areas/improve/improvements/web/BusinessDecisionsPage.tsx')).BusinessDecisionsPage,
  },
  {
    path: '/supplier-reviews',
    load: async () =>
      (await import('../../areas/improve/scorecards/web/SupplierReviewsPage.tsx')).SupplierReviewsPage,
  },
  {
    path: '/supplier-reviews/$review',
    load: async () =>
      (await import('../../areas/improve/scorecards/web/SupplierReviewPage.tsx')).SupplierReviewPage,
  },
] as const

/** Their places of the rail. */
export const improvePlaces = [
  {
    path: '/reviews',
    label: 'reviews',
    Icon: IconHistory,
    stage: 'improve',
    permission: 'review.read',
    keys: ['g', 'g'],
  },
  {
    path: '/improvements',
    label: 'improvements',
    Icon: IconTrendingUp,
    stage: 'improve',
    permission: 'improvement.read',
  },
  {
    path: '/supplier-reviews',
    label: 'scorecards',
    Icon: IconTruckDelivery,
    stage: 'improve',
    permission: 'vendor.read',
  },
] as const

/** What they show on the pages of others. */
export function fillImprovePanels(): void {
  for (const place of ['incident-people', 'incident-closed'] as const)
    fillPanels(place, [
      {
        permission: 'vendor.read',
        load: async () =>
          (await import('../../areas/improve/scorecards/web/SupplierLogPanel.tsx')).SupplierLogPanel,
      },
    ])
  fillPanels('vendor', [
    {
      permission: 'vendor.read',
      load: async () =>
        (await import('../../areas/improve/scorecards/web/VendorScorePanel.tsx')).VendorScorePanel,
    },
  ])
  for (const place of ['incident-closed', 'incident-more'] as const)
    fillPanels(place, [
      {
        permission: 'review.read',
        load: async () => (await import('../../areas/improve/reviews/web/ReviewPanel.tsx')).ReviewPanel,
      },
    ])
  fillPanels('me', [
    {
      permission: 'review.learn',
      load: async () => (await import('../../areas/improve/reviews/web/MyLearned.tsx')).MyLearned,
    },
  ])
  fillPanels('today', [
    {
      permission: 'review.read',
      load: async () => (await import('../../areas/improve/reviews/web/TodayReviews.tsx')).TodayReviews,
    },
  ])
}
