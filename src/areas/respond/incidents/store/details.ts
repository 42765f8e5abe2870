import { and, eq, sql } from 'drizzle-orm'
import type { FieldValue } from '../../../../base/own-fields.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { incidentDetail, incidentDetailKey } from '../tables/details.ts'

type Reach = Pick<Context, 'tx'>
export type DetailRecord = typeof incidentDetail.$inferSelect

/** An answer to keep, with the words under which a list finds it. */
export interface KeptDetail {
  readonly field: string
  readonly value: FieldValue
  readonly isDefault: boolean
  readonly version: number
  readonly keys: readonly string[]
}

export async function listDetails({ tx }: Reach, incidentId: string): Promise<DetailRecord[]> {
  return tx.select().from(incidentDetail).where(eq(incidentDetail.incidentId, incidentId))
}

/** Answers of several incidents, by the incident and then by the field. */
export async function detailsOf(
  { tx }: Reach,
  incidentIds: readonly string[],
): Promise<Map<string, Record<string, FieldValue>>> {
  const found = new Map<string, Record<string, FieldValue>>()
  if (incidentIds.length === 0) return found
  const { incidentId, field, value } = incidentDetail
  const rows = await tx
    .select({ incidentId, field, value })
    .from(incidentDetail)
    .where(isAnyOf(incidentDetail.incidentId, incidentIds))
  for (const row of rows) found.set(row.incidentId, { ...found.get(row.incidentId), [row.field]: row.value })
  return found
}

/** Keeps these answers in the place of those before; asked under the lock of the incident. */
export async function keepDetails(
  { tx, now, actor }: Pick<Context, 'tx' | 'now' | 'actor'>,
  incident: { readonly id: string; readonly number: number },
  details: readonly KeptDetail[],
): Promise<void> {
  if (details.length === 0) return
  const { id: incidentId, number } = incident
  const rows = details.map(({ field, value, isDefault, version }) => ({
    incidentId,
    field,
    value,
    isDefault,
    version,
    changedAt: now,
    changedBy: actor.name,
  }))
  await dropDetails(
    { tx },
    incidentId,
    details.map(({ field }) => field),
  )
  await tx.insert(incidentDetail).values(rows)
  const keys = details.flatMap(({ field, keys: own }) =>
    own.map((key) => ({ incidentId, number, field, key })),
  )
  if (keys.length > 0) await tx.insert(incidentDetailKey).values(keys)
}

/** The answers and the words under which they were found. */
export async function dropDetails(
  { tx }: Reach,
  incidentId: string,
  fields: readonly string[],
): Promise<void> {
  if (fields.length === 0) return
  await tx
    .delete(incidentDetailKey)
    .where(and(eq(incidentDetailKey.incidentId, incidentId), isAnyOf(incidentDetailKey.field, fields)))
  await tx
    .delete(incidentDetail)
    .where(and(eq(incidentDetail.incidentId, incidentId), isAnyOf(incidentDetail.field, fields)))
}

/** Whether an incident was answered so; for a list that is narrowed by more than one answer. */
export function isAnswered(incidentId: unknown, { field, key }: { field: string; key: string }) {
  return sql`exists (select 1 from app.incident_detail_key as also
    where also.incident_id = ${incidentId} and also.field = ${field} and also.key = ${key})`
}
