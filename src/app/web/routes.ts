import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs'
import IconFlame from '@tabler/icons-react/dist/esm/icons/IconFlame.mjs'
import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs'
import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs'
import IconServer from '@tabler/icons-react/dist/esm/icons/IconServer.mjs'
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs'
import { lazy, type ComponentType } from 'react'
import type { Destination } from '../../ui/shell/destination.ts'
import { clientPages, clientPlace } from './client-pages.ts'
import { exercisePages, exercisePlace } from './exercise-pages.ts'
import { improvePages, improvePlaces } from './improve-pages.ts'
import { incidentPages } from './incident-pages.ts'
import { statementPages } from './statement-pages.ts'
import { keepingPages, keepingPlaces, ownPlace } from './keeping-pages.ts'
import { planPages, planPlace } from './plan-pages.ts'
import { trendPages, trendPlace } from './trend-pages.ts'
import { preparePlaces, registerPages, registerPlaces } from './register-pages.ts'

/** A page inside an organisation. */
export interface PageRow {
  /** Under `/t/<slug>`, as `/incidents/$incident`; the page reads `$names` with `usePart`. */
  readonly path: string
  readonly load: () => Promise<ComponentType>
}

/** A place of the rail before its label is put into the person's language (`place.<label>`). */
interface PlaceRow extends Omit<Destination, 'label'> {
  readonly label: string
  /** Only where an organisation looks after others. */
  readonly isForProviders?: boolean
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
  /** What a room shows in the top bar of every page. */
  readonly TopBar?: ComponentType
  /** The search over everything, in the top bar too. */
  readonly Search?: ComponentType
  /** What works behind every page and draws nothing. */
  readonly Background?: ComponentType
}

