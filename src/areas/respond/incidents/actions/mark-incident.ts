import { refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import * as contract from '../contract/circle.ts'
import { whyNotReleased } from '../rules/circle.ts'
import { whyNotReopened } from '../rules/endings.ts'
import { isInside } from '../store/circle.ts'
import { changeIncident, getIncidentToChange } from '../store/incidents.ts'
import { incidentOf } from './read-incidents.ts'
import { reopenIncident } from './reopen-incident.ts'
import { circleOf } from './restrict-incident.ts'

/** How far the words of a case may travel; a closed case can still be marked, since its report still travels. */
export const markTlp = action(contract.markTlp, async (context, { id, tlp }) => {
  const incident = await getIncidentToChange(context, id)
  refuseUnless(incident.tlp !== tlp, 'conflict', 'The incident is marked so already.')
  context.record({ stream: id, kind: 'tlp.change', fields: { from: incident.tlp, to: tlp } })
  return circleOf(context, await changeIncident(context, id, { tlp }))
})

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
