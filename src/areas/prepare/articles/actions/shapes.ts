import { assetNames } from '../../../register/assets/public.ts'
import { namesOf, todayOf } from '../../../register/people/public/people.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Article, ArticleDetail, Use } from '../contract.ts'
import { excerptOf } from '../rules/found.ts'
import { isLookDue } from '../rules/look.ts'
import { assetsOf, getVersion, versionsOf, type ArticleRecord } from '../store/articles.ts'

/** What a later room fills; `app/areas-ready.ts` plugs it in. */
export interface ArticlePorts {
  /** Cases in which this article was used that whoever asks may see, the newest first; at most fifty. */
  readonly casesWith: (context: Context, articleId: string) => Promise<Use[]>
}

/** @param words those that were looked for, with umlauts written out */
export async function articlesOf(
  context: Context,
  rows: readonly ArticleRecord[],
  words: readonly string[] = [],
): Promise<Article[]> {
  const today = await todayOf(context)
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])),
  )
  const about = await assetsOf(
    context,
    rows.map(({ id }) => id),
  )
  const names = await assetNames(
    context,
    about.map(({ assetId }) => assetId),
  )
  return rows.map((row) => {
    const { id, title, tags, kinds, ownerId, state, version, lookedOn, changedAt, changedBy } = row
    return {
      ...{ id, title, tags, kinds, ownerId, state, version, lookedOn, changedBy },
      assets: about
        .filter(({ articleId }) => articleId === id)
        .map(({ assetId }) => ({ id: assetId, name: names.get(assetId) ?? '' })),
      owner: owners.get(ownerId ?? '') ?? '',
      isLookDue: isLookDue(row, today),
      changedAt: changedAt.toISOString(),
      excerpt: excerptOf(row.body, words),
    }
  })
}

/** @param rooms who knows in which cases it helped; a person who sees no cases sees none of them */
export async function detailOf(
  context: Context,
  row: ArticleRecord,
  { rooms, version }: { readonly rooms: ArticlePorts; readonly version?: number | undefined },
): Promise<ArticleDetail> {
  const [shown] = await articlesOf(context, [row])
  if (shown === undefined) throw new Error('one row gives one article')
  const older = version === undefined ? null : await getVersion(context, row.id, version)
  return {
    ...shown,
    body: row.body,
    versions: (await versionsOf(context, row.id)).map(({ number, title, note, savedAt, savedBy }) => ({
      ...{ number, title, note, savedBy },
      savedAt: savedAt.toISOString(),
    })),
    older: older && { number: older.number, title: older.title, body: older.body },
    usedIn: context.can('article.use') ? await rooms.casesWith(context, row.id) : [],
    can: { manage: context.can('article.manage') },
  }
}
