import type * as z from 'zod'
import { refuse } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { assetFor } from '../../../register/assets/public.ts'
import * as contract from '../contract/work.ts'
import type { OpenPoint, Plugs } from '../public.ts'
import { getIncident } from '../store/incidents.ts'
import { addSystem, getSystem, listSystems, type SystemRecord } from '../store/work.ts'
import { getOpenIncident } from './lead-incident.ts'
import { moveSystem } from './move-system.ts'

export const list = action(contract.listSystems, async (context, { id }) => {
  await getIncident(context, id)
  const systems = await listSystems(context, id)
  return { items: systems.map(systemOf), next: null }
})

export const add = action(contract.addSystem, async (context, { id: incidentId, name, assetId, state }) => {
  await getOpenIncident(context, incidentId)
  if (assetId !== undefined) await assetFor(context, assetId)
  const id = context.newId()
  const system = await addSystem(context, {
    id,
    incidentId,
    name,
    assetId: assetId ?? null,
    state,
    addedAt: context.now,
    changedAt: context.now,
  })
  context.record({ stream: incidentId, kind: 'system.add', fields: { system: id, name, state } })
  return systemOf(system)
})

/** @param plugs what a system must show before it is reconnected */
export function changeStateWith(plugs: Pick<Plugs, 'findReturnGaps'>) {
  return action(contract.changeSystemState, async (context, { id, system: systemId, state, reason }) => {
    await getOpenIncident(context, id)
    const system = await getSystem(context, id, systemId)
    if (state === 'reconnected' && system.state !== state)
      refuseWhileMissing(system, await plugs.findReturnGaps(context, { incidentId: id, systemId }))
    return systemOf(await moveSystem(context, { incidentId: id, system, to: state, reason }))
  })
}

function refuseWhileMissing({ name }: SystemRecord, gaps: readonly OpenPoint[]): void {
  if (gaps.length === 0) return
  refuse('conflict', `${name} cannot be reconnected yet.`, {
    reason: 'return_checks',
    faults: gaps.map(({ sentence, where }) => ({ path: where, message: sentence })),
  })
}

function systemOf(record: SystemRecord): z.input<typeof contract.System> {
  const { id, name, assetId, state } = record
  return {
    id,
    name,
    assetId,
    state,
    addedAt: record.addedAt.toISOString(),
    changedAt: record.changedAt.toISOString(),
  }
}
