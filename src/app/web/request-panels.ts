import { fillPanels } from '../../ui/panels.tsx'

/** Where people ask other programs or let them act: beside a trace, in a step, and all of a case. */
export function fillRequests(): void {
  fillPanels('trace', [
    {
      permission: 'connection.read',
      load: async () => (await import('../../areas/respond/threats/web/KnownTrace.tsx')).KnownTrace,
    },
    {
      permission: 'connection.read',
      load: async () => (await import('../../areas/respond/automation/web/TraceRequests.tsx')).TraceRequests,
    },
  ])
  fillPanels('step-request', [
    {
      permission: 'connection.read',
      load: async () => (await import('../../areas/respond/automation/web/StepRequest.tsx')).StepRequest,
    },
  ])
  fillPanels('traces', [
    {
      permission: 'connection.read',
      load: async () => (await import('../../areas/respond/threats/web/SharingPanel.tsx')).SharingPanel,
    },
    {
      permission: 'connection.read',
      load: async () => (await import('../../areas/respond/automation/web/CaseRequests.tsx')).CaseRequests,
    },
  ])
}
