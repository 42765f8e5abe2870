import { and, asc, eq, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Holding } from '../../../register/people/public/holdings.ts'
import { decision, incident, incidentRole, system, task } from '../tables/incident.ts'
import { missingPart } from '../tables/sign-off.ts'

type Reach = Pick<Context, 'tx'>
export type TaskRecord = typeof task.$inferSelect
export type SystemRecord = typeof system.$inferSelect

export async function listTasks({ tx }: Reach, incidentId: string): Promise<TaskRecord[]> {
  return tx
    .select()
    .from(task)
    .where(eq(task.incidentId, incidentId))
    .orderBy(asc(task.place), asc(task.addedAt), asc(task.id))
}

export async function listOpenTasks(
  { tx }: Reach,
  incidentId: string,
): Promise<{ id: string; title: string }[]> {
  return tx
    .select({ id: task.id, title: task.title })
    .from(task)
    .where(and(eq(task.incidentId, incidentId), isNull(task.doneAt)))
    .orderBy(asc(task.place), asc(task.addedAt), asc(task.id))
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
  const [added] = await tx
    .insert(task)
    .values({
      ...fields,
      place: sql`(select coalesce(max(other.place), 0) + 1 from app.task other where other.incident_id = ${fields.incidentId})`,
    })
    .returning()
  return added ?? refuse('unavailable', 'The task could not be stored. Nothing was changed.')
}

type TaskChange = Partial<
  Pick<
    TaskRecord,
    | 'title'
    | 'ownerId'
    | 'dueAt'
    | 'doneAt'
    | 'doneBy'
    | 'note'
    | 'systemId'
    | 'heading'
    | 'proof'
    | 'state'
    | 'waitsFor'
    | 'place'
    | 'remindedAt'
    | 'overdueAt'
    | 'escalatedAt'
  >
>

export async function changeTask({ tx }: Reach, id: string, change: TaskChange): Promise<TaskRecord> {
  const [changed] = await tx
    .update(task)
    .set({ ...change, version: sql`${task.version} + 1` })
    .where(eq(task.id, id))
    .returning()
  return changed ?? refuse('not_found', 'There is no such task in this incident.')
}

/**
 * Says that somebody is told of a task now. Not a change of the task itself: whoever edits it is not interrupted.
 * @returns false when it is done, or was said already
 */
export async function noteTold(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  id: string,
  told: 'remindedAt' | 'overdueAt' | 'escalatedAt',
): Promise<boolean> {
  const rows = await tx
    .update(task)
    .set({ [told]: now })
    .where(and(eq(task.id, id), isNull(task[told]), isNull(task.doneAt)))
    .returning({ id: task.id })
  return rows.length === 1
}

/** Gives the tasks of an incident places a whole step apart, in this order. */
export async function renumberTasks({ tx }: Reach, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update app.task set place = wanted.place
    from unnest(${sql.param([...ids])}::uuid[]) with ordinality as wanted(id, place) where task.id = wanted.id`)
}

/**
 * Open tasks of open incidents of which somebody may have to be told: those due before `until`, at most so many at a
 * time, the most overdue first.
 */
export async function listDueTasks({ tx }: Reach, until: Date, limit: number) {
  return tx
    .select({ task, incident })
    .from(task)
    .innerJoin(incident, and(eq(incident.tenantId, task.tenantId), eq(incident.id, task.incidentId)))
    .where(
      and(
        isNull(task.doneAt),
        isNotNull(task.dueAt),
        lte(task.dueAt, until),
        isNull(task.escalatedAt),
        eq(incident.status, 'open'),
      ),
    )
    .orderBy(asc(task.dueAt), asc(task.id))
    .limit(limit)
}

/** Open tasks of open, real cases that are due before `until`, for a list over many cases; the most overdue first. */
export async function listTasksDue(
  { tx }: Reach,
  until: Date,
  limit: number,
): Promise<{ id: string; title: string; dueAt: Date; incidentId: string; number: number }[]> {
  const rows = await tx
    .select({
      id: task.id,
      title: task.title,
      dueAt: task.dueAt,
      incidentId: task.incidentId,
      number: incident.number,
    })
    .from(task)
    .innerJoin(incident, and(eq(incident.tenantId, task.tenantId), eq(incident.id, task.incidentId)))
    .where(
      and(
        isNull(task.doneAt),
        isNotNull(task.dueAt),
        lte(task.dueAt, until),
        eq(incident.status, 'open'),
        ne(incident.mode, 'exercise'),
      ),
    )
    .orderBy(asc(task.dueAt), asc(task.id))
    .limit(limit)
  return rows.flatMap((row) => (row.dueAt === null ? [] : [{ ...row, dueAt: row.dueAt }]))
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

/** Open cases that this person leads, and open ones in which they have a role or something to do, in words. */
export async function heldCases({ tx }: Reach, memberId: string): Promise<Holding[]> {
  const { number, isRestricted } = incident
  const led = await tx
    .select({ number, isRestricted })
    .from(incident)
    .where(and(eq(incident.leadId, memberId), isNull(incident.closedAt)))
    .orderBy(asc(number))
  const roles = await tx
    .select({ number, isRestricted, role: incidentRole.role, holderId: incidentRole.memberId })
    .from(incidentRole)
    .innerJoin(incident, eq(incident.id, incidentRole.incidentId))
    .where(
      and(
        or(eq(incidentRole.memberId, memberId), eq(incidentRole.deputyId, memberId)),
        isNull(incident.closedAt),
      ),
    )
    .orderBy(asc(number), asc(incidentRole.role))
  const busy = await tx
    .select({ number, isRestricted, tasks: sql<number>`count(*)::int` })
    .from(task)
    .innerJoin(incident, eq(incident.id, task.incidentId))
    .where(and(eq(task.ownerId, memberId), isNull(task.doneAt), isNull(incident.closedAt)))
    .groupBy(number, isRestricted)
    .orderBy(asc(number))
  // Also of closed cases: what a reviewer misses is missing after the end.
  const missing = await tx
    .select({ number, isRestricted, parts: sql<number>`count(*)::int` })
    .from(missingPart)
    .innerJoin(incident, eq(incident.id, missingPart.incidentId))
    .where(and(eq(missingPart.ownerId, memberId), isNull(missingPart.settledAt)))
    .groupBy(number, isRestricted)
    .orderBy(asc(number))
  const holding = (row: { isRestricted: boolean }, words: string) => ({ words, isSealed: row.isRestricted })
  return [
    ...led.map((row) => holding(row, `the lead of INC-${row.number}`)),
    ...roles.map((row) =>
      holding(
        row,
        `${row.holderId === memberId ? 'the role' : 'deputy in the role'} ${row.role} in INC-${row.number}`,
      ),
    ),
    ...busy.map((row) => holding(row, `open tasks in INC-${row.number}: ${row.tasks}`)),
    ...missing.map((row) => holding(row, `what a reviewer found missing in INC-${row.number}: ${row.parts}`)),
  ]
}
