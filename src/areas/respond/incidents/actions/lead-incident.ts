import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember } from '../../../register/people/public/people.ts'
import { settleSignalsOf } from '../../signals/public.ts'
import * as contract from '../contract/incident.ts'
import { closureOf, whyClosed, whyNotClosable } from '../rules/incident.ts'
import {
  changeIncident,
  findIncidentByNumber,
  getIncidentToChange,
  type IncidentRecord,
} from '../store/incidents.ts'
import { listOpenTasks } from '../store/work.ts'
import { keepDecision, keepNote, saidNow } from './keep-lines.ts'
import { incidentOf } from './read-incidents.ts'

export const grade = action(contract.changeSeverity, async (context, { id, severity, reason }) => {
  const incident = await getOpenIncident(context, id)
  refuseUnless(incident.severity !== severity, 'conflict', `The severity is ${severity} already.`)
  context.record({
    stream: id,
    kind: 'severity.change',
    fields: { from: incident.severity, to: severity, reason },
  })
  const { number, title, severity: from } = incident
  await context.announce({ kind: 'severity.changed', incidentId: id, number, title, from, to: severity })
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
  context.record({ stream: id, kind: 'lead.change', fields: { lead: memberId, name: member.name } })
  return incidentOf(context, await changeIncident(context, id, { leadId: memberId }))
})

export const note = action(contract.addToTimeline, async (context, { id, text, mentions }) => {
  const incident = await getOpenIncident(context, id)
  await keepNote(context, incident, { text, mentions }, saidNow(context))
  return { number: null }
})

export const decide = action(contract.recordDecision, async (context, { id: incidentId, text, options }) => {
  await getOpenIncident(context, incidentId)
  return { id: await keepDecision(context, incidentId, { text, options }, saidNow(context)) }
})

export const close = action(contract.closeIncident, async (context, { id, ...wanted }) => {
  const incident = await getOpenIncident(context, id)
  const fault = whyNotClosable(incident, wanted)
  if (fault !== undefined) refuse('invalid', fault, { faults: [{ path: 'duplicateOf', message: fault }] })
  if (wanted.duplicateOf !== undefined) await refuseUnknownOriginal(context, wanted.duplicateOf)
  const closure = closureOf(wanted, await listOpenTasks(context, id), context.actor.name)
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
  await settleSignalsOf(context, id)
  context.checkpoint()
  return incidentOf(
    context,
    await changeIncident(context, id, { status: 'closed', closedAt: context.now, closure }),
  )
})

async function refuseUnknownOriginal(context: Context, number: number): Promise<void> {
  const original = await findIncidentByNumber(context, number)
  refuseUnless(original !== undefined, 'invalid', `There is no incident INC-${number} here.`, {
    faults: [{ path: 'duplicateOf', message: 'There is no incident with this number.' }],
  })
}

/** The incident, locked; refused when it is closed. Of two people who close at once the second finds it closed. */
export async function getOpenIncident(context: Context, id: string): Promise<IncidentRecord> {
  const incident = await getIncidentToChange(context, id)
  const closed = whyClosed(incident)
  if (closed !== undefined) refuse('conflict', closed, { reason: 'closed' })
  return incident
}
