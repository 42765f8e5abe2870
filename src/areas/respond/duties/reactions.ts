import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import { rehearsalsAmong } from '../incidents/public/incidents.ts'
import { coverInForce } from '../../register/insurance/public.ts'
import { whyAskAbout } from './rules/spending.ts'
import { clockMoves } from './rules/house-clocks.ts'
import { addClocks, changeClock, listClocksOf } from './store/house-clocks.ts'
import { saveClaimCost } from './store/parts.ts'

/** Wherever a cost is written down, the insurer's say is asked for. `app/areas.ts` calls it once. */
export function hearCosts(announce: Announcer<Context>): void {
  announce.on('cost.recorded', async (context, { incidentId, number, costId, isExercise, ...cost }) => {
    const cover = await coverInForce(context)
    if (cover.length === 0) return
    const why = whyAskAbout(cover, cost)
    const nothing = { firm: '', consentId: null, unaskedReason: '' }
    await saveClaimCost(context, { ...nothing, incidentId, costId, hadToAsk: why !== undefined })
    if (why === undefined) return
    context.record({ stream: incidentId, kind: 'claim.ask', fields: { cost: costId, why } })
    await context.announce({ kind: 'consent.due', incidentId, number, why, isExercise })
  })
}

/**
 * The severity starts, moves and ends the clocks of the house in the transaction that sets it, and its leaf names them;
 * closing the case ends them. `app/areas.ts` calls it once.
 */
export function hearClocks(announce: Announcer<Context>): void {
  announce.on('clocks.named', async (context, { incidentId, clocks, severity, tableVersion, reason }) => {
    const { now, actor } = context
    // Nothing real began: a rehearsal never starts a clock.
    if ((await rehearsalsAmong(context, [incidentId])).size > 0) return
    const moves = clockMoves(await listClocksOf(context, incidentId), clocks, now)
    const rows = moves.start.map(({ name, hours, source, dueAt }) => ({
      id: context.newId(),
      ...{ incidentId, name, hours, source, dueAt, severity, tableVersion },
      startedAt: now,
      state: 'running' as const,
      lookAt: now,
    }))
    await addClocks(context, rows)
    for (const { clock, dueAt } of moves.sooner)
      await changeClock(context, clock.id, { dueAt, severity, tableVersion, lookAt: now })
    for (const { id } of moves.end) await endClock(context, id, { by: actor.name, reason })
  })
  announce.on('incident.closed', async (context, { incidentId, disposition }) => {
    const running = (await listClocksOf(context, incidentId)).filter(({ state }) => state === 'running')
    for (const { id } of running)
      await endClock(context, id, { by: context.actor.name, reason: `Closed: ${disposition}` })
  })
}

async function endClock(
  context: Context,
  id: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<void> {
  const change = { settledAt: context.now, settledBy: by, reason, lookAt: null }
  await changeClock(context, id, { state: 'ended', ...change })
}
