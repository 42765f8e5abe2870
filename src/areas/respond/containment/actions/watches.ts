import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import {
  incidentFor,
  openIncidentFor,
  refuseUnfitFor,
  reopenWhereClosed,
  systemFor,
} from '../../incidents/public/incidents.ts'
import * as contract from '../contract/watching.ts'
import type { ReturnPlan } from '../contract/systems.ts'
import { checksOfPlan, checksOfWindow, type PlannedCheck } from '../rules/watches.ts'
import { watchFrom } from '../rules/way-back.ts'
import { addRow, addRows, changeRow, getRow, listRows, type RowOf } from '../store/registers.ts'
import { watchOf } from './shapes.ts'

export const start = action(contract.startWatch, async (context, { id: incidentId, systemId, ...wanted }) => {
  await openIncidentFor(context, incidentId)
  if (systemId !== null) await systemFor(context, incidentId, systemId)
  await refuseUnfitWatchers(context, incidentId, wanted.watcherIds)
  const planned = checksOfWindow(wanted, context.now)
  if ('fault' in planned) refuseAt(planned)
  const { title, startsAt, endsAt } = wanted
  return keep(context, { incidentId, systemId, kind: 'window', title, startsAt, endsAt }, planned.checks)
})

export const plan = action(
  contract.planWatch,
  async (context, { id: incidentId, title, from, watcherIds }) => {
    await openIncidentFor(context, incidentId)
    await refuseUnfitWatchers(context, incidentId, watcherIds)
    const planned = checksOfPlan(from, watcherIds, context.now)
    if ('fault' in planned) refuseAt(planned)
    const { checks } = planned
    const endsAt = checks.at(-1)?.dueAt.toISOString() ?? from
    return keep(context, { incidentId, systemId: null, kind: 'plan', title, startsAt: from, endsAt }, checks)
  },
)

/** Checks of the plan come due after closing, so their results are taken then, too. What is found opens the case again, and is told. */
export const recordResult = action(
  contract.recordWatchCheck,
  async (context, { id: incidentId, watch: watchId, check: checkId, result, note }) => {
    await incidentFor(context, incidentId)
    const watch = await getRow(context, 'watch', incidentId, watchId)
    const check = await getRow(context, 'check', incidentId, checkId)
    refuseUnless(check.watchId === watchId, 'not_found', 'There is no such check in this watch.')
    refuseUnless(check.doneAt === null, 'conflict', `${check.doneBy} has recorded this check already.`)
    if (result === 'found' && note === '') {
      const message = 'Say what was found, so that others can act on it.'
      refuse('invalid', message, { faults: [{ path: 'note', message }] })
    }
    const done = { result, note, doneAt: context.now, doneBy: context.actor.name }
    await changeRow(context, 'check', checkId, done)
    context.record({
      stream: incidentId,
      kind: 'watch.check',
      fields: { watch: watchId, check: checkId, title: watch.title, result, note },
    })
    if (result === 'found') {
      const isReopened = await reopenWhereClosed(context, {
        incidentId,
        reason: `${watch.title}: ${note}`.slice(0, 1000),
      })
      // Locked by now: what it says here is what others find.
      const { number, status } = await incidentFor(context, incidentId)
      const wasClosed = isReopened || status === 'closed'
      const { title } = watch
      await context.announce({ kind: 'watch.found', incidentId, number, title, wasClosed })
    }
    return show(context, watch)
  },
)

/**
 * Begins the watch that was planned for the return of a system, at the moment it is back.
 * @throws Refusal when who was to watch cannot any more, or the plan makes more checks than anybody keeps
 */
export async function beginPlannedWatch(
  context: Context,
  { incidentId, systemId, title }: { incidentId: string; systemId: string; title: string },
  plan: ReturnPlan,
): Promise<void> {
  const wanted = watchFrom(plan, context.now)
  await refuseUnfitWatchers(context, incidentId, plan.watcherIds)
  const planned = checksOfWindow(wanted, context.now)
  if ('fault' in planned) refuseAt(planned)
  const { startsAt, endsAt } = wanted
  await keep(context, { incidentId, systemId, kind: 'window', title, startsAt, endsAt }, planned.checks)
}

type NewWatch = Pick<RowOf<'watch'>, 'incidentId' | 'systemId' | 'kind' | 'title'> & {
  startsAt: string
  endsAt: string
}

async function keep(
  context: Context,
  { startsAt, endsAt, ...rest }: NewWatch,
  checks: readonly PlannedCheck[],
): Promise<z.input<typeof contract.Watch>> {
  const { incidentId, kind, title } = rest
  const watch = await addRow(context, 'watch', {
    ...rest,
    id: context.newId(),
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    addedBy: context.actor.name,
  })
  const rows = checks.map((check) => ({ id: context.newId(), incidentId, watchId: watch.id, ...check }))
  await addRows(context, 'check', rows)
  context.record({
    stream: incidentId,
    kind: 'watch.add',
    fields: { watch: watch.id, title, watchKind: kind, from: startsAt, until: endsAt, checks: rows.length },
  })
  return show(context, watch)
}

async function show(context: Context, watch: RowOf<'watch'>): Promise<z.input<typeof contract.Watch>> {
  const checks = await listRows(context, 'check', watch.incidentId)
  return watchOf(
    watch,
    checks.filter(({ watchId }) => watchId === watch.id),
    context.now,
  )
}

/** Who cannot sign in, does not see the case or may not record what they saw cannot look. */
export async function refuseUnfitWatchers(
  context: Context,
  incidentId: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of new Set(ids)) await refuseUnfitFor(context, incidentId, id, 'incident.system')
}

function refuseAt({ field, fault }: { readonly field: string; readonly fault: string }): never {
  refuse('invalid', fault, { faults: [{ path: field, message: fault }] })
}
