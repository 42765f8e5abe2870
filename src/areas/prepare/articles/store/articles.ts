import { and, asc, count, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { isAnyOf } from '../../../../platform/database/tables.ts'
import type { Article } from '../contract.ts'
import type { SearchedWord } from '../rules/found.ts'
import { article, articleAsset, articleVersion } from '../tables.ts'

type Reach = Pick<Context, 'tx'>
export type ArticleRecord = typeof article.$inferSelect
export type NewArticle = Omit<ArticleRecord, 'tenantId'>
export type VersionRecord = typeof articleVersion.$inferSelect

/** The title counts most, then the tags. */
const wordsOf = ({ title, tags, body }: Pick<ArticleRecord, 'title' | 'tags' | 'body'>): SQL =>
  sql`setweight(wall.words_of(${title}), 'A') || setweight(wall.words_of(${tags.join(' ')}), 'B') || wall.words_of(${body})`

export interface Filter {
  readonly states: readonly Article['state'][]
  readonly kind?: Article['kinds'][number] | undefined
  readonly tag?: string | undefined
}

/** By title. */
export async function listArticleRows(
  { tx }: Reach,
  {
    states,
    kind,
    tag,
    limit,
    after,
  }: Filter & { readonly limit: number; readonly after?: string | undefined },
): Promise<ArticleRecord[]> {
  const place = sql`(lower(${article.title}), ${article.id})`
  const last =
    after === undefined
      ? undefined
      : sql`${place} > (select lower(last.title), last.id from app.article as last where last.id = ${after})`
  return tx
    .select()
    .from(article)
    .where(
      and(
        isAnyOf(article.state, states),
        kind === undefined ? undefined : sql`${kind} = any (${article.kinds})`,
        tag === undefined ? undefined : sql`${tag} = any (${article.tags})`,
        last,
      ),
    )
    .orderBy(asc(sql`lower(${article.title})`), asc(article.id))
    .limit(limit)
}

/** The best first. Each word must occur: as it stands, unfinished, or with another ending. */
export async function searchArticleRows(
  { tx }: Reach,
  words: readonly SearchedWord[],
  { states, kind, tag, skipped, limit }: Filter & { readonly skipped: number; readonly limit: number },
): Promise<ArticleRecord[]> {
  const each = words.map(
    ({ start, word }) =>
      sql`(to_tsquery('simple', ${`${start}:*`}) || plainto_tsquery('english', ${word}) || plainto_tsquery('german', ${word}))`,
  )
  const wanted = sql.join(each, sql` && `)
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from wall.search_articles(${wanted}, ${sql.param([...states])}::text[], ${kind ?? null}, ${tag ?? null}, ${skipped}, ${limit}) as id`,
  )
  const ids = rows.map(({ id }) => id)
  const found = await articleRowsOf({ tx }, ids)
  return ids.flatMap((id) => found.find((row) => row.id === id) ?? [])
}

export async function articleRowsOf({ tx }: Reach, ids: readonly string[]): Promise<ArticleRecord[]> {
  return ids.length === 0 ? [] : tx.select().from(article).where(isAnyOf(article.id, ids))
}

/** Those in use with the day of their last look, without their words. */
export async function lookedOnRows({ tx }: Reach) {
  const { id, title, ownerId, state, lookedOn } = article
  return tx
    .select({ id, title, ownerId, state, lookedOn })
    .from(article)
    .where(eq(article.state, 'in_use'))
    .limit(20_000)
}

/** The commonest tags of what is in these states. */
export async function commonTags(
  { tx }: Reach,
  states: Filter['states'],
): Promise<{ tag: string; count: number }[]> {
  const tag = sql<string>`unnest(${article.tags})`.as('tag')
  const tags = tx.select({ tag }).from(article).where(isAnyOf(article.state, states)).as('tags')
  return tx
    .select({ tag: tags.tag, count: count() })
    .from(tags)
    .groupBy(tags.tag)
    .orderBy(desc(count()), asc(tags.tag))
    .limit(30)
}

export async function getArticleRow({ tx }: Reach, id: string): Promise<ArticleRecord> {
  const [found] = await tx.select().from(article).where(eq(article.id, id))
  return found ?? refuseUnknown()
}

/** Held until the transaction ends. */
export async function holdArticleRow({ tx }: Reach, id: string): Promise<ArticleRecord> {
  const [found] = await tx.select().from(article).where(eq(article.id, id)).for('update')
  return found ?? refuseUnknown()
}

/** Those of these titles that were not withdrawn, by title in lower case; held until the transaction ends. */
export async function holdArticlesTitled(
  { tx }: Reach,
  titles: readonly string[],
): Promise<Map<string, ArticleRecord>> {
  if (titles.length === 0) return new Map()
  const rows = await tx
    .select({ row: article, key: sql<string>`lower(${article.title})` })
    .from(article)
    .where(
      and(
        ne(article.state, 'withdrawn'),
        sql`lower(${article.title}) in (select lower(given) from unnest(${sql.param([...titles])}::text[]) as given)`,
      ),
    )
    .orderBy(asc(article.id))
    .for('update')
  return new Map(rows.map(({ row }) => [row.title.toLowerCase(), row]))
}

/** Also keeps its first version. @returns undefined when one of this title is there already */
export async function insertArticle(
  { tx }: Reach,
  { note, assetIds, ...row }: NewArticle & { readonly note: string; readonly assetIds: readonly string[] },
): Promise<ArticleRecord | undefined> {
  const { rowCount } = await tx.execute(
    sql`insert into app.article (id, title, body, tags, kinds, owner_id, state, version, looked_on, added_at, changed_at, changed_by, words)
      values (${row.id}, ${row.title}, ${row.body}, ${sql.param(row.tags)}::text[], ${sql.param(row.kinds)}::text[], ${row.ownerId}, ${row.state},
        ${row.version}, ${row.lookedOn}, ${row.addedAt}, ${row.changedAt}, ${row.changedBy}, ${wordsOf(row)}) on conflict do nothing`,
  )
  if (rowCount === 0) return undefined
  await keepVersion({ tx }, row, note)
  await setAssets({ tx }, row.id, assetIds)
  return getArticleRow({ tx }, row.id)
}

/** The next version of its words. */
export async function saveWords(
  { tx }: Reach,
  id: string,
  change: Pick<
    ArticleRecord,
    'title' | 'body' | 'tags' | 'kinds' | 'ownerId' | 'version' | 'changedAt' | 'changedBy'
  > &
    Partial<Pick<ArticleRecord, 'state' | 'lookedOn'>>,
  note: string,
): Promise<ArticleRecord> {
  const [changed] = await tx.update(article).set(change).where(eq(article.id, id)).returning()
  if (changed === undefined) refuseUnknown()
  await tx.execute(sql`update app.article set words = ${wordsOf(changed)} where id = ${id}`)
  await keepVersion({ tx }, changed, note)
  return changed
}

export async function changeStanding(
  { tx }: Reach,
  id: string,
  change: Partial<Pick<ArticleRecord, 'state' | 'lookedOn' | 'changedAt' | 'changedBy'>>,
): Promise<ArticleRecord> {
  const [changed] = await tx.update(article).set(change).where(eq(article.id, id)).returning()
  return changed ?? refuseUnknown()
}

async function keepVersion(
  { tx }: Reach,
  { id: articleId, version: number, title, body, changedAt: savedAt, changedBy: savedBy }: NewArticle,
  note: string,
): Promise<void> {
  await tx.insert(articleVersion).values({ articleId, number, title, body, note, savedAt, savedBy })
}

/** The newest two hundred. */
export async function versionsOf({ tx }: Reach, articleId: string): Promise<Omit<VersionRecord, 'body'>[]> {
  const { tenantId, number, title, note, savedAt, savedBy } = articleVersion
  return tx
    .select({ tenantId, articleId: articleVersion.articleId, number, title, note, savedAt, savedBy })
    .from(articleVersion)
    .where(eq(articleVersion.articleId, articleId))
    .orderBy(desc(number))
    .limit(200)
}

export async function getVersion({ tx }: Reach, articleId: string, number: number): Promise<VersionRecord> {
  const [found] = await tx
    .select()
    .from(articleVersion)
    .where(and(eq(articleVersion.articleId, articleId), eq(articleVersion.number, number)))
  return found ?? refuse('not_found', 'There is no such version of this article.')
}

export async function setAssets(
  { tx }: Reach,
  articleId: string,
  assetIds: readonly string[],
): Promise<void> {
  await tx.delete(articleAsset).where(eq(articleAsset.articleId, articleId))
  if (assetIds.length === 0) return
  await tx.insert(articleAsset).values([...new Set(assetIds)].map((assetId) => ({ articleId, assetId })))
}

/** Which articles are about which assets. */
export async function assetsOf(
  { tx }: Reach,
  ids: readonly string[],
): Promise<{ articleId: string; assetId: string }[]> {
  if (ids.length === 0) return []
  const { articleId, assetId } = articleAsset
  return tx.select({ articleId, assetId }).from(articleAsset).where(isAnyOf(articleId, ids))
}

/** Articles in use that share a kind, an asset or a tag with a case, the newest first. */
export async function articlesAbout(
  { tx }: Reach,
  {
    kind,
    assetIds,
    words,
  }: { readonly kind: string; readonly assetIds: readonly string[]; readonly words: readonly string[] },
): Promise<ArticleRecord[]> {
  const about = tx
    .select({ id: articleAsset.articleId })
    .from(articleAsset)
    .where(inArray(articleAsset.assetId, assetIds.length === 0 ? [noAsset] : [...assetIds]))
  return tx
    .select()
    .from(article)
    .where(
      and(
        eq(article.state, 'in_use'),
        sql`(${kind} = any (${article.kinds}) or ${article.tags} && ${sql.param([...words])}::text[] or ${article.id} in (${about}))`,
      ),
    )
    .orderBy(desc(article.changedAt), asc(article.id))
    .limit(200)
}
const noAsset = '00000000-0000-0000-0000-000000000000'

/** What hangs on this person here, in words. */
export async function heldArticles({ tx }: Reach, memberId: string): Promise<string[]> {
  const rows = await tx
    .select({ title: article.title })
    .from(article)
    .where(and(eq(article.ownerId, memberId), ne(article.state, 'withdrawn')))
    .orderBy(asc(article.title))
    .limit(1000)
  return rows.map(({ title }) => `the article ${title}`)
}

function refuseUnknown(): never {
  refuse('not_found', 'There is no such article here.')
}
