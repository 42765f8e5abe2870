/** Know-how in a case: which articles help, and what is kept of the case for the next one. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { Article } from '../../../prepare/articles/contract.ts'

const Shown = Article.pick({ id: true, title: true, excerpt: true, state: true, isLookDue: true })

/** What an article and a case have in common. */
export const fitReasons = ['asset', 'tag', 'kind'] as const
const Fit = z.object({ what: z.enum(fitReasons), name: z.string() })
export type Fit = z.infer<typeof Fit>

export const CaseArticles = z.object({
  /** The newest link first. */
  linked: z.array(Shown.extend({ linkedAt: z.string(), linkedBy: z.string() })),
  /** The best first, with why; none that is linked already. */
  suggested: z.array(Shown.extend({ fits: z.array(Fit) })),
  can: z.object({
    link: z.boolean(),
    /** The case is closed and has ideas that may leave it. */
    keep: z.boolean(),
  }),
})
export type CaseArticles = z.infer<typeof CaseArticles>

export const listCaseArticles = endpoint({
  name: 'listCaseArticles',
  method: 'GET',
  path: '/incidents/{id}/articles',
  permission: 'article.use',
  input: z.strictObject({ id: Id }),
  output: CaseArticles,
  summary: 'List the articles that were linked with a case, and those that may help, with why',
})

export const linkArticle = endpoint({
  name: 'linkArticle',
  method: 'POST',
  path: '/incidents/{id}/articles',
  permission: 'article.link',
  status: 201,
  input: z.strictObject({ id: Id, articleId: Id }),
  output: CaseArticles,
  summary: 'Say that an article helps in this case',
})

export const unlinkArticle = endpoint({
  name: 'unlinkArticle',
  method: 'DELETE',
  path: '/incidents/{id}/articles/{article}',
  permission: 'article.link',
  input: z.strictObject({ id: Id, article: Id }),
  output: CaseArticles,
  summary: 'Take an article out of a case again',
})

export const keepLearnt = endpoint({
  name: 'keepLearnt',
  method: 'POST',
  path: '/incidents/{id}/article-draft',
  permission: 'article.manage',
  status: 201,
  input: z.strictObject({ id: Id, language: z.enum(['en', 'de']).default('en') }),
  output: z.object({ articleId: Id, title: z.string() }),
  summary: 'Make a draft of an article of the ideas for later of a closed case',
})
