import { and, arrayContains, count, desc, eq, getTableColumns, inArray, lt, or } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { mailLetter, mailThread } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
type InTime = Pick<Context, 'tx' | 'now'>
export type ThreadRow = typeof mailThread.$inferSelect
export type LetterRow = typeof mailLetter.$inferSelect
/** Without the bytes that go out. */
export type ReadLetter = Omit<LetterRow, 'entity'>

const { entity: _entity, ...readColumns } = getTableColumns(mailLetter)

export async function addThread({ tx }: Reach, row: Omit<ThreadRow, 'tenantId'>): Promise<ThreadRow> {
  const [added] = await tx.insert(mailThread).values(row).returning()
  if (added === undefined) throw new Error('an insert gave no row')
  return added
}

/** Of this incident, held until the transaction ends; refuses `not_found` for any other. */
export async function getThread({ tx }: Reach, incidentId: string, id: string): Promise<ThreadRow> {
  const [row] = await tx
    .select()
    .from(mailThread)
    .where(and(eq(mailThread.incidentId, incidentId), eq(mailThread.id, id)))
    .for('update')
  return row ?? refuse('not_found', 'There is no such conversation in this incident.')
}

export async function countThreads({ tx }: Reach, incidentId: string): Promise<number> {
  return tx.$count(mailThread, eq(mailThread.incidentId, incidentId))
}

export async function touchThread({ tx, now }: InTime, id: string): Promise<void> {
  await tx.update(mailThread).set({ lastAt: now }).where(eq(mailThread.id, id))
}

/** One more than a page, the one that moved last first. */
export async function listThreads(
  { tx }: Reach,
  wanted: {
    readonly incidentId: string
    readonly after: { readonly lastAt: Date; readonly id: string } | undefined
    readonly limit: number
  },
): Promise<ThreadRow[]> {
  const { lastAt, id, incidentId } = mailThread
  const { after, limit } = wanted
  return tx
    .select()
    .from(mailThread)
    .where(
      and(
        eq(incidentId, wanted.incidentId),
        after && or(lt(lastAt, after.lastAt), and(eq(lastAt, after.lastAt), lt(id, after.id))),
      ),
    )
    .orderBy(desc(lastAt), desc(id))
    .limit(limit + 1)
}

/** The newest letters of a thread, newest first. */
export async function listLetters({ tx }: Reach, threadId: string, limit: number): Promise<ReadLetter[]> {
  return tx
    .select(readColumns)
    .from(mailLetter)
    .where(eq(mailLetter.threadId, threadId))
    .orderBy(desc(mailLetter.at), desc(mailLetter.id))
    .limit(limit)
}

export async function countLetters({ tx }: Reach, threadId: string): Promise<number> {
  const [row] = await tx.select({ all: count() }).from(mailLetter).where(eq(mailLetter.threadId, threadId))
  return row?.all ?? 0
}

export async function addLetter({ tx }: Reach, row: Omit<LetterRow, 'tenantId'>): Promise<void> {
  await tx.insert(mailLetter).values(row)
}

/** With the bytes that go out. */
export async function getLetter({ tx }: Reach, id: string): Promise<LetterRow> {
  const [row] = await tx.select().from(mailLetter).where(eq(mailLetter.id, id))
  return row ?? refuse('not_found', 'There is no such mail in this incident.')
}

/** Whether these very bytes stand in the thread already: a mailbox that is read again brings them again. */
export async function isKept({ tx }: Reach, threadId: string, sha256: string): Promise<boolean> {
  return (
    (await tx.$count(mailLetter, and(eq(mailLetter.threadId, threadId), eq(mailLetter.sha256, sha256)))) > 0
  )
}

/** The thread that carries the mark, else the one of the nearest mail that is answered. */
export async function threadMeant(
  { tx }: Reach,
  { tokens, references }: { readonly tokens: readonly string[]; readonly references: readonly string[] },
): Promise<ThreadRow | undefined> {
  if (tokens.length > 0) {
    const [marked] = await tx
      .select()
      .from(mailThread)
      .where(inArray(mailThread.token, [...tokens]))
      .limit(1)
    if (marked !== undefined) return marked
  }
  if (references.length === 0) return undefined
  const [answered] = await tx
    .select(getTableColumns(mailThread))
    .from(mailLetter)
    .innerJoin(mailThread, eq(mailThread.id, mailLetter.threadId))
    .where(inArray(mailLetter.messageId, [...references]))
    .orderBy(desc(mailLetter.at))
    .limit(1)
  return answered
}

/** The thread of this incident in which we wrote to this address last: a number alone is known to anybody. */
export async function threadWith(
  { tx }: Reach,
  { incidentId, email }: { readonly incidentId: string; readonly email: string },
): Promise<ThreadRow | undefined> {
  const [row] = await tx
    .select(getTableColumns(mailThread))
    .from(mailLetter)
    .innerJoin(mailThread, eq(mailThread.id, mailLetter.threadId))
    .where(
      and(
        eq(mailLetter.incidentId, incidentId),
        eq(mailLetter.way, 'out'),
        arrayContains(mailLetter.emails, [email]),
      ),
    )
    .orderBy(desc(mailLetter.at))
    .limit(1)
  return row
}
