import { and, asc, desc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import type { Services } from '../../../platform/services.ts'
import { calendarLink, calendarTold, routine, routineTurn } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type RoutineRecord = typeof routine.$inferSelect
export type TurnRecord = typeof routineTurn.$inferSelect
export type LinkRecord = typeof calendarLink.$inferSelect
type NewRoutine = Omit<RoutineRecord, 'tenantId'>

/** The tenant in which somebody reads their calendar at this address. */
export async function tenantOfFeed(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.calendar_link($1) as tenant', [
    hash,
  ])
  return rows[0]?.tenant ?? undefined
}

/** Those that are done, the next first. */
export async function listRoutineRows({ tx }: Reach): Promise<RoutineRecord[]> {
  return tx
    .select()
    .from(routine)
    .where(isNull(routine.endedAt))
    .orderBy(asc(routine.nextOn), asc(sql`lower(${routine.name})`))
    .limit(1000)
}

/** Held until the transaction ends. */
export async function getRoutineRow({ tx }: Reach, id: string): Promise<RoutineRecord> {
  const [found] = await tx.select().from(routine).where(eq(routine.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such routine here.')
}

/** @returns undefined when one of this name is done already */
export async function insertRoutine({ tx }: Reach, row: NewRoutine): Promise<RoutineRecord | undefined> {
  const [added] = await tx.insert(routine).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateRoutine(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewRoutine, 'id' | 'addedAt'>>,
): Promise<RoutineRecord> {
  const [changed] = await tx.update(routine).set(change).where(eq(routine.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such routine here.')
}

export async function insertTurn({ tx }: Reach, row: Omit<TurnRecord, 'tenantId'>): Promise<void> {
  await tx.insert(routineTurn).values(row)
}

/** The last turn of each of these routines. */
export async function lastTurnsOf({ tx }: Reach, ids: readonly string[]): Promise<Map<string, TurnRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([routineTurn.routineId])
    .from(routineTurn)
    .where(inArray(routineTurn.routineId, [...ids]))
    .orderBy(routineTurn.routineId, desc(routineTurn.doneAt))
  return new Map(rows.map((row) => [row.routineId, row]))
}

export async function turnsSince({ tx }: Reach, since: Date): Promise<TurnRecord[]> {
  return tx.select().from(routineTurn).where(gte(routineTurn.doneAt, since))
}

export async function findLink({ tx }: Reach, memberId: string): Promise<LinkRecord | undefined> {
  const [found] = await tx.select().from(calendarLink).where(eq(calendarLink.memberId, memberId))
  return found
}

export async function findLinkByHash({ tx }: Reach, hash: Buffer): Promise<LinkRecord | undefined> {
  const [found] = await tx.select().from(calendarLink).where(eq(calendarLink.tokenHash, hash))
  return found
}

/** A new address ends the old one. */
export async function replaceLink({ tx }: Reach, row: Omit<LinkRecord, 'tenantId'>): Promise<void> {
  const { memberId: _key, ...change } = row
  await tx
    .insert(calendarLink)
    .values(row)
    .onConflictDoUpdate({ target: [calendarLink.tenantId, calendarLink.memberId], set: change })
}

/** @returns false when there was none */
export async function deleteLink({ tx }: Reach, memberId: string): Promise<boolean> {
  const gone = await tx.delete(calendarLink).where(eq(calendarLink.memberId, memberId)).returning()
  return gone.length > 0
}

/** Notes that somebody is reminded of this week; false when they were already, also by a job that ran at the same time. */
export async function claimWeek({ tx }: Reach, memberId: string, weekOf: string): Promise<boolean> {
  const claimed = await tx
    .insert(calendarTold)
    .values({ memberId, weekOf })
    .onConflictDoUpdate({
      target: [calendarTold.tenantId, calendarTold.memberId],
      set: { weekOf },
      setWhere: and(eq(calendarTold.memberId, memberId), lt(calendarTold.weekOf, weekOf)),
    })
    .returning()
  return claimed.length > 0
}

/** What hangs on this person here, in words. */
export async function heldRoutines({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: routine.name })
    .from(routine)
    .where(and(eq(routine.ownerId, memberId), isNull(routine.endedAt)))
    .orderBy(asc(routine.name))
  return rows.map(({ name }) => `the routine ${name}`)
}
