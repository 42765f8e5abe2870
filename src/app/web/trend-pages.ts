import IconChartDots from '@tabler/icons-react/dist/esm/icons/IconChartDots.mjs'

/** Pages of the numbers over time. */
export const trendPages = [
  {
    path: '/trends',
    load: async () => (await import('../../areas/improve/trends/web/TrendsPage.tsx')).TrendsPage,
  },
  {
    path: '/trends/cases',
    load: async () => (await import('../../areas/improve/trends/web/CasesPage.tsx')).CasesPage,
  },
  {
    path: '/trends/looks',
    load: async () => (await import('../../areas/improve/trends/web/LooksPage.tsx')).LooksPage,
  },
] as const

/** Their place of the rail. */
export const trendPlace = {
  path: '/trends',
  label: 'trends',
  Icon: IconChartDots,
  stage: 'improve',
  permission: 'trend.read',
  keys: ['g', 'g'],
} as const
