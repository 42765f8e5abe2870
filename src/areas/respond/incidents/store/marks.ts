import { and, asc, eq, isNull } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import { entryTies, type EntryFlag } from '../contract/marks.ts'
import { entryMark } from '../tables/capture.ts'

type Reach = Pick<Context, 'tx'>
export type MarkRecord = typeof entryMark.$inferSelect

/** What stands about these entries, oldest first. */
export async function listMarks(
  { tx }: Reach,
  incidentId: string,
  entries: readonly number[],
): Promise<MarkRecord[]> {
  if (entries.length === 0) return []
  return tx
    .select()
    .from(entryMark)
    .where(
      and(
        eq(entryMark.incidentId, incidentId),
        isAnyOf(entryMark.entry, entries),
        isNull(entryMark.removedAt),
      ),
    )
    .orderBy(asc(entryMark.madeAt), asc(entryMark.id))
}

/** Numbers of the entries that carry this flag. */
export async function flaggedEntries({ tx }: Reach, incidentId: string, flag: EntryFlag): Promise<number[]> {
  const rows = await tx
    .select({ entry: entryMark.entry })
    .from(entryMark)
    .where(and(eq(entryMark.incidentId, incidentId), isFlag(flag)))
    .limit(2000)
  return rows.map((row) => row.entry)
}

/** What hangs on what in this incident, as marks. */
export async function listTies({ tx }: Reach, incidentId: string): Promise<MarkRecord[]> {
  return tx
    .select()
    .from(entryMark)
    .where(
      and(
        eq(entryMark.incidentId, incidentId),
        isAnyOf(entryMark.kind, entryTies),
        isNull(entryMark.removedAt),
      ),
    )
}

export async function findFlag(
  { tx }: Reach,
  place: { incidentId: string; entry: number },
  flag: EntryFlag,
): Promise<MarkRecord | undefined> {
  const [found] = await tx
    .select()
    .from(entryMark)
    .where(and(eq(entryMark.incidentId, place.incidentId), eq(entryMark.entry, place.entry), isFlag(flag)))
  return found
}

export async function addMark(
  { tx }: Reach,
  fields: Omit<typeof entryMark.$inferInsert, 'tenantId'>,
): Promise<MarkRecord> {
  const [added] = await tx.insert(entryMark).values(fields).returning()
  return added ?? refuse('unavailable', 'It could not be stored. Nothing was changed.')
}

export async function removeMark({ tx, now }: Pick<Context, 'tx' | 'now'>, id: string): Promise<void> {
  await tx.update(entryMark).set({ removedAt: now }).where(eq(entryMark.id, id))
}

function isFlag(flag: EntryFlag) {
  return and(eq(entryMark.kind, 'flag'), eq(entryMark.text, flag), isNull(entryMark.removedAt))
}
