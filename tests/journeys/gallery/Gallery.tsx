import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs'
import { Application } from '../../../src/app/web/Application.tsx'
import { registerMessages } from '../../../src/ui/text.ts'
import { fillPanels } from '../../../src/ui/panels.tsx'
import { DeclarePage } from './DeclarePage.tsx'
import { IncidentListPage } from './IncidentListPage.tsx'
import { KitPage } from './KitPage.tsx'
import { BrokenPanel, GoodPanel, TodayGalleryPage } from './TodayGalleryPage.tsx'

const words = {
  place: {
    today: 'Today',
    people: 'People',
    playbooks: 'Playbooks',
    signals: 'Signals',
    incidents: 'Incidents',
  },
  missing: { title: 'There is no such page', lead: 'The address may be mistyped.', home: 'Go to Today' },
  none: { title: 'None', lead: 'None' },
}
registerMessages('app', { en: async () => words, de: async () => words })
fillPanels('incident', [
  { permission: 'evidence.read', load: async () => GoodPanel },
  { permission: 'evidence.read', load: async () => BrokenPanel },
  { permission: 'tenant.manage', load: async () => BrokenPanel },
])

export function Gallery() {
  return (
    <Application
      furnishing={{
        pages: [
          { path: '/', load: async () => TodayGalleryPage },
          { path: '/incidents', load: async () => IncidentListPage },
          { path: '/incidents/$incident', load: async () => TodayGalleryPage },
          { path: '/declare', load: async () => DeclarePage },
          { path: '/kit', load: async () => KitPage },
        ],
        places: [
          { path: '/', label: 'today', Icon: IconSun, keys: ['g', 't'], isOnPhone: true },
          { path: '/people', label: 'people', Icon: IconUsers, stage: 'register' },
          { path: '/kit', label: 'playbooks', Icon: IconBook, stage: 'prepare' },
          {
            path: '/signals',
            label: 'signals',
            Icon: IconBell,
            stage: 'respond',
            permission: 'signal.read',
            isOnPhone: true,
          },
          {
            path: '/incidents',
            label: 'incidents',
            Icon: IconAlertTriangle,
            stage: 'respond',
            keys: ['g', 'i'],
            permission: 'incident.read',
            isOnPhone: true,
          },
        ],
        emergencyPath: '/declare',
        accountPath: '/kit',
      }}
    />
  )
}
