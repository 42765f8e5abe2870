import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { refuse } from '../../../../base/refusal.ts'
import { dataLook, lossEstimate, trendBoard } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type BoardRecord = typeof trendBoard.$inferSelect
export type EstimateRecord = typeof lossEstimate.$inferSelect
export type LookRecord = typeof dataLook.$inferSelect

export async function findBoard({ tx }: Reach): Promise<BoardRecord | undefined> {
  const [found] = await tx.select().from(trendBoard)
  return found
}

export async function saveBoard({ tx }: Reach, row: Omit<BoardRecord, 'tenantId'>): Promise<void> {
  await tx.insert(trendBoard).values(row).onConflictDoUpdate({ target: trendBoard.tenantId, set: row })
}

/** The one that was made last. */
export async function findEstimate({ tx }: Reach): Promise<EstimateRecord | undefined> {
  const [found] = await tx
    .select()
    .from(lossEstimate)
    .orderBy(desc(lossEstimate.madeAt), desc(lossEstimate.id))
    .limit(1)
  return found
}

export async function insertEstimate(
  { tx }: Reach,
  row: Omit<EstimateRecord, 'tenantId'>,
): Promise<EstimateRecord> {
  const [added] = await tx.insert(lossEstimate).values(row).returning()
  return added ?? refuse('unavailable', 'It could not be stored. Nothing was changed.')
}

interface LookPage {
  /** Only quarters before this one. */
  readonly before?: string | undefined
  readonly limit: number
  readonly words?: string | undefined
}

/** Newest first, one more than a page. */
export async function listLooks({ tx }: Reach, { before, limit, words }: LookPage): Promise<LookRecord[]> {
  const holds = (text: typeof dataLook.minutes | ReturnType<typeof sql>) =>
    sql`position(lower(${words ?? ''}) in lower(${text})) > 0`
  // What was decided, not the keys and ids around it.
  const decisionWords = sql`(select coalesce(string_agg(one ->> 'text', ' '), '')
    from jsonb_array_elements(${dataLook.decisions}) as one)`
  return tx
    .select()
    .from(dataLook)
    .where(
      and(
        before === undefined ? undefined : lt(dataLook.quarter, before),
        words === undefined || words === '' ? undefined : or(holds(dataLook.minutes), holds(decisionWords)),
      ),
    )
    .orderBy(desc(dataLook.quarter))
    .limit(limit + 1)
}

/** Those that nobody held, the newest first. */
export async function listOpenLooks({ tx }: Reach): Promise<Pick<LookRecord, 'quarter' | 'dueOn'>[]> {
  return tx
    .select({ quarter: dataLook.quarter, dueOn: dataLook.dueOn })
    .from(dataLook)
    .where(isNull(dataLook.heldAt))
    .orderBy(desc(dataLook.quarter))
    .limit(8)
}

/** Held until the transaction ends; refuses `not_found`. */
export async function getLookToChange({ tx }: Reach, quarter: string): Promise<LookRecord> {
  const [found] = await tx.select().from(dataLook).where(eq(dataLook.quarter, quarter)).for('update')
  return found ?? refuse('not_found', 'The figures of this quarter were not gathered here.')
}

/** @returns false where they were gathered before */
export async function insertLook(
  { tx }: Reach,
  row: Omit<typeof dataLook.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const added = await tx
    .insert(dataLook)
    .values(row)
    .onConflictDoNothing()
    .returning({ quarter: dataLook.quarter })
  return added.length === 1
}

export async function changeLook(
  { tx }: Reach,
  quarter: string,
  change: Partial<Omit<LookRecord, 'tenantId' | 'quarter'>>,
): Promise<LookRecord> {
  const [changed] = await tx.update(dataLook).set(change).where(eq(dataLook.quarter, quarter)).returning()
  return changed ?? refuse('not_found', 'The figures of this quarter were not gathered here.')
}
