import { decodeCursor, encodeCursor, pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract.ts'
import { searchedWords } from '../rules/found.ts'
import {
  commonTags,
  getArticleRow,
  listArticleRows,
  searchArticleRows,
  type Filter,
} from '../store/articles.ts'
import { articlesOf, detailOf, type ArticlePorts } from './shapes.ts'

export const list = action(
  contract.listArticles,
  async (context, { limit, cursor, q = '', kind, tag, state }) => {
    const states = seenStates(context, state)
    const filter = { states, kind, tag: tag?.trim().toLowerCase() }
    const tags = await commonTags(context, states)
    const words = searchedWords(q)
    if (words.length > 0) return { ...(await searched(context, filter, { words, limit, cursor })), tags }
    // Nothing but signs: nothing holds them.
    if (q.trim() !== '') return { items: [], next: null, tags }
    const rows = await listArticleRows(context, { ...filter, limit: limit + 1, after: pageAfter(cursor) })
    const { items, next } = pageOfRows(rows, limit, (row) => row)
    return { items: await articlesOf(context, items), next, tags }
  },
)

/** @param rooms who knows in which cases it helped */
export function readWith(rooms: ArticlePorts) {
  return action(contract.getArticle, async (context, { id, version }) => {
    const row = await getArticleRow(context, id)
    refuseUnless(
      row.state === 'in_use' || context.can('article.manage'),
      'not_found',
      'There is no such article here.',
    )
    return detailOf(context, row, { rooms, version })
  })
}

/** What nobody has called right, or what no longer is, is for those who write. */
function seenStates(context: Context, wanted: contract.Article['state'] | undefined): Filter['states'] {
  if (!context.can('article.manage')) return wanted === undefined || wanted === 'in_use' ? ['in_use'] : []
  return wanted === undefined ? ['in_use', 'draft'] : [wanted]
}

interface Search {
  readonly words: ReturnType<typeof searchedWords>
  readonly limit: number
  readonly cursor: string | undefined
}

async function searched(context: Context, filter: Filter, { words, limit, cursor }: Search) {
  const skipped = cursor === undefined ? 0 : decodeCursor(cursor, 1)?.[0]
  if (typeof skipped !== 'number' || !Number.isInteger(skipped) || skipped < 0 || skipped > 1000)
    refuse('invalid', 'Start the list again: this cursor is not one of ours.')
  const rows = await searchArticleRows(context, words, { ...filter, skipped, limit: limit + 1 })
  const items = await articlesOf(
    context,
    rows.slice(0, limit),
    words.map(({ start }) => start),
  )
  return { items, next: rows.length > limit ? encodeCursor([skipped + limit]) : null }
}
