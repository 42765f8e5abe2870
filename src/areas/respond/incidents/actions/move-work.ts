import type { Context } from '../../../../platform/action.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { moveSignals, getSignalTitle } from '../../signals/public.ts'
import type { IncidentRecord } from '../store/incidents.ts'
import { move, type Moved } from '../store/links.ts'
import { listSystems, listTasks } from '../store/work.ts'

/** Work that goes from one case to another: what is still there goes over. @returns what went */
export async function carry(
  context: Context,
  from: IncidentRecord,
  to: IncidentRecord,
  what: Moved,
): Promise<Moved> {
  const moved = await move(context, { from: from.id, to: to.id, what })
  const { systems: systemIds } = moved
  if (systemIds.length > 0)
    await context.announce({ kind: 'systems.moved', from: from.id, to: to.id, systemIds })
  await moveSignals(context, { ids: moved.signals, incidentId: to.id, incidentNumber: to.number })
  return moved
}

/** On the record of both, with what went over. */
export function recordMove(
  context: Context,
  kind: 'incident.merge' | 'incident.unmerge' | 'incident.split',
  {
    source,
    target,
    moved,
    reason,
  }: { source: IncidentRecord; target: IncidentRecord; moved: Moved; reason?: string },
): void {
  const fields = {
    tasks: moved.tasks.join(' '),
    systems: moved.systems.join(' '),
    signals: moved.signals.join(' '),
    ...(reason !== undefined && { reason }),
  }
  const from = { from: source.id, fromNumber: source.number, into: target.id, intoNumber: target.number }
  for (const stream of [source.id, target.id])
    context.record({ stream, kind, fields: { ...from, ...fields } })
}

/** On the record where it goes on: each thing as it stood when it came, since that record is read alone. */
export async function recordArrivals(
  context: Context,
  { from, to, moved }: { from: IncidentRecord; to: IncidentRecord; moved: Moved },
): Promise<void> {
  const [stream, movedFrom] = [to.id, from.number]
  const tasks = (await listTasks(context, to.id)).filter(({ id }) => moved.tasks.includes(id))
  const names = await namesOf(
    context,
    tasks.flatMap(({ ownerId }) => ownerId ?? []),
  )
  for (const { id, title, ownerId, dueAt, doneAt, doneBy, note } of tasks) {
    const owner = names.get(ownerId ?? '') ?? ''
    const done = doneAt !== null && { doneAt: doneAt.toISOString(), doneBy: doneBy ?? '', note }
    const fields = { task: id, title, owner, dueAt: dueAt?.toISOString() ?? '', movedFrom }
    context.record({ stream, kind: 'task.add', fields: { ...fields, ...done } })
  }
  for (const { id, name, state } of await listSystems(context, to.id))
    if (moved.systems.includes(id))
      context.record({ stream, kind: 'system.add', fields: { system: id, name, state, movedFrom } })
  for (const signal of moved.signals) {
    const title = await getSignalTitle(context, signal)
    context.record({ stream, kind: 'signal.link', fields: { signal, title, movedFrom } })
  }
}
