import { refuse } from '../../../../base/refusal.ts'
import { unstorableText } from '../../../../base/storable.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { action, uploadAction, type Context, type Download } from '../../../../platform/action.ts'
import type { SealedFile } from '../../../../platform/files/file-store.ts'
import { zipStream } from '../../../../platform/files/archive-writer.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import type { FileReport } from '../contract.ts'
import { fileNames, isMarkdown, readFile, splitHead, writeFile, type ArticleFile } from '../rules/files.ts'
import {
  changeStanding,
  holdArticlesTitled,
  insertArticle,
  listArticleRows,
  saveWords,
  type ArticleRecord,
} from '../store/articles.ts'
import { unpackedFiles, type GivenFile } from './unpack-files.ts'
import { draftOf, plain } from './write-articles.ts'

/** More than a firm writes down; a search of so many is measured. */
const most = 20_000

/** Each file is taken or left out by itself: one that is broken holds no other up. */
export const bringIn = uploadAction(
  contract.importArticles,
  async () => ({ maxBytes: contract.largestImportBytes }),
  async (context, { name, as }, file) => {
    const read = await Promise.all((await unpackedFiles(context, { name, file })).map(readOne))
    const standing = as === 'in_use' ? { state: as, lookedOn: await todayOf(context) } : undefined
    const titles = read.flatMap(({ article }) => (article === undefined ? [] : [article.title]))
    const known = await holdArticlesTitled(context, titles)
    const seen = new Set<string>()
    const files: FileReport[] = []
    // One after the other: they share one transaction.
    for (const one of read) {
      const key = one.article?.title.toLowerCase() ?? ''
      const report = { file: one.path, title: one.article?.title ?? '', articleId: null }
      if (one.article === undefined) files.push({ ...report, outcome: 'left_out', sentence: one.sentence })
      else if (seen.has(key))
        files.push({
          ...report,
          outcome: 'left_out',
          sentence: 'Another file of this import has this title.',
        })
      else
        files.push({
          ...report,
          ...(await taken(context, one.article, { before: known.get(key), standing, name })),
        })
      seen.add(key)
    }
    recordImport(context, files, { name, as, file })
    return { files }
  },
)

export const takeOut = action(contract.exportArticles, async (context, { format }): Promise<Download> => {
  const rows = await listArticleRows(context, { states: ['in_use'], limit: most })
  context.record({ stream: 'audit', kind: 'article.export', fields: { format, articles: rows.length } })
  if (format === 'json') {
    const articles = rows.map(({ title, tags, kinds, body, lookedOn, version }) => ({
      ...{ title, tags, kinds, body, lookedOn, version },
    }))
    const body = Buffer.from(`${JSON.stringify({ articles }, null, 2)}\n`)
    return { name: 'articles.json', mediaType: 'application/json', size: body.length, open: async () => body }
  }
  const names = fileNames(rows.map(({ title }) => title))
  const entries = rows.map((row, place) => ({
    name: `articles/${names[place] ?? row.id}`,
    at: row.changedAt,
    open: async () => Buffer.from(writeFile(row)),
  }))
  return { name: 'articles.zip', mediaType: 'application/zip', open: async () => zipStream(entries) }
})

interface ReadOne {
  readonly path: string
  readonly article?: ArticleFile
  readonly sentence: string
}

async function readOne({ path, text, sentence }: GivenFile): Promise<ReadOne> {
  if (text === undefined) return { path, sentence }
  if (!isMarkdown(path)) return { path, sentence: 'It is no Markdown file (.md).' }
  const { head, rest } = splitHead(text)
  const article = readFile(path, head === '' ? undefined : await headOf(head), rest)
  if (typeof article === 'string') return { path, sentence: article }
  // What was escaped there is a sign only now.
  if (unstorableText(article) !== undefined)
    return { path, sentence: 'Its head holds a character that cannot be kept. Delete it.' }
  return { path, article: plain(article), sentence: '' }
}

/** Whatever cannot be read as YAML says nothing; the text below it counts all the same. */
async function headOf(head: string): Promise<unknown> {
  const { parse } = await import('yaml')
  try {
    return parse(head, { maxAliasCount: 0, schema: 'failsafe' })
  } catch {
    return undefined
  }
}

interface Taking {
  readonly before: ArticleRecord | undefined
  readonly standing: { readonly state: 'in_use'; readonly lookedOn: string } | undefined
  readonly name: string
}

async function taken(
  context: Context,
  file: ArticleFile,
  { before, standing, name }: Taking,
): Promise<Pick<FileReport, 'outcome' | 'sentence' | 'articleId'>> {
  const note = `From ${name}`
  if (before === undefined) {
    const row = { ...draftOf(context, { ...file, ownerId: null }), ...standing }
    const added = await insertArticle(context, { ...row, note, assetIds: [] })
    if (added !== undefined) return { outcome: 'added', sentence: '', articleId: added.id }
    return { outcome: 'left_out', sentence: 'Somebody added one of this title just now.', articleId: null }
  }
  const { id, ownerId, version } = before
  const isSame = ['title', 'body', 'tags', 'kinds'] as const
  if (isSame.every((field) => String(before[field]) === String(file[field]))) {
    if (standing !== undefined) await changeStanding(context, id, standing)
    const isNewInUse = standing !== undefined && before.state !== standing.state
    return { outcome: isNewInUse ? 'changed' : 'same', sentence: '', articleId: id }
  }
  const by = { changedAt: context.now, changedBy: context.actor.name }
  await saveWords(context, id, { ...file, ...by, ...standing, ownerId, version: version + 1 }, note)
  return { outcome: 'changed', sentence: '', articleId: id }
}

function recordImport(
  context: Context,
  files: readonly FileReport[],
  { name, as, file }: { readonly name: string; readonly as: string; readonly file: SealedFile },
): void {
  const titlesOf = (wanted: FileReport['outcome']) =>
    files
      .flatMap(({ outcome, title, articleId }) => (outcome === wanted ? [`${articleId ?? ''} ${title}`] : []))
      .join('\n')
      .slice(0, 20_000)
  if (files.length === 0)
    refuse('invalid', 'There is no Markdown file in it. Choose a folder that holds some.')
  const fields = { file: name, sha256: file.sha256, as, files: files.length }
  const leaf = leafFields({ ...fields, added: titlesOf('added'), changed: titlesOf('changed') })
  context.record({ stream: 'audit', kind: 'article.import', fields: leaf })
}
