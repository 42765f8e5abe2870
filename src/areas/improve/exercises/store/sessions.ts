import { findRows } from '../../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../../base/search.ts'
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import type { SessionState } from '../contract/words.ts'
import { exerciseCase, exercisePlayer, exerciseRating, exerciseSession } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SessionRecord = typeof exerciseSession.$inferSelect
export type PlayerRecord = typeof exercisePlayer.$inferSelect

const shortColumns = {
  tenantId: exerciseSession.tenantId,
  id: exerciseSession.id,
  title: exerciseSession.title,
  kind: exerciseSession.kind,
  form: exerciseSession.form,
  lengthMinutes: exerciseSession.lengthMinutes,
  scenarioKey: exerciseSession.scenarioKey,
  state: exerciseSession.state,
  facilitatorId: exerciseSession.facilitatorId,
  plannedOn: exerciseSession.plannedOn,
  startedAt: exerciseSession.startedAt,
  endedAt: exerciseSession.endedAt,
  retestOf: exerciseSession.retestOf,
  retestObjective: exerciseSession.retestObjective,
}
/** A session without its words. */
export type ShortSession = Pick<SessionRecord, keyof typeof shortColumns>

/** Newest first. `memberId` narrows to sessions that this person leads or takes part in. */
export async function listSessions(
  { tx }: Reach,
  wanted: {
    readonly limit: number
    readonly after?: string | undefined
    readonly q?: string | undefined
    readonly states?: readonly SessionState[] | undefined
    readonly memberId?: string | undefined
  },
): Promise<ShortSession[]> {
  const { limit, after, q, states, memberId } = wanted
  const place = sql`(${exerciseSession.arrangedAt}, ${exerciseSession.id})`
  return tx
    .select(shortColumns)
    .from(exerciseSession)
    .where(
      and(
        after === undefined
          ? undefined
          : sql`${place} < (select last.arranged_at, last.id from app.exercise_session as last where last.id = ${after})`,
        q === undefined || q === ''
          ? undefined
          : sql`strpos(lower(${exerciseSession.title}), lower(${q})) > 0`,
        states === undefined ? undefined : isAnyOf(exerciseSession.state, states),
        memberId === undefined
          ? undefined
          : or(
              eq(exerciseSession.facilitatorId, memberId),
              sql`exists (select 1 from app.exercise_player p where p.session_id = ${exerciseSession.id} and p.member_id = ${memberId})`,
            ),
      ),
    )
    .orderBy(desc(exerciseSession.arrangedAt), desc(exerciseSession.id))
    .limit(limit)
}

/** @throws Refusal `not_found` */
export async function getSession({ tx }: Reach, id: string): Promise<SessionRecord> {
  const [found] = await tx.select().from(exerciseSession).where(eq(exerciseSession.id, id))
  return found ?? refuseUnknownExercise()
}

/** Held until the transaction ends. */
export async function holdSession({ tx }: Reach, id: string): Promise<SessionRecord> {
  const [found] = await tx.select().from(exerciseSession).where(eq(exerciseSession.id, id)).for('update')
  return found ?? refuseUnknownExercise()
}

export async function insertSession({ tx }: Reach, row: Omit<SessionRecord, 'tenantId'>): Promise<void> {
  await tx.insert(exerciseSession).values(row)
}

export async function changeSession(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<SessionRecord, 'tenantId' | 'id'>>,
): Promise<SessionRecord> {
  const [changed] = await tx.update(exerciseSession).set(change).where(eq(exerciseSession.id, id)).returning()
  return changed ?? refuseUnknownExercise()
}

export async function playersOf({ tx }: Reach, sessionId: string): Promise<PlayerRecord[]> {
  return tx
    .select()
    .from(exercisePlayer)
    .where(eq(exercisePlayer.sessionId, sessionId))
    .orderBy(asc(exercisePlayer.id))
}

/** These, and no others. */
export async function setPlayers(
  { tx }: Reach,
  sessionId: string,
  players: readonly Omit<PlayerRecord, 'tenantId' | 'sessionId'>[],
): Promise<void> {
  await tx.delete(exercisePlayer).where(eq(exercisePlayer.sessionId, sessionId))
  if (players.length > 0)
    await tx.insert(exercisePlayer).values(players.map((player) => ({ ...player, sessionId })))
}

export async function linkCase({ tx }: Reach, sessionId: string, incidentId: string): Promise<void> {
  await tx.insert(exerciseCase).values({ sessionId, incidentId })
}

/** The cases of these sessions, as far as whoever asks sees them, by session. */
export async function casesOf({ tx }: Reach, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ sessionId: exerciseCase.sessionId, incidentId: exerciseCase.incidentId })
    .from(exerciseCase)
    .where(isAnyOf(exerciseCase.sessionId, ids))
  return new Map(rows.map(({ sessionId, incidentId }) => [sessionId, incidentId]))
}

