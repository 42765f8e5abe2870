import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listActiveMembers, namesOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/attention.ts'
import { findAttention, takeUp } from '../store/attention.ts'
import { getSignalToChange } from '../store/signals.ts'
import { listSources } from '../store/sources.ts'
import { changeWatch, getWatchToChange, readWatch } from '../store/watch.ts'

export const read = action(contract.readRouting, async (context) => ({
  routes: [...(await readWatch(context)).routes],
}))

export const change = action(contract.changeRouting, async (context, { routes }) => {
  await refuseStrangers(context, routes)
  await getWatchToChange(context)
  await changeWatch(context, { routes })
  context.record({
    stream: 'audit',
    kind: 'route.change',
    fields: {
      routes: routes
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 500),
    },
  })
  return { routes }
})

export const take = action(contract.takeSignal, async (context, { id }) => {
  const { title } = await getSignalToChange(context, id)
  const isTaken = await takeUp(context, { signalId: id, at: context.now, by: context.actor.name })
  const attention = await attentionOf(context, id)
  if (attention === null) throw new Error('what was just taken up is not there')
  refuseUnless(isTaken, 'conflict', `${attention.takenBy} has taken this up already.`)
  context.record({ stream: 'intake', kind: 'signal.take', fields: { signal: id, title } })
  return { attention }
})

/** Who was asked to look at it and who took it up; null where it called nobody. */
export async function attentionOf(context: Context, signalId: string) {
  const found = await findAttention(context, signalId)
  if (found === undefined) return null
  const names = await namesOf(
    context,
    [found.memberId, found.escalatedTo].flatMap((id) => (id === null ? [] : [id])),
  )
  return {
    asked: names.get(found.memberId ?? '') ?? '',
    dueAt: found.dueAt.toISOString(),
    escalatedAt: found.escalatedAt?.toISOString() ?? null,
    escalatedTo: names.get(found.escalatedTo ?? '') ?? '',
    takenAt: found.takenAt?.toISOString() ?? null,
    takenBy: found.takenBy ?? '',
  }
}

/** A route leads to somebody who is here and may judge, and from a source that is ours. */
async function refuseStrangers(context: Context, routes: readonly contract.Route[]): Promise<void> {
  const people = new Set(
    (await listActiveMembers(context))
      .filter(({ role }) => ['owner', 'lead', 'responder'].includes(role))
      .map(({ id }) => id),
  )
  const sources = new Set((await listSources(context)).map(({ id }) => id))
  routes.forEach(({ to, second, when }, index) => {
    const faults = [
      ...('memberId' in to && !people.has(to.memberId) ? [`routes.${index}.to`] : []),
      ...(second !== undefined && !people.has(second) ? [`routes.${index}.second`] : []),
      ...(when.sourceId !== undefined && !sources.has(when.sourceId)
        ? [`routes.${index}.when.sourceId`]
        : []),
    ]
    if (faults.length > 0)
      refuse(
        'invalid',
        'Choose somebody who is here and may judge signals, and a source that is connected.',
        {
          faults: faults.map((path) => ({ path, message: 'is not here, or may not judge signals' })),
        },
      )
  })
}
