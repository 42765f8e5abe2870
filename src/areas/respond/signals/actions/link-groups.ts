/** An alert group goes to an incident with all its signals, and can come back. Called by the room of incidents. */
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { recountClusters } from '../store/clusters.ts'
import { freeSignalsOf, linkSignals, lockGroupsOf, moveGroup, unlinkSignals } from '../store/escalation.ts'
import { findGroups, type GroupRecord } from '../store/groups.ts'
import { lockGroups } from '../store/verdicts.ts'

/** Where an incident is named by its id and the number that people say. */
export interface Whose {
  readonly groupId: string
  readonly incidentId: string
  readonly incidentNumber: number
}

/**
 * Gives a group and its signals to the incident; signals of other incidents stay where they are. Done again, what joined
 * the group meanwhile follows. The caller records `signal.link`.
 * @throws Refusal `not_found`, or `conflict` when the group belongs to another incident or is part of another group
 */
export async function linkGroup(
  context: Context,
  { groupId, incidentId, incidentNumber }: Whose,
): Promise<{
  readonly title: string
  readonly signals: readonly { id: string; title: string; sourceName: string | null }[]
}> {
  const group = await getGroupToChange(context, groupId)
  refuseUnless(
    group.mergedInto === null,
    'conflict',
    'This group is part of another one. Take that one instead.',
  )
  refuseUnless(
    group.incidentId === null || group.incidentId === incidentId,
    'conflict',
    `This group belongs to INC-${group.incidentNumber} already.`,
  )
  const signals = await freeSignalsOf(context, groupId)
  for (const { id, title, wasDismissed } of signals)
    if (wasDismissed)
      context.record({ stream: 'intake', kind: 'signal.restore', fields: { signal: id, title } })
  const ids = signals.map(({ id }) => id)
  const touched = await lockGroupsOf(context, ids)
  await linkSignals(context, ids, { id: incidentId, number: incidentNumber })
  const incident = { id: incidentId, number: incidentNumber }
  await moveGroup(context, { groupId, incident, by: context.actor.name })
  await recountClusters(context, [...new Set([groupId, ...touched])])
  return { title: group.title, signals }
}

/**
 * Takes a group back out of the incident, and its signals with it.
 * @returns the ids of the signals
 * @throws Refusal `not_found`, also when it belongs to another incident
 */
export async function unlinkGroup(
  context: Context,
  { groupId, incidentId }: Omit<Whose, 'incidentNumber'>,
): Promise<{ readonly title: string; readonly signalIds: readonly string[] }> {
  const group = await getGroupToChange(context, groupId)
  refuseUnless(group.incidentId === incidentId, 'not_found', 'There is no such alert group in this incident.')
  const signalIds = await unlinkSignals(context, groupId, incidentId)
  await moveGroup(context, { groupId, incident: null, by: context.actor.name })
  await recountClusters(context, [...new Set([groupId, ...(await lockGroupsOf(context, signalIds))])])
  return { title: group.title, signalIds }
}

async function getGroupToChange(context: Context, id: string): Promise<GroupRecord> {
  await lockGroups(context, [id])
  const [found] = await findGroups(context, [id])
  return found ?? refuse('not_found', 'There is no such alert group here.')
}
