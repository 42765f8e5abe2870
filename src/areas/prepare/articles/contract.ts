/** Articles: what people of the firm know how to do, searched, looked at again each year, and linked from cases. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { IncidentKind } from '../../../base/incident-kinds.ts'
import { pageInput, pageOf } from '../../../base/page.ts'

export const articleStates = ['draft', 'in_use', 'withdrawn'] as const
/** Letters of a text at most: five thousand words, which nobody reads at night. */
export const longestText = 30_000
/** What may be handed in at once, packed, in bytes. */
export const largestImportBytes = 8 * 1024 * 1024

export const Title = z.string().trim().min(1).max(200)
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .regex(/^[^,\n]*$/, 'must have no comma')
export const Tags = z
  .array(Tag)
  .max(20)
  .transform((tags) => [...new Set(tags)])
export const Kinds = z.array(IncidentKind).max(20)

const FoundPart = z.object({ text: z.string(), isFound: z.boolean() })
export type FoundPart = z.infer<typeof FoundPart>

export const Article = z.object({
  id: Id,
  title: z.string(),
  tags: z.array(z.string()),
  /** Kinds of incidents that it helps with. */
  kinds: z.array(IncidentKind),
  /** Systems of the register that it is about. */
  assets: z.array(z.object({ id: Id, name: z.string() })),
  ownerId: Id.nullable(),
  /** '' for nobody. */
  owner: z.string(),
  state: z.enum(articleStates),
  /** Of its words; what the next one who changes them names. */
  version: z.number().int(),
  /** When somebody last said that it is right. */
  lookedOn: z.string().nullable(),
  /** In use, and nobody said so for a year. */
  isLookDue: z.boolean(),
  changedAt: z.string(),
  changedBy: z.string(),
  /** A piece of its text: around the words that were looked for, else its beginning. */
  excerpt: z.array(FoundPart),
})
export type Article = z.infer<typeof Article>

const Version = z.object({
  number: z.number().int(),
  title: z.string(),
  note: z.string(),
  savedAt: z.string(),
  savedBy: z.string(),
})

/** A case in which it was used, as far as whoever asks may see it. */
export const Use = z.object({
  id: Id,
  number: z.number().int(),
  title: z.string(),
  isOpen: z.boolean(),
  linkedAt: z.string(),
})
export type Use = z.infer<typeof Use>

export const ArticleDetail = Article.extend({
  /** Markdown. */
  body: z.string(),
  /** The newest first. */
  versions: z.array(Version),
  /** The version that was asked for. */
  older: z.object({ number: z.number().int(), title: z.string(), body: z.string() }).nullable(),
  usedIn: z.array(Use),
  can: z.object({ manage: z.boolean() }),
})
export type ArticleDetail = z.infer<typeof ArticleDetail>

export const listArticles = endpoint({
  name: 'listArticles',
  method: 'GET',
  path: '/articles',
  permission: 'article.read',
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional().describe('Words; each must occur, and may be unfinished'),
    kind: IncidentKind.optional(),
    tag: z.string().max(40).optional(),
    state: z.enum(articleStates).optional().describe('Drafts and what was withdrawn: for those who write'),
  }),
  output: pageOf(Article).extend({
    /** The commonest tags, for whoever narrows the list. */
    tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
  }),
  summary: 'Search articles, the best first, or list them by title',
})

export const getArticle = endpoint({
  name: 'getArticle',
  method: 'GET',
  path: '/articles/{id}',
  permission: 'article.read',
  input: z.strictObject({
    id: Id,
    version: z.coerce.number().int().min(1).max(1_000_000).optional().describe('An older version as well'),
  }),
  output: ArticleDetail,
  summary: 'Read an article with its versions and the cases in which it was used',
})

const articleFields = {
  title: Title,
  body: z.string().trim().min(1).max(longestText).describe('Markdown'),
  tags: Tags.default([]),
  kinds: Kinds.default([]),
  assetIds: z.array(Id).max(50).default([]),
  ownerId: Id.nullable().default(null),
}

export const addArticle = endpoint({
  name: 'addArticle',
  method: 'POST',
  path: '/articles',
  permission: 'article.manage',
  status: 201,
  input: z.strictObject(articleFields),
  output: ArticleDetail,
  summary: 'Write an article; it is a draft until somebody says that it is right',
})

export const saveArticle = endpoint({
  name: 'saveArticle',
  method: 'PUT',
  path: '/articles/{id}',
  permission: 'article.manage',
  input: z.strictObject({
    id: Id,
    basedOn: z.number().int().min(1).describe('Version that was changed; refused when somebody was faster'),
    note: z.string().trim().max(300).default('').describe('What changed, and why'),
    ...articleFields,
  }),
  output: ArticleDetail,
  summary: 'Save an article as its next version; the ones before stay',
})

export const confirmArticle = endpoint({
  name: 'confirmArticle',
  method: 'POST',
  path: '/articles/{id}/confirmation',
  permission: 'article.manage',
  input: z.strictObject({ id: Id, version: z.number().int().min(1).describe('The version that is right') }),
  output: ArticleDetail,
  summary: 'Say that an article is right as it stands: a draft, or one that was withdrawn, is in use by it',
})

export const withdrawArticle = endpoint({
  name: 'withdrawArticle',
  method: 'POST',
  path: '/articles/{id}/withdrawal',
  permission: 'article.manage',
  input: z.strictObject({ id: Id, reason: z.string().trim().min(1).max(300) }),
  output: ArticleDetail,
  summary: 'Take an article out of use; cases that it helped in keep it',
})

export const fileOutcomes = ['added', 'changed', 'same', 'left_out'] as const
export const FileReport = z.object({
  file: z.string(),
  outcome: z.enum(fileOutcomes),
  title: z.string(),
  /** Why it was left out; '' otherwise. */
  sentence: z.string(),
  articleId: Id.nullable(),
})
export type FileReport = z.infer<typeof FileReport>

export const importArticles = endpoint({
  kind: 'upload',
  name: 'importArticles',
  method: 'POST',
  path: '/article-imports',
  permission: 'article.manage',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(200).default('articles.zip').describe('Name of the file'),
    mediaType: z.string().max(200).optional().describe('As the browser says; not believed'),
    as: z
      .enum(['draft', 'in_use'])
      .default('draft')
      .describe('Whether somebody has looked at them and they are right'),
  }),
  output: z.object({ files: z.array(FileReport) }),
  summary: 'Bring in a Markdown file, or an archive of them, with what became of each',
})

export const exportArticles = endpoint({
  kind: 'download',
  name: 'exportArticles',
  method: 'GET',
  readOnly: false,
  path: '/article-exports/{format}',
  permission: 'article.read',
  mediaType: 'application/octet-stream',
  input: z.strictObject({ format: z.enum(['markdown', 'json']) }),
  output: z.any(),
  summary: 'Take every article in use with you: a folder of Markdown files, or one list',
})
