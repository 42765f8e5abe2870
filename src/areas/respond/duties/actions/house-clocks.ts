import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/house-clocks.ts'
import type { HouseClock } from '../contract/house-clocks.ts'
import { clockStanding } from '../rules/house-clocks.ts'
import { changeClock, getClock, listClocksOf, type ClockRecord } from '../store/house-clocks.ts'

export const settle = action(contract.settleHouseClock, async (context, { id, clock, state, reason }) => {
  const incident = await openIncidentFor(context, id)
  const before = await getClock(context, id, clock)
  refuseUnless(before.state !== state, 'conflict', alreadySo(before))
  refuseUnless(
    before.state !== 'ended',
    'conflict',
    'This clock has ended: the severity does not name it any more.',
  )
  if (state !== 'met' && reason === '')
    refuse('invalid', 'Some fields need another look.', {
      faults: [{ path: 'reason', message: 'say why, in a few words' }],
    })
  const { now, actor } = context
  await changeClock(
    context,
    clock,
    state === 'running'
      ? { state, settledAt: null, settledBy: null, reason: '', lookAt: now }
      : { state, settledAt: now, settledBy: actor.name, reason, lookAt: null },
  )
  const fields = {
    clock,
    name: before.name,
    from: before.state,
    to: state,
    dueAt: before.dueAt.toISOString(),
  }
  context.record({ stream: incident.id, kind: 'clock.settle', fields: { ...fields, reason } })
  return houseClocksOf(context, id)
})

/** The clocks of our own table in this case. @throws Refusal `not_found` */
export async function houseClocksOf(context: Context, incidentId: string) {
  const { status } = await incidentFor(context, incidentId)
  const clocks = (await listClocksOf(context, incidentId)).map((clock) => shown(clock, context.now))
  const running = clocks.filter(({ state }) => state === 'running')
  const over = clocks.filter(({ state }) => state !== 'running')
  return {
    items: [...running, ...over],
    can: { settle: status === 'open' && context.can('clock.settle') },
  }
}

function shown(clock: ClockRecord, now: Date): HouseClock {
  const { id, name, source, severity, tableVersion, state, settledBy, reason } = clock
  return {
    ...{ id, name, source, severity, tableVersion, state, settledBy, reason },
    startedAt: clock.startedAt.toISOString(),
    dueAt: clock.dueAt.toISOString(),
    standing: state === 'running' ? clockStanding(clock, now) : null,
    settledAt: clock.settledAt?.toISOString() ?? null,
  }
}

function alreadySo({ state, settledBy }: ClockRecord): string {
  return state === 'running' ? 'This clock runs already.' : `${settledBy} said so already.`
}
