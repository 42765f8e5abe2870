import { and, desc, eq, inArray, isNotNull, max, min, ne, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { incident } from '../tables/incident.ts'
import type { IncidentRecord } from './incidents.ts'

type Reach = Pick<Context, 'tx'>

/** The kinds whose playbook was played to the end in a rehearsal, each with when that last was. */
export async function lastRehearsalsByKind({
  tx,
}: Reach): Promise<{ kind: IncidentRecord['kind']; at: Date }[]> {
  const rows = await tx
    .select({ kind: incident.kind, at: max(incident.closedAt) })
    .from(incident)
    .where(
      and(
        eq(incident.mode, 'exercise'),
        isNotNull(incident.closedAt),
        // One that was called off proves nothing, and one without a run did not try the playbook.
        eq(incident.hasRun, true),
        sql`${incident.closure} ->> 'disposition' = 'resolved'`,
      ),
    )
    .groupBy(incident.kind)
  return rows.flatMap(({ kind, at }) => (at === null ? [] : [{ kind, at }]))
}

/** Cases that were real, or nearly, and came to an end; the newest first. */
export async function listPastCases({ tx }: Reach, limit: number): Promise<IncidentRecord[]> {
  return tx
    .select()
    .from(incident)
    .where(
      and(
        ne(incident.mode, 'exercise'),
        isNotNull(incident.closedAt),
        sql`${incident.closure} ->> 'disposition' = 'resolved'`,
      ),
    )
    .orderBy(desc(incident.closedAt), desc(incident.number))
    .limit(limit)
}

/** Real ones of a kind that were resolved and are closed to nobody, the newest first; at most a thousand. */
export async function listResolvedOfKind(
  { tx }: Reach,
  kind: IncidentRecord['kind'],
): Promise<Pick<IncidentRecord, 'id' | 'openedAt'>[]> {
  return tx
    .select({ id: incident.id, openedAt: incident.openedAt })
    .from(incident)
    .where(
      and(
        eq(incident.kind, kind),
        eq(incident.mode, 'real'),
        eq(incident.isRestricted, false),
        isNotNull(incident.closedAt),
        sql`${incident.closure} ->> 'disposition' = 'resolved'`,
      ),
    )
    .orderBy(desc(incident.number))
    .limit(1000)
}

/** When the first real one began; null where there was none. */
export async function firstOpenedAt({ tx }: Reach): Promise<Date | null> {
  const [first] = await tx
    .select({ at: min(incident.openedAt) })
    .from(incident)
    .where(eq(incident.mode, 'real'))
  return first?.at ?? null
}

/** The last that was rehearsed to its end. */
export async function findLastRehearsal({ tx }: Reach): Promise<IncidentRecord | undefined> {
  const [found] = await tx
    .select()
    .from(incident)
    .where(
      and(
        eq(incident.mode, 'exercise'),
        isNotNull(incident.closedAt),
        // One that was called off proves nothing.
        sql`${incident.closure} ->> 'disposition' = 'resolved'`,
      ),
    )
    .orderBy(desc(incident.closedAt))
    .limit(1)
  return found
}

/** Of these, those that this viewer sees. */
export async function incidentRows({ tx }: Pick<Context, 'tx'>, ids: readonly string[]) {
  if (ids.length === 0) return []
  const { id, number, title, severity, leadId, status } = incident
  return tx.select({ id, number, title, severity, leadId, status }).from(incident).where(isAnyOf(id, ids))
}

/** Those of these cases that are rehearsals: what is done in them does not reach the world. */
export async function rehearsalsAmong(
  { tx }: Pick<Context, 'tx'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(and(isAnyOf(incident.id, ids), eq(incident.mode, 'exercise')))
  return new Set(rows.map(({ id }) => id))
}

/** What people call these incidents by; an unknown id is absent. */
export async function numbersOf(
  { tx }: Pick<Context, 'tx'>,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: incident.id, number: incident.number })
    .from(incident)
    .where(inArray(incident.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, number }) => [id, number]))
}
