import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, namesOf } from '../../../register/people/public/people.ts'
import type { CaptureOutcome } from '../contract/capture-words.ts'
import * as contract from '../contract/captures.ts'
import { asWords, captureFate, saidFields, saidTime, type Said } from '../rules/captures.ts'
import { addReceipt } from '../store/captures.ts'
import { getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import { keepBlocker, keepIdea, keepNeed } from './keep-captures.ts'
import { writeCost } from './keep-costs.ts'
import { keepDecision, keepNote, resting } from './keep-lines.ts'
import { refuseReadingGuest } from './lead-incident.ts'
import { tellMentioned } from './tell-mentioned.ts'
import { keepSystem } from './work-systems.ts'
import { keepTask, whyNotOwner } from './work-tasks.ts'

/**
 * One line, said now or a while ago. Whatever happened meanwhile, its words reach the record: in a closed incident as
 * a late entry, from somebody who may do less by now as a note. The same line sent again changes nothing.
 */
export const capture = action(
  contract.capture,
  async (context, { id, clientId, saidAt, sentAt, captured, basis }) => {
    const incident = await getIncidentToChange(context, id)
    await refuseReadingGuest(context, id)
    const said = resting(saidTime({ saidAt, sentAt }, context.now, incident.openedAt), basis)
    const fate = captureFate(incident, said, context.now, mayDo(context, captured))
    if (fate === 'refused') {
      const sentence = 'This incident is closed. Only what was said before the closing is still taken.'
      refuse('conflict', sentence, { reason: 'closed' })
    }
    const receipt = { clientId, incidentId: id, outcome: fate, madeAt: context.now }
    if (!(await addReceipt(context, receipt))) return recordRepeat(context, id, said)
    await keep(context, incident, { captured, said, fate })
    return { outcome: fate, saidAt: said.at.toISOString() }
  },
)

/** A repeat changes nothing, and that it came is on the record of the organisation, not of the incident. */
function recordRepeat(context: Context, incidentId: string, said: Said) {
  context.record({ stream: 'audit', kind: 'capture.repeat', fields: { incident: incidentId } })
  const outcome: CaptureOutcome = 'repeat'
  return { outcome, saidAt: said.at.toISOString() }
}

function mayDo(context: Context, captured: contract.Captured): boolean {
  switch (captured.kind) {
    case 'decision':
      return context.can('incident.decide')
    case 'task':
      return context.can('incident.task')
    case 'system':
      return context.can('incident.system')
    case 'note':
    case 'need':
    case 'blocked':
    case 'cost':
    case 'idea':
      return true
  }
}

async function keep(
  context: Context,
  incident: IncidentRecord,
  { captured, said, fate }: { captured: contract.Captured; said: Said; fate: CaptureOutcome },
): Promise<void> {
  if (fate === 'kept') return keepAsMeant(context, incident, captured, said)
  if (captured.kind === 'note') await tellMentioned(context, incident, captured.mentions)
  context.record({
    stream: incident.id,
    kind: fate === 'late' ? 'note.late' : 'note.add',
    // A late line always says when: that it was said before the closing is why it stands here.
    fields: {
      text: asWords(captured, await ownerOf(context, captured)),
      meant: captured.kind,
      ...saidFields(fate === 'late' ? { ...said, isLate: true } : said),
    },
  })
}

/** Whom a task was meant for, by name; '' for nobody and for somebody whom this organisation does not have. */
async function ownerOf(context: Context, captured: contract.Captured): Promise<string> {
  if (captured.kind !== 'task' || captured.ownerId === undefined) return ''
  return (await namesOf(context, [captured.ownerId])).get(captured.ownerId) ?? ''
}

async function keepAsMeant(
  context: Context,
  incident: IncidentRecord,
  captured: contract.Captured,
  said: Said,
): Promise<void> {
  switch (captured.kind) {
    case 'note':
      return keepNote(context, incident, captured, said)
    case 'decision':
      return void (await keepDecision(context, incident.id, captured, said))
    case 'need':
      return void (await keepNeed(context, incident.id, captured, said))
    case 'blocked':
      return void (await keepBlocker(context, incident.id, { ...captured, kind: captured.by }, said))
    case 'cost':
      return void (await writeCost(context, incident, { ...captured, kind: captured.loss }, said))
    case 'idea':
      return void (await keepIdea(context, incident.id, captured, said))
    case 'task':
      return keepLateTask(context, incident, captured, said)
    case 'system':
      return void (await keepSystem(
        context,
        incident.id,
        { name: captured.name, state: captured.state },
        said,
      ))
  }
}

/** Whom it was meant for may have left since it was said: then it is nobody's, and the record says whose it was to be. */
async function keepLateTask(
  context: Context,
  incident: IncidentRecord,
  { title, ownerId, dueAt }: Extract<contract.Captured, { kind: 'task' }>,
  said: Said,
): Promise<void> {
  if (ownerId === undefined) return void (await keepTask(context, incident, { title, dueAt }, said))
  const name = (await namesOf(context, [ownerId])).get(ownerId)
  const canTake =
    name !== undefined &&
    (await whyNotOwner(context, incident.id, await getMember(context, ownerId))) === undefined
  const owner = canTake ? { ownerId } : { ownerLost: name ?? 'somebody who is not known here' }
  await keepTask(context, incident, { title, dueAt, ...owner }, said)
}
