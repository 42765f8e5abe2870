import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { account, answer, leaverCheck } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type AccountRecord = typeof account.$inferSelect
export type AnswerRecord = typeof answer.$inferSelect
export type CheckRecord = typeof leaverCheck.$inferSelect
type AccountChange = Partial<Omit<AccountRecord, 'tenantId' | 'id' | 'assetId'>>

const stands = isNull(account.removedAt)
const isOpenTask = and(isNotNull(answer.dueOn), isNull(answer.doneAt))

/** Of one system, by the name of the account. */
export async function listAccountRows(
  { tx }: Reach,
  assetId: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<AccountRecord[]> {
  const last =
    after === undefined
      ? undefined
      : sql`(lower(${account.login}), ${account.id}) > (select lower(last.login), last.id from app.access_account as last where last.id = ${after})`
  return tx
    .select()
    .from(account)
    .where(and(eq(account.assetId, assetId), stands, last))
    .orderBy(asc(sql`lower(${account.login})`), asc(account.id))
    .limit(limit)
}

export interface Tally {
  readonly accounts: number
  readonly yes: number
  readonly no: number
  readonly unknown: number
  /** When its list was begun, and last said to be right. */
  readonly begunAt: Date
  readonly listedAt: Date
}

/** How many accounts stand, by system; a system without a list is absent. */
export async function tallies({ tx }: Reach): Promise<Map<string, Tally>> {
  const of = (state: string) => sql<number>`(count(*) filter (where ${account.secondFactor} = ${state}))::int`
  const rows = await tx
    .select({
      assetId: account.assetId,
      accounts: sql<number>`count(*)::int`,
      ...{ yes: of('yes'), no: of('no'), unknown: of('unknown') },
      begunAt: sql<Date>`min(${account.addedAt})`.mapWith(account.addedAt),
      listedAt: sql<Date>`min(${account.seenAt})`.mapWith(account.seenAt),
    })
    .from(account)
    .where(stands)
    .groupBy(account.assetId)
  return new Map(rows.map(({ assetId, ...tally }) => [assetId, tally]))
}

/** Held until the transaction ends. */
export async function holdAccount({ tx }: Reach, id: string): Promise<AccountRecord> {
  const [found] = await tx
    .select()
    .from(account)
    .where(and(eq(account.id, id), stands))
    .for('update')
  return found ?? refuse('not_found', 'There is no such account here any more.')
}

/** All that stand in a system, held until the transaction ends. */
export async function holdAccountsOf({ tx }: Reach, assetId: string): Promise<AccountRecord[]> {
  return tx
    .select()
    .from(account)
    .where(and(eq(account.assetId, assetId), stands))
    .orderBy(asc(account.id))
    .for('update')
}

export async function insertAccounts(
  { tx }: Reach,
  rows: readonly Omit<AccountRecord, 'tenantId'>[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(account).values([...rows])
}

export async function changeAccounts(
  { tx }: Reach,
  ids: readonly string[],
  change: AccountChange,
): Promise<void> {
  if (ids.length > 0) await tx.update(account).set(change).where(isAnyOf(account.id, ids))
}

/** The last word about each of these accounts. */
export async function lastAnswers({ tx }: Reach, ids: readonly string[]): Promise<Map<string, AnswerRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([answer.accountId])
    .from(answer)
    .where(isAnyOf(answer.accountId, ids))
    .orderBy(answer.accountId, desc(answer.answeredAt), desc(answer.id))
  return new Map(rows.map((row) => [row.accountId, row]))
}

export async function insertAnswer({ tx }: Reach, row: Omit<AnswerRecord, 'tenantId'>): Promise<void> {
  await tx.insert(answer).values(row)
}

/** @returns what was open and is done now */
export async function finishTasks(
  { tx }: Reach,
  accountIds: readonly string[],
  done: { readonly doneAt: Date; readonly doneBy: string; readonly proof: string },
): Promise<AnswerRecord[]> {
  if (accountIds.length === 0) return []
  return tx
    .update(answer)
    .set(done)
    .where(and(isAnyOf(answer.accountId, accountIds), isOpenTask))
    .returning()
}

export type TaskRecord = Pick<AnswerRecord, 'accountId' | 'verdict' | 'reason' | 'ownerId'> &
  Pick<AccountRecord, 'assetId' | 'login' | 'holder'> & { readonly dueOn: string }

/** What is to be removed or changed, the most urgent first; at most 500. */
export async function listTasks({ tx }: Reach, ownerId?: string): Promise<TaskRecord[]> {
  const rows = await tx
    .select({
      ...{ accountId: answer.accountId, verdict: answer.verdict, reason: answer.reason },
      ...{ ownerId: answer.ownerId, dueOn: answer.dueOn },
      ...{ assetId: account.assetId, login: account.login, holder: account.holder },
    })
    .from(answer)
    .innerJoin(account, and(eq(account.tenantId, answer.tenantId), eq(account.id, answer.accountId)))
    .where(and(isOpenTask, ownerId === undefined ? undefined : eq(answer.ownerId, ownerId)))
    .orderBy(asc(answer.dueOn), asc(answer.id))
    .limit(500)
  return rows.flatMap(({ dueOn, ...row }) => (dueOn === null ? [] : [{ ...row, dueOn }]))
}

export interface Named {
  readonly memberIds: readonly string[]
  /** In small letters: e-mail addresses, and names as the register has them. */
  readonly words: readonly string[]
}

/** Accounts of these people, by who holds them or by the name of the account; also those that stand no more. */
export async function accountsOf({ tx }: Reach, { memberIds, words }: Named): Promise<AccountRecord[]> {
  if (memberIds.length === 0 && words.length === 0) return []
  const isNamed = and(
    isNull(account.memberId),
    or(inArray(sql`lower(${account.login})`, [...words]), inArray(sql`lower(${account.holder})`, [...words])),
  )
  return tx
    .select()
    .from(account)
    .where(
      words.length === 0
        ? isAnyOf(account.memberId, memberIds)
        : or(isAnyOf(account.memberId, memberIds), isNamed),
    )
    .limit(5000)
}

export async function insertCheck({ tx }: Reach, row: Omit<CheckRecord, 'tenantId'>): Promise<void> {
  await tx.insert(leaverCheck).values(row)
}

/** The newest first. */
export async function listChecks({ tx }: Reach, limit: number): Promise<CheckRecord[]> {
  return tx.select().from(leaverCheck).orderBy(desc(leaverCheck.checkedAt), desc(leaverCheck.id)).limit(limit)
}
