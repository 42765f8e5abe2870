import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { reportTemplate } from '../tables/report.ts'

type Reach = Pick<Context, 'tx'>
export type TemplateRecord = typeof reportTemplate.$inferSelect
type NewTemplate = Omit<TemplateRecord, 'tenantId'>

/** Those in use, by name; there are never more than a few dozen. */
export async function listTemplates({ tx }: Reach): Promise<TemplateRecord[]> {
  return tx
    .select()
    .from(reportTemplate)
    .where(isNull(reportTemplate.removedAt))
    .orderBy(asc(sql`lower(${reportTemplate.name})`), asc(reportTemplate.id))
}

/** One in use. */
export async function getTemplate({ tx }: Reach, id: string): Promise<TemplateRecord> {
  const [found] = await tx
    .select()
    .from(reportTemplate)
    .where(and(eq(reportTemplate.id, id), isNull(reportTemplate.removedAt)))
  return found ?? unknownTemplate()
}

/** Held until the transaction ends, also one that was removed. */
export async function holdTemplate({ tx }: Reach, id: string): Promise<TemplateRecord> {
  const [found] = await tx.select().from(reportTemplate).where(eq(reportTemplate.id, id)).for('update')
  return found ?? unknownTemplate()
}

/** @returns undefined when another one in use bears this name */
export async function addTemplate({ tx }: Reach, row: NewTemplate): Promise<TemplateRecord> {
  const [added] = await tx.insert(reportTemplate).values(row).returning()
  return added ?? unknownTemplate()
}

export async function changeTemplate(
  { tx }: Reach,
  { id, ...change }: Partial<NewTemplate> & Pick<NewTemplate, 'id'>,
): Promise<TemplateRecord> {
  const [changed] = await tx.update(reportTemplate).set(change).where(eq(reportTemplate.id, id)).returning()
  return changed ?? unknownTemplate()
}

function unknownTemplate(): never {
  refuse('not_found', 'There is no such template here. Somebody may have removed it.')
}
