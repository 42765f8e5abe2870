import type * as z from 'zod'
import type { SystemState } from '../../../../base/incident-words.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor, systemsFor } from '../../incidents/public.ts'
import * as contract from '../contract/scope.ts'
import { addReachLine, changeReachLine, getScopeLine, listScopeLines } from '../store/scope.ts'
import { refuseFull } from './refuse-full.ts'

export const read = action(contract.readReach, async (context, { id }) => {
  await incidentFor(context, id)
  return scopeOf(context, id)
})

export const add = action(
  contract.addReachLine,
  async (context, { id: incidentId, topic, dataKind, what, standing, people, note }) => {
    const isData = topic === 'data'
    refuseUnless((dataKind !== undefined) === isData, 'invalid', 'Say which kind of data it is.', {
      faults: [{ path: 'dataKind', message: 'belongs to data, and there always' }],
    })
    refuseUnless(people === undefined || isData, 'invalid', 'People are counted for data only.', {
      faults: [{ path: 'people', message: 'belongs to data only' }],
    })
    await openIncidentFor(context, incidentId)
    refuseFull((await listScopeLines(context, incidentId)).length)
    const id = context.newId()
    await addReachLine(context, {
      id,
      incidentId,
      topic,
      dataKind: dataKind ?? null,
      what,
      standing,
      people: people ?? null,
      note,
      addedAt: context.now,
      changedAt: context.now,
      changedBy: context.actor.name,
    })
    context.record({
      stream: incidentId,
      kind: 'scope.add',
      fields: {
        line: id,
        topic,
        ...(dataKind !== undefined && { dataKind }),
        name: what,
        standing,
        ...(people !== undefined && { people }),
        note,
      },
    })
    return scopeOf(context, incidentId)
  },
)

export const change = action(
  contract.changeReachLine,
  async (context, { id, line, standing, people, reason }) => {
    await openIncidentFor(context, id)
    const before = await getScopeLine(context, id, line)
    const isSame = before.standing === standing && before.people === people
    refuseUnless(!isSame, 'conflict', 'It stands like this already.')
    refuseUnless(people === null || before.topic === 'data', 'invalid', 'People are counted for data only.', {
      faults: [{ path: 'people', message: 'belongs to data only' }],
    })
    await changeReachLine(context, line, {
      standing,
      people,
      note: reason,
      changedAt: context.now,
      changedBy: context.actor.name,
    })
    context.record({
      stream: id,
      kind: 'scope.change',
      fields: {
        line,
        name: before.what,
        from: before.standing,
        to: standing,
        ...(people !== null && { people }),
        reason,
      },
    })
    return scopeOf(context, id)
  },
)

async function scopeOf(context: Context, id: string): Promise<z.input<typeof contract.Scope>> {
  const lines = await listScopeLines(context, id)
  const systems = await systemsFor(context, id)
  return {
    lines: lines.map(({ incidentId: _incident, tenantId: _tenant, addedAt, changedAt, ...line }) => ({
      ...line,
      addedAt: addedAt.toISOString(),
      changedAt: changedAt.toISOString(),
    })),
    systems: systems.map(({ id: system, name, state, changedAt }) => ({
      id: system,
      name,
      standing: standingOf(state),
      changedAt: changedAt.toISOString(),
    })),
  }
}

/** A system that is being healed was hit: that is known. */
function standingOf(state: SystemState): contract.ScopeLine['standing'] {
  return state === 'suspected' || state === 'ruled_out' ? state : 'known'
}
