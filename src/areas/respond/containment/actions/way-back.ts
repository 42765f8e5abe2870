import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { impactOf } from '../../../register/assets/public.ts'
import { acquiredAtOf } from '../../evidence/public.ts'
import { incidentFor, isolate, openIncidentFor, systemFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/systems.ts'
import { checksOfWindow } from '../rules/watches.ts'
import { isSameImpact, troubleSince, watchFrom, whyNoProof } from '../rules/way-back.ts'
import { keepWay, wayOf, type WayRecord } from '../store/returning.ts'
import { listRows } from '../store/registers.ts'
import { keepIsolation, keepReturn, stoppedOf } from './keep-moves.ts'
import { watchesOf } from './shapes.ts'
import { refuseUnfitWatchers } from './watches.ts'
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
    const system = await systemFor(context, incidentId, systemId)
    const { functions } = await impactOf(context, system)
    refuseUnless(
      isSameImpact(functionIds, functions),
      'conflict',
      'What stops has changed since you were shown it. Look at the list again.',
      { reason: 'impact_changed' },
    )
    await isolate(context, { incidentId, systemId, reason: tradeOff })
    if (system.state === 'reconnected') await keepReturn(context, { incidentId, systemId })
    return show(context, await keepIsolation(context, { incidentId, system, functions, tradeOff }))
  },
)

export const tick = action(
  contract.tickReturnCheck,
  async (context, { id: incidentId, system: systemId, check, ...sent }) => {
    const { openedAt } = await openIncidentFor(context, incidentId)
    const { name } = await systemFor(context, incidentId, systemId)
    const way = await wayOf(context, { systemId, incidentId })
    const { evidenceId } = sent
    const fault = whyNoProof(check, sent, {
      since: troubleSince(openedAt, way.returnedAt),
      acquiredAt: evidenceId === null ? null : await acquiredAtOf(context, incidentId, evidenceId),
      now: context.now,
    })
    if (fault !== undefined) refuseAt(fault)
    if (sent.exceptedUntil !== null)
      refuseUnless(
        context.can('containment.override'),
        'forbidden',
        'Only somebody who leads may put a patch off. Ask an owner or a lead.',
      )
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

/** A plan can be made anew as often as things change; the latest holds. */
export const plan = action(
  contract.planReturn,
  async (context, { id: incidentId, system: systemId, ...wanted }) => {
    await openIncidentFor(context, incidentId)
    const { name, state } = await systemFor(context, incidentId, systemId)
    refuseUnless(state !== 'reconnected', 'conflict', `${name} is reconnected already.`)
    await refuseUnfitWatchers(context, incidentId, wanted.watcherIds)
    const planned = checksOfWindow(watchFrom(wanted, new Date(wanted.returnAt)), context.now)
    if ('fault' in planned)
      refuseAt({ field: planned.field === 'endsAt' ? 'watchHours' : 'returnAt', message: planned.fault })
    const way = await wayOf(context, { systemId, incidentId })
    const { returnAt, watchHours } = wanted
    context.record({
      stream: incidentId,
      kind: 'system.plan',
      fields: { system: systemId, name, returnAt, watchHours },
    })
    return keepAndShow(context, { ...way, plan: wanted })
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
  return show(context, way)
}

async function show(context: Context, way: WayRecord): Promise<z.input<typeof contract.SystemWay>> {
  const { incidentId, systemId } = way
  const { now } = context
  const watches = watchesOf(await listRows(context, 'watch', incidentId), [], now)
  return wayShown(await systemFor(context, incidentId, systemId), way, { watches, now })
}
