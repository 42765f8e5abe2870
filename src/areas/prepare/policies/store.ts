import { findRows } from '../../../platform/database/find-rows.ts'
import { type Found, type Sought } from '../../../base/search.ts'
import { and, asc, desc, eq, inArray, isNull, notInArray, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../base/refusal.ts'
import type { Context } from '../../../platform/action.ts'
import { houseRule, houseRuleApprover, houseRuleDoubt, houseRuleReading, houseRuleVersion } from './tables.ts'

type Reach = Pick<Context, 'tx'>
export type RuleRecord = typeof houseRule.$inferSelect
export type VersionRecord = typeof houseRuleVersion.$inferSelect
export type ApproverRecord = typeof houseRuleApprover.$inferSelect
type NewRule = Omit<RuleRecord, 'tenantId'>

/** Those in use, by name. */
export async function listRuleRows(
  { tx }: Reach,
  query: { readonly limit: number; readonly after?: string | undefined },
): Promise<RuleRecord[]> {
  const after =
    query.after === undefined
      ? undefined
      : sql`(lower(${houseRule.name}), ${houseRule.id}) > (select lower(last.name), last.id from app.house_rule as last where last.id = ${query.after})`
  return tx
    .select()
    .from(houseRule)
    .where(and(isNull(houseRule.withdrawnAt), after))
    .orderBy(asc(sql`lower(${houseRule.name})`), asc(houseRule.id))
    .limit(query.limit)
}

export async function findRuleRow({ tx }: Reach, id: string): Promise<RuleRecord | undefined> {
  const [found] = await tx.select().from(houseRule).where(eq(houseRule.id, id))
  return found
}

export async function getRuleRow({ tx }: Reach, id: string): Promise<RuleRecord> {
  const [found] = await tx.select().from(houseRule).where(eq(houseRule.id, id))
  return found ?? refuse('not_found', 'There is no such house rule here.')
}

/** Held until the transaction ends, so that nobody publishes what somebody else is changing. */
export async function holdRuleRow({ tx }: Reach, id: string): Promise<RuleRecord> {
  const [found] = await tx.select().from(houseRule).where(eq(houseRule.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such house rule here.')
}

/** @returns undefined when one of this name is in use already */
export async function insertRule({ tx }: Reach, row: NewRule): Promise<RuleRecord | undefined> {
  const [added] = await tx.insert(houseRule).values(row).onConflictDoNothing().returning()
  return added
}

export async function updateRule(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewRule, 'id' | 'addedAt'>>,
): Promise<void> {
  await tx.update(houseRule).set(change).where(eq(houseRule.id, id))
}

/** Versions of these rules, the newest first. */
export async function versionsOf({ tx }: Reach, ruleIds: readonly string[]): Promise<VersionRecord[]> {
  if (ruleIds.length === 0) return []
  return tx
    .select()
    .from(houseRuleVersion)
    .where(inArray(houseRuleVersion.ruleId, [...ruleIds]))
    .orderBy(desc(houseRuleVersion.number))
}

/** The versions in force of these rules. */
export async function currentVersionsOf(
  context: Reach,
  rules: readonly RuleRecord[],
): Promise<VersionRecord[]> {
  const ids = rules.filter(({ currentNumber }) => currentNumber !== null).map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await context.tx
    .select({ version: houseRuleVersion })
    .from(houseRuleVersion)
    .innerJoin(
      houseRule,
      and(eq(houseRule.id, houseRuleVersion.ruleId), eq(houseRule.currentNumber, houseRuleVersion.number)),
    )
    .where(inArray(houseRuleVersion.ruleId, ids))
  return rows.map(({ version }) => version)
}

export async function findVersionByCode({ tx }: Reach, code: string): Promise<VersionRecord | undefined> {
  const [found] = await tx.select().from(houseRuleVersion).where(eq(houseRuleVersion.code, code))
  return found
}

export async function insertVersion({ tx }: Reach, row: Omit<VersionRecord, 'tenantId'>): Promise<void> {
  await tx.insert(houseRuleVersion).values(row)
}

export async function approversOf({ tx }: Reach, ruleIds: readonly string[]): Promise<ApproverRecord[]> {
  if (ruleIds.length === 0) return []
  return tx
    .select()
    .from(houseRuleApprover)
    .where(inArray(houseRuleApprover.ruleId, [...ruleIds]))
    .orderBy(asc(houseRuleApprover.askedAt), asc(houseRuleApprover.memberId))
}

/** @returns those who were not named before */
export async function nameApprovers(
  { tx }: Reach,
  ruleId: string,
  { memberIds, askedAt }: { readonly memberIds: readonly string[]; readonly askedAt: Date },
): Promise<string[]> {
  const own = eq(houseRuleApprover.ruleId, ruleId)
  const others =
    memberIds.length === 0 ? own : and(own, notInArray(houseRuleApprover.memberId, [...memberIds]))
  await tx.delete(houseRuleApprover).where(others)
  if (memberIds.length === 0) return []
  const rows = memberIds.map((memberId) => ({ ruleId, memberId, askedAt }))
  const added = await tx.insert(houseRuleApprover).values(rows).onConflictDoNothing().returning()
  return added.map(({ memberId }) => memberId)
}

/** @returns false when this person was not named */
export async function saveApproval(
  { tx }: Reach,
  {
    ruleId,
    memberId,
    ...approval
  }: Pick<ApproverRecord, 'ruleId' | 'memberId' | 'approvedAt' | 'approvedHash'>,
): Promise<boolean> {
  const saved = await tx
    .update(houseRuleApprover)
    .set(approval)
    .where(and(eq(houseRuleApprover.ruleId, ruleId), eq(houseRuleApprover.memberId, memberId)))
    .returning()
  return saved.length > 0
}

/** Who has read which version of these rules. */
export async function readingsOf({ tx }: Reach, ruleIds: readonly string[]) {
  if (ruleIds.length === 0) return []
  return tx
    .select()
    .from(houseRuleReading)
    .where(inArray(houseRuleReading.ruleId, [...ruleIds]))
}

/** @returns false when this person had read it before */
export async function insertReading(
  { tx }: Reach,
  row: Omit<typeof houseRuleReading.$inferSelect, 'tenantId'>,
): Promise<boolean> {
  const added = await tx.insert(houseRuleReading).values(row).onConflictDoNothing().returning()
  return added.length > 0
}

/** How many people have read this version and answered rightly. */
export async function countReaders({ tx }: Reach, ruleId: string, number: number): Promise<number> {
  return tx.$count(
    houseRuleReading,
    and(eq(houseRuleReading.ruleId, ruleId), eq(houseRuleReading.number, number)),
  )
}

export async function doubtsOf({ tx }: Reach, ruleId: string, number: number) {
  return tx
    .select()
    .from(houseRuleDoubt)
    .where(and(eq(houseRuleDoubt.ruleId, ruleId), eq(houseRuleDoubt.number, number)))
}

/** Counts one more answer to a question, and whether it was wrong. */
export async function countAnswer(
  { tx }: Reach,
  { isWrong, ...key }: { ruleId: string; number: number; question: number; isWrong: boolean },
): Promise<void> {
  const missed = isWrong ? 1 : 0
  await tx
    .insert(houseRuleDoubt)
    .values({ ...key, answered: 1, missed })
    .onConflictDoUpdate({
      target: [
        houseRuleDoubt.tenantId,
        houseRuleDoubt.ruleId,
        houseRuleDoubt.number,
        houseRuleDoubt.question,
      ],
      set: {
        answered: sql`${houseRuleDoubt.answered} + 1`,
        missed: sql`${houseRuleDoubt.missed} + ${missed}`,
      },
    })
}

/** What hangs on this person here, in words. */
export async function heldRules({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ name: houseRule.name })
    .from(houseRule)
    .where(and(eq(houseRule.ownerId, memberId), isNull(houseRule.withdrawnAt)))
    .orderBy(asc(houseRule.name))
  return rows.map(({ name }) => `the house rule ${name}`)
}

export async function searchRules(
  reach: Reach,
  sought: Sought,
  { seesDrafts }: { readonly seesDrafts: boolean },
): Promise<Found[]> {
  const { id, name, currentNumber, draft, withdrawnAt } = houseRule
  const { ruleId, number, content } = houseRuleVersion
  const inForce = sql`(select ${textsOf(sql`${content}`)} from ${houseRuleVersion}
    where ${ruleId} = ${id} and ${number} = ${currentNumber})`
  return findRows(reach, sought, {
    ...{ table: houseRule, id, title: name, where: isNull(withdrawnAt) },
    within: [inForce, ...(seesDrafts ? [textsOf(sql`${draft}`)] : [])],
    path: (row) => `/house-rules/${row.id}`,
  })
}

/** What people wrote, without the names of fields. */
function textsOf(content: SQL): SQL {
  return sql`jsonb_path_query_array(${content}, 'strict $.** ? (@.type() == "string")')::text`
}
