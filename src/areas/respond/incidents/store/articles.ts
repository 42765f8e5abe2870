import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../../../platform/action.ts'
import { incidentArticle } from '../tables/articles.ts'
import { incident } from '../tables/incident.ts'

type Reach = Pick<Context, 'tx'>
export type ArticleLink = typeof incidentArticle.$inferSelect

export const linksAtMost = 100

/** The newest first. */
export async function listArticleLinks({ tx }: Reach, incidentId: string): Promise<ArticleLink[]> {
  return tx
    .select()
    .from(incidentArticle)
    .where(eq(incidentArticle.incidentId, incidentId))
    .orderBy(desc(incidentArticle.linkedAt), desc(incidentArticle.articleId))
    .limit(linksAtMost)
}

/** @returns false when it is linked already */
export async function addArticleLink({ tx }: Reach, row: Omit<ArticleLink, 'tenantId'>): Promise<boolean> {
  const rows = await tx
    .insert(incidentArticle)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: incidentArticle.articleId })
  return rows.length === 1
}

/** @returns false when it is not linked */
export async function removeArticleLink(
  { tx }: Reach,
  { incidentId, articleId }: Pick<ArticleLink, 'incidentId' | 'articleId'>,
): Promise<boolean> {
  const rows = await tx
    .delete(incidentArticle)
    .where(and(eq(incidentArticle.incidentId, incidentId), eq(incidentArticle.articleId, articleId)))
    .returning({ id: incidentArticle.articleId })
  return rows.length === 1
}

/** The newest cases with this article that whoever asks may see; at most fifty. */
export async function casesWithArticle({ tx }: Reach, articleId: string) {
  const { id, number, title, status } = incident
  return tx
    .select({ id, number, title, status, linkedAt: incidentArticle.linkedAt })
    .from(incidentArticle)
    .innerJoin(incident, eq(incident.id, incidentArticle.incidentId))
    .where(eq(incidentArticle.articleId, articleId))
    .orderBy(desc(incidentArticle.linkedAt))
    .limit(50)
}
