import { listPlanVersions, readPlanVersion } from '../../../areas/prepare/plan/contract/versions.ts'
import { listAssets } from '../../../areas/register/assets/contract.ts'
import { readCallTree } from '../../../areas/register/contacts/contract/call-tree.ts'
import { readFirstHourCard } from '../../../areas/register/insurance/contract/retainers.ts'
import { readAccount, readMe } from '../../../areas/register/people/contract/account.ts'
import { listMembers, readCallList } from '../../../areas/register/people/contract/people.ts'
import { readProfile } from '../../../areas/prepare/playbooks/contract/profile.ts'
import { getPlaybook, listPlaybooks } from '../../../areas/prepare/playbooks/contract/reading.ts'
import { readContainment } from '../../../areas/respond/containment/contract/board.ts'
import { listClocks, readDuties } from '../../../areas/respond/duties/contract/board.ts'
import { listBlockers, listNeeds } from '../../../areas/respond/incidents/contract/captures.ts'
import { readCircle } from '../../../areas/respond/incidents/contract/circle.ts'
import { readCrisis } from '../../../areas/respond/incidents/contract/crisis.ts'
import { readGrading } from '../../../areas/respond/incidents/contract/grading.ts'
import {
  getIncident,
  listIncidents,
  listTimeline,
} from '../../../areas/respond/incidents/contract/incident.ts'
import { listIncidentRoles } from '../../../areas/respond/incidents/contract/roles.ts'
import { readRun } from '../../../areas/respond/incidents/contract/run.ts'
import { listSystems, listTasks } from '../../../areas/respond/incidents/contract/work.ts'
import { listSignals } from '../../../areas/respond/signals/contract/signals.ts'
import type { Permission } from '../../../base/permissions.ts'
import type { Endpoint } from '../../../base/endpoint.ts'
import { wireRequest } from '../../../ui/request.ts'

/** A question whose answer is kept for reading without a connection, asked with the very input that a page asks with. */
export interface Question {
  readonly endpoint: Endpoint
  readonly input: Readonly<Record<string, unknown>>
  /** True for what belongs to the person, whichever organisation they look at. */
  readonly isPersonal?: boolean
}

/** What belongs to no case: who one is, whom to call, who calls whom, which plan counts, which clocks run, what each kind of incident asks first. */
export const ownQuestions: readonly Question[] = [
  { endpoint: readAccount, input: {}, isPersonal: true },
  { endpoint: readMe, input: {} },
  { endpoint: readCallList, input: {} },
  { endpoint: readCallTree, input: {} },
  { endpoint: listPlanVersions, input: {} },
  { endpoint: listMembers, input: { limit: 200 } },
  { endpoint: listIncidents, input: { status: 'open', limit: 50 } },
  { endpoint: listIncidents, input: { limit: 100 } },
  { endpoint: listClocks, input: {} },
  { endpoint: readFirstHourCard, input: {} },
  { endpoint: listPlaybooks, input: { limit: 200 } },
  { endpoint: listPlaybooks, input: { limit: 50 } },
  { endpoint: readProfile, input: {} },
  { endpoint: readGrading, input: {} },
  { endpoint: listAssets, input: { limit: 200 } },
]

/** The playbook of a kind, with its card of the first fifteen minutes. */
export function playbookQuestion(kind: string): Question {
  return { endpoint: getPlaybook, input: { kind } }
}

/** A version of the plan, whole. */
export function planQuestion(version: number): Question {
  return { endpoint: readPlanVersion, input: { version } }
}

/** Whichever was read is kept: there is no search in it, and no case. */
const keptWhole: ReadonlySet<string> = new Set([getPlaybook.name, readPlanVersion.name])

/**
 * What the room of one case shows. No sealed lane, no evidence, no search: what is read there stays on the server,
 * and nothing at all is kept of a case that is closed to all but some people.
 */
export function caseQuestions(id: string): readonly Question[] {
  return [
    { endpoint: getIncident, input: { id } },
    { endpoint: readRun, input: { id } },
    { endpoint: listTimeline, input: { id, limit: 25 } },
    { endpoint: listTasks, input: { id } },
    { endpoint: listSystems, input: { id } },
    { endpoint: readCircle, input: { id } },
    { endpoint: readDuties, input: { id } },
    { endpoint: readCrisis, input: { id } },
    { endpoint: listIncidentRoles, input: { id } },
    { endpoint: listNeeds, input: { id } },
    { endpoint: listBlockers, input: { id } },
    { endpoint: listSignals, input: { incidentId: id } },
    { endpoint: readContainment, input: { id } },
  ]
}

/** Whether this person may ask it; a question that would be refused is not asked. */
export function mayAsk({ endpoint }: Question, can: Readonly<Partial<Record<Permission, boolean>>>): boolean {
  const { permission } = endpoint
  return permission === 'public' || permission === 'signed_in' || can[permission] === true
}

/** The group of kept answers that no case owns. */
export const ownGroup = 'own'

/**
 * What an answer is kept with: {@link ownGroup}, or the id of its case; undefined when it is not kept. Further pages of
 * a list are kept with the first.
 * @param isOpen whether a case is open and not closed to all but some people
 */
export function groupOf(
  asked: { readonly endpoint: Pick<Endpoint, 'name'>; readonly input: object },
  isOpen: (incidentId: string) => boolean,
): string | undefined {
  const { cursor: _cursor, ...input } = asked.input as { cursor?: unknown; id?: unknown } // an endpoint's input, whichever
  const isSame = (question: Question) =>
    question.endpoint.name === asked.endpoint.name &&
    addressOf(question) === addressOf({ ...question, input: { ...input } })
  if (keptWhole.has(asked.endpoint.name) || ownQuestions.some(isSame)) return ownGroup
  const id = asked.endpoint.name === listSignals.name ? incidentIn(input) : input.id
  if (typeof id !== 'string' || !isOpen(id)) return undefined
  return caseQuestions(id).some(isSame) ? id : undefined
}

/** The lists of all cases, without those that are closed to all but some people: of these not even a title is kept. */
export function withoutClosed(name: string, body: string, isOpen: (incidentId: string) => boolean): string {
  if (name === listIncidents.name) {
    const list = listIncidents.output.parse(JSON.parse(body))
    return JSON.stringify({ ...list, items: list.items.filter(({ isRestricted }) => !isRestricted) })
  }
  if (name !== listClocks.name) return body
  const list = listClocks.output.parse(JSON.parse(body))
  return JSON.stringify({ ...list, items: list.items.filter(({ incidentId }) => isOpen(incidentId)) })
}

/** The address that this question goes to; undefined where its path lacks a part. */
export function addressOf({ endpoint, input }: Question): string | undefined {
  try {
    return wireRequest(endpoint, { ...input }, undefined).url
  } catch {
    // Another question, without the part of its path that this one needs.
    return undefined
  }
}

function incidentIn(input: object): unknown {
  return 'incidentId' in input ? input.incidentId : undefined
}
