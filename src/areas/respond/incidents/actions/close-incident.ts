import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { settleSignalsOf } from '../../signals/public.ts'
import * as contract from '../contract/incident.ts'
import type { Ending, Plugs } from '../public/ports.ts'
import type { ReviewState } from '../contract/sign-off-words.ts'
import { closureOf, whyNotClosable } from '../rules/incident.ts'
import { asksReview } from '../rules/sign-off.ts'
import { changeIncident, findIncidentByNumber, getIncident, type IncidentRecord } from '../store/incidents.ts'
import { countOpenParts } from '../store/sign-off.ts'
import { listOpenTasks } from '../store/work.ts'
import { getOpenIncident } from './lead-incident.ts'
import { incidentOf } from './read-incidents.ts'

export type Conditions = Pick<Plugs, 'closureConditions'>

/** @param plugs what other rooms want in order first; asked under the incident's lock, so that nothing slips in between */
export function closeWith(plugs: Conditions) {
  return action(contract.closeIncident, async (context, { id, ...wanted }) => {
    const incident = await getOpenIncident(context, id)
    const fault = whyNotClosable(incident, wanted)
    if (fault !== undefined) refuse('invalid', fault, { faults: [{ path: 'duplicateOf', message: fault }] })
    if (wanted.duplicateOf !== undefined) await refuseUnknownOriginal(context, wanted.duplicateOf)
    await refuseWhileOpenPoints(context, plugs, id, wanted)
    const closure = closureOf(wanted, await listOpenTasks(context, id), context.actor.name)
    await recordClosing(context, incident, closure)
    await settleSignalsOf(context, id)
    context.checkpoint()
    const review = await reviewAfter(context, { ...incident, disposition: closure.disposition })
    const { number, title } = incident
    if (review === 'asked')
      await context.announce({
        kind: 'review.due',
        stage: review,
        incidentId: id,
        number,
        title,
        memberId: null,
      })
    return incidentOf(
      context,
      await changeIncident(context, id, {
        ...{ status: 'closed', closedAt: context.now, closure, review },
        closedRef: context.actor.ref,
      }),
    )
  })
}

/** What a reviewer found missing at an earlier end is still missing at this one. */
export async function reviewAfter(
  context: Context,
  ended: Parameters<typeof asksReview>[0] & Pick<IncidentRecord, 'id'>,
): Promise<ReviewState | null> {
  if ((await countOpenParts(context, ended.id)) > 0) return 'returned'
  return asksReview(ended) ? 'asked' : null
}

/** On the record, and told to whoever listens: how a case ended. */
export async function recordClosing(
  context: Context,
  { id, number, title }: Pick<IncidentRecord, 'id' | 'number' | 'title'>,
  closure: contract.Closure,
): Promise<void> {
  context.record({
    stream: id,
    kind: 'incident.close',
    fields: {
      summary: closure.summary,
      initialVector: closure.initialVector,
      disposition: closure.disposition,
      openTasks: closure.openTasks.map((task) => task.title).join('\n'),
      ...(closure.duplicateOf === null ? {} : { duplicateOf: closure.duplicateOf }),
    },
  })
  const { disposition } = closure
  await context.announce({ kind: 'incident.closed', incidentId: id, number, title, disposition })
}

/** Asks all of them, also where a case ends another way than by its closing. */
export async function refuseWhileOpenPoints(
  context: Context,
  plugs: Conditions,
  id: string,
  ending: Ending,
): Promise<void> {
  refuseWhileOpen(await findOpenPoints(context, plugs, id, ending))
}

/** The same list without closing, so that people see it before they write the summary. */
export function listOpenPointsWith(plugs: Conditions & Pick<Plugs, 'vectorFound'>) {
  return action(contract.listClosureConditions, async (context, { id, ...ending }) => {
    const { status } = await getIncident(context, id)
    const items = status === 'open' ? await findOpenPoints(context, plugs, id, ending) : []
    return { items, next: null, initialVector: await plugs.vectorFound(context, id) }
  })
}

async function findOpenPoints(
  context: Context,
  { closureConditions }: Conditions,
  id: string,
  ending: Ending,
): Promise<z.input<typeof contract.OpenPoint>[]> {
  const points: z.input<typeof contract.OpenPoint>[] = []
  // One after the other: they share the connection of this transaction.
  for (const { key, findOpen } of closureConditions)
    for (const point of await findOpen(context, id, ending)) points.push({ key, ...point })
  return points
}

function refuseWhileOpen(points: readonly z.input<typeof contract.OpenPoint>[]): void {
  if (points.length === 0) return
  const count = points.length === 1 ? 'One thing is' : `${points.length} things are`
  refuse('conflict', `This incident cannot be closed yet. ${count} missing.`, {
    reason: 'closure_conditions',
    faults: points.map(({ sentence, where }) => ({ path: where, message: sentence })),
  })
}

async function refuseUnknownOriginal(context: Context, number: number): Promise<void> {
  const original = await findIncidentByNumber(context, number)
  refuseUnless(original !== undefined, 'invalid', `There is no incident INC-${number} here.`, {
    faults: [{ path: 'duplicateOf', message: 'There is no incident with this number.' }],
  })
}
