import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { impactOf, type KnownFunction } from '../../../register/assets/public.ts'
import { refuseUnknownEvidence } from '../../evidence/public.ts'
import { incidentFor, isolate, openIncidentFor, systemFor } from '../../incidents/public.ts'
import * as contract from '../contract/systems.ts'
import { isSameImpact, whyNoProof } from '../rules/way-back.ts'
import { keepWay, wayOf, type WayRecord } from '../store/returning.ts'
import { listRows } from '../store/registers.ts'
import { watchesOf } from './shapes.ts'
import { wayShown } from './way-shape.ts'

export const impact = action(contract.readImpact, async (context, { id, system: systemId }) => {
  await incidentFor(context, id)
  const { asset, functions } = await impactOf(context, await systemFor(context, id, systemId))
  return { asset: asset?.name ?? null, functions: functions.map(stoppedOf) }
})

/** What stops is read again here: the trade-off on the record is about what really stops, not about an old page. */
export const isolateSystem = action(
  contract.isolateSystem,
  async (context, { id: incidentId, system: systemId, functionIds, tradeOff }) => {
    await openIncidentFor(context, incidentId)
    const { functions } = await impactOf(context, await systemFor(context, incidentId, systemId))
    refuseUnless(
      isSameImpact(functionIds, functions),
      'conflict',
      'What stops has changed since you were shown it. Look at the list again.',
      { reason: 'impact_changed' },
    )
    const { name } = await isolate(context, { incidentId, systemId, reason: tradeOff })
    const isolation = {
      functions: functions.map(stoppedOf),
      tradeOff,
      at: context.now.toISOString(),
      by: context.actor.name,
    }
    context.record({
      stream: incidentId,
      kind: 'system.isolate',
      fields: {
        system: systemId,
        name,
        stops: functions.map((one) => one.name).join('\n'),
        people: wordsOf(functions, 'people'),
        customers: wordsOf(functions, 'customers'),
        workaround: wordsOf(functions, 'workaround'),
        reason: tradeOff,
      },
    })
    const way = await wayOf(context, { systemId, incidentId })
    return keepAndShow(context, { ...way, isolation })
  },
)

export const tick = action(
  contract.tickReturnCheck,
  async (context, { id: incidentId, system: systemId, check, ...sent }) => {
    const { openedAt } = await openIncidentFor(context, incidentId)
    const { name } = await systemFor(context, incidentId, systemId)
    const fault = whyNoProof(check, sent, { openedAt, now: context.now })
    if (fault !== undefined) refuseAt(fault)
    if (sent.exceptedUntil !== null)
      refuseUnless(
        context.can('containment.override'),
        'forbidden',
        'Only somebody who leads may put a patch off. Ask an owner or a lead.',
      )
    if (sent.evidenceId !== null) await refuseUnknownEvidence(context, incidentId, [sent.evidenceId])
    const way = await wayOf(context, { systemId, incidentId })
    const ticked = { ...sent, at: context.now.toISOString(), by: context.actor.name }
    context.record({
      stream: incidentId,
      kind: 'system.check',
      fields: {
        system: systemId,
        name,
        check,
        note: sent.note,
        provedAt: sent.provedAt,
        ...(sent.evidenceId === null ? {} : { evidence: sent.evidenceId }),
        ...(sent.method === null ? {} : { method: sent.method }),
        ...(sent.sha256 === null ? {} : { sha256: sent.sha256 }),
        ...(sent.waiver === null ? {} : { waiver: sent.waiver }),
        ...(sent.exceptedUntil === null ? {} : { until: sent.exceptedUntil }),
      },
    })
    return keepAndShow(context, { ...way, checks: { ...way.checks, [check]: ticked } })
  },
)

export const untick = action(
  contract.takeTickBack,
  async (context, { id: incidentId, system: systemId, check }) => {
    await openIncidentFor(context, incidentId)
    const { name } = await systemFor(context, incidentId, systemId)
    const way = await wayOf(context, { systemId, incidentId })
    refuseUnless(way.checks[check] !== undefined, 'conflict', 'This check is not ticked.')
    const checks = Object.fromEntries(Object.entries(way.checks).filter(([one]) => one !== check))
    context.record({
      stream: incidentId,
      kind: 'system.check',
      fields: { system: systemId, name, check, note: 'Taken back', provedAt: '' },
    })
    return keepAndShow(context, { ...way, checks })
  },
)

export const override = action(
  contract.overrideReturn,
  async (context, { id: incidentId, system: systemId, reason }) => {
    await openIncidentFor(context, incidentId)
    const { name } = await systemFor(context, incidentId, systemId)
    const way = await wayOf(context, { systemId, incidentId })
    context.record({
      stream: incidentId,
      kind: 'system.override',
      fields: { system: systemId, name, reason },
    })
    return keepAndShow(context, { ...way, override: signed(context, reason) })
  },
)

export const retire = action(
  contract.retireSystem,
  async (context, { id: incidentId, system: systemId, reason }) => {
    await openIncidentFor(context, incidentId)
    const { name } = await systemFor(context, incidentId, systemId)
    const way = await wayOf(context, { systemId, incidentId })
    context.record({ stream: incidentId, kind: 'system.retire', fields: { system: systemId, name, reason } })
    return keepAndShow(context, { ...way, retirement: signed(context, reason) })
  },
)

function signed(context: Context, reason: string): { reason: string; at: string; by: string } {
  return { reason, at: context.now.toISOString(), by: context.actor.name }
}

/** A fault of the input beside its field. */
function refuseAt({ field, message }: { readonly field: string; readonly message: string }): never {
  refuse('invalid', message, { faults: [{ path: field, message }] })
}

async function keepAndShow(context: Context, way: WayRecord): Promise<z.input<typeof contract.SystemWay>> {
  await keepWay(context, way)
  const { incidentId, systemId } = way
  const { now } = context
  const watches = watchesOf(await listRows(context, 'watch', incidentId), [], now)
  return wayShown(await systemFor(context, incidentId, systemId), way, { watches, now })
}

function wordsOf(functions: readonly KnownFunction[], field: 'people' | 'customers' | 'workaround'): string {
  return functions.flatMap((one) => (one[field] === '' ? [] : [`${one.name}: ${one[field]}`])).join('\n')
}

function stoppedOf(known: KnownFunction): contract.StoppedFunction {
  const { id, name, priority, longestOutageMinutes, people, customers, workaround } = known
  return { id, name, priority, longestOutageMinutes, people, customers, workaround }
}
