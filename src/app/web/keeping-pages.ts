import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconBulb from '@tabler/icons-react/dist/esm/icons/IconBulb.mjs'
import IconCalendarCheck from '@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs'
import IconCoins from '@tabler/icons-react/dist/esm/icons/IconCoins.mjs'
import IconFishHook from '@tabler/icons-react/dist/esm/icons/IconFishHook.mjs'
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs'
import IconLifebuoy from '@tabler/icons-react/dist/esm/icons/IconLifebuoy.mjs'
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs'
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs'
import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs'
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs'

/** Pages of what keeps the preparation alive: risks, house rules, calendar, continuity, budget. */
export const keepingPages = [
  { path: '/me', load: async () => (await import('./MyPage.tsx')).MyPage },
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
    path: '/articles',
    load: async () => (await import('../../areas/prepare/articles/web/ArticleListPage.tsx')).ArticleListPage,
  },
  {
    path: '/articles/new',
    load: async () => (await import('../../areas/prepare/articles/web/NewArticlePage.tsx')).NewArticlePage,
  },
  {
    path: '/articles/$article',
    load: async () => (await import('../../areas/prepare/articles/web/ArticlePage.tsx')).ArticlePage,
  },
  {
    path: '/articles/$article/edit',
    load: async () => (await import('../../areas/prepare/articles/web/EditArticlePage.tsx')).EditArticlePage,
  },
  {
    path: '/training',
    load: async () => (await import('../../areas/prepare/training/web/TrainingPage.tsx')).TrainingPage,
  },
  {
    path: '/training/people',
    load: async () => (await import('../../areas/prepare/training/web/AttendancePage.tsx')).AttendancePage,
  },
  {
    path: '/training/skills',
    load: async () => (await import('../../areas/prepare/training/web/SkillsPage.tsx')).SkillsPage,
  },
  {
    path: '/training/practice',
    load: async () => (await import('../../areas/prepare/training/web/PracticePage.tsx')).PracticePage,
  },
  {
    path: '/training/courses/$course',
    load: async () => (await import('../../areas/prepare/training/web/CoursePage.tsx')).CoursePage,
  },
  {
    path: '/training/courses/$course/edit',
    load: async () => (await import('../../areas/prepare/training/web/EditCoursePage.tsx')).EditCoursePage,
  },
  {
    path: '/phishing',
    load: async () => (await import('../../areas/prepare/phishing/web/PhishingPage.tsx')).PhishingPage,
  },
  {
    path: '/phishing/$rehearsal',
    load: async () => (await import('../../areas/prepare/phishing/web/RehearsalPage.tsx')).RehearsalPage,
  },
  {
    path: '/calendar',
    load: async () => (await import('../../areas/prepare/calendar/web/CalendarPage.tsx')).CalendarPage,
  },
  {
    path: '/risks',
    load: async () => (await import('../../areas/prepare/risks/web/RiskListPage.tsx')).RiskListPage,
  },
  {
    path: '/risks/$risk',
    load: async () => (await import('../../areas/prepare/risks/web/RiskPage.tsx')).RiskPage,
  },
  {
    path: '/access',
    load: async () => (await import('../../areas/prepare/access/web/AccessPage.tsx')).AccessPage,
  },
  {
    path: '/access/$asset',
    load: async () => (await import('../../areas/prepare/access/web/SystemAccessPage.tsx')).SystemAccessPage,
  },
  {
    path: '/controls',
    load: async () => (await import('../../areas/prepare/controls/web/ControlsPage.tsx')).ControlsPage,
  },
  {
    path: '/controls/news',
    load: async () => (await import('../../areas/prepare/controls/web/NewsPage.tsx')).NewsPage,
  },
  {
    path: '/controls/audits',
    load: async () => (await import('../../areas/prepare/controls/web/AuditsPage.tsx')).AuditsPage,
  },
  {
    path: '/network-watch',
    load: async () =>
      (await import('../../areas/prepare/controls/web/NetworkWatchPage.tsx')).NetworkWatchPage,
  },
  {
    path: '/budget',
    load: async () => (await import('../../areas/prepare/budget/web/BudgetPage.tsx')).BudgetPage,
  },
  {
    path: '/continuity',
    load: async () => (await import('../../areas/prepare/continuity/web/ContinuityPage.tsx')).ContinuityPage,
  },
  {
    path: '/assets/$asset/touches',
    load: async () => (await import('../../areas/prepare/continuity/web/TouchesPage.tsx')).TouchesPage,
  },
] as const

/** Their places of the rail. */
export const keepingPlaces = [
  {
    path: '/risks',
    label: 'risks',
    Icon: IconAlertTriangle,
    stage: 'prepare',
    permission: 'risk.read',
    keys: ['g', 'x'],
  },
  {
    path: '/access',
    label: 'access',
    Icon: IconKey,
    stage: 'prepare',
    permission: 'asset.read',
  },
  {
    path: '/controls',
    label: 'controls',
    Icon: IconShieldCheck,
    stage: 'prepare',
    permission: 'control.read',
  },
  {
    path: '/house-rules',
    label: 'houseRules',
    Icon: IconListCheck,
    stage: 'prepare',
    permission: 'house_rule.read',
    keys: ['g', 'h'],
  },
  {
    path: '/articles',
    label: 'articles',
    Icon: IconBulb,
    stage: 'prepare',
    permission: 'article.read',
    keys: ['g', 'f'],
  },
  {
    path: '/training',
    label: 'training',
    Icon: IconSchool,
    stage: 'prepare',
    permission: 'training.read',
  },
  {
    path: '/phishing',
    label: 'phishing',
    Icon: IconFishHook,
    stage: 'prepare',
    permission: 'phishing.read',
  },
  {
    path: '/calendar',
    label: 'calendar',
    Icon: IconCalendarCheck,
    stage: 'prepare',
    permission: 'calendar.read',
    keys: ['g', 'd'],
  },
  {
    path: '/continuity',
    label: 'continuity',
    Icon: IconLifebuoy,
    stage: 'prepare',
    permission: 'continuity.read',
    keys: ['g', 'q'],
  },
  {
    path: '/budget',
    label: 'budget',
    Icon: IconCoins,
    stage: 'prepare',
    permission: 'budget.read',
    keys: ['g', 'm'],
  },
] as const

/** One's own page. It stands after the places of those who lead, which a phone shows first. */
export const ownPlace = {
  path: '/me',
  label: 'me',
  Icon: IconUserCheck,
  permission: 'house_rule.read',
  keys: ['g', 'y'],
  isOnPhone: true,
} as const
