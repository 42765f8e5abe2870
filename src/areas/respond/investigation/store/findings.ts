import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { closingRule, factor, finding, waiverSettlement } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type FactorRecord = typeof factor.$inferSelect
export type FindingRecord = typeof finding.$inferSelect
export type ClosingRuleRecord = typeof closingRule.$inferSelect
export type SettlementRecord = typeof waiverSettlement.$inferSelect

export async function findFinding({ tx }: Reach, incidentId: string): Promise<FindingRecord | undefined> {
  const [found] = await tx.select().from(finding).where(eq(finding.incidentId, incidentId))
  return found
}

/** How cases began, as far as somebody said so while they ran. */
export async function listVectorsFound({
  tx,
}: Reach): Promise<{ incidentId: string; vector: NonNullable<FindingRecord['vector']> }[]> {
  const rows = await tx
    .select({ incidentId: finding.incidentId, vector: finding.vector })
    .from(finding)
    .where(isNotNull(finding.vector))
  return rows.flatMap(({ incidentId, vector }) => (vector === null ? [] : [{ incidentId, vector }]))
}

type FindingChange = Partial<
  Pick<FindingRecord, 'vector' | 'vectorConfidence' | 'vectorNote' | 'coding' | 'counting' | 'countingReason'>
>

/** Makes the incident's one row when it is not there yet. */
export async function changeFinding(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  incidentId: string,
  change: FindingChange,
): Promise<void> {
  await tx
    .insert(finding)
    .values({ incidentId, changedAt: now, ...change })
    .onConflictDoUpdate({
      target: [finding.tenantId, finding.incidentId],
      set: { ...change, changedAt: now },
    })
}

/** Those that stand: what was withdrawn is on the record only. */
export async function listFactors({ tx }: Reach, incidentId: string): Promise<FactorRecord[]> {
  return tx
    .select()
    .from(factor)
    .where(and(eq(factor.incidentId, incidentId), isNull(factor.withdrawnAt)))
    .orderBy(asc(factor.addedAt), asc(factor.id))
}

/** Standing factors of other incidents that are of one of these kinds, newest first; bounded. */
export async function listFactorsLike(
  { tx }: Reach,
  incidentId: string,
  kinds: readonly FactorRecord['kind'][],
): Promise<FactorRecord[]> {
  if (kinds.length === 0) return []
  return tx
    .select()
    .from(factor)
    .where(
      and(ne(factor.incidentId, incidentId), inArray(factor.kind, [...kinds]), isNull(factor.withdrawnAt)),
    )
    .orderBy(desc(factor.addedAt), desc(factor.id))
    .limit(200)
}

/** Kinds that stand in these incidents, each once for each. */
export async function listFactorKinds(
  { tx }: Reach,
  incidentIds: readonly string[],
): Promise<Pick<FactorRecord, 'incidentId' | 'kind'>[]> {
  if (incidentIds.length === 0) return []
  return tx
    .selectDistinct({ incidentId: factor.incidentId, kind: factor.kind })
    .from(factor)
    .where(and(isAnyOf(factor.incidentId, incidentIds), isNull(factor.withdrawnAt)))
    .orderBy(asc(factor.kind))
}

/** Of these, those that somebody left out of the numbers. */
export async function listLeftOut({ tx }: Reach, incidentIds: readonly string[]): Promise<string[]> {
  if (incidentIds.length === 0) return []
  const rows = await tx
    .select({ id: finding.incidentId })
    .from(finding)
    .where(and(isAnyOf(finding.incidentId, incidentIds), ne(finding.counting, 'none')))
  return rows.map(({ id }) => id)
}

export async function getFactor({ tx }: Reach, incidentId: string, id: string): Promise<FactorRecord> {
  const [found] = await tx
    .select()
    .from(factor)
    .where(and(eq(factor.incidentId, incidentId), eq(factor.id, id), isNull(factor.withdrawnAt)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such factor in this incident.')
}

export async function addFactor(
  { tx }: Reach,
  fields: Omit<typeof factor.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(factor).values(fields)
}

export async function withdrawFactor(
  { tx }: Reach,
  id: string,
  change: { withdrawnAt: Date; withdrawnWhy: string },
): Promise<void> {
  await tx.update(factor).set(change).where(eq(factor.id, id))
}

export async function listSettlements({ tx }: Reach, incidentId: string): Promise<SettlementRecord[]> {
  return tx.select().from(waiverSettlement).where(eq(waiverSettlement.incidentId, incidentId))
}

export async function addSettlement(
  { tx }: Reach,
  fields: Omit<typeof waiverSettlement.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(waiverSettlement).values(fields)
}

export async function findClosingRule({ tx }: Reach): Promise<ClosingRuleRecord | undefined> {
  const [rule] = await tx.select().from(closingRule)
  return rule
}

export async function saveClosingRule(
  { tx }: Reach,
  rule: Omit<ClosingRuleRecord, 'tenantId'>,
): Promise<void> {
  await tx.insert(closingRule).values(rule).onConflictDoUpdate({ target: closingRule.tenantId, set: rule })
}

/** Whether anybody entered anything into this room for this incident. */
export async function isInvestigated({ tx }: Reach, incidentId: string): Promise<boolean> {
  const tables = [
    'hypothesis',
    'observable',
    'incident_technique',
    'investigation_scope',
    'affected_party',
    'factor',
    'finding',
    'timeline_import',
    'waiver_settlement',
  ]
  const asked = sql.join(
    tables.map(
      (name) =>
        sql`exists (select 1 from ${sql.identifier('app')}.${sql.identifier(name)} where incident_id = ${incidentId})`,
    ),
    sql` or `,
  )
  const { rows } = await tx.execute<{ used: boolean }>(sql`select ${asked} as used`)
  return rows[0]?.used === true
}
