import { and, asc, count, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
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

export async function insertLetters(
  { tx }: Reach,
  rows: readonly Omit<LetterRecord, 'takenAt'>[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(phishingLetter).values([...rows])
}

/**
 * Takes the next that are due. The instant on them keeps a run that begins meanwhile away from them, for no transaction is
 * open while they are handed over.
 * @param lostBefore what was taken before this was broken off by a crash, and is taken again
 */
export async function takeDue(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { rehearsalId, lostBefore, limit }: { rehearsalId: string; lostBefore: Date; limit: number },
): Promise<LetterRecord[]> {
  const { memberId, groupName, dueAt, takenAt } = phishingLetter
  const due = await tx
    .select({ rehearsalId: phishingLetter.rehearsalId, memberId, groupName, dueAt, takenAt })
    .from(phishingLetter)
    .where(
      and(
        eq(phishingLetter.rehearsalId, rehearsalId),
        lte(dueAt, now),
        or(isNull(takenAt), lt(takenAt, lostBefore)),
      ),
    )
    .orderBy(asc(dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  const memberIds = due.map((letter) => letter.memberId)
  await tx.update(phishingLetter).set({ takenAt: now }).where(areLetters({ rehearsalId, memberIds }))
  return due
}

/** They are not handed over after all: the next run takes them. */
export async function giveBack({ tx }: Reach, letters: Letters): Promise<void> {
  await tx.update(phishingLetter).set({ takenAt: null }).where(areLetters(letters))
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
  { dueAt, ...letters }: Letters & { readonly dueAt: Date },
): Promise<void> {
  await tx.update(phishingLetter).set({ dueAt, takenAt: null }).where(areLetters(letters))
}

/** New moments, the first for the first of them; whoever gets none keeps the old one. */
export async function spreadAnew(
  { tx }: Reach,
  wanted: { rehearsalId: string; memberIds: readonly string[]; moments: readonly Date[] },
): Promise<void> {
  const moments = wanted.moments.map((moment) => moment.toISOString())
  await tx.execute(sql`update app.phishing_letter as letter set due_at = given.due_at
    from unnest(${sql.param([...wanted.memberIds])}::uuid[], ${sql.param(moments)}::timestamptz[]) as given(id, due_at)
    where letter.rehearsal_id = ${wanted.rehearsalId} and letter.member_id = given.id and given.due_at is not null`)
}

export async function dropLetters({ tx }: Reach, letters: Letters): Promise<void> {
  await tx.delete(phishingLetter).where(areLetters(letters))
}

/** Letters of one rehearsal to these people. */
interface Letters {
  readonly rehearsalId: string
  readonly memberIds: readonly string[]
}

function areLetters({ rehearsalId, memberIds }: Letters) {
  return and(eq(phishingLetter.rehearsalId, rehearsalId), isAnyOf(phishingLetter.memberId, memberIds))
}

export async function insertLink(
  { tx }: Reach,
  row: Pick<LinkRecord, 'tokenHash' | 'rehearsalId' | 'groupName' | 'takenAt'>,
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

export async function dropLinks({ tx }: Reach, tokenHashes: readonly Buffer[]): Promise<void> {
  await tx.delete(phishingLink).where(inArray(phishingLink.tokenHash, [...tokenHashes]))
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

/** Links of mails whose handing over was broken off by a crash; never of those under way. */
export async function dropLost({ tx }: Reach, rehearsalId: string, lostBefore: Date): Promise<void> {
  const { sentAt, takenAt } = phishingLink
  await tx
    .delete(phishingLink)
    .where(
      and(
        eq(phishingLink.rehearsalId, rehearsalId),
        isNull(sentAt),
        or(isNull(takenAt), lt(takenAt, lostBefore)),
      ),
    )
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

/** By rehearsal: everybody first, then by group, then what stands together. */
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
        isTotalOnly ? eq(phishingResult.kind, 'everybody') : undefined,
      ),
    )
    .orderBy(asc(phishingResult.kind), asc(phishingResult.groupName))
  const found = new Map<string, Result[]>()
  for (const { tenantId: _tenant, rehearsalId, groupName: group, ...rest } of rows)
    found.set(rehearsalId, [...(found.get(rehearsalId) ?? []), { group, ...rest }])
  return found
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such rehearsal here.')
}
