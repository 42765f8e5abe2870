import { refuseUnless } from '../../../../base/refusal.ts'
import type { Pap } from '../../../../base/pap.ts'
import type { Tlp } from '../../../../base/tlp.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import * as contract from '../contract/circle.ts'
import { whyNotReleased } from '../rules/circle.ts'
import { whyNotReopened } from '../rules/endings.ts'
import { isInside } from '../store/circle.ts'
import { changeIncident, getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import { incidentOf } from './read-incidents.ts'
import { reopenIncident } from './reopen-incident.ts'
import { circleOf } from './restrict-incident.ts'

/** How far the words of a case may travel; a closed case can still be marked, since its report still travels. */
export const markTlp = action(contract.markTlp, async (context, { id, ...marks }) => {
  const incident = await getIncidentToChange(context, id)
  const marked = await markAlike(context, incident, marks)
  refuseUnless(marked !== undefined, 'conflict', 'The incident is marked so already.')
  return circleOf(context, marked)
})

/**
 * Each mark that is another one, with a leaf of its own.
 * @returns undefined where it is marked so already
 */
export async function markAlike(
  context: Context,
  { id, ...before }: Pick<IncidentRecord, 'id' | 'tlp' | 'pap'>,
  { tlp, pap }: { readonly tlp?: Tlp | undefined; readonly pap?: Pap | null | undefined },
): Promise<IncidentRecord | undefined> {
  const isOther = { tlp: tlp !== undefined && tlp !== before.tlp, pap: !!pap && pap !== before.pap }
  if (isOther.tlp)
    context.record({ stream: id, kind: 'tlp.change', fields: { from: before.tlp, to: tlp ?? '' } })
  if (isOther.pap)
    context.record({ stream: id, kind: 'pap.change', fields: { from: before.pap ?? 'none', to: pap ?? '' } })
  if (!isOther.tlp && !isOther.pap) return undefined
  return changeIncident(context, id, { ...(isOther.tlp && { tlp }), ...(isOther.pap && { pap }) })
}

export const hold = action(contract.holdIncident, async (context, { id, reason }) => {
  const incident = await getIncidentToChange(context, id)
  refuseUnless(incident.heldAt === null, 'conflict', 'This incident is under legal hold already.')
  context.record({ stream: id, kind: 'incident.hold', fields: { reason } })
  const heldBy = context.actor.kind === 'member' ? context.actor.memberId : null
  return circleOf(
    context,
    await changeIncident(context, id, { heldAt: context.now, heldBy, holdReason: reason }),
  )
})

export const release = action(contract.releaseIncident, async (context, { id, reason }) => {
  const incident = await getIncidentToChange(context, id)
  refuseUnless(incident.heldAt !== null, 'conflict', 'This incident is not under legal hold.')
  const releaser = context.actor.kind === 'member' ? context.actor.memberId : ''
  const others = []
  for (const person of await listActiveMembers(context))
    if (await isInside(context, id, { memberId: person.id, role: person.role })) others.push(person)
  const why = whyNotReleased({ by: incident.heldBy }, releaser, others)
  refuseUnless(why === undefined, 'conflict', why ?? '', { reason: 'two_people' })
  const isAlone = incident.heldBy === releaser
  context.record({
    stream: id,
    kind: 'incident.release',
    fields: { reason, held: incident.holdReason ?? '', ...(isAlone && { alone: 'yes' }) },
  })
  return circleOf(
    context,
    await changeIncident(context, id, { heldAt: null, heldBy: null, holdReason: null }),
  )
})

export const reopen = action(contract.reopenIncident, async (context, { id, reason }) => {
  const incident = await getIncidentToChange(context, id)
  const why = whyNotReopened(incident, context.now)
  refuseUnless(why === undefined, 'conflict', why ?? '')
  return incidentOf(context, await reopenIncident(context, incident, reason))
})
