import * as adding from '../areas/register/clients/actions/add-client.ts'
import * as agreeing from '../areas/register/clients/actions/agree.ts'
import * as working from '../areas/register/clients/actions/work-clients.ts'
import { answerClientBell, lapseJob, standingJob } from '../areas/register/clients/jobs.ts'
import type { FoundWait, LookAt } from '../areas/register/clients/public/ports.ts'
import { readReadiness } from '../areas/prepare/readiness/contract.ts'
import { listClocks } from '../areas/respond/duties/contract/board.ts'
import { listIncidents } from '../areas/respond/incidents/contract/incident.ts'
import { listTasksDue } from '../areas/respond/incidents/public/incidents.ts'
import { listWaitingGroups, listWaitingReports } from '../areas/respond/signals/public.ts'
import type { Actor } from '../base/access.ts'
import type { OutputOf, SentInputOf } from '../base/endpoint.ts'
import { perform, type Action, type AnyEndpoint, type House } from '../platform/action.ts'
import { longWork } from '../platform/long-work.ts'
import type { HouseJob, TenantJob } from '../platform/jobs/jobs.ts'
import { actionsOf } from './actions-of.ts'

export const clientActions: readonly Action[] = actionsOf(agreeing, working, adding)

/** @param all the list of the product: what a provider is shown of a client is read the way everybody reads it */
export function clientJobs(all: () => readonly Action[]): readonly (TenantJob | HouseJob)[] {
  return [lapseJob, standingJob(lookBy(all))]
}

/** Who hears and does what. Called once for each house. */
export function furnishClients(house: House, all: () => readonly Action[]): void {
  answerClientBell(house, lookBy(all))
}

/** Of each sort so many are counted; nobody has more. */
const atMost = 20_000
const onePage = 200

/**
 * What waits in one organisation. It is read as an API key would read it that has these scopes: behind the wall, and
 * without any case that was closed to some.
 */
export function lookBy(all: () => readonly Action[]): LookAt {
  return async (house, tenantId) => {
    const actor: Extract<Actor, { kind: 'key' }> = {
      kind: 'key',
      tenantId,
      keyId: tenantId,
      ref: 'provider view',
      name: 'Provider view',
      scopes: ['incident.read', 'readiness.read', 'signal.read'],
    }
    const read = reader(house, all, actor)
    const cases = await openCases(read)
    const { items: clocks } = await read(listClocks, {})
    const { failures } = await read(readReadiness, {})
    const found = await longWork(house, actor).look(async (context) => ({
      groups: await listWaitingGroups(context, atMost),
      reports: await listWaitingReports(context, atMost),
      tasks: await listTasksDue(context, context.now, atMost),
    }))
    return [
      ...cases.map(({ id, number, title, severity, openedAt, mode }): FoundWait => ({
        kind: 'case',
        key: `case ${id}`,
        title: `INC-${number} ${title}`,
        path: `/incidents/${id}`,
        at: openedAt,
        severity,
        isExercise: mode === 'exercise',
      })),
      ...clocks.map(({ incidentId, number, what, dueAt, mode }): FoundWait => ({
        kind: 'clock',
        key: `clock ${incidentId}`,
        title: `INC-${number} ${what}`,
        path: `/incidents/${incidentId}/duties`,
        at: dueAt,
        isExercise: mode === 'exercise',
      })),
      ...found.groups.map(({ id, title, severity, at }): FoundWait => ({
        kind: 'alert',
        key: `alert ${id}`,
        title,
        path: `/signals/groups/${id}`,
        at: at.toISOString(),
        severity,
      })),
      ...found.reports.map(({ id, title, severity, at }): FoundWait => ({
        kind: 'report',
        key: `report ${id}`,
        title,
        path: `/signals/${id}`,
        at: at.toISOString(),
        severity,
      })),
      ...found.tasks.map(({ id, title, number, incidentId, dueAt }): FoundWait => ({
        kind: 'task',
        key: `task ${id}`,
        title: `INC-${number} ${title}`,
        path: `/incidents/${incidentId}`,
        at: dueAt.toISOString(),
      })),
      ...failures.map(({ path, ...said }, place): FoundWait => ({
        kind: 'failure',
        key: `failure ${String(place).padStart(4, '0')}`,
        title: said.name,
        path,
        // In the order of the client's own page, which puts the gravest first.
        at: new Date(place * 1000).toISOString(),
        said,
      })),
    ]
  }
}

/** All of them, page after page: a number that stops at a page is none. */
async function openCases(read: Read): Promise<OutputOf<typeof listIncidents>['items']> {
  const found: OutputOf<typeof listIncidents>['items'] = []
  let cursor: string | undefined
  do {
    const page = await read(listIncidents, {
      ...{ status: 'open', limit: onePage },
      ...(cursor !== undefined && { cursor }),
    })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && found.length < atMost)
  return found
}

type Read = <E extends AnyEndpoint>(endpoint: E, input: SentInputOf<E>) => Promise<OutputOf<E>>

function reader(house: House, all: () => readonly Action[], actor: Actor): Read {
  return async (endpoint, input) => {
    const found = all().find((one) => one.endpoint.name === endpoint.name)
    if (found === undefined) throw new Error(`There is no action ${endpoint.name}`)
    return (await perform(house, found, actor, { input })) as OutputOf<typeof endpoint> // the action of this very endpoint
  }
}
