import { and, asc, eq, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { decision, system, task } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type TaskRecord = typeof task.$inferSelect
export type SystemRecord = typeof system.$inferSelect

export async function listTasks({ tx }: Reach, incidentId: string): Promise<TaskRecord[]> {
  return tx
    .select()
    .from(task)
    .where(eq(task.incidentId, incidentId))
    .orderBy(asc(task.addedAt), asc(task.id))
}

export async function listOpenTasks(
  { tx }: Reach,
  incidentId: string,
): Promise<{ id: string; title: string }[]> {
  return tx
    .select({ id: task.id, title: task.title })
    .from(task)
    .where(and(eq(task.incidentId, incidentId), isNull(task.doneAt)))
    .orderBy(asc(task.addedAt), asc(task.id))
}

/** A task is found by its incident and its own id together; one of them from elsewhere finds nothing. */
export async function getTask({ tx }: Reach, incidentId: string, id: string): Promise<TaskRecord> {
  const [found] = await tx
    .select()
    .from(task)
    .where(and(eq(task.incidentId, incidentId), eq(task.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such task in this incident.')
}

export async function addTask(
  { tx }: Reach,
  fields: Omit<typeof task.$inferInsert, 'tenantId'>,
): Promise<TaskRecord> {
  const [added] = await tx.insert(task).values(fields).returning()
  return added ?? refuse('unavailable', 'The task could not be stored. Nothing was changed.')
}

type TaskChange = Partial<Pick<TaskRecord, 'title' | 'ownerId' | 'dueAt' | 'doneAt' | 'doneBy' | 'note'>>

export async function changeTask({ tx }: Reach, id: string, change: TaskChange): Promise<TaskRecord> {
  const [changed] = await tx.update(task).set(change).where(eq(task.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such task in this incident.')
}

export async function listSystems({ tx }: Reach, incidentId: string): Promise<SystemRecord[]> {
  return tx
    .select()
    .from(system)
    .where(eq(system.incidentId, incidentId))
    .orderBy(asc(system.addedAt), asc(system.id))
}

export async function getSystem({ tx }: Reach, incidentId: string, id: string): Promise<SystemRecord> {
  const [found] = await tx
    .select()
    .from(system)
    .where(and(eq(system.incidentId, incidentId), eq(system.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such system in this incident.')
}

export async function addSystem(
  { tx }: Reach,
  fields: Omit<typeof system.$inferInsert, 'tenantId'>,
): Promise<SystemRecord> {
  const [added] = await tx.insert(system).values(fields).returning()
  return added ?? refuse('unavailable', 'The system could not be stored. Nothing was changed.')
}

export async function changeSystem(
  { tx }: Reach,
  id: string,
  state: SystemRecord['state'],
  changedAt: Date,
): Promise<SystemRecord> {
  const [changed] = await tx.update(system).set({ state, changedAt }).where(eq(system.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such system in this incident.')
}

export async function addDecision(
  { tx }: Reach,
  fields: Omit<typeof decision.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(decision).values(fields)
}
