import type { Context } from '../../../../platform/action.ts'
import { impactOf, type KnownFunction } from '../../../register/assets/public.ts'
import { systemFor, type KnownSystem } from '../../incidents/public/incidents.ts'
import type { KnownMove } from '../../incidents/public/ports.ts'
import type { StoppedFunction } from '../contract/systems.ts'
import { beginPlannedWatch } from './watches.ts'
import { addReturns, keepWay, wayOf, type WayRecord } from '../store/returning.ts'

/** What is kept of any change of a system's state, however it was made: what stops with it, and when it was back. */
export async function keepMove(context: Context, move: KnownMove): Promise<void> {
  const { incidentId, systemId, from, to, reason } = move
  const plan =
    from === 'reconnected' || to === 'reconnected'
      ? await keepReturn(context, { incidentId, systemId })
      : null
  if (to === 'reconnected' && plan !== null) {
    const { name: title } = await systemFor(context, incidentId, systemId)
    await beginPlannedWatch(context, { incidentId, systemId, title }, plan)
  }
  if (to !== 'isolated') return
  const system = await systemFor(context, incidentId, systemId)
  const { functions } = await impactOf(context, system)
  if (functions.length > 0) await keepIsolation(context, { incidentId, system, functions, tradeOff: reason })
}

/**
 * It was in service until now, or is again: what was proved for that begins anew.
 * @returns what was planned for its return, which is used up with it
 */
export async function keepReturn(
  context: Context,
  system: { readonly incidentId: string; readonly systemId: string },
): Promise<WayRecord['plan']> {
  const way = await wayOf(context, system)
  await keepWay(context, { ...way, returnedAt: context.now, plan: null })
  return way.plan
}

interface Isolation {
  readonly incidentId: string
  readonly system: KnownSystem
  /** What stops with it, read in the same transaction. */
  readonly functions: readonly KnownFunction[]
  readonly tradeOff: string
}

/** The trade-off on the record, and each function that stops as one that the business has to take back. */
export async function keepIsolation(
  context: Context,
  { incidentId, system: { id: systemId, name }, functions, tradeOff }: Isolation,
): Promise<WayRecord> {
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
  await recordStops(context, incidentId, functions)
  const way = { ...(await wayOf(context, { systemId, incidentId })), isolation }
  await keepWay(context, way)
  return way
}

/** A function that is down already is not stopped a second time. */
async function recordStops(
  context: Context,
  incidentId: string,
  functions: readonly KnownFunction[],
): Promise<void> {
  const { now: downAt } = context
  const rows = functions.map(({ id: functionId }) => ({ incidentId, functionId, downAt }))
  const added = new Set((await addReturns(context, rows)).map(({ functionId }) => functionId))
  for (const { id, name, priority } of functions)
    if (added.has(id))
      context.record({
        stream: incidentId,
        kind: 'function.stop',
        fields: { function: id, name, since: downAt.toISOString(), priority },
      })
}

export function stoppedOf(known: KnownFunction): StoppedFunction {
  const { id, name, priority, longestOutageMinutes, people, customers, workaround } = known
  return { id, name, priority, longestOutageMinutes, people, customers, workaround }
}

function wordsOf(functions: readonly KnownFunction[], field: 'people' | 'customers' | 'workaround'): string {
  return functions.flatMap((one) => (one[field] === '' ? [] : [`${one.name}: ${one[field]}`])).join('\n')
}
