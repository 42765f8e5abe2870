import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { SystemState } from '../../../../base/incident-words.ts'
import type { Context } from '../../../../platform/action.ts'
import { whyStateNeedsReason } from '../rules/incident.ts'
import { changeSystem, type SystemRecord } from '../store/work.ts'

interface Move {
  readonly incidentId: string
  /** As it stands now, locked. */
  readonly system: SystemRecord
  readonly to: SystemState
  /** '' where the change speaks for itself. */
  readonly reason: string
}

/** Moves a system of an open incident to another state, on the record. */
export async function moveSystem(
  context: Context,
  { incidentId, system: before, to, reason }: Move,
): Promise<SystemRecord> {
  refuseUnless(before.state !== to, 'conflict', `${before.name} is ${to.replace('_', ' ')} already.`)
  const why = whyStateNeedsReason(before.state, to)
  if (why !== undefined && reason === '')
    refuse('invalid', why, { faults: [{ path: 'reason', message: why }] })
  const system = await changeSystem(context, before.id, to, context.now)
  context.record({
    stream: incidentId,
    kind: 'system.state',
    fields: { system: before.id, name: system.name, from: before.state, to, reason },
  })
  await context.announce({ kind: 'system.stands', incidentId, at: context.now })
  return system
}
