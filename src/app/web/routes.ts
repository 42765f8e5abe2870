import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs'
import IconFlame from '@tabler/icons-react/dist/esm/icons/IconFlame.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import type { ComponentType } from 'react'
import type { Destination } from '../../ui/shell/destination.ts'

/** A page inside an organisation. */
export interface PageRow {
  /** Under `/t/<slug>`, as `/incidents/$incident`; the page reads `$names` with `usePart`. */
  readonly path: string
  readonly load: () => Promise<ComponentType>
}

/** A place of the rail before its label is put into the person's language (`place.<label>`). */
interface PlaceRow extends Omit<Destination, 'label'> {
  readonly label: string
}

/** All that the application shows. */
export interface Furnishing {
  readonly pages: readonly PageRow[]
  /** The rail, in the order shown. Only what exists. */
  readonly places: readonly PlaceRow[]
  /** Where Report / Declare leads; undefined until a room offers it. */
  readonly emergencyPath: string | undefined
  /** A person's own account; undefined until a room offers it. */
  readonly accountPath: string | undefined
}

/** What the rooms bring; a room adds its pages and its place here. */
export const furnishing: Furnishing = {
  pages: [
    { path: '/', load: async () => (await import('./TodayPage.tsx')).TodayPage },
    {
      path: '/incidents',
      load: async () =>
        (await import('../../areas/respond/incidents/web/IncidentListPage.tsx')).IncidentListPage,
    },
    {
      path: '/incidents/$incident',
      load: async () => (await import('../../areas/respond/incidents/web/IncidentPage.tsx')).IncidentPage,
    },
    {
      path: '/incidents/$incident/close',
      load: async () =>
        (await import('../../areas/respond/incidents/web/CloseIncidentPage.tsx')).CloseIncidentPage,
    },
    {
      path: '/declare',
      load: async () => (await import('../../areas/respond/incidents/web/DeclarePage.tsx')).DeclarePage,
    },
    {
      path: '/playbooks',
      load: async () =>
        (await import('../../areas/prepare/playbooks/web/PlaybookListPage.tsx')).PlaybookListPage,
    },
    {
      path: '/playbooks/$kind',
      load: async () => (await import('../../areas/prepare/playbooks/web/PlaybookPage.tsx')).PlaybookPage,
    },
  ],
  places: [
    { path: '/', label: 'today', Icon: IconSun, keys: ['g', 't'], isOnPhone: true },
    {
      path: '/playbooks',
      label: 'playbooks',
      Icon: IconBook,
      stage: 'prepare',
      permission: 'playbook.read',
      keys: ['g', 'p'],
    },
    {
      path: '/incidents',
      label: 'incidents',
      Icon: IconFlame,
      stage: 'respond',
      permission: 'incident.read',
      keys: ['g', 'i'],
      isOnPhone: true,
    },
  ],
  emergencyPath: '/declare',
  accountPath: undefined,
}
