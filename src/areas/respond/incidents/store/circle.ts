import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear, type Listener } from '../../../../platform/database/circle.ts'
import { incidentAccess, incidentRole, incidentSuspect, task } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
type InTime = Pick<Context, 'tx' | 'now'>
export type AccessRecord = typeof incidentAccess.$inferSelect

/** Who was let into a case by name and still is, in the order they came. */
export async function listAccess({ tx, now }: InTime, incidentId: string): Promise<AccessRecord[]> {
  return tx
    .select()
    .from(incidentAccess)
    .where(and(eq(incidentAccess.incidentId, incidentId), isLive(now)))
    .orderBy(asc(incidentAccess.grantedAt), asc(incidentAccess.id))
}

/** The access of one person that is there or ran out by itself; what was ended by a person is gone. */
export async function findAccess(
  { tx }: Reach,
  incidentId: string,
  memberId: string,
): Promise<AccessRecord | undefined> {
  const [found] = await tx
    .select()
    .from(incidentAccess)
    .where(
      and(
        eq(incidentAccess.incidentId, incidentId),
        eq(incidentAccess.memberId, memberId),
        isNull(incidentAccess.endedAt),
      ),
    )
    .for('update')
  return found
}

/** Every access that this person ever had to the case, the newest first: the streams of what they read. */
export async function listAccessEver(
  { tx }: Reach,
  incidentId: string,
  memberId: string,
): Promise<AccessRecord[]> {
  return tx
    .select()
    .from(incidentAccess)
    .where(and(eq(incidentAccess.incidentId, incidentId), eq(incidentAccess.memberId, memberId)))
    .orderBy(asc(incidentAccess.grantedAt))
}

/** Lets somebody in, or changes how: one row for each person and case while it lasts. */
export async function saveAccess(
  context: Pick<Context, 'tx' | 'now' | 'newId' | 'actor'>,
  wanted: Pick<AccessRecord, 'incidentId' | 'memberId' | 'isGuest' | 'mayWrite' | 'endsAt'>,
): Promise<void> {
  const { tx, now } = context
  const known = await findAccess(context, wanted.incidentId, wanted.memberId)
  if (known !== undefined) {
    await tx
      .update(incidentAccess)
      .set({ mayWrite: wanted.mayWrite, endsAt: wanted.endsAt })
      .where(eq(incidentAccess.id, known.id))
    return
  }
  await tx
    .insert(incidentAccess)
    .values({ ...wanted, id: context.newId(), grantedAt: now, grantedBy: context.actor.name })
}

export async function endAccess({ tx, now }: InTime, id: string): Promise<void> {
  await tx.update(incidentAccess).set({ endedAt: now }).where(eq(incidentAccess.id, id))
}

export async function listSuspects({ tx }: Reach, incidentId: string): Promise<string[]> {
  const rows = await tx
    .select({ memberId: incidentSuspect.memberId })
    .from(incidentSuspect)
    .where(and(eq(incidentSuspect.incidentId, incidentId), isNull(incidentSuspect.clearedAt)))
    .orderBy(asc(incidentSuspect.namedAt), asc(incidentSuspect.id))
  return rows.map(({ memberId }) => memberId)
}

/** Whom a case was opened to by name and still is, and whom it is about. */
export async function seenBy(
  context: InTime,
  incidentId: string,
): Promise<{ named: string[]; suspects: string[] }> {
  const named = (await listAccess(context, incidentId)).map(({ memberId }) => memberId)
  return { named, suspects: await listSuspects(context, incidentId) }
}

export async function addSuspects(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  incidentId: string,
  members: readonly string[],
): Promise<void> {
  if (members.length === 0) return
  await tx
    .insert(incidentSuspect)
    .values(members.map((memberId) => ({ id: newId(), incidentId, memberId, namedAt: now })))
}

export async function clearSuspects({ tx, now }: InTime, incidentId: string): Promise<void> {
  await tx
    .update(incidentSuspect)
    .set({ clearedAt: now })
    .where(and(eq(incidentSuspect.incidentId, incidentId), isNull(incidentSuspect.clearedAt)))
}

/** Open tasks of these people lose their owner. @returns the tasks as they are then */
export async function freeTasksOf(
  { tx }: Reach,
  incidentId: string,
  owners: readonly string[],
): Promise<(typeof task.$inferSelect)[]> {
  return tx
    .update(task)
    .set({ ownerId: null, version: sql`${task.version} + 1` })
    .where(and(eq(task.incidentId, incidentId), isNull(task.doneAt), inArray(task.ownerId, [...owners])))
    .returning()
}

/** Whoever owns an open task of the case, has a role in it, or stands in for one. */
export async function holdersOf({ tx }: Reach, incidentId: string): Promise<string[]> {
  const owners = await tx
    .selectDistinct({ id: task.ownerId })
    .from(task)
    .where(and(eq(task.incidentId, incidentId), isNull(task.doneAt)))
  const roles = await tx
    .select({ id: incidentRole.memberId, deputy: incidentRole.deputyId })
    .from(incidentRole)
    .where(eq(incidentRole.incidentId, incidentId))
  const ids = [...owners.map(({ id }) => id), ...roles.flatMap(({ id, deputy }) => [id, deputy])]
  return ids.filter((id) => id !== null)
}

/** Whether this person may see the case, as the wall decides it. */
export async function isInside({ tx }: Reach, incidentId: string, who: Listener): Promise<boolean> {
  return mayHear(who, (await audienceOf(tx.$client, [incidentId])).get(incidentId))
}

/** @throws Refusal `not_found` when this person has no access to the case that was given by name */
export async function getAccess(context: Reach, incidentId: string, memberId: string): Promise<AccessRecord> {
  const found = await findAccess(context, incidentId, memberId)
  return found ?? refuse('not_found', 'This person was not let into this incident by name.')
}

function isLive(now: Date) {
  return and(
    isNull(incidentAccess.endedAt),
    or(isNull(incidentAccess.endsAt), gt(incidentAccess.endsAt, now)),
  )
}
