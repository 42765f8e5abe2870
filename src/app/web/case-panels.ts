import { fillPanels } from '../../ui/panels.tsx'
import { fillRequests } from './request-panels.ts'

/** Which room's panels stand on the pages of an incident. */
export function fillCasePanels(): void {
  fillLessons()
  fillReports()
  fillOwnFields()
  fillNotes()
  fillKnowHow()
  fillIncidentPanels()
  fillRegisterPanels()
  fillClocks()
  fillClosing()
  fillWiping()
  fillRequests()
  fillFigures()
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

/** In the incident room: the pages that several people write in. */
function fillNotes(): void {
  fillPanels('incident-investigate', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/notes/web/NotesPanel.tsx')).NotesPanel,
    },
  ])
}

/** In the incident room: what the organisation asks in its own words. */
function fillOwnFields(): void {
  fillPanels('incident-more', [
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/incidents/web/details/DetailsPanel.tsx')).DetailsPanel,
    },
  ])
}

/** On a case, running or closed, and on a risk: what becomes better because of what happened. */
function fillLessons(): void {
  const lessons = {
    permission: 'improvement.read' as const,
    load: async () => (await import('../../areas/improve/improvements/web/LessonsPanel.tsx')).LessonsPanel,
  }
  fillPanels('incident-more', [lessons])
  fillPanels('incident-closed', [
    {
      permission: 'improvement.read',
      load: async () => (await import('../../areas/improve/improvements/web/LessonsLine.tsx')).LessonsLine,
    },
  ])
  fillPanels('risk', [
    {
      permission: 'improvement.read',
      load: async () =>
        (await import('../../areas/improve/improvements/web/RiskCasesPanel.tsx')).RiskCasesPanel,
    },
  ])
}

/** In the incident room: what people here know about such a case. */
function fillKnowHow(): void {
  fillPanels('incident-now', [
    {
      permission: 'article.use',
      load: async () =>
        (await import('../../areas/respond/incidents/web/articles/ArticlesLine.tsx')).ArticlesLine,
    },
  ])
  fillPanels('incident-more', [
    {
      permission: 'article.use',
      load: async () =>
        (await import('../../areas/respond/incidents/web/articles/ArticlesPanel.tsx')).ArticlesPanel,
    },
  ])
}

/** In the incident room: the clocks of the law. */
function fillClocks(): void {
  fillPanels('vendor', [
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/duties/web/VendorIncidentsPanel.tsx')).VendorIncidentsPanel,
    },
  ])
  fillPanels('incident-more', [
    {
      permission: 'insurance.read',
      load: async () => (await import('../../areas/respond/duties/web/PartsPanel.tsx')).PartsPanel,
    },
  ])
  fillPanels('scope-sheet', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/duties/web/SheetPanel.tsx')).SheetPanel,
    },
  ])
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
    {
      permission: 'incident.read',
      load: async () =>
        (await import('../../areas/respond/communications/web/StatementsPanel.tsx')).StatementsPanel,
    },
  ])
}

/** The sign-off of a closed case and its report: with how it ended, and beside what else leaves the house. */
function fillReports(): void {
  for (const place of ['incident-closed', 'incident-more'] as const)
    fillPanels(place, [
      {
        permission: 'incident.read',
        load: async () =>
          (await import('../../areas/respond/incidents/web/reports/SignOffPanel.tsx')).SignOffPanel,
      },
      {
        permission: 'incident.export',
        load: async () =>
          (await import('../../areas/respond/incidents/web/reports/ReportPanel.tsx')).ReportPanel,
      },
    ])
}

/** On the page that closes an incident: what is missing, answered on the spot. */
function fillClosing(): void {
  fillPanels('incident-closing', [
    {
      permission: 'incident.investigate',
      load: async () => (await import('../../areas/respond/investigation/web/ClosingPanel.tsx')).ClosingPanel,
    },
  ])
}

/** Before a step that wipes, and where work must show that it was done. */
function fillWiping(): void {
  fillPanels('proof', [
    {
      permission: 'evidence.read',
      load: async () => (await import('../../areas/respond/evidence/web/ProofPicker.tsx')).ProofPicker,
    },
  ])
  fillPanels('before-wiping', [
    {
      permission: 'evidence.add',
      load: async () => (await import('../../areas/respond/evidence/web/GuidePanel.tsx')).GuidePanel,
    },
  ])
}

/** What the registers hold ready for the first hour. */
function fillRegisterPanels(): void {
  fillPanels('incident-people', [
    {
      permission: 'power.read',
      load: async () => (await import('../../areas/register/powers/web/WhoDecidesPanel.tsx')).WhoDecidesPanel,
    },
  ])
  fillPanels('incident-now', [
    {
      permission: 'insurance.read',
      load: async () =>
        (await import('../../areas/register/insurance/web/FirstHourPanel.tsx')).FirstHourPanel,
    },
  ])
}

/** In the incident room, and asked once more at its end: what the numbers over time take from this case. */
function fillFigures(): void {
  fillPanels('incident-more', [
    {
      permission: 'trend.read',
      load: async () =>
        (await import('../../areas/improve/trends/web/CaseFiguresPanel.tsx')).CaseFiguresPanel,
    },
  ])
  fillPanels('incident-closing', [
    {
      permission: 'trend.read',
      load: async () =>
        (await import('../../areas/improve/trends/web/ClosingControlsPanel.tsx')).ClosingControlsPanel,
    },
  ])
}
