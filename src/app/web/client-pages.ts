import IconBuildingStore from '@tabler/icons-react/dist/esm/icons/IconBuildingStore.mjs'

/** Pages of what organisations agree on with each other. */
export const clientPages = [
  {
    path: '/clients',
    load: async () => (await import('../../areas/register/clients/web/ClientsPage.tsx')).ClientsPage,
  },
  {
    path: '/settings/agreements',
    load: async () => (await import('../../areas/register/clients/web/AgreementsPage.tsx')).AgreementsPage,
  },
] as const

export const clientPlace = {
  path: '/clients',
  label: 'clients',
  Icon: IconBuildingStore,
  permission: 'client.work',
  keys: ['g', 'y'],
  isForProviders: true,
} as const
