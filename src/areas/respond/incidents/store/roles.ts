import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { incidentRole, roleCard, roleTask, task } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
export type RoleRecord = typeof incidentRole.$inferSelect
export type CardRecord = typeof roleCard.$inferSelect

/** Cards that the organisation wrote, those out of use among them. */
export async function listCards({ tx }: Reach): Promise<CardRecord[]> {
  return tx.select().from(roleCard)
}

export async function keepCard(
  { tx }: Reach,
  fields: Omit<typeof roleCard.$inferInsert, 'tenantId'>,
): Promise<void> {
  const { role: _role, ...change } = fields
  await tx
    .insert(roleCard)
    .values(fields)
    .onConflictDoUpdate({ target: [roleCard.tenantId, roleCard.role], set: change })
}

export async function listRoles({ tx }: Reach, incidentId: string): Promise<RoleRecord[]> {
  return tx.select().from(incidentRole).where(eq(incidentRole.incidentId, incidentId))
}

export async function keepRole(
  { tx }: Reach,
  fields: Omit<typeof incidentRole.$inferInsert, 'tenantId'>,
): Promise<void> {
  const { incidentId: _incident, role: _role, ...change } = fields
  await tx
    .insert(incidentRole)
    .values(fields)
    .onConflictDoUpdate({
      target: [incidentRole.tenantId, incidentRole.incidentId, incidentRole.role],
      set: change,
    })
}

export async function addRoleTask(
  { tx }: Reach,
  fields: Omit<typeof roleTask.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(roleTask).values(fields)
}

/** Nobody stands in for themselves: who has a role now is its deputy no longer. */
export async function dropDeputy(
  { tx }: Reach,
  incidentId: string,
  { role, memberId }: { role: string; memberId: string },
): Promise<void> {
  await tx
    .update(incidentRole)
    .set({ deputyId: null })
    .where(
      and(
        eq(incidentRole.incidentId, incidentId),
        eq(incidentRole.role, role),
        eq(incidentRole.deputyId, memberId),
      ),
    )
}

/** Open tasks that came with a role, for whoever takes it over. @returns the tasks as they are then */
export async function moveRoleTasks(
  { tx }: Reach,
  wanted: { incidentId: string; role: string; from: string | null; to: string },
): Promise<(typeof task.$inferSelect)[]> {
  const { incidentId, role, from, to } = wanted
  const own = tx
    .select({ id: roleTask.taskId })
    .from(roleTask)
    .where(and(eq(roleTask.incidentId, incidentId), eq(roleTask.role, role)))
  return tx
    .update(task)
    .set({ ownerId: to, version: sql`${task.version} + 1` })
    .where(
      and(
        // A task that went over to another incident is not this role's any more.
        eq(task.incidentId, incidentId),
        inArray(task.id, own),
        isNull(task.doneAt),
        from === null ? isNull(task.ownerId) : eq(task.ownerId, from),
      ),
    )
    .returning()
}
