import { fillPanels } from '../../ui/panels.tsx'

/** Which room's panels stand on which page; the only place where rooms meet on one screen. */
export function fillAllPanels(): void {
  fillPanels('today', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/TodayIncidents.tsx')).TodayIncidents,
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
  fillIncidentPanels()
  fillRegisterPanels()
  fillClocks()
  fillPanels('report', [
    {
      permission: 'report.submit',
      load: async () => (await import('../../areas/respond/signals/web/ReportPanel.tsx')).ReportPanel,
    },
  ])
  fillPanels('signal', [
    {
      permission: 'incident.open',
      load: async () => (await import('../../areas/respond/incidents/web/JoinSignal.tsx')).JoinSignal,
    },
  ])
}

/** On the page of an incident, tab by tab. */
function fillIncidentPanels(): void {
  fillPanels('incident-systems', [
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/containment/web/ContainmentPanel.tsx')).ContainmentPanel,
    },
  ])
  fillPanels('isolating', [
    {
      permission: 'incident.system',
      load: async () => (await import('../../areas/respond/containment/web/IsolatePanel.tsx')).IsolatePanel,
    },
  ])
  fillPanels('incident-now', [
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/incidents/web/grading/CrisisPanel.tsx')).CrisisPanel,
    },
  ])
  fillPanels('incident-people', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/grading/RolesPanel.tsx')).RolesPanel,
    },
  ])
  fillPanels('incident-more', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/grading/GradePanel.tsx')).GradePanel,
    },
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/incidents/web/grading/SimilarPanel.tsx')).SimilarPanel,
    },
  ])
  fillPanels('incident-evidence', [
    {
      permission: 'evidence.read',
      load: async () => (await import('../../areas/respond/evidence/web/EvidencePanel.tsx')).EvidencePanel,
    },
  ])
  fillPanels('incident-people', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/CirclePanel.tsx')).CirclePanel,
    },
    {
      permission: 'lane.use',
      load: async () => (await import('../../areas/respond/incidents/web/LanePanel.tsx')).LanePanel,
    },
  ])
  fillPanels('incident-more', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/LinksPanel.tsx')).LinksPanel,
    },
  ])
  fillPanels('incident-more', [
    {
      permission: 'incident.export',
      load: async () => (await import('../../areas/respond/evidence/web/OutsidePanel.tsx')).OutsidePanel,
    },
  ])
  fillPanels('incident-investigate', [
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/investigation/web/InvestigationPanel.tsx')).InvestigationPanel,
    },
  ])
  fillPanels('incident-closed', [
    {
      permission: 'incident.export',
      load: async () => (await import('../../areas/respond/evidence/web/ProofPanel.tsx')).ProofPanel,
    },
  ])
}

/** What the registers hold ready for the first hour. */
function fillRegisterPanels(): void {
  fillPanels('incident-now', [
    {
      permission: 'insurance.read',
      load: async () =>
        (await import('../../areas/register/insurance/web/FirstHourPanel.tsx')).FirstHourPanel,
    },
  ])
}

/** In the incident room: the clocks of the law. */
function fillClocks(): void {
  fillPanels('incident-head', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/duties/web/NextClockLine.tsx')).NextClockLine,
    },
  ])
  fillPanels('incident-now', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/duties/web/ClocksPanel.tsx')).ClocksPanel,
    },
  ])
}
