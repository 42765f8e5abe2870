/** Where words to people inside and outside are written, read and ruled, and what the law wants of them. */
export const statementPages = [
  {
    path: '/incidents/$incident/duty-form',
    load: async () => (await import('../../areas/respond/duties/web/DutyFormPage.tsx')).DutyFormPage,
  },
  {
    path: '/incidents/$incident/claim',
    load: async () => (await import('../../areas/respond/duties/web/ClaimPage.tsx')).ClaimPage,
  },
  {
    path: '/law',
    load: async () => (await import('../../areas/register/obligations/web/LibraryPage.tsx')).LibraryPage,
  },
  {
    path: '/law/directory',
    load: async () => (await import('../../areas/register/obligations/web/DirectoryPage.tsx')).DirectoryPage,
  },
  {
    path: '/incidents/$incident/statements',
    load: async () =>
      (await import('../../areas/respond/communications/web/StatementsPage.tsx')).StatementsPage,
  },
  {
    path: '/incidents/$incident/outside',
    load: async () => (await import('../../areas/respond/communications/web/OutsidePage.tsx')).OutsidePage,
  },
  {
    path: '/incidents/$incident/mail',
    load: async () => (await import('../../areas/respond/correspondence/web/CaseMailPage.tsx')).CaseMailPage,
  },
  {
    path: '/settings/mail-keys',
    load: async () => (await import('../../areas/respond/correspondence/web/MailKeysPage.tsx')).MailKeysPage,
  },
  {
    path: '/briefings/$briefing',
    load: async () => (await import('../../areas/respond/communications/web/BriefingPage.tsx')).BriefingPage,
  },
  {
    path: '/me/news',
    load: async () => (await import('../../areas/respond/communications/web/news/NewsPage.tsx')).NewsPage,
  },
  {
    path: '/settings/chat',
    load: async () => (await import('../../areas/respond/chat/web/ChatPage.tsx')).ChatPage,
  },
  {
    path: '/settings/sign-on',
    load: async () => (await import('../../areas/register/sign-on/web/SignOnPage.tsx')).SignOnPage,
  },
  {
    path: '/settings/provisioning',
    load: async () =>
      (await import('../../areas/register/provisioning/web/ProvisioningPage.tsx')).ProvisioningPage,
  },
  {
    path: '/settings/connections',
    load: async () =>
      (await import('../../areas/register/connections/web/ConnectionsPage.tsx')).ConnectionsPage,
  },
  {
    path: '/settings/connections/$connection',
    load: async () =>
      (await import('../../areas/register/connections/web/ConnectionPage.tsx')).ConnectionPage,
  },
  {
    path: '/settings/language-model',
    load: async () => (await import('../../areas/respond/suggestions/web/ModelPage.tsx')).ModelPage,
  },
  {
    path: '/settings/threats',
    load: async () => (await import('../../areas/respond/threats/web/ThreatsPage.tsx')).ThreatsPage,
  },
  {
    path: '/settings/threats/$exchange',
    load: async () => (await import('../../areas/respond/threats/web/ExchangePage.tsx')).ExchangePage,
  },
  {
    path: '/indicators',
    load: async () => (await import('../../areas/respond/threats/web/IndicatorsPage.tsx')).IndicatorsPage,
  },
  {
    path: '/settings/webhooks',
    load: async () => (await import('../../areas/respond/webhooks/web/WebhooksPage.tsx')).WebhooksPage,
  },
  {
    path: '/settings/webhooks/$webhook',
    load: async () => (await import('../../areas/respond/webhooks/web/WebhookPage.tsx')).WebhookPage,
  },
  {
    path: '/settings/telephone',
    load: async () =>
      (await import('../../areas/respond/communications/web/telephone/TelephonePage.tsx')).TelephonePage,
  },
  {
    path: '/settings/statements',
    load: async () =>
      (await import('../../areas/respond/communications/web/StatementRulesPage.tsx')).StatementRulesPage,
  },
]
