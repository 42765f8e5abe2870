import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { Severity } from '../../../../base/incident-words.ts'
import type { Context } from '../../../../platform/action.ts'
import { startRun } from '../../../prepare/playbooks/public.ts'
import { closureOf } from '../rules/incident.ts'
import { keepGrading, keptTable } from '../store/grading.ts'
import { addIncident, changeIncident, getIncidentToChange } from '../store/incidents.ts'
import { addRun } from '../store/runs.ts'
import { listOpenTasks } from '../store/work.ts'

/**
 * Opens a case of the mode exercise with its playbook started, so that people practise on the screens that they will use.
 * It announces nothing: nobody is called, no channel opens, no program outside hears of it and no clock starts.
 */
export async function openRehearsal(
  context: Context,
  wanted: {
    readonly title: string
    readonly kind: IncidentKind
    readonly severity: Severity
    readonly leadId: string | null
    /** Whether the playbook of its kind is played; a drill does something else. */
    readonly hasPlaybook: boolean
  },
): Promise<{ readonly id: string; readonly number: number }> {
  const { title, kind, severity, leadId, hasPlaybook } = wanted
  const { now, actor } = context
  const [id, mode] = [context.newId(), 'exercise' as const]
  const { number } = await addIncident(context, {
    ...{ id, title, kind, mode, severity, leadId, status: 'open' },
    openedAt: now,
    openedBy: actor.name,
  })
  context.record({ stream: id, kind: 'incident.open', fields: { number, title, kind, mode, severity } })
  const { version } = await keptTable(context)
  const unanswered = { answers: null, suggestion: null, answeredAt: null, answeredBy: null }
  await keepGrading(context, { incidentId: id, tableVersion: version, ...unanswered })
  if (hasPlaybook) await playBook(context, { id, kind })
  return { id, number }
}

async function playBook(
  context: Context,
  { id, kind }: { readonly id: string; readonly kind: IncidentKind },
): Promise<void> {
  const { run: document, hash, state } = await startRun(context, { kind })
  await addRun(context, { incidentId: id, hash, document, state, startedAt: context.now })
  await changeIncident(context, id, { hasRun: true })
  const { edition = 'shipped', version: edited, title: name } = document
  context.record({
    stream: id,
    kind: 'run.start',
    fields: { playbook: document.key ?? kind, edition, version: edited, title: name, sha256: hash },
  })
}

/**
 * Closes it, whatever of it is open: a rehearsal ends with its session. One that somebody closed before stays as it is.
 * @param isWhole whether it was played to its end; one that was broken off proves nothing
 */
export async function closeRehearsal(
  context: Context,
  { id, summary, isWhole }: { readonly id: string; readonly summary: string; readonly isWhole: boolean },
): Promise<void> {
  const incident = await getIncidentToChange(context, id)
  if (incident.mode !== 'exercise' || incident.status === 'closed') return
  const disposition = isWhole ? 'resolved' : 'cancelled'
  const open = await listOpenTasks(context, id)
  const closure = closureOf({ summary, initialVector: 'unknown', disposition }, open, context.actor.name)
  context.record({
    stream: id,
    kind: 'incident.close',
    fields: {
      ...{ summary, disposition, initialVector: 'unknown' },
      openTasks: open.map(({ title }) => title).join('\n'),
    },
  })
  context.checkpoint()
  await changeIncident(context, id, {
    ...{ status: 'closed', closedAt: context.now, closure, review: null },
    closedRef: context.actor.ref,
  })
}
