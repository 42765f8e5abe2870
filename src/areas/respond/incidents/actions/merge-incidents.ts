import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { stricterTlp } from '../../../../base/tlp.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { moveSignals } from '../../signals/public.ts'
import * as contract from '../contract/links.ts'
import { closureOf } from '../rules/incident.ts'
import { whyNotMerged, whyNotSplit, whyNotUnmerged } from '../rules/endings.ts'
import { addSuspects, listAccess, listSuspects, saveAccess } from '../store/circle.ts'
import {
  addIncident,
  changeIncident,
  getIncident,
  getIncidentToChange,
  type IncidentRecord,
} from '../store/incidents.ts'
import {
  addLink,
  addMerge,
  findMerge,
  movableOf,
  move,
  removeLinkBetween,
  removeMerge,
  type Moved,
} from '../store/links.ts'
import { getOpenIncident } from './lead-incident.ts'
import { getOther } from './link-incidents.ts'
import { incidentOf } from './read-incidents.ts'

/** The case that is merged is closed and points to the other; its record, evidence and address stay as they are. */
export const merge = action(contract.mergeIncident, async (context, { id, into, reason }) => {
  const wanted = await getOther(context, into, 'into')
  const { source, target } = await lockBoth(context, id, wanted.id)
  const why = whyNotMerged(source, target)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  const moved = await carry(context, source, target, await movableOf(context, id))
  await addMerge(context, {
    incidentId: id,
    intoId: target.id,
    mergedAt: context.now,
    mergedBy: context.actor.name,
    moved,
  })
  await addLink(context, linkOf(context, source, target, 'merged'))
  recordMove(context, 'incident.merge', { source, target, moved, reason })
  const tlp = stricterTlp(source.tlp, target.tlp)
  if (tlp !== target.tlp) {
    context.record({ stream: target.id, kind: 'tlp.change', fields: { from: target.tlp, to: tlp } })
    await changeIncident(context, target.id, { tlp })
  }
  const closing = {
    summary: reason,
    initialVector: 'unknown',
    disposition: 'duplicate',
    duplicateOf: target.number,
  } as const // words of the closed lists
  context.checkpoint()
  return incidentOf(
    context,
    await changeIncident(context, id, {
      status: 'closed',
      closedAt: context.now,
      closure: closureOf(closing, [], context.actor.name),
      mergedInto: target.id,
    }),
  )
})

/** What went over comes back, as far as it is still there. */
export const unmerge = action(contract.unmergeIncident, async (context, { id }) => {
  const before = await getIncident(context, id)
  if (before.mergedInto === null) refuse('conflict', 'This incident was not merged into another.')
  const { source, target } = await lockBoth(context, id, before.mergedInto)
  const merged = await findMerge(context, id)
  if (merged === undefined || source.mergedInto === null)
    refuse('conflict', 'Somebody undid this merge at the same moment.')
  const why = whyNotUnmerged(source, target, merged.mergedAt, context.now)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  const open = await changeIncident(context, id, {
    status: 'open',
    closedAt: null,
    closure: null,
    mergedInto: null,
    reopenedAt: context.now,
  })
  const moved = await carry(context, target, source, merged.moved)
  await removeMerge(context, id)
  await removeLinkBetween(context, { incidentId: id, otherId: target.id, kind: 'merged' })
  recordMove(context, 'incident.unmerge', { source, target, moved })
  return incidentOf(context, { ...open, openTasks: (await getIncident(context, id)).openTasks })
})

/** The new case is seen by the same people, carries the same marks, and takes what was chosen. */
export const split = action(
  contract.splitIncident,
  async (context, { id, title, reason, tasks, systems, signals }) => {
    const source = await getOpenIncident(context, id)
    const why = whyNotSplit(source, tasks.length + systems.length + signals.length)
    refuseUnless(why === undefined, 'conflict', why ?? '')
    const { kind, mode, severity, tlp } = source
    const leadId = context.actor.kind === 'member' ? context.actor.memberId : source.leadId
    const target = await addIncident(context, {
      id: context.newId(),
      title,
      kind,
      mode,
      severity,
      tlp,
      leadId,
      status: 'open',
      openedAt: context.now,
      openedBy: context.actor.name,
    })
    await copyCircle(context, source, target)
    const moved = await carry(context, source, target, { tasks, systems, signals })
    const isWhole =
      moved.tasks.length === tasks.length &&
      moved.systems.length === systems.length &&
      moved.signals.length === signals.length
    refuseUnless(isWhole, 'not_found', 'Some of what you chose is not in this incident. Choose again.')
    await addLink(context, linkOf(context, target, source, 'split'))
    context.record({
      stream: target.id,
      kind: 'incident.open',
      fields: { number: target.number, title, kind, mode, severity },
    })
    recordMove(context, 'incident.split', { source, target, moved, reason })
    return incidentOf(context, await getIncident(context, target.id))
  },
)

/** Both, in one order for all, so that two merges at once never wait for each other. */
async function lockBoth(
  context: Context,
  sourceId: string,
  targetId: string,
): Promise<{ source: IncidentRecord; target: IncidentRecord }> {
  const locked = new Map<string, IncidentRecord>()
  for (const id of [sourceId, targetId].toSorted()) locked.set(id, await getIncidentToChange(context, id))
  const [source, target] = [locked.get(sourceId), locked.get(targetId)]
  if (source === undefined || target === undefined) throw new Error('A locked incident is at hand')
  return { source, target }
}

async function carry(
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

/** A case split from a restricted one is closed from its first moment, with the same people and suspects. */
async function copyCircle(context: Context, source: IncidentRecord, target: IncidentRecord): Promise<void> {
  if (!source.isRestricted) return
  for (const { memberId, isGuest, mayWrite, endsAt } of await listAccess(context, source.id))
    if (!isGuest) await saveAccess(context, { incidentId: target.id, memberId, isGuest, mayWrite, endsAt })
  await addSuspects(context, target.id, await listSuspects(context, source.id))
  await changeIncident(context, target.id, { isRestricted: true })
}

function linkOf(context: Context, from: IncidentRecord, to: IncidentRecord, kind: 'merged' | 'split') {
  return {
    id: context.newId(),
    incidentId: from.id,
    otherId: to.id,
    kind,
    linkedAt: context.now,
    linkedBy: context.actor.name,
  }
}

/** On the record of both, with what went over. */
function recordMove(
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
