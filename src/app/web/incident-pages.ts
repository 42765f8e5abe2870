/** Pages of a case, and of what the firm settled about cases beforehand. */
export const incidentPages = [
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
    path: '/incidents/$incident/containment',
    load: async () =>
      (await import('../../areas/respond/containment/web/ContainmentPage.tsx')).ContainmentPage,
  },
  {
    path: '/incidents/$incident/close',
    load: async () =>
      (await import('../../areas/respond/incidents/web/CloseIncidentPage.tsx')).CloseIncidentPage,
  },
  {
    path: '/incidents/$incident/situation',
    load: async () => (await import('../../areas/respond/incidents/web/SituationPage.tsx')).SituationPage,
  },
  {
    path: '/incidents/$incident/wall',
    load: async () => (await import('../../areas/respond/incidents/web/WallPage.tsx')).WallPage,
  },
  {
    path: '/incidents/$incident/questions',
    load: async () => (await import('../../areas/respond/incidents/web/grading/AnswerPage.tsx')).AnswerPage,
  },
  {
    path: '/what-counts',
    load: async () =>
      (await import('../../areas/respond/incidents/web/grading/WhatCountsPage.tsx')).WhatCountsPage,
  },
  {
    path: '/settings/grading',
    load: async () => (await import('../../areas/respond/incidents/web/grading/GradingPage.tsx')).GradingPage,
  },
  {
    path: '/settings/roles',
    load: async () =>
      (await import('../../areas/respond/incidents/web/grading/RoleCardsPage.tsx')).RoleCardsPage,
  },
  {
    path: '/incidents/$incident/investigation',
    load: async () =>
      (await import('../../areas/respond/investigation/web/InvestigationPage.tsx')).InvestigationPage,
  },
  {
    path: '/incidents/$incident/notes',
    load: async () => (await import('../../areas/respond/notes/web/NotesPage.tsx')).NotesPage,
  },
  {
    path: '/incidents/$incident/notes/$page',
    load: async () => (await import('../../areas/respond/notes/web/WritePage.tsx')).WritePage,
  },
  {
    path: '/incidents/$incident/technical',
    load: async () => (await import('../../areas/respond/incidents/web/TechnicalPage.tsx')).TechnicalPage,
  },
  {
    path: '/incidents/$incident/evidence-guide',
    load: async () =>
      (await import('../../areas/respond/evidence/web/EvidenceGuidePage.tsx')).EvidenceGuidePage,
  },
  {
    path: '/incidents/$incident/duties',
    load: async () => (await import('../../areas/respond/duties/web/DutiesPage.tsx')).DutiesPage,
  },
  {
    path: '/duty-register',
    load: async () => (await import('../../areas/respond/duties/web/RegisterPage.tsx')).RegisterPage,
  },
  {
    path: '/settings/closing',
    load: async () =>
      (await import('../../areas/respond/investigation/web/ClosingRulePage.tsx')).ClosingRulePage,
  },
  {
    path: '/settings/report-templates',
    load: async () =>
      (await import('../../areas/respond/incidents/web/reports/ReportTemplatesPage.tsx')).ReportTemplatesPage,
  },
  {
    path: '/declare',
    load: async () => (await import('../../areas/respond/incidents/web/DeclarePage.tsx')).DeclarePage,
  },
] as const
