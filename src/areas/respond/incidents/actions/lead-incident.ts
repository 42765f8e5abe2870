import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import type { MemberRole } from '../../../../base/permissions.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract/incident.ts'
import { whyClosed } from '../rules/incident.ts'
import { isInside } from '../store/circle.ts'
import { changeIncident, getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import { keepDecision, keepNote, resting, saidNow } from './keep-lines.ts'
import { applySeverity } from './apply-severity.ts'
import { followSeverity } from './settle-details.ts'
import { recordLead } from './lead-change.ts'
import { incidentOf, isReadingGuest } from './read-incidents.ts'

export const grade = action(contract.changeSeverity, async (context, { id, severity, reason }) => {
  const incident = await getOpenIncident(context, id)
  refuseUnless(incident.severity !== severity, 'conflict', `The severity is ${severity} already.`)
  const applied = await applySeverity(context, incident, { to: severity, reason })
  const details = await followSeverity(context, incident, severity)
  context.record({
    stream: id,
    kind: 'severity.change',
    fields: { from: incident.severity, to: severity, reason, ...applied.leaf, ...details.leaf },
  })
  await details.settle()
  const { number, title, severity: from } = incident
  await context.announce({ kind: 'severity.changed', incidentId: id, number, title, from, to: severity })
  await applied.settle()
  return incidentOf(context, await changeIncident(context, id, { severity }))
})

export const lead = action(contract.takeLead, async (context, { id, memberId }) => {
  await getOpenIncident(context, id)
  const member = await getMember(context, memberId)
  refuseUnless(
    member.status === 'active',
    'conflict',
    `${member.name} cannot sign in at the moment. Choose somebody else.`,
  )
  await refuseOutsider(context, id, member)
  await recordLead(context, id, member)
  return incidentOf(context, await changeIncident(context, id, { leadId: memberId }))
})

export const note = action(contract.addToTimeline, async (context, { id, text, mentions, basis }) => {
  const incident = await getOpenIncident(context, id)
  await keepNote(context, incident, { text, mentions }, resting(saidNow(context), basis))
  return { number: null }
})

export const decide = action(
  contract.recordDecision,
  async (context, { id: incidentId, text, options, basis }) => {
    await getOpenIncident(context, incidentId)
    const said = resting(saidNow(context), basis)
    return { id: await keepDecision(context, incidentId, { text, options }, said) }
  },
)

/** A restricted case can be given to nobody who does not see it. */
export async function refuseOutsider(
  context: Context,
  incidentId: string,
  person: { readonly id: string; readonly name: string; readonly role: MemberRole },
): Promise<void> {
  refuseUnless(
    await isInside(context, incidentId, { memberId: person.id, role: person.role }),
    'conflict',
    outsiderSentence(person.name),
    { reason: 'outside_circle' },
  )
}

export function outsiderSentence(name: string): string {
  return `${name} does not see this incident. Let them in first.`
}

/** The incident, locked; refused when it is closed. Of two people who close at once the second finds it closed. */
export async function getOpenIncident(context: Context, id: string): Promise<IncidentRecord> {
  return refuseNotWritable(context, await getIncidentToChange(context, id))
}

/** The incident itself, where it is open and whoever acts may do more than read. */
export async function refuseNotWritable(context: Context, incident: IncidentRecord): Promise<IncidentRecord> {
  const closed = whyClosed(incident)
  if (closed !== undefined) refuse('conflict', closed, { reason: 'closed' })
  await refuseReadingGuest(context, incident.id)
  return incident
}

/** A guest who was let in to read changes nothing; the wall says so too, by refusing the leaf. */
export async function refuseReadingGuest(context: Context, id: string): Promise<void> {
  refuseUnless(
    !(await isReadingGuest(context, id)),
    'forbidden',
    'You were let in to read. Whoever leads this incident can let you write.',
  )
}
