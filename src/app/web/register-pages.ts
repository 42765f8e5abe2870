import IconAddressBook from '@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs'
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs'
import IconClipboardCheck from '@tabler/icons-react/dist/esm/icons/IconClipboardCheck.mjs'
import IconDatabase from '@tabler/icons-react/dist/esm/icons/IconDatabase.mjs'
import IconDeviceUsb from '@tabler/icons-react/dist/esm/icons/IconDeviceUsb.mjs'
import IconGavel from '@tabler/icons-react/dist/esm/icons/IconGavel.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconTruck from '@tabler/icons-react/dist/esm/icons/IconTruck.mjs'
import IconUmbrella from '@tabler/icons-react/dist/esm/icons/IconUmbrella.mjs'

/** Pages of what the business depends on and has prepared: suppliers, insurance, backups, what would fail today. */
export const registerPages = [
  {
    path: '/powers',
    load: async () => (await import('../../areas/register/powers/web/PowersPage.tsx')).PowersPage,
  },
  {
    path: '/mandates',
    load: async () => (await import('../../areas/register/powers/web/MyMandatesPage.tsx')).MyMandatesPage,
  },
  {
    path: '/rota',
    load: async () => (await import('../../areas/register/powers/web/RotaPage.tsx')).RotaPage,
  },
  {
    path: '/contacts',
    load: async () => (await import('../../areas/register/contacts/web/ContactListPage.tsx')).ContactListPage,
  },
  {
    path: '/contacts/new',
    load: async () => (await import('../../areas/register/contacts/web/NewContactPage.tsx')).NewContactPage,
  },
  {
    path: '/contacts/import',
    load: async () => (await import('../../areas/register/contacts/web/ImportPage.tsx')).ImportPage,
  },
  {
    path: '/contacts/$contact',
    load: async () => (await import('../../areas/register/contacts/web/ContactPage.tsx')).ContactPage,
  },
  {
    path: '/call-tree',
    load: async () => (await import('../../areas/register/contacts/web/CallTreePage.tsx')).CallTreePage,
  },
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
    path: '/handout',
    load: async () => (await import('../../areas/prepare/handout/web/HandoutPage.tsx')).HandoutPage,
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
    path: '/powers',
    label: 'powers',
    Icon: IconGavel,
    stage: 'register',
    permission: 'power.read',
    keys: ['g', 'w'],
  },
  {
    path: '/contacts',
    label: 'contacts',
    Icon: IconAddressBook,
    stage: 'register',
    permission: 'contact.read',
    keys: ['g', 'l'],
  },
  {
    path: '/call-tree',
    label: 'callTree',
    Icon: IconPhone,
    stage: 'register',
    permission: 'reach.answer',
    keys: ['g', 'c'],
  },
  {
    path: '/law',
    label: 'law',
    Icon: IconScale,
    stage: 'register',
    permission: 'obligation.read',
    keys: ['g', 'j'],
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
    path: '/handout',
    label: 'handout',
    Icon: IconDeviceUsb,
    stage: 'prepare',
    permission: 'handout.make',
    keys: ['g', 'o'],
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
