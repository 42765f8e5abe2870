import { and, asc, count, desc, eq, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import type { Result } from '../contract/words.ts'
import type { Counted } from '../rules/results.ts'
import { phishingLetter, phishingLink, phishingRehearsal, phishingResult } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type RehearsalRecord = typeof phishingRehearsal.$inferSelect
export type NewRehearsal = Omit<RehearsalRecord, 'tenantId'>
export type LetterRecord = Omit<typeof phishingLetter.$inferSelect, 'tenantId'>
export type LinkRecord = typeof phishingLink.$inferSelect

export async function listRehearsalRows(
  { tx }: Reach,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<RehearsalRecord[]> {
  return tx
    .select()
    .from(phishingRehearsal)
    .where(after === undefined ? undefined : lt(phishingRehearsal.id, after))
    .orderBy(desc(phishingRehearsal.id))
    .limit(limit)
}

export async function getRehearsalRow({ tx }: Reach, id: string): Promise<RehearsalRecord> {
  const [found] = await tx.select().from(phishingRehearsal).where(eq(phishingRehearsal.id, id))
  return found ?? refuseUnknown()
}

/** Held until the transaction ends. */
export async function holdRehearsalRow({ tx }: Reach, id: string): Promise<RehearsalRecord> {
  const [found] = await tx.select().from(phishingRehearsal).where(eq(phishingRehearsal.id, id)).for('update')
  return found ?? refuseUnknown()
}

/** Those that go on, each held until the transaction ends. */
export async function runningRehearsals({ tx }: Reach): Promise<RehearsalRecord[]> {
  return tx
    .select()
    .from(phishingRehearsal)
    .where(eq(phishingRehearsal.state, 'running'))
    .orderBy(asc(phishingRehearsal.id))
    .for('update')
}

/** Those that wait or go on and hang on this domain. */
export async function livingOnDomain({ tx }: Reach, domainId: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(phishingRehearsal)
    .where(
      and(eq(phishingRehearsal.domainId, domainId), inArray(phishingRehearsal.state, ['planned', 'running'])),
    )
  return row?.n ?? 0
}

/** What is over keeps its sender in words. */
export async function forgetDomain({ tx }: Reach, domainId: string): Promise<void> {
  await tx.update(phishingRehearsal).set({ domainId: null }).where(eq(phishingRehearsal.domainId, domainId))
}

export async function markedRehearsal({ tx }: Reach, mark: string): Promise<RehearsalRecord | undefined> {
  const [found] = await tx.select().from(phishingRehearsal).where(eq(phishingRehearsal.mark, mark))
  return found
}

export async function insertRehearsal({ tx }: Reach, row: NewRehearsal): Promise<void> {
  await tx.insert(phishingRehearsal).values(row)
}

export async function updateRehearsal(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<NewRehearsal, 'id'>>,
): Promise<void> {
  await tx.update(phishingRehearsal).set(change).where(eq(phishingRehearsal.id, id))
}

export async function insertLetters({ tx }: Reach, rows: readonly LetterRecord[]): Promise<void> {
  if (rows.length > 0) await tx.insert(phishingLetter).values([...rows])
}

/** The next that are due, each held: whoever sends at the same time takes others. */
export async function dueLetters(
  { tx }: Reach,
  { rehearsalId, now, limit }: { readonly rehearsalId: string; readonly now: Date; readonly limit: number },
): Promise<LetterRecord[]> {
  const { memberId, groupName, dueAt } = phishingLetter
  return tx
    .select({ rehearsalId: phishingLetter.rehearsalId, memberId, groupName, dueAt })
    .from(phishingLetter)
    .where(and(eq(phishingLetter.rehearsalId, rehearsalId), lte(dueAt, now)))
    .orderBy(asc(dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function waitingMembers({ tx }: Reach, rehearsalId: string): Promise<string[]> {
  const rows = await tx
    .select({ memberId: phishingLetter.memberId })
    .from(phishingLetter)
    .where(eq(phishingLetter.rehearsalId, rehearsalId))
  return rows.map(({ memberId }) => memberId)
}

export async function putOff(
  { tx }: Reach,
  { rehearsalId, memberId, dueAt }: { rehearsalId: string; memberId: string; dueAt: Date },
): Promise<void> {
  await tx.update(phishingLetter).set({ dueAt }).where(isLetter({ rehearsalId, memberId }))
}

export async function dropLetter(
  { tx }: Reach,
  letter: { rehearsalId: string; memberId: string },
): Promise<void> {
  await tx.delete(phishingLetter).where(isLetter(letter))
}

function isLetter({ rehearsalId, memberId }: { rehearsalId: string; memberId: string }) {
  return and(eq(phishingLetter.rehearsalId, rehearsalId), eq(phishingLetter.memberId, memberId))
}

export async function insertLink(
  { tx }: Reach,
  row: Pick<LinkRecord, 'tokenHash' | 'rehearsalId' | 'groupName'>,
): Promise<void> {
  await tx.insert(phishingLink).values(row)
}

export async function updateLink(
  { tx }: Reach,
  tokenHash: Buffer,
  change: Partial<Omit<LinkRecord, 'tenantId' | 'tokenHash' | 'rehearsalId' | 'groupName'>>,
): Promise<void> {
  await tx.update(phishingLink).set(change).where(eq(phishingLink.tokenHash, tokenHash))
}

export async function dropLink({ tx }: Reach, tokenHash: Buffer): Promise<void> {
  await tx.delete(phishingLink).where(eq(phishingLink.tokenHash, tokenHash))
}

/** Held until the transaction ends, so that what two browsers say at once is not lost. */
export async function holdLink({ tx }: Reach, tokenHash: Buffer): Promise<LinkRecord | undefined> {
  const [found] = await tx
    .select()
    .from(phishingLink)
    .where(eq(phishingLink.tokenHash, tokenHash))
    .for('update')
  return found
}

export async function countsOf(
  { tx }: Reach,
  rehearsalId: string,
): Promise<{ readonly sent: number; readonly waiting: number }> {
  const [links] = await tx
    .select({ n: count() })
    .from(phishingLink)
    .where(and(eq(phishingLink.rehearsalId, rehearsalId), sql`${phishingLink.sentAt} is not null`))
  const [letters] = await tx
    .select({ n: count() })
    .from(phishingLetter)
    .where(eq(phishingLetter.rehearsalId, rehearsalId))
  return { sent: links?.n ?? 0, waiting: letters?.n ?? 0 }
}

/** What is to be counted of a rehearsal; without the tokens, which nobody needs for it. */
export async function countedLinks({ tx }: Reach, rehearsalId: string): Promise<Counted[]> {
  const { groupName, sentAt, isRefused, openedAt, givenAt, reportedAt, machineAt } = phishingLink
  return tx
    .select({ groupName, sentAt, isRefused, openedAt, givenAt, reportedAt, machineAt })
    .from(phishingLink)
    .where(eq(phishingLink.rehearsalId, rehearsalId))
}

/** Who was to get one, and every link: nothing is left by which a person could be found. */
export async function dropTraces({ tx }: Reach, rehearsalId: string): Promise<void> {
  await tx.delete(phishingLetter).where(eq(phishingLetter.rehearsalId, rehearsalId))
  await tx.delete(phishingLink).where(eq(phishingLink.rehearsalId, rehearsalId))
}

/** Links of mails whose handing over was broken off by a crash. */
export async function dropUnsent({ tx }: Reach, rehearsalId: string): Promise<void> {
  await tx
    .delete(phishingLink)
    .where(and(eq(phishingLink.rehearsalId, rehearsalId), isNull(phishingLink.sentAt)))
}

export async function insertResults(
  { tx }: Reach,
  rehearsalId: string,
  results: readonly Result[],
): Promise<void> {
  if (results.length === 0) return
  await tx
    .insert(phishingResult)
    .values(results.map(({ group: groupName, ...rest }) => ({ ...rest, rehearsalId, groupName })))
}

/** By rehearsal: everybody first, then by group. */
export async function resultsFor(
  { tx }: Reach,
  ids: readonly string[],
  isTotalOnly = false,
): Promise<Map<string, Result[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(phishingResult)
    .where(
      and(
        isAnyOf(phishingResult.rehearsalId, ids),
        isTotalOnly ? eq(phishingResult.groupName, '') : undefined,
      ),
    )
    .orderBy(asc(phishingResult.groupName))
  const found = new Map<string, Result[]>()
  for (const { tenantId: _tenant, rehearsalId, groupName: group, ...rest } of rows)
    found.set(rehearsalId, [...(found.get(rehearsalId) ?? []), { group, ...rest }])
  return found
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such rehearsal here.')
}
