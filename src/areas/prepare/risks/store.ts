import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, desc, eq, ne, or, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { contains } from '../../../platform/database/contains.ts'
import { isAnyOf } from '../../../platform/database/tables.ts'
import { harms, likelihoods } from './contract.ts'
import { risk, riskDecision } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type RiskRecord = typeof risk.$inferSelect
export type DecisionRecord = typeof riskDecision.$inferSelect
type NewRisk = Omit<RiskRecord, 'tenantId'>

const placeIn = (words: readonly string[], column: SQL) =>
  sql`array_position(array[${sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  )}]::text[], ${column})`
const harmPlace = placeIn(harms, sql`${risk.harm}::text`)
const likelihoodPlace = placeIn(likelihoods, sql`${risk.likelihood}::text`)
/** The worst first; two words side by side, never one number of them. */
const place = sql`(${harmPlace}, ${likelihoodPlace}, ${risk.id})`

interface Query {
  readonly limit: number
  readonly after?: string | undefined
  readonly q?: string | undefined
}

/** Those that have not ended, the worst first. */
export async function listRiskRows({ tx }: Reach, { limit, after, q }: Query): Promise<RiskRecord[]> {
  const last =
    after === undefined
      ? undefined
      : sql`${place} > (select ${placeIn(harms, sql`last.harm::text`)}, ${placeIn(likelihoods, sql`last.likelihood::text`)}, last.id from app.risk as last where last.id = ${after})`
  return tx
    .select()
    .from(risk)
    .where(and(ne(risk.state, 'ended'), contains(risk.name, q), last))
    .orderBy(harmPlace, likelihoodPlace, asc(risk.id))
    .limit(limit)
}

/** Of this kind or about one of these assets, ended ones too, the oldest first; at most fifty. */
export async function listMatching(
  { tx }: Reach,
  { kind, assetIds }: { readonly kind: string; readonly assetIds: readonly string[] },
): Promise<RiskRecord[]> {
  return tx
    .select()
    .from(risk)
    .where(or(sql`${risk.kind} = ${kind}`, isAnyOf(risk.assetId, assetIds)))
    .orderBy(asc(risk.addedAt), asc(risk.id))
    .limit(50)
}

/** Kinds and assets of every risk that was ever taken up, so that none is proposed again. */
export async function takenUp({ tx }: Reach): Promise<{ kinds: Set<string>; assetIds: Set<string> }> {
  const rows = await tx.selectDistinct({ kind: risk.kind, assetId: risk.assetId }).from(risk)
  return {
    kinds: new Set(rows.flatMap(({ kind }) => (kind === null ? [] : [kind]))),
    assetIds: new Set(rows.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))),
  }
}

export async function findRiskRow({ tx }: Reach, id: string): Promise<RiskRecord | undefined> {
  const [found] = await tx.select().from(risk).where(eq(risk.id, id))
  return found
}

export async function getRiskRow({ tx }: Reach, id: string): Promise<RiskRecord> {
  const [found] = await tx.select().from(risk).where(eq(risk.id, id))
  return found ?? refuseUnknown()
}

export async function riskRowsOf({ tx }: Reach, ids: readonly string[]): Promise<RiskRecord[]> {
  return ids.length === 0
    ? []
    : tx
        .select()
        .from(risk)
        .where(isAnyOf(risk.id, [...new Set(ids)]))
}

export async function livingRisksOfKind(
  { tx }: Reach,
  kind: NonNullable<RiskRecord['kind']>,
): Promise<RiskRecord[]> {
  return tx
    .select()
    .from(risk)
    .where(and(eq(risk.kind, kind), ne(risk.state, 'ended')))
    .orderBy(asc(risk.id))
    .limit(100)
}

/** Held until the transaction ends. */
export async function holdRiskRow({ tx }: Reach, id: string): Promise<RiskRecord> {
  const [found] = await tx.select().from(risk).where(eq(risk.id, id)).for('update')
  return found ?? refuseUnknown()
}

/** @returns undefined when one of this name stands in the list already */
export async function insertRisk({ tx }: Reach, row: NewRisk): Promise<RiskRecord | undefined> {
  const [added] = await tx.insert(risk).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateRisk(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewRisk, 'id' | 'addedAt'>>,
): Promise<RiskRecord> {
  const [changed] = await tx.update(risk).set(change).where(eq(risk.id, id)).returning()
  return changed ?? refuseUnknown()
}

export async function insertDecision({ tx }: Reach, row: Omit<DecisionRecord, 'tenantId'>): Promise<void> {
  await tx.insert(riskDecision).values(row)
}

/** The newest first. */
export async function decisionsOf({ tx }: Reach, riskId: string): Promise<DecisionRecord[]> {
  return tx
    .select()
    .from(riskDecision)
    .where(eq(riskDecision.riskId, riskId))
    .orderBy(desc(riskDecision.id))
    .limit(200)
}

/** What hangs on this person here, in words. */
export async function heldRisks({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: risk.name })
    .from(risk)
    .where(and(eq(risk.ownerId, memberId), ne(risk.state, 'ended')))
    .orderBy(asc(risk.name))
  return rows.map(({ name }) => `the risk ${name}`)
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such risk here.')
}

export async function searchRisks(reach: Reach, sought: Sought): Promise<Found[]> {
  const { id, name, touches, measures, state } = risk
  return findRows(reach, sought, {
    ...{ table: risk, id, title: name, more: touches, within: [measures], where: ne(state, 'ended') },
    path: (row) => `/risks/${row.id}`,
  })
}
