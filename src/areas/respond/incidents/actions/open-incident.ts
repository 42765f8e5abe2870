import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { linkSignal } from '../../signals/public.ts'
import * as contract from '../contract/incident.ts'
import { circleByKind } from '../rules/circle.ts'
import { signalFields } from '../rules/basis.ts'
import { whyClosed } from '../rules/incident.ts'
import { addIncident, addSignal, getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import { addSystem } from '../store/work.ts'
import { judgeOpening } from './apply-severity.ts'
import { answerOpening } from './settle-details.ts'
import { takeIn } from './join-alert-groups.ts'
import { incidentOf } from './read-incidents.ts'
import { closeCircle } from './restrict-incident.ts'

/** Declaring: from nothing, or from a signal. Whoever declares leads until somebody else is named. */
export const open = action(
  contract.openIncident,
  async (context, { title, kind, severity, mode, signalId, alertGroupId, answers, circle, details }) => {
    const id = context.newId()
    const leadId = context.actor.kind === 'member' ? context.actor.memberId : null
    const added = await addIncident(context, {
      id,
      title,
      kind,
      mode,
      severity,
      status: 'open',
      leadId,
      openedAt: context.now,
      openedBy: context.actor.name,
    })
    const judged = await judgeOpening(context, { id, kind, severity, answers })
    const answered = await answerOpening(context, added, details)
    context.record({
      stream: id,
      kind: 'incident.open',
      fields: { number: added.number, title, kind, mode, severity, ...judged.leaf, ...answered.leaf },
    })
    await answered.settle()
    const wanted = circle ?? circleByKind(kind, await listActiveMembers(context))
    // Closed before anybody is told of it: who may not see the case does not hear of it either.
    const incident =
      wanted === undefined ? added : await closeCircle(context, added, { ...wanted, reason: '', isNew: true })
    if (alertGroupId !== undefined) await takeIn(context, incident, alertGroupId)
    if (signalId !== undefined) await join(context, incident, signalId)
    await context.announce({
      kind: 'incident.opened',
      incidentId: id,
      number: incident.number,
      title,
      severity,
    })
    await judged.settle(incident)
    for (const name of namesOnce(answers?.systems ?? [])) await suspect(context, id, name)
    return incidentOf(context, incident)
  },
)

export const joinSignal = action(contract.joinSignal, async (context, { id, signalId }) => {
  const incident = await getIncidentToChange(context, id)
  const closed = whyClosed(incident)
  refuseUnless(closed === undefined, 'conflict', closed ?? '')
  await join(context, incident, signalId)
  return incidentOf(context, incident)
})

/** What the first hour named is looked at until somebody says that it is well. */
async function suspect(context: Context, incidentId: string, name: string): Promise<void> {
  const id = context.newId()
  const state = 'suspected'
  await addSystem(context, { id, incidentId, name, state, addedAt: context.now, changedAt: context.now })
  context.record({ stream: incidentId, kind: 'system.add', fields: { system: id, name, state } })
}

function namesOnce(names: readonly string[]): string[] {
  const keys = names.map((name) => name.toLowerCase())
  return names.filter((_name, at) => keys.indexOf(keys[at] ?? '') === at)
}

async function join(context: Context, incident: IncidentRecord, signalId: string): Promise<void> {
  const { title, sourceName } = await linkSignal(context, {
    signalId,
    incidentId: incident.id,
    incidentNumber: incident.number,
  })
  await addSignal(context, incident.id, signalId, context.now)
  context.record({
    stream: incident.id,
    kind: 'signal.link',
    fields: { signal: signalId, title, ...signalFields(sourceName) },
  })
}