/** What the rooms bring; a room adds its pages and its place here. */
export const furnishing: Furnishing = {
  pages: [
    { path: '/', load: async () => (await import('./TodayPage.tsx')).TodayPage },
    ...incidentPages,
    ...improvePages,
    ...statementPages,
    {
      path: '/playbooks',
      load: async () =>
        (await import('../../areas/prepare/playbooks/web/PlaybookListPage.tsx')).PlaybookListPage,
    },
    {
      path: '/playbooks/$kind',
      load: async () => (await import('../../areas/prepare/playbooks/web/PlaybookPage.tsx')).PlaybookPage,
    },
    {
      path: '/assets',
      load: async () => (await import('../../areas/register/assets/web/AssetListPage.tsx')).AssetListPage,
    },
    {
      path: '/functions',
      load: async () =>
        (await import('../../areas/register/assets/web/FunctionListPage.tsx')).FunctionListPage,
    },
    ...registerPages,
    ...clientPages,
    ...keepingPages,
    ...exercisePages,
    ...planPages,
    ...trendPages,
    {
      path: '/playbooks/$kind/edit',
      load: async () =>
        (await import('../../areas/prepare/playbooks/web/EditPlaybookPage.tsx')).EditPlaybookPage,
    },
    {
      path: '/playbooks/$kind/versions',
      load: async () => (await import('../../areas/prepare/playbooks/web/VersionsPage.tsx')).VersionsPage,
    },
    {
      path: '/settings/profile',
      load: async () => (await import('../../areas/prepare/playbooks/web/ProfilePage.tsx')).ProfilePage,
    },
    {
      path: '/settings/knowledge',
      load: async () => (await import('../../areas/prepare/playbooks/web/KnowledgePage.tsx')).KnowledgePage,
    },
    {
      path: '/people',
      load: async () => (await import('../../areas/register/people/web/PeoplePage.tsx')).PeoplePage,
    },
    {
      path: '/people/call-list',
      load: async () => (await import('../../areas/register/people/web/CallListPage.tsx')).CallListPage,
    },
    {
      path: '/people/$member',
      load: async () => (await import('../../areas/register/people/web/PersonPage.tsx')).PersonPage,
    },
    {
      path: '/account',
      load: async () => (await import('../../areas/register/people/web/AccountPage.tsx')).AccountPage,
    },
    {
      path: '/settings',
      load: async () => (await import('../../areas/register/people/web/SettingsPage.tsx')).SettingsPage,
    },
    {
      path: '/settings/organisation',
      load: async () =>
        (await import('../../areas/register/people/web/OrganisationPage.tsx')).OrganisationPage,
    },
    {
      path: '/settings/fields',
      load: async () => (await import('../../areas/register/fields/web/FieldsPage.tsx')).FieldsPage,
    },
    {
      path: '/settings/access-profiles',
      load: async () =>
        (await import('../../areas/register/people/web/profiles/ProfilesPage.tsx')).ProfilesPage,
    },
    {
      path: '/settings/keys',
      load: async () => (await import('../../areas/register/people/web/KeysPage.tsx')).KeysPage,
    },
    {
      path: '/settings/audit',
      load: async () => (await import('../../areas/register/people/web/AuditPage.tsx')).AuditPage,
    },
    {
      path: '/settings/retention',
      load: async () => (await import('../../areas/register/privacy/web/RetentionPage.tsx')).RetentionPage,
    },
    {
      path: '/settings/data-requests',
      load: async () =>
        (await import('../../areas/register/privacy/web/DataRequestsPage.tsx')).DataRequestsPage,
    },
    {
      path: '/settings/data-requests/$request',
      load: async () =>
        (await import('../../areas/register/privacy/web/DataRequestPage.tsx')).DataRequestPage,
    },
    {
      path: '/settings/record',
      load: async () => (await import('../../areas/register/people/web/RecordPage.tsx')).RecordPage,
    },
    {
      path: '/signals',
      load: async () => (await import('../../areas/respond/signals/web/SignalListPage.tsx')).SignalListPage,
    },
    {
      path: '/signals/groups',
      load: async () =>
        (await import('../../areas/respond/signals/web/SignalGroupsPage.tsx')).SignalGroupsPage,
    },
    {
      path: '/signals/reports',
      load: async () =>
        (await import('../../areas/respond/signals/web/ReportFiguresPage.tsx')).ReportFiguresPage,
    },
    {
      path: '/signals/groups/$group',
      load: async () => (await import('../../areas/respond/signals/web/SignalGroupPage.tsx')).SignalGroupPage,
    },
    {
      path: '/signals/quiet',
      load: async () => (await import('../../areas/respond/signals/web/QuietPage.tsx')).QuietPage,
    },
    {
      path: '/signals/$signal',
      load: async () => (await import('../../areas/respond/signals/web/SignalPage.tsx')).SignalPage,
    },
    {
      path: '/settings/watch',
      load: async () => (await import('../../areas/respond/signals/web/WatchPage.tsx')).WatchPage,
    },
    {
      path: '/settings/coverage',
      load: async () =>
        (await import('../../areas/respond/signals/web/watched/WatchedAssetsPage.tsx')).WatchedAssetsPage,
    },
    {
      path: '/settings/sources',
      load: async () => (await import('../../areas/respond/signals/web/SourcesPage.tsx')).SourcesPage,
    },
    {
      path: '/settings/sources/$source',
      load: async () => (await import('../../areas/respond/signals/web/SourcePage.tsx')).SourcePage,
    },
    {
      path: '/inbox',
      load: async () => (await import('../../areas/respond/communications/web/InboxPage.tsx')).InboxPage,
    },
    {
      path: '/settings/mail',
      load: async () => (await import('../../areas/respond/communications/web/MailPage.tsx')).MailPage,
    },
    {
      path: '/settings/devices',
      load: async () => (await import('../../areas/respond/communications/web/DevicesPage.tsx')).DevicesPage,
    },
  ],
  places: [
    { path: '/', label: 'today', Icon: IconSun, keys: ['g', 't'], isOnPhone: true },
    clientPlace,
    { path: '/inbox', label: 'inbox', Icon: IconInbox, permission: 'inbox.own', keys: ['g', 'n'] },
    {
      path: '/people',
      label: 'people',
      Icon: IconUsers,
      stage: 'register',
      permission: 'member.read',
      keys: ['g', 'p'],
    },
    {
      path: '/assets',
      label: 'assets',
      Icon: IconServer,
      stage: 'register',
      permission: 'asset.read',
      keys: ['g', 'e'],
    },
    ...registerPlaces,
    {
      path: '/settings',
      label: 'settings',
      Icon: IconSettings,
      stage: 'register',
      keys: ['g', 's'],
    },
    planPlace,
    {
      path: '/playbooks',
      label: 'playbooks',
      Icon: IconBook,
      stage: 'prepare',
      permission: 'playbook.read',
      keys: ['g', 'b'],
    },
    ...preparePlaces,
    ...keepingPlaces,
    {
      path: '/incidents',
      label: 'incidents',
      Icon: IconFlame,
      stage: 'respond',
      permission: 'incident.read',
      keys: ['g', 'i'],
      isOnPhone: true,
    },
    {
      path: '/signals',
      label: 'signals',
      Icon: IconActivity,
      stage: 'respond',
      permission: 'signal.read',
      keys: ['g', 'a'],
      isOnPhone: true,
    },
    ...improvePlaces,
    exercisePlace,
    trendPlace,
    ownPlace,
  ],
  emergencyPath: '/declare',
  accountPath: '/account',
  Search: lazy(async () => ({
    default: (await import('../../areas/register/search/web/SearchButton.tsx')).SearchButton,
  })),
  TopBar: lazy(async () => ({
    default: (await import('../../areas/respond/communications/web/InboxBell.tsx')).InboxBell,
  })),
  // Words that wait are sent from any page; a script that does not arrive takes no page away.
  Background: lazy(async () => ({
    default: await import('./Background.tsx').then(
      ({ Background }) => Background,
      () => () => null,
    ),
  })),
}
