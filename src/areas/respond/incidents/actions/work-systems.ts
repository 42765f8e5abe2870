import type * as z from 'zod'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { assetFor } from '../../../register/assets/public.ts'
import * as contract from '../contract/work.ts'
import type { OpenPoint, Plugs } from '../public/ports.ts'
import { saidFields, type Said } from '../rules/captures.ts'
import { getIncident } from '../store/incidents.ts'
import { addSystem, getSystem, listSystems, type SystemRecord } from '../store/work.ts'
import { saidNow } from './keep-lines.ts'
import { getOpenIncident } from './lead-incident.ts'
import { moveSystem } from './move-system.ts'

export const list = action(contract.listSystems, async (context, { id }) => {
  await getIncident(context, id)
  const systems = await listSystems(context, id)
  return { items: systems.map(systemOf), next: null }
})

export const add = action(contract.addSystem, async (context, { id, ...wanted }) => {
  await getOpenIncident(context, id)
  return systemOf(await keepSystem(context, id, wanted, saidNow(context)))
})

interface NewSystem extends Pick<SystemRecord, 'name' | 'state'> {
  readonly assetId?: string | undefined
  readonly kind?: SystemRecord['kind'] | undefined
}

/** Adds a system that somebody named, now or a while ago. */
export async function keepSystem(
  context: Context,
  incidentId: string,
  { name, assetId, kind: said, state }: NewSystem,
  when: Said,
): Promise<SystemRecord> {
  const asset = assetId === undefined ? undefined : await assetFor(context, assetId)
  const kind = said ?? asset?.kind ?? null
  const id = context.newId()
  const fields = { system: id, name, state, ...(kind !== null && { systemKind: kind }), ...saidFields(when) }
  context.record({ stream: incidentId, kind: 'system.add', fields })
  const added = await addSystem(context, {
    id,
    incidentId,
    name,
    assetId: assetId ?? null,
    kind,
    state,
    addedAt: when.at,
    changedAt: when.at,
  })
  await context.announce({ kind: 'system.stands', incidentId, at: when.at })
  return added
}

/** @param plugs what a system must show before it is reconnected, and what is kept of a change */
export function changeStateWith(plugs: Pick<Plugs, 'findReturnGaps' | 'keepMove'>) {
  return action(contract.changeSystemState, async (context, { id, system: systemId, state, reason }) => {
    await getOpenIncident(context, id)
    const system = await getSystem(context, id, systemId)
    if (state === 'reconnected' && system.state !== state)
      refuseWhileMissing(system, await plugs.findReturnGaps(context, { incidentId: id, systemId }))
    const moved = await moveSystem(context, { incidentId: id, system, to: state, reason })
    await plugs.keepMove(context, { incidentId: id, systemId, from: system.state, to: state, reason })
    return systemOf(moved)
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
  const { id, name, assetId, kind, state } = record
  return {
    id,
    name,
    assetId,
    kind,
    state,
    addedAt: record.addedAt.toISOString(),
    changedAt: record.changedAt.toISOString(),
  }
}
