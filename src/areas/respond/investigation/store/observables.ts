import { kindOf } from '../../../../base/observables.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { findRows, rowsInCases, type FoundRow } from '../../../../platform/database/find-rows.ts'
import { type Sought } from '../../../../base/search.ts'
import { and, asc, desc, eq, inArray, ne, or } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { observable, technique } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ObservableRecord = typeof observable.$inferSelect
export type TechniqueRecord = typeof technique.$inferSelect

export async function listObservables({ tx }: Reach, incidentId: string): Promise<ObservableRecord[]> {
  return tx
    .select()
    .from(observable)
    .where(eq(observable.incidentId, incidentId))
    .orderBy(asc(observable.addedAt), asc(observable.kind), asc(observable.value))
}

export async function getObservable(
  { tx }: Reach,
  incidentId: string,
  id: string,
): Promise<ObservableRecord> {
  const [found] = await tx
    .select()
    .from(observable)
    .where(and(eq(observable.incidentId, incidentId), eq(observable.id, id)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such trace in this incident.')
}

/** Adds those that the incident does not hold yet; answers these. */
export async function addObservables(
  { tx }: Reach,
  rows: readonly Omit<typeof observable.$inferInsert, 'tenantId'>[],
): Promise<ObservableRecord[]> {
  if (rows.length === 0) return []
  return tx
    .insert(observable)
    .values([...rows])
    .onConflictDoNothing()
    .returning()
}

export async function changeObservable(
  { tx }: Reach,
  id: string,
  change: Pick<ObservableRecord, 'verdict' | 'note' | 'technique'>,
): Promise<ObservableRecord> {
  const [changed] = await tx.update(observable).set(change).where(eq(observable.id, id)).returning()
  return changed ?? refuse('not_found', 'There is no such trace in this incident.')
}

/** Where else these values stand, newest first, at most a thousand places. Whether a person may see them is not judged here. */
export async function findElsewhere(
  { tx }: Reach,
  incidentId: string,
  values: readonly string[],
): Promise<Pick<ObservableRecord, 'kind' | 'value' | 'incidentId'>[]> {
  if (values.length === 0) return []
  return tx
    .select({ kind: observable.kind, value: observable.value, incidentId: observable.incidentId })
    .from(observable)
    .where(and(inArray(observable.value, [...values]), ne(observable.incidentId, incidentId)))
    .orderBy(desc(observable.incidentId))
    .limit(1000)
}

export async function listTechniques({ tx }: Reach, incidentId: string): Promise<TechniqueRecord[]> {
  return tx
    .select()
    .from(technique)
    .where(eq(technique.incidentId, incidentId))
    .orderBy(asc(technique.technique))
}

/** Undefined when it is tagged already. */
export async function addTechnique(
  { tx }: Reach,
  fields: Omit<typeof technique.$inferInsert, 'tenantId'>,
): Promise<TechniqueRecord | undefined> {
  const [added] = await tx.insert(technique).values(fields).onConflictDoNothing().returning()
  return added
}

export async function removeTechnique(
  { tx }: Reach,
  incidentId: string,
  id: string,
): Promise<TechniqueRecord> {
  const [removed] = await tx
    .delete(technique)
    .where(and(eq(technique.incidentId, incidentId), eq(technique.technique, id)))
    .returning()
  return removed ?? refuse('not_found', 'This technique is not tagged in this incident.')
}

/** As it is written, whole or in part, however it was defanged. */
export async function searchObservables(reach: Reach, sought: Sought): Promise<FoundRow[]> {
  const { id, value, note, incidentId } = observable
  const exact = kindOf(sought.typed)?.value
  const ids = isAnyOf(id, await rowsInCases(reach, sought, 'observable'))
  return findRows(reach, sought, {
    ...{ table: observable, id, title: value, within: [note], of: incidentId },
    where: exact === undefined ? ids : or(eq(value, exact), ids),
    path: ({ of }) => `/incidents/${of}/investigation?part=traces`,
  })
}
