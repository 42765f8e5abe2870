import { fillPanels } from '../../ui/panels.tsx'

/** Which room's panels stand on which page; the only place where rooms meet on one screen. */
export function fillAllPanels(): void {
  fillPanels('today', [
    {
      permission: 'incident.read',
      load: async () => (await import('../../areas/respond/incidents/web/TodayIncidents.tsx')).TodayIncidents,
    },
  ])
  fillPanels('incident', [
    {
      permission: 'evidence.read',
      load: async () => (await import('../../areas/respond/evidence/web/EvidencePanel.tsx')).EvidencePanel,
    },
  ])
  fillPanels('incident-closed', [
    {
      permission: 'incident.export',
      load: async () => (await import('../../areas/respond/evidence/web/ProofPanel.tsx')).ProofPanel,
    },
  ])
}
