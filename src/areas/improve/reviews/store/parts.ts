import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import type { PartName } from '../contract/words.ts'
import { reviewPart, reviewVoice } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type PartRow = typeof reviewPart.$inferSelect
export type VoiceRow = typeof reviewVoice.$inferSelect

export async function listPartRows({ tx }: Reach, reviewId: string): Promise<PartRow[]> {
  return tx.select().from(reviewPart).where(eq(reviewPart.reviewId, reviewId))
}

/**
 * Keeps the next version of a part.
 * @param basedOn the version that was changed; 0 for a part that nobody has written in
 * @returns undefined when somebody else saved it in the meantime
 */
export async function savePart(
  { tx, now, actor }: Pick<Context, 'tx' | 'now' | 'actor'>,
  wanted: {
    readonly reviewId: string
    readonly part: PartName
    readonly body: Record<string, unknown>
    readonly basedOn: number
  },
): Promise<PartRow | undefined> {
  const { reviewId, part, body, basedOn } = wanted
  const by = { changedAt: now, changedBy: actor.name }
  if (basedOn === 0) {
    const [added] = await tx
      .insert(reviewPart)
      .values({ reviewId, part, body, version: 1, ...by })
      .onConflictDoNothing()
      .returning()
    return added
  }
  const [saved] = await tx
    .update(reviewPart)
    .set({ body, version: basedOn + 1, ...by })
    .where(and(eq(reviewPart.reviewId, reviewId), eq(reviewPart.part, part), eq(reviewPart.version, basedOn)))
    .returning()
  return saved
}

export async function listVoiceRows({ tx }: Reach, reviewId: string): Promise<VoiceRow[]> {
  // By chance: an order in which they came would tell who they are.
  return tx
    .select()
    .from(reviewVoice)
    .where(eq(reviewVoice.reviewId, reviewId))
    .orderBy(sql`md5(id::text)`)
}

export async function countVoices({ tx }: Reach, reviewId: string): Promise<number> {
  return tx.$count(reviewVoice, eq(reviewVoice.reviewId, reviewId))
}

export async function findOwnVoice(
  { tx }: Reach,
  reviewId: string,
  memberId: string,
): Promise<VoiceRow | undefined> {
  const [found] = await tx
    .select()
    .from(reviewVoice)
    .where(and(eq(reviewVoice.reviewId, reviewId), eq(reviewVoice.memberId, memberId)))
  return found
}

/** What somebody said under their name stands once: saying it again changes it. */
export async function keepVoice({ tx }: Reach, row: Omit<VoiceRow, 'tenantId'>): Promise<void> {
  const { kept, changed, surprised, saidBy, memberId } = row
  if (memberId === null) {
    await tx.insert(reviewVoice).values(row)
    return
  }
  await tx
    .insert(reviewVoice)
    .values(row)
    .onConflictDoUpdate({
      target: [reviewVoice.tenantId, reviewVoice.reviewId, reviewVoice.memberId],
      targetWhere: sql`member_id is not null`,
      set: { kept, changed, surprised, saidBy },
    })
}
