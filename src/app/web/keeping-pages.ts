import IconCalendarCheck from '@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs'
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs'

/** Pages of what keeps the preparation alive: house rules and the calendar. */
export const keepingPages = [
  {
    path: '/house-rules',
    load: async () =>
      (await import('../../areas/prepare/policies/web/HouseRuleListPage.tsx')).HouseRuleListPage,
  },
  {
    path: '/house-rules/$rule',
    load: async () => (await import('../../areas/prepare/policies/web/HouseRulePage.tsx')).HouseRulePage,
  },
  {
    path: '/house-rules/$rule/edit',
    load: async () =>
      (await import('../../areas/prepare/policies/web/EditHouseRulePage.tsx')).EditHouseRulePage,
  },
  {
    path: '/calendar',
    load: async () => (await import('../../areas/prepare/calendar/web/CalendarPage.tsx')).CalendarPage,
  },
] as const

/** Their places of the rail. */
export const keepingPlaces = [
  {
    path: '/house-rules',
    label: 'houseRules',
    Icon: IconListCheck,
    stage: 'prepare',
    permission: 'house_rule.read',
    keys: ['g', 'h'],
  },
  {
    path: '/calendar',
    label: 'calendar',
    Icon: IconCalendarCheck,
    stage: 'prepare',
    permission: 'calendar.read',
    keys: ['g', 'c'],
  },
] as const
