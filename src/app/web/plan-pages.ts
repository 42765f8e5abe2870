import IconMap from '@tabler/icons-react/dist/esm/icons/IconMap2.mjs'

/** Pages of the plan. */
export const planPages = [
  {
    path: '/plan',
    load: async () => (await import('../../areas/prepare/plan/web/PlanPage.tsx')).PlanPage,
  },
  {
    path: '/plan/interview',
    load: async () => (await import('../../areas/prepare/plan/web/InterviewPage.tsx')).InterviewPage,
  },
  {
    path: '/plan/people',
    load: async () => (await import('../../areas/prepare/plan/web/WhoPage.tsx')).WhoPage,
  },
  {
    path: '/plan/contacts',
    load: async () => (await import('../../areas/prepare/plan/web/ContactsPage.tsx')).ContactsPage,
  },
  {
    path: '/plan/coverage',
    load: async () => (await import('../../areas/prepare/plan/web/ReadyForPage.tsx')).ReadyForPage,
  },
  {
    path: '/plan/sections/$section',
    load: async () => (await import('../../areas/prepare/plan/web/SectionPage.tsx')).SectionPage,
  },
  {
    path: '/plan/versions',
    load: async () => (await import('../../areas/prepare/plan/web/VersionListPage.tsx')).VersionListPage,
  },
  {
    path: '/plan/versions/$version',
    load: async () => (await import('../../areas/prepare/plan/web/VersionPage.tsx')).VersionPage,
  },
  {
    path: '/guest-plan',
    load: async () => (await import('../../areas/prepare/plan/web/GuestPlanPage.tsx')).GuestPlanPage,
  },
] as const

/** Its place of the rail; staff find there the version that counts. */
export const planPlace = {
  path: '/plan',
  label: 'plan',
  Icon: IconMap,
  stage: 'prepare',
  permission: 'plan.read',
  keys: ['g', 'x'],
} as const
