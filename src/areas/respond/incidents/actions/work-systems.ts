import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/work.ts'
import { saidFields, type Said } from '../rules/captures.ts'
import { whyStateNeedsReason } from '../rules/incident.ts'
import { getIncident } from '../store/incidents.ts'
import { addSystem, changeSystem, getSystem, listSystems, type SystemRecord } from '../store/work.ts'
import { saidNow } from './keep-lines.ts'
import { getOpenIncident } from './lead-incident.ts'

export const list = action(contract.listSystems, async (context, { id }) => {
  await getIncident(context, id)
  const systems = await listSystems(context, id)
  return { items: systems.map(systemOf), next: null }
})

export const add = action(contract.addSystem, async (context, { id, ...wanted }) => {
  await getOpenIncident(context, id)
  return systemOf(await keepSystem(context, id, wanted, saidNow(context)))
})

/** Adds a system that somebody named, now or a while ago. */
export async function keepSystem(
  context: Context,
  incidentId: string,
  { name, assetId, state }: Pick<SystemRecord, 'name' | 'state'> & { assetId?: string | undefined },
  said: Said,
): Promise<SystemRecord> {
  const id = context.newId()
  const fields = { system: id, name, state, ...saidFields(said) }
  context.record({ stream: incidentId, kind: 'system.add', fields })
  return addSystem(context, {
    id,
    incidentId,
    name,
    assetId: assetId ?? null,
    state,
    addedAt: said.at,
    changedAt: said.at,
  })
}

export const changeState = action(
  contract.changeSystemState,
  async (context, { id, system: systemId, state, reason }) => {
    await getOpenIncident(context, id)
    const before = await getSystem(context, id, systemId)
    refuseUnless(before.state !== state, 'conflict', `${before.name} is ${state.replace('_', ' ')} already.`)
    const why = whyStateNeedsReason(before.state, state)
    if (why !== undefined && reason === '')
      refuse('invalid', why, { faults: [{ path: 'reason', message: why }] })
    const system = await changeSystem(context, systemId, state, context.now)
    context.record({
      stream: id,
      kind: 'system.state',
      fields: { system: systemId, name: system.name, from: before.state, to: state, reason },
    })
    return systemOf(system)
  },
)

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
