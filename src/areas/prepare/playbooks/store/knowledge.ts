import { and, asc, desc, gt, gte, inArray, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { countermeasure, knowledgeSet, knownExploited, technique } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type SetRecord = typeof knowledgeSet.$inferSelect
type New<T extends { tenantId?: string | undefined }> = Omit<T, 'tenantId'>

/** Rows at once: a statement has at most 65,535 parameters. */
const batch = 500

export async function listSets({ tx }: Reach): Promise<SetRecord[]> {
  return tx.select().from(knowledgeSet).orderBy(asc(knowledgeSet.name))
}

export async function keepSet(
  { tx }: Reach,
  fields: New<typeof knowledgeSet.$inferInsert>,
): Promise<SetRecord> {
  const [kept] = await tx
    .insert(knowledgeSet)
    .values(fields)
    .onConflictDoUpdate({ target: [knowledgeSet.tenantId, knowledgeSet.name], set: fields })
    .returning()
  return kept ?? refuse('unavailable', 'The list could not be stored. Nothing was changed.')
}

/** One import at a time for each organisation: two at once would each clear the table and then fill it. */
export async function holdKnowledge({ tx }: Reach): Promise<void> {
  await tx.execute(sql`select tenant_id from app.tenant for no key update`)
}

export async function replaceTechniques(
  { tx }: Reach,
  rows: readonly New<typeof technique.$inferInsert>[],
): Promise<void> {
  await tx.delete(technique)
  for (let at = 0; at < rows.length; at += batch)
    await tx.insert(technique).values(rows.slice(at, at + batch))
}

export async function replaceCountermeasures(
  { tx }: Reach,
  rows: readonly New<typeof countermeasure.$inferInsert>[],
): Promise<void> {
  await tx.delete(countermeasure)
  for (let at = 0; at < rows.length; at += batch)
    await tx.insert(countermeasure).values(rows.slice(at, at + batch))
}

export async function replaceKnownExploited(
  { tx }: Reach,
  rows: readonly New<typeof knownExploited.$inferInsert>[],
): Promise<void> {
  await tx.delete(knownExploited)
  for (let at = 0; at < rows.length; at += batch)
    await tx.insert(knownExploited).values(rows.slice(at, at + batch))
}

/** Those of these CVE ids that stand on the list. */
export async function knownExploitedAmong({ tx }: Reach, cves: readonly string[]) {
  if (cves.length === 0) return []
  return tx
    .select()
    .from(knownExploited)
    .where(inArray(knownExploited.cve, [...cves]))
}

/** Those that came on the list since a day, the newest first. */
export async function knownExploitedSince(
  { tx }: Reach,
  { since, limit }: { readonly since: string; readonly limit: number },
) {
  return tx
    .select()
    .from(knownExploited)
    .where(gte(knownExploited.addedOn, since))
    .orderBy(desc(knownExploited.addedOn), asc(knownExploited.cve))
    .limit(limit)
}

/** By id or a part of the name, in order of id. */
export async function listTechniques(
  { tx }: Reach,
  { q, after, limit }: { q: string | undefined; after: string | undefined; limit: number },
) {
  return tx
    .select()
    .from(technique)
    .where(
      and(
        after === undefined ? undefined : gt(technique.id, after),
        q === undefined || q === ''
          ? undefined
          : sql`(strpos(lower(${technique.name}), lower(${q})) > 0 or strpos(${technique.id}, upper(${q})) = 1)`,
      ),
    )
    .orderBy(asc(technique.id))
    .limit(limit)
}

export async function techniquesBy({ tx }: Reach, ids: readonly string[]) {
  return tx
    .select()
    .from(technique)
    .where(inArray(technique.id, [...ids]))
}

export async function countermeasuresFor({ tx }: Reach, techniques: readonly string[]) {
  return tx
    .select()
    .from(countermeasure)
    .where(sql`${countermeasure.techniques} && ${sql.param([...techniques])}::text[]`)
    .orderBy(asc(countermeasure.id))
    .limit(200)
}

/** Ids of techniques that these stand for: themselves, their parent and their sub-techniques. */
export async function relatedTechniques({ tx }: Reach, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct wanted as id from app.countermeasure, unnest(techniques) as wanted
    where split_part(wanted, '.', 1) = any(${sql.param(ids.map((id) => id.slice(0, 5)))}::text[])`)
  return rows.map(({ id }) => id)
}
