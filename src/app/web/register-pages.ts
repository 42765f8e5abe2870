import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs'
import IconClipboardCheck from '@tabler/icons-react/dist/esm/icons/IconClipboardCheck.mjs'
import IconDatabase from '@tabler/icons-react/dist/esm/icons/IconDatabase.mjs'
import IconTruck from '@tabler/icons-react/dist/esm/icons/IconTruck.mjs'
import IconUmbrella from '@tabler/icons-react/dist/esm/icons/IconUmbrella.mjs'

/** Pages of what the business depends on and has prepared: suppliers, insurance, backups, what would fail today. */
export const registerPages = [
  {
    path: '/vendors',
    load: async () => (await import('../../areas/register/vendors/web/VendorListPage.tsx')).VendorListPage,
  },
  {
    path: '/vendors/$vendor',
    load: async () => (await import('../../areas/register/vendors/web/VendorPage.tsx')).VendorPage,
  },
  {
    path: '/contracts',
    load: async () =>
      (await import('../../areas/register/vendors/web/ContractListPage.tsx')).ContractListPage,
  },
  {
    path: '/policies',
    load: async () => (await import('../../areas/register/insurance/web/PolicyListPage.tsx')).PolicyListPage,
  },
  {
    path: '/policies/$policy',
    load: async () => (await import('../../areas/register/insurance/web/PolicyPage.tsx')).PolicyPage,
  },
  {
    path: '/retainers',
    load: async () =>
      (await import('../../areas/register/insurance/web/RetainerListPage.tsx')).RetainerListPage,
  },
  {
    path: '/backups',
    load: async () => (await import('../../areas/prepare/backups/web/BackupListPage.tsx')).BackupListPage,
  },
  {
    path: '/backups/$backup',
    load: async () => (await import('../../areas/prepare/backups/web/BackupPage.tsx')).BackupPage,
  },
  {
    path: '/backup-coverage',
    load: async () => (await import('../../areas/prepare/backups/web/CoveragePage.tsx')).CoveragePage,
  },
  {
    path: '/readiness',
    load: async () => (await import('../../areas/prepare/readiness/web/ReadinessPage.tsx')).ReadinessPage,
  },
] as const

/** Their places of the rail. */
export const registerPlaces = [
  {
    path: '/law',
    label: 'law',
    Icon: IconScale,
    stage: 'register',
    permission: 'obligation.read',
    keys: ['g', 'l'],
  },
  {
    path: '/vendors',
    label: 'vendors',
    Icon: IconTruck,
    stage: 'register',
    permission: 'vendor.read',
    keys: ['g', 'v'],
  },
  {
    path: '/policies',
    label: 'insurance',
    Icon: IconUmbrella,
    stage: 'register',
    permission: 'insurance.read',
    keys: ['g', 'u'],
  },
] as const

/** Places of what was prepared. */
export const preparePlaces = [
  {
    path: '/backups',
    label: 'backups',
    Icon: IconDatabase,
    stage: 'prepare',
    permission: 'copy.read',
    keys: ['g', 'k'],
  },
  {
    path: '/readiness',
    label: 'readiness',
    Icon: IconClipboardCheck,
    stage: 'prepare',
    permission: 'readiness.read',
    keys: ['g', 'r'],
  },
] as const
