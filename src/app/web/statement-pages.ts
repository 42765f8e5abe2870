/** Where words to people inside and outside are written, read and ruled. */
export const statementPages = [
  {
    path: '/incidents/$incident/statements',
    load: async () =>
      (await import('../../areas/respond/communications/web/StatementsPage.tsx')).StatementsPage,
  },
  {
    path: '/briefings/$briefing',
    load: async () => (await import('../../areas/respond/communications/web/BriefingPage.tsx')).BriefingPage,
  },
  {
    path: '/settings/statements',
    load: async () =>
      (await import('../../areas/respond/communications/web/StatementRulesPage.tsx')).StatementRulesPage,
  },
]
