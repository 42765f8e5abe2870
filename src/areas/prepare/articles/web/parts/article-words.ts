import type { ArticleDetail } from '../../contract.ts'

/** What somebody writes of an article, as the fields hold it. */
export type ArticleWords = Pick<ArticleDetail, 'title' | 'body' | 'tags' | 'kinds' | 'ownerId'> & {
  readonly assetIds: string[]
}

export const blankArticle: ArticleWords = {
  title: '',
  body: '',
  tags: [],
  kinds: [],
  ownerId: null,
  assetIds: [],
}

export function wordsOf({ title, body, tags, kinds, ownerId, assets }: ArticleDetail): ArticleWords {
  return { title, body, tags, kinds, ownerId, assetIds: assets.map(({ id }) => id) }
}
