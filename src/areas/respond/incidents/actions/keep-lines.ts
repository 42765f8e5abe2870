import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Basis } from '../contract/basis.ts'
import { basisFields } from '../rules/basis.ts'
import { saidFields, type Said } from '../rules/captures.ts'
import type { IncidentRecord } from '../store/incidents.ts'
import { addDecision } from '../store/work.ts'
import { tellMentioned } from './tell-mentioned.ts'

/** Said in this moment: what a line is unless it waited for a connection. */
export const saidNow = ({ now }: Pick<Context, 'now'>): Said => ({
  at: now,
  clockOffSeconds: 0,
  isLate: false,
})

/** With what it rests on. @throws Refusal `invalid` where it is to have happened later than it was said */
export function resting(said: Said, basis: Basis | undefined): Said {
  const fields = basisFields(basis, said)
  if (fields !== 'future') return { ...said, basis: fields }
  const message = 'It cannot have happened later than now. Look at the day and the time.'
  return refuse('invalid', message, { faults: [{ path: 'basis.happenedAt', message }] })
}

/** One line on the record. It stands in the ledger only: nobody can change it afterwards, a correction is a new line. */
export async function keepNote(
  context: Context,
  incident: IncidentRecord,
  { text, mentions }: { text: string; mentions: readonly string[] },
  said: Said,
): Promise<void> {
  await tellMentioned(context, incident, mentions)
  context.record({ stream: incident.id, kind: 'note.add', fields: { text, ...saidFields(said) } })
}

/** @returns the id of the decision */
export async function keepDecision(
  context: Context,
  incidentId: string,
  { text, options }: { text: string; options: readonly string[] },
  said: Said,
): Promise<string> {
  const id = context.newId()
  await addDecision(context, {
    id,
    incidentId,
    text,
    options: [...options],
    decidedAt: said.at,
    decidedBy: context.actor.name,
  })
  context.record({
    stream: incidentId,
    kind: 'decision.record',
    fields: { decision: id, text, options: options.join('\n'), ...saidFields(said) },
  })
  return id
}
