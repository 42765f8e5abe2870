import type { SearchSource } from '../../../platform/database/find-rows.ts'
import { searchedWords } from './rules/found.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { LastChange } from '../../../base/last-change.ts'
import { leafFields } from '../../../base/leaf-fields.ts'
import type { Context } from '../../../platform/action.ts'
import { draftOf, plain } from './actions/write-articles.ts'
import { articlesOf } from './actions/shapes.ts'
import type { Article } from './contract.ts'
import { lookBy, lookMonths } from './rules/look.ts'
import {
  articleRowsOf,
  articlesAbout,
  heldArticles,
  insertArticle,
  lookedOnRows,
  searchArticleRows,
  versionsOf,
} from './store/articles.ts'

export { heldArticles }

/** Articles of these ids as whoever asks may read them; drafts only for those who write. */
export async function articlesFor(context: Context, ids: readonly string[]): Promise<Article[]> {
  const rows = await articleRowsOf(context, ids)
  const mayWrite = context.can('article.manage')
  return articlesOf(
    context,
    rows.filter(({ state }) => state !== 'draft' || mayWrite),
  )
}

/** Articles in use that are about this kind of incident, one of these assets, or tagged with one of these words. */
export async function articlesThatFit(
  context: Context,
  facts: { readonly kind: string; readonly assetIds: readonly string[]; readonly words: readonly string[] },
): Promise<Article[]> {
  return articlesOf(context, await articlesAbout(context, facts))
}

/** @returns undefined where one of this title is there already */
export async function addDraft(
  context: Context,
  fields: Pick<Article, 'title' | 'tags' | 'kinds' | 'ownerId'> & {
    readonly body: string
    readonly assetIds: readonly string[]
  },
): Promise<{ readonly id: string; readonly title: string } | undefined> {
  const { assetIds, ...given } = fields
  const words = plain(given)
  const added = await insertArticle(context, { ...draftOf(context, words), assetIds, note: '' })
  if (added === undefined) return undefined
  const leaf = leafFields({ article: added.id, ...words, assets: assetIds })
  context.record({ stream: 'audit', kind: 'article.add', fields: leaf })
  return added
}

/** Days on which an article wants to be looked at again. */
export async function articleDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  return (await lookedOnRows(context)).flatMap((row): DueDate[] => {
    const day = lookBy(row)
    const { id: key, title, ownerId } = row
    if (day === undefined) return []
    return [
      { kind: 'article_look', key, title, day, ownerId, path: `/articles/${key}`, everyMonths: lookMonths },
    ]
  })
}

/** What became of an article since then; undefined for one that is not here. */
export async function lastChangeOfArticle(
  context: Pick<Context, 'tx'>,
  id: string,
  since: Date,
): Promise<LastChange | undefined> {
  const [row] = await articleRowsOf(context, [id])
  if (row === undefined) return undefined
  const newer = (await versionsOf(context, id)).filter(({ savedAt }) => savedAt > since)
  return {
    name: row.title,
    path: `/articles/${id}`,
    hasChanged: newer.length > 0,
    versions: newer.map(({ number, savedAt: at, savedBy: by }) => ({
      ...{ at, by, readers: null },
      name: `${number}`,
    })),
  }
}

export const articleSearch: SearchSource = {
  kind: 'article',
  permission: 'article.read',
  async find(context, { typed, limit }) {
    const words = searchedWords(typed)
    if (words.length === 0) return []
    const states = context.can('article.manage') ? (['in_use', 'draft'] as const) : (['in_use'] as const)
    const rows = await searchArticleRows(context, words, { states, skipped: 0, limit })
    return rows.map(({ id, title, tags }) => ({ id, title, more: tags.join(', '), path: `/articles/${id}` }))
  },
}
