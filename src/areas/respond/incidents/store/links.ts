import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import {
  incident,
  incidentLink,
  incidentMerge,
  incidentSignal,
  system,
  task,
  type Moved,
} from '../tables/incident.ts'
import type { IncidentRecord } from './incidents.ts'

type Reach = Pick<Context, 'tx'>
export type LinkRecord = typeof incidentLink.$inferSelect
export type MergeRecord = typeof incidentMerge.$inferSelect
export type { Moved } from '../tables/incident.ts'

/** The links of a case from both ends, newest first, with the case at the other end; what is out of sight is not there. */
export async function listLinks(
  { tx }: Reach,
  id: string,
): Promise<{ link: LinkRecord; other: IncidentRecord }[]> {
  const rows = await tx
    .select({ link: incidentLink, other: incident })
    .from(incidentLink)
    .innerJoin(
      incident,
      sql`${incident.id} = case when ${incidentLink.incidentId} = ${id} then ${incidentLink.otherId} else ${incidentLink.incidentId} end`,
    )
    .where(or(eq(incidentLink.incidentId, id), eq(incidentLink.otherId, id)))
    .orderBy(sql`${incidentLink.linkedAt} desc`, incidentLink.id)
  return rows
}

/** @returns false when the two are linked so already */
export async function addLink({ tx }: Reach, fields: Omit<LinkRecord, 'tenantId'>): Promise<boolean> {
  const rows = await tx
    .insert(incidentLink)
    .values(fields)
    .onConflictDoNothing()
    .returning({ id: incidentLink.id })
  return rows.length === 1
}

export async function getLink({ tx }: Reach, incidentId: string, id: string): Promise<LinkRecord> {
  const [found] = await tx
    .select()
    .from(incidentLink)
    .where(
      and(
        eq(incidentLink.id, id),
        or(eq(incidentLink.incidentId, incidentId), eq(incidentLink.otherId, incidentId)),
      ),
    )
  return found ?? refuse('not_found', 'There is no such link of this incident.')
}

/** @returns false when somebody else removed it meanwhile */
export async function removeLink({ tx }: Reach, id: string): Promise<boolean> {
  const rows = await tx.delete(incidentLink).where(eq(incidentLink.id, id)).returning({ id: incidentLink.id })
  return rows.length === 1
}

export async function removeLinkBetween(
  { tx }: Reach,
  ends: Pick<LinkRecord, 'incidentId' | 'otherId' | 'kind'>,
): Promise<void> {
  await tx
    .delete(incidentLink)
    .where(
      and(
        eq(incidentLink.incidentId, ends.incidentId),
        eq(incidentLink.otherId, ends.otherId),
        eq(incidentLink.kind, ends.kind),
      ),
    )
}

export async function findMerge({ tx }: Reach, incidentId: string): Promise<MergeRecord | undefined> {
  const [found] = await tx.select().from(incidentMerge).where(eq(incidentMerge.incidentId, incidentId))
  return found
}

export async function addMerge({ tx }: Reach, fields: Omit<MergeRecord, 'tenantId'>): Promise<void> {
  await tx.insert(incidentMerge).values(fields)
}

export async function removeMerge({ tx }: Reach, incidentId: string): Promise<void> {
  await tx.delete(incidentMerge).where(eq(incidentMerge.incidentId, incidentId))
}

/** What goes over with a merge: open tasks, all systems, all signals. */
export async function movableOf({ tx }: Reach, incidentId: string): Promise<Moved> {
  const [tasks, systems, signals] = [
    await tx
      .select({ id: task.id })
      .from(task)
      .where(and(eq(task.incidentId, incidentId), isNull(task.doneAt))),
    await tx.select({ id: system.id }).from(system).where(eq(system.incidentId, incidentId)),
    await tx
      .select({ id: incidentSignal.signalId })
      .from(incidentSignal)
      .where(eq(incidentSignal.incidentId, incidentId)),
  ]
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  return { tasks: ids(tasks), systems: ids(systems), signals: ids(signals) }
}

/** Moves what is still in the one case to the other, and counts the open tasks of both anew. @returns what moved */
export async function move(
  { tx }: Reach,
  { from, to, what }: { from: string; to: string; what: Moved },
): Promise<Moved> {
  const tasks = await moveRows(tx, { table: task, from, to, ids: what.tasks })
  const systems = await moveRows(tx, { table: system, from, to, ids: what.systems })
  const signals =
    what.signals.length === 0
      ? []
      : await tx
          .update(incidentSignal)
          .set({ incidentId: to })
          .where(
            and(eq(incidentSignal.incidentId, from), inArray(incidentSignal.signalId, [...what.signals])),
          )
          .returning({ id: incidentSignal.signalId })
  await tx.execute(sql`update app.incident i set open_tasks = (
    select count(*) from app.task t where t.tenant_id = i.tenant_id and t.incident_id = i.id and t.done_at is null)
    where i.id in (${from}, ${to})`)
  return { tasks, systems, signals: signals.map(({ id }) => id) }
}

async function moveRows(
  tx: Reach['tx'],
  {
    table,
    from,
    to,
    ids,
  }: { table: typeof task | typeof system; from: string; to: string; ids: readonly string[] },
): Promise<string[]> {
  if (ids.length === 0) return []
  // A step belongs to the run that it was made from.
  const changes = table === task ? { incidentId: to, step: null } : { incidentId: to }
  const rows = await tx
    .update(table)
    .set(changes)
    .where(and(eq(table.incidentId, from), inArray(table.id, [...ids])))
    .returning({ id: table.id })
  return rows.map(({ id }) => id)
}
