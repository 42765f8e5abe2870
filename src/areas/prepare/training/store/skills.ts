import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { skill, skillHolder } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SkillRecord = typeof skill.$inferSelect
export type HolderRecord = typeof skillHolder.$inferSelect

/** Those that the firm keeps, by name. */
export async function listSkillRows({ tx }: Reach): Promise<SkillRecord[]> {
  return tx
    .select()
    .from(skill)
    .where(isNull(skill.retiredAt))
    .orderBy(asc(sql`lower(${skill.name})`))
    .limit(500)
}

/** Held until the transaction ends. */
export async function holdSkillRow({ tx }: Reach, id: string): Promise<SkillRecord> {
  const [found] = await tx
    .select()
    .from(skill)
    .where(and(eq(skill.id, id), isNull(skill.retiredAt)))
    .for('update')
  return found ?? refuse('not_found', 'There is no such skill here.')
}

/** @returns false when one of this name is kept already */
export async function insertSkill({ tx }: Reach, row: Omit<SkillRecord, 'tenantId'>): Promise<boolean> {
  return (await tx.insert(skill).values(row).onConflictDoNothing().returning({ id: skill.id })).length > 0
}

export async function updateSkill(
  { tx }: Reach,
  id: string,
  change: Partial<Omit<SkillRecord, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(skill).set(change).where(eq(skill.id, id))
}

/** Who holds what, whoever first stands in last. */
export async function listHolderRows({ tx }: Reach): Promise<HolderRecord[]> {
  return tx
    .select()
    .from(skillHolder)
    .where(isNull(skillHolder.endedAt))
    .orderBy(asc(skillHolder.isDeputy), asc(skillHolder.gotOn), asc(skillHolder.id))
    .limit(5000)
}

/** Held until the transaction ends. */
export async function holdHolderRow({ tx }: Reach, id: string): Promise<HolderRecord> {
  const [found] = await tx
    .select()
    .from(skillHolder)
    .where(and(eq(skillHolder.id, id), isNull(skillHolder.endedAt)))
    .for('update')
  return found ?? refuse('not_found', 'Nobody holds this here any more.')
}

/** One person holds a skill once: what is newer takes the place of what was kept. */
export async function keepHolder({ tx }: Reach, row: Omit<HolderRecord, 'tenantId'>): Promise<void> {
  const { level, isDeputy, source, gotOn, expiresOn } = row
  await tx
    .insert(skillHolder)
    .values(row)
    .onConflictDoUpdate({
      target: [skillHolder.tenantId, skillHolder.skillId, skillHolder.memberId],
      targetWhere: isNull(skillHolder.endedAt),
      set: { level, isDeputy, source, gotOn, expiresOn, toldStage: null },
    })
}

export async function updateHolder(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<HolderRecord, 'endedAt' | 'toldStage' | 'expiresOn' | 'source' | 'gotOn'>>,
): Promise<void> {
  await tx.update(skillHolder).set(change).where(eq(skillHolder.id, id))
}
