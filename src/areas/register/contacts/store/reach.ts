import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import { callLink, reachAnswer, reachReminder, reachTest } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type LinkRecord = Omit<typeof callLink.$inferSelect, 'tenantId'>
export type TestRecord = Omit<typeof reachTest.$inferSelect, 'tenantId'>
export type AnswerRecord = Omit<typeof reachAnswer.$inferSelect, 'tenantId'>

/** As the door, before a tenant is known. */
export async function tenantOfReachLink(door: Services['door'], hash: Buffer): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.reach_link($1) as tenant', [hash])
  return rows[0]?.tenant ?? undefined
}

export async function listLinks({ tx }: Reach): Promise<LinkRecord[]> {
  return tx.select().from(callLink).orderBy(asc(callLink.place), asc(callLink.contactId))
}

/** Two who change the tree at once do it one after the other: the second one's stands. */
export async function replaceLinks({ tx }: Reach, links: readonly LinkRecord[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('call tree ' || wall.tenant(), 0))`)
  await tx.delete(callLink)
  if (links.length > 0) await tx.insert(callLink).values([...links])
}

/** @returns undefined when one is running already */
export async function insertTest({ tx }: Reach, row: TestRecord): Promise<TestRecord | undefined> {
  const [added] = await tx.insert(reachTest).values(row).onConflictDoNothing().returning()
  return added
}

export async function insertAnswers({ tx }: Reach, rows: readonly AnswerRecord[]): Promise<void> {
  await tx.insert(reachAnswer).values([...rows])
}

/** The last ones, the newest first. */
export async function listTests({ tx }: Reach, limit: number): Promise<TestRecord[]> {
  return tx.select().from(reachTest).orderBy(desc(reachTest.startedAt), desc(reachTest.id)).limit(limit)
}

export async function getTest({ tx }: Reach, id: string): Promise<TestRecord> {
  const [found] = await tx.select().from(reachTest).where(eq(reachTest.id, id)).for('update')
  return found ?? refuse('not_found', 'There is no such trial here.')
}

export async function endTest({ tx }: Reach, id: string, at: Date): Promise<TestRecord> {
  const [ended] = await tx.update(reachTest).set({ endedAt: at }).where(eq(reachTest.id, id)).returning()
  return ended ?? refuse('not_found', 'There is no such trial here.')
}

/** In the order in which they were to be called. */
export async function answersOf({ tx }: Reach, testIds: readonly string[]): Promise<AnswerRecord[]> {
  if (testIds.length === 0) return []
  return tx
    .select()
    .from(reachAnswer)
    .where(inArray(reachAnswer.testId, [...testIds]))
    .orderBy(asc(reachAnswer.name), asc(reachAnswer.contactId))
}

export async function getAnswer(
  { tx }: Reach,
  { testId, contactId }: { readonly testId: string; readonly contactId: string },
): Promise<AnswerRecord> {
  const [found] = await tx
    .select()
    .from(reachAnswer)
    .where(and(eq(reachAnswer.testId, testId), eq(reachAnswer.contactId, contactId)))
    .for('update')
  return found ?? refuse('not_found', 'This person is not asked in this trial.')
}

export async function findAnswerByToken({ tx }: Reach, hash: Buffer): Promise<AnswerRecord | undefined> {
  const [found] = await tx.select().from(reachAnswer).where(eq(reachAnswer.tokenHash, hash)).for('update')
  return found
}

/** The first answer counts. @returns false when there was one already */
export async function keepAnswer(
  { tx }: Reach,
  {
    testId,
    contactId,
    ...answer
  }: Pick<AnswerRecord, 'testId' | 'contactId'> &
    Pick<AnswerRecord, 'answeredAt' | 'channel' | 'heard' | 'heardBy'>,
): Promise<boolean> {
  const rows = await tx
    .update(reachAnswer)
    .set(answer)
    .where(
      and(
        eq(reachAnswer.testId, testId),
        eq(reachAnswer.contactId, contactId),
        isNull(reachAnswer.answeredAt),
      ),
    )
    .returning({ id: reachAnswer.contactId })
  return rows.length === 1
}

export async function keepToken(
  { tx }: Reach,
  { testId, contactId, hash }: { readonly testId: string; readonly contactId: string; readonly hash: Buffer },
): Promise<void> {
  await tx
    .update(reachAnswer)
    .set({ tokenHash: hash })
    .where(and(eq(reachAnswer.testId, testId), eq(reachAnswer.contactId, contactId)))
}

/** @returns false when it was told already */
export async function noteReminder({ tx }: Reach, dueOn: string, toldAt: Date): Promise<boolean> {
  const rows = await tx
    .insert(reachReminder)
    .values({ dueOn, toldAt })
    .onConflictDoNothing()
    .returning({ dueOn: reachReminder.dueOn })
  return rows.length === 1
}
