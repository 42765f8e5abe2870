import { fillPanels } from '../../ui/panels.tsx'

/** Where an incident is talked about: at its top, among its people, on Today, beside the situation report; and whose account is whose. */
export function fillChat(): void {
  fillPanels('incident-head', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/chat/web/ChatLine.tsx')).ChatLine,
    },
  ])
  for (const place of ['today-incident', 'situation'] as const)
    fillPanels(place, [
      {
        permission: 'incident.read',
        load: async () => (await import('../../areas/respond/chat/web/ChatLine.tsx')).ChatPlaces,
      },
    ])
  fillPanels('incident-people', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/chat/web/ChatPanel.tsx')).ChatPanel,
    },
  ])
  fillPanels('account', [
    {
      permission: 'inbox.own',
      load: async () => (await import('../../areas/respond/chat/web/OwnChat.tsx')).OwnChat,
    },
  ])
}
