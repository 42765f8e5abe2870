import { fillPanels } from '../../ui/panels.tsx'
import { fillCasePanels } from './case-panels.ts'
import { fillSuggestionPanels } from './suggestion-panels.ts'
import { fillChat } from './chat-panels.ts'
import { fillImprovePanels } from './improve-pages.ts'

/** Which room's panels stand on which page; the only place where rooms meet on one screen. */
export function fillAllPanels(): void {
  fillPanels('today', [
    {
      permission: 'report.submit',
      load: async () => (await import('../../areas/respond/signals/web/asked/TodayAsked.tsx')).TodayAsked,
    },
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/TodayIncidents.tsx')).TodayIncidents,
    },
    {
      permission: 'incident.review',
      load: async () =>
        (await import('../../areas/respond/incidents/web/reports/TodaySignOff.tsx')).TodaySignOff,
    },
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/duties/web/TodayClocks.tsx')).TodayClocks,
    },
    {
      permission: 'signal.read',
      load: async () => (await import('../../areas/respond/signals/web/TodaySignals.tsx')).TodaySignals,
    },
    {
      permission: 'improvement.read',
      load: async () =>
        (await import('../../areas/improve/improvements/web/TodayImprovements.tsx')).TodayImprovements,
    },
    {
      permission: 'plan.visit',
      load: async () => (await import('../../areas/prepare/plan/web/TodayGuestPlan.tsx')).TodayGuestPlan,
    },
    {
      permission: 'plan.read',
      load: async () => (await import('../../areas/prepare/plan/web/TodayPlan.tsx')).TodayPlan,
    },
    {
      permission: 'tenant.manage',
      load: async () => (await import('../../areas/register/people/web/TodayStart.tsx')).TodayStart,
    },
    {
      permission: 'readiness.read',
      load: async () => (await import('../../areas/prepare/readiness/web/TodayReadiness.tsx')).TodayReadiness,
    },
  ])
  fillSmallPanels()
  fillPanels('account', [
    {
      permission: 'account.own',
      load: async () => (await import('./offline/OfflineSettings.tsx')).OfflineSettings,
    },
  ])
  fillCases()
  fillOwnPage()
  fillChat()
  fillImprovePanels()
  fillPanels('report', [
    {
      permission: 'report.submit',
      load: async () => (await import('../../areas/respond/signals/web/report/ReportPanel.tsx')).ReportPanel,
    },
  ])
  fillPanels('alert-group', [
    {
      permission: 'incident.open',
      load: async () => (await import('../../areas/respond/incidents/web/JoinAlertGroup.tsx')).JoinAlertGroup,
    },
  ])
  fillPanels('signal', [
    {
      permission: 'incident.open',
      load: async () => (await import('../../areas/respond/incidents/web/JoinSignal.tsx')).JoinSignal,
    },
  ])
}

/** On a person's own page: what waits for them. */
function fillOwnPage(): void {
  fillPanels('me', [
    {
      permission: 'house_rule.read',
      load: async () => (await import('../../areas/prepare/policies/web/MyRules.tsx')).MyRules,
    },
    {
      permission: 'training.read',
      load: async () => (await import('../../areas/prepare/training/web/MyTraining.tsx')).MyTraining,
    },
    {
      permission: 'calendar.read',
      load: async () => (await import('../../areas/prepare/calendar/web/MyDuties.tsx')).MyDuties,
    },
  ])
}

/** The pages of a case, and on them what takes words away that should never have been written down. */
function fillCases(): void {
  fillCasePanels()
  fillSuggestionPanels()
  fillPanels('incident-more', [
    {
      permission: 'privacy.manage',
      load: async () => (await import('../../areas/register/privacy/web/BlackOutPanel.tsx')).BlackOutPanel,
    },
  ])
}

function fillSmallPanels(): void {
  fillPanels('their-data', [
    {
      permission: 'privacy.manage',
      load: async () => (await import('../../areas/register/privacy/web/TheirDataPanel.tsx')).TheirDataPanel,
    },
  ])
  fillPanels('policy', [
    {
      permission: 'control.read',
      load: async () => (await import('../../areas/prepare/controls/web/AttestedPanel.tsx')).AttestedPanel,
    },
  ])
  fillPanels('list', [
    {
      permission: 'account.own',
      load: async () => (await import('../../areas/register/views/web/SavedViews.tsx')).SavedViews,
    },
  ])
}
