import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs'

/** Pages of rehearsals. */
export const exercisePages = [
  {
    path: '/exercises',
    load: async () =>
      (await import('../../areas/improve/exercises/web/ExerciseListPage.tsx')).ExerciseListPage,
  },
  {
    path: '/exercises/new',
    load: async () => (await import('../../areas/improve/exercises/web/ArrangePage.tsx')).ArrangePage,
  },
  {
    path: '/exercises/scenarios/$scenario',
    load: async () => (await import('../../areas/improve/exercises/web/ScenarioPage.tsx')).ScenarioPage,
  },
  {
    path: '/exercises/scenarios/$scenario/edit',
    load: async () =>
      (await import('../../areas/improve/exercises/web/EditScenarioPage.tsx')).EditScenarioPage,
  },
  {
    path: '/exercises/$exercise',
    load: async () => (await import('../../areas/improve/exercises/web/ExercisePage.tsx')).ExercisePage,
  },
  {
    path: '/exercises/$exercise/report',
    load: async () => (await import('../../areas/improve/exercises/web/ReportPage.tsx')).ReportPage,
  },
  {
    path: '/plan-tests',
    load: async () => (await import('../../areas/improve/exercises/web/PlanTestsPage.tsx')).PlanTestsPage,
  },
] as const

/** Their place of the rail. */
export const exercisePlace = {
  path: '/exercises',
  label: 'exercises',
  Icon: IconTargetArrow,
  stage: 'improve',
  permission: 'exercise.join',
  keys: ['g', 'z'],
} as const