/** Sessions that came to their end since this instant, with their words; the newest first. */
export async function endedSince({ tx }: Reach, since: Date): Promise<SessionRecord[]> {
  return tx
    .select()
    .from(exerciseSession)
    .where(
      and(
        inArray(exerciseSession.state, ['hot_wash', 'done']),
        isNotNull(exerciseSession.endedAt),
        gte(exerciseSession.endedAt, since),
      ),
    )
    .orderBy(desc(exerciseSession.endedAt))
    .limit(200)
}

/** When each scenario and each kind was last played to its end. */
export async function lastPlayed({ tx }: Reach): Promise<{ key: string; at: Date }[]> {
  const rows = await tx
    .select({ key: exerciseSession.scenarioKey, at: sql<string>`max(${exerciseSession.endedAt})` })
    .from(exerciseSession)
    .where(
      and(
        inArray(exerciseSession.state, ['hot_wash', 'done']),
        // Ended before anything came it was not played.
        sql`exists (select 1 from app.exercise_entry came where came.tenant_id = ${exerciseSession.tenantId}
          and came.session_id = ${exerciseSession.id} and came.kind = 'deliver')`,
      ),
    )
    .groupBy(exerciseSession.scenarioKey)
  return rows.map(({ key, at }) => ({ key, at: new Date(at) }))
}

/** Retests of this session, the newest first. */
export async function retestsOf({ tx }: Reach, ids: readonly string[]): Promise<ShortSession[]> {
  if (ids.length === 0) return []
  return tx
    .select(shortColumns)
    .from(exerciseSession)
    .where(isAnyOf(exerciseSession.retestOf, ids))
    .orderBy(desc(exerciseSession.arrangedAt))
    .limit(500)
}

/** Sessions that are arranged for a day and have not begun. */
export async function plannedSessions({ tx }: Reach): Promise<ShortSession[]> {
  return tx
    .select(shortColumns)
    .from(exerciseSession)
    .where(and(eq(exerciseSession.state, 'planned'), isNotNull(exerciseSession.plannedOn)))
    .orderBy(asc(exerciseSession.plannedOn))
    .limit(100)
}

/** What did not hold and held in no later try, with the session in which it was first seen. */
export async function failedObjectives({
  tx,
}: Reach): Promise<{ sessionId: string; key: string; title: string; kind: string; objective: string }[]> {
  const words = sql<string>`coalesce(jsonb_path_query_first(${exerciseSession.document},
    '$.objectives[*] ? (@.key == $key).statement', jsonb_build_object('key', ${exerciseRating.objectiveKey})) #>> '{}', '')`
  const heldLater = sql`exists (select 1 from app.exercise_session later
    join app.exercise_rating held on held.tenant_id = later.tenant_id and held.session_id = later.id
      and held.objective_key = ${exerciseRating.objectiveKey} and held.rating in ('P', 'S')
    where later.tenant_id = ${exerciseSession.tenantId} and later.retest_of = ${exerciseSession.id}
      and later.retest_objective = ${exerciseRating.objectiveKey})`
  return tx
    .select({
      sessionId: exerciseSession.id,
      key: exerciseRating.objectiveKey,
      title: exerciseSession.title,
      kind: exerciseSession.kind,
      objective: words,
    })
    .from(exerciseRating)
    .innerJoin(
      exerciseSession,
      and(
        eq(exerciseSession.id, exerciseRating.sessionId),
        eq(exerciseSession.tenantId, exerciseRating.tenantId),
      ),
    )
    .where(
      and(
        eq(exerciseSession.state, 'done'),
        isNull(exerciseSession.retestOf),
        inArray(exerciseRating.rating, ['M', 'U']),
        not(heldLater),
      ),
    )
    .orderBy(desc(exerciseSession.endedAt))
    .limit(1000)
}

/** What hangs on this person here, in words: sessions that they lead and that are not over. */
export async function heldExercises({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ title: exerciseSession.title })
    .from(exerciseSession)
    .where(
      and(
        eq(exerciseSession.facilitatorId, memberId),
        inArray(exerciseSession.state, ['planned', 'running', 'paused', 'hot_wash']),
      ),
    )
    .limit(100)
  return rows.map(({ title }) => `leading the exercise ${title}`)
}

export function refuseUnknownExercise(): never {
  refuse('not_found', 'There is no such exercise here.')
}

export async function searchSessions(reach: Reach, sought: Sought): Promise<Found[]> {
  return findRows(reach, sought, {
    ...{ table: exerciseSession, id: exerciseSession.id, title: exerciseSession.title },
    path: ({ id }) => `/exercises/${id}`,
  })
}
