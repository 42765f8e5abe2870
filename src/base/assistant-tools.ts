/** What an assistant can be allowed to do, by name, each with what it asks of; read by the server and by the page that explains it. */

interface AssistantToolName {
  readonly name: string
  /** The endpoints that it asks, each under the permission that this endpoint has everywhere. */
  readonly asks: readonly string[]
  /** Scopes of a key of which one at least is needed; kept equal to those of the endpoints by a test. */
  readonly scopes: readonly string[]
  readonly isWriting: boolean
}

export const assistantTools = [
  {
    name: 'list_today',
    asks: ['readCalendar', 'listIncidents', 'listClocks', 'listAlertGroups'],
    scopes: ['calendar.read', 'incident.read', 'signal.read'],
    isWriting: false,
  },
  { name: 'list_incidents', asks: ['listIncidents'], scopes: ['incident.read'], isWriting: false },
  {
    name: 'read_incident',
    asks: ['getIncident', 'readRun', 'listTasks', 'readDuties', 'listSystems', 'listTimeline'],
    scopes: ['incident.read'],
    isWriting: false,
  },
  { name: 'list_signals', asks: ['listSignals'], scopes: ['signal.read'], isWriting: false },
  { name: 'read_signal', asks: ['getSignal'], scopes: ['signal.read'], isWriting: false },
  { name: 'list_alert_groups', asks: ['listAlertGroups'], scopes: ['signal.read'], isWriting: false },
  { name: 'read_plan', asks: ['readPlan'], scopes: ['plan.prepare'], isWriting: false },
  { name: 'list_would_fail', asks: ['readReadiness'], scopes: ['readiness.read'], isWriting: false },
  { name: 'list_playbooks', asks: ['listPlaybooks'], scopes: ['playbook.read'], isWriting: false },
  { name: 'read_playbook', asks: ['getPlaybook'], scopes: ['playbook.read'], isWriting: false },
  { name: 'list_controls', asks: ['readControls'], scopes: ['control.read'], isWriting: false },
  { name: 'list_risks', asks: ['listRisks'], scopes: ['risk.read'], isWriting: false },
  { name: 'list_contacts', asks: ['listContacts'], scopes: ['contact.read'], isWriting: false },
  { name: 'list_people', asks: ['listMembers'], scopes: ['member.read'], isWriting: false },
  { name: 'read_duty_rota', asks: ['readRota'], scopes: ['power.read'], isWriting: false },
  { name: 'add_note', asks: ['addToTimeline'], scopes: ['incident.note'], isWriting: true },
  { name: 'add_task', asks: ['addTask'], scopes: ['incident.task'], isWriting: true },
  { name: 'declare_incident', asks: ['openIncident'], scopes: ['incident.open'], isWriting: true },
] as const satisfies readonly AssistantToolName[]

export type AssistantToolId = (typeof assistantTools)[number]['name']

/** Where assistants come in, on the address of the program itself. */
export const assistantsPath = '/mcp'
