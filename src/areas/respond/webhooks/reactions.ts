import type { Context } from '../../../platform/action.ts'
import type { Announcer } from '../../../platform/events/announce.ts'
import type { WebhookEvent } from './contract.ts'
import { isToldOutside } from './jobs.ts'
import { giveUpAt, webhookBell } from './rules.ts'
import { addDeliveries, webhooksFor } from './store.ts'

/** What each event says. `app/areas.ts` calls it once, at the start. */
export function hearForPrograms(announce: Announcer<Context>): void {
  announce.on('incident.opened', async (context, { incidentId, severity }) =>
    tellPrograms(context, { type: 'incident.declared', incidentId, facts: { severity } }),
  )
  announce.on('severity.changed', async (context, { incidentId, from, to }) =>
    tellPrograms(context, { type: 'incident.severity_changed', incidentId, facts: { from, to } }),
  )
  announce.on('incident.closed', async (context, { incidentId, disposition }) =>
    tellPrograms(context, { type: 'incident.closed', incidentId, facts: { disposition } }),
  )
  announce.on('task.due', async (context, { incidentId, stage, taskId, title }) =>
    tellPrograms(context, {
      ...{ type: 'task.due', incidentId, facts: { stage, task: { id: taskId } } },
      words: { taskTitle: title },
    }),
  )
  announce.on('duty.due', async (context, { incidentId, stage, duty, dueAt }) =>
    tellPrograms(context, { type: 'duty.due', incidentId, facts: { stage }, words: { duty, dueAt } }),
  )
  announce.on('group.waiting', async (context, { signalId }) =>
    tellPrograms(context, { type: 'alert_group.waiting', facts: { signal: { id: signalId } } }),
  )
  announce.on('source.silent', async (context, { sourceId, name }) =>
    tellPrograms(context, { type: 'source.silent', facts: { source: { id: sourceId, name } } }),
  )
  announce.on('copy.told', async (context, { what, copyId, name }) => {
    if (what !== 'late' && what !== 'failed') return
    await tellPrograms(context, { type: 'backup.stale', facts: { what, backup: { id: copyId, name } } })
  })
  announce.on('backup.failed', async (context) =>
    tellPrograms(context, {
      type: 'backup.stale',
      facts: { what: 'failed', backup: { id: null, name: 'Muster' } },
    }),
  )
}

interface Happened {
  readonly type: WebhookEvent
  readonly incidentId?: string
  readonly facts: Record<string, unknown>
  readonly words?: Record<string, string>
}

/** Into the outbox in the transaction of the change; sending starts after it commits. Nothing of a restricted case. */
async function tellPrograms(
  context: Context,
  { type, incidentId, facts, words = {} }: Happened,
): Promise<void> {
  const hearers = await webhooksFor(context, type)
  if (hearers.length === 0) return
  if (incidentId !== undefined && !(await isToldOutside(context, incidentId))) return
  const { now, services, tenantId } = context
  await addDeliveries(
    context,
    hearers.map(({ id: webhookId }) => ({
      ...{ id: context.newId(), webhookId, type, incidentId: incidentId ?? null, facts, words },
      ...{ happenedAt: now, why: 'waiting' as const, nextTryAt: now, giveUpAt: giveUpAt(now) },
    })),
  )
  for (const { id } of hearers) context.afterCommit(() => services.wake.ring(webhookBell, tenantId, id))
}
