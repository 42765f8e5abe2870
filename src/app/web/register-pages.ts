import IconTruck from '@tabler/icons-react/dist/esm/icons/IconTruck.mjs'
import IconUmbrella from '@tabler/icons-react/dist/esm/icons/IconUmbrella.mjs'

/** Pages of what the business depends on and has prepared: suppliers, contracts, insurance. */
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
] as const

/** Their places of the rail. */
export const registerPlaces = [
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
