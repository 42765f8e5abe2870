import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { stricterPap } from '../../../../base/pap.ts'
import { stricterTlp } from '../../../../base/tlp.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/links.ts'
import { closureOf } from '../rules/incident.ts'
import { whyNotMerged, whyNotSplit, whyNotUnmerged } from '../rules/endings.ts'
import { addSuspects, listAccess, listSuspects, saveAccess, seenBy } from '../store/circle.ts'
import {
  addIncident,
  changeIncident,
  getBothToChange,
  getIncident,
  type IncidentRecord,
} from '../store/incidents.ts'
import { addLink, addMerge, findMerge, movableOf, removeLinkBetween, removeMerge } from '../store/links.ts'
import { judgeOpening } from './apply-severity.ts'
import { recordClosing, refuseWhileOpenPoints, reviewAfter, type Conditions } from './close-incident.ts'
import { getOpenIncident } from './lead-incident.ts'
import { getOther } from './link-incidents.ts'
import { carry, recordArrivals, recordMove } from './move-work.ts'
import { markAlike } from './mark-incident.ts'
import { incidentOf } from './read-incidents.ts'

/**
 * The case that is merged is closed and points to the other; its record, evidence and address stay as they are.
 * @param plugs what other rooms want in order before a case ends, as for its closing
 */
export function mergeWith(plugs: Conditions) {
  return action(contract.mergeIncident, async (context, { id, into, reason }) => {
    const wanted = await getOther(context, into, 'into')
    const [source, target] = await getBothToChange(context, [id, wanted.id])
    const why = whyNotMerged(await withSeen(context, source), await withSeen(context, target))
    refuseUnless(why === undefined, 'conflict', why ?? '')
    await refuseWhileOpenPoints(context, plugs, id, { disposition: 'duplicate' })
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
    await recordArrivals(context, { from: source, to: target, moved })
    await markAlike(context, target, {
      tlp: stricterTlp(source.tlp, target.tlp),
      pap: stricterPap(source.pap, target.pap),
    })
    return incidentOf(context, await endMerged(context, { source, target, reason }))
  })
}

/** Closed like any other duplicate, so that its record says by itself how it ended. */
async function endMerged(
  context: Context,
  { source, target, reason }: { source: IncidentRecord; target: IncidentRecord; reason: string },
): Promise<IncidentRecord> {
  const closing = {
    summary: reason,
    initialVector: 'unknown',
    disposition: 'duplicate',
    duplicateOf: target.number,
  } as const // words of the closed lists
  const closure = closureOf(closing, [], context.actor.name)
  await recordClosing(context, source, closure)
  context.checkpoint()
  return changeIncident(context, source.id, {
    status: 'closed',
    closedAt: context.now,
    closure,
    closedRef: context.actor.ref,
    review: await reviewAfter(context, { ...source, disposition: closure.disposition }),
    mergedInto: target.id,
  })
}

/** What went over comes back, as far as it is still there. */
export const unmerge = action(contract.unmergeIncident, async (context, { id }) => {
  const before = await getIncident(context, id)
  if (before.mergedInto === null) refuse('conflict', 'This incident was not merged into another.')
  const [source, target] = await getBothToChange(context, [id, before.mergedInto])
  const merged = await findMerge(context, id)
  if (merged === undefined || source.mergedInto === null)
    refuse('conflict', 'Somebody undid this merge at the same moment.')
  const [here, there] = [await withSeen(context, source), await withSeen(context, target)]
  const why = whyNotUnmerged(here, there, merged.mergedAt, context.now)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  await changeIncident(context, id, {
    status: 'open',
    closedAt: null,
    closure: null,
    review: null,
    closedRef: null,
    mergedInto: null,
    reopenedAt: context.now,
  })
  const moved = await carry(context, target, source, merged.moved)
  await removeMerge(context, id)
  await removeLinkBetween(context, { incidentId: id, otherId: target.id, kind: 'merged' })
  recordMove(context, 'incident.unmerge', { source, target, moved })
  await recordArrivals(context, { from: target, to: source, moved })
  return incidentOf(context, await getIncident(context, id))
})

/** The new case is seen by the same people, carries the same marks, begins what its severity begins, and takes what was chosen. */
export const split = action(
  contract.splitIncident,
  async (context, { id, title, reason, tasks, systems, signals }) => {
    const source = await getOpenIncident(context, id)
    const why = whyNotSplit(source, tasks.length + systems.length + signals.length)
    refuseUnless(why === undefined, 'conflict', why ?? '')
    const { target, judged } = await openBeside(context, source, title)
    const moved = await carry(context, source, target, { tasks, systems, signals })
    const isWhole =
      moved.tasks.length === tasks.length &&
      moved.systems.length === systems.length &&
      moved.signals.length === signals.length
    refuseUnless(isWhole, 'not_found', 'Some of what you chose is not in this incident. Choose again.')
    await addLink(context, linkOf(context, target, source, 'split'))
    recordMove(context, 'incident.split', { source, target, moved, reason })
    await recordArrivals(context, { from: source, to: target, moved })
    await judged.settle(target)
    return incidentOf(context, await getIncident(context, target.id))
  },
)

/** A case like this one, judged and announced as any that is declared, and closed before anybody hears of it. */
async function openBeside(context: Context, source: IncidentRecord, title: string) {
  const { kind, mode, severity, tlp, pap } = source
  const id = context.newId()
  const leadId = context.actor.kind === 'member' ? context.actor.memberId : source.leadId
  const added = await addIncident(context, {
    id,
    title,
    kind,
    mode,
    severity,
    tlp,
    pap,
    leadId,
    status: 'open',
    openedAt: context.now,
    openedBy: context.actor.name,
  })
  const judged = await judgeOpening(context, { id, kind, severity, answers: undefined })
  const { number } = added
  context.record({
    stream: id,
    kind: 'incident.open',
    fields: { number, title, kind, mode, severity, ...judged.leaf },
  })
  const target = await copyCircle(context, source, added)
  await context.announce({ kind: 'incident.opened', incidentId: id, number, title, severity })
  return { target, judged }
}

/** A case split from a restricted one is closed from its first moment, with the same people and suspects. */
async function copyCircle(
  context: Context,
  source: IncidentRecord,
  target: IncidentRecord,
): Promise<IncidentRecord> {
  if (!source.isRestricted) return target
  const people = (await listAccess(context, source.id)).filter(({ isGuest }) => !isGuest)
  for (const { memberId, isGuest, mayWrite, endsAt } of people)
    await saveAccess(context, { incidentId: target.id, memberId, isGuest, mayWrite, endsAt })
  const suspects = await listSuspects(context, source.id)
  await addSuspects(context, target.id, suspects)
  const members = people.map(({ memberId }) => memberId)
  const names = await namesOf(context, [...members, ...suspects])
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? '').join('\n')
  context.record({
    stream: target.id,
    kind: 'incident.circle',
    fields: { reason: '', people: named(members), suspects: named(suspects), members: members.join(' ') },
  })
  return changeIncident(context, target.id, { isRestricted: true })
}

async function withSeen(context: Context, incident: IncidentRecord) {
  return { ...incident, seenBy: await seenBy(context, incident.id) }
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
