import { randomUUID } from 'node:crypto'
import { onIncident, text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

/** An article in its second version about an asset, linked with a case, with the marker in each of its tables. */
export async function furnishArticle(act: Act, marker: string): Promise<string> {
  const asset = await act('addAsset', { name: `Asset ${marker} ${randomUUID()}`, kind: 'computer' })
  const fields = { ...article(marker), assetIds: [asset['id']] }
  const id = String((await act('addArticle', fields))['id'])
  await act('saveArticle', { ...fields, id, basedOn: 1, note: marker })
  await act('confirmArticle', { id, version: 2 })
  const incident = await act('openIncident', { title: marker, kind: 'ransomware', severity: 'S3' })
  await act('linkArticle', { id: incident['id'], articleId: id })
  return id
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const markdown = () => ({ bytes: Buffer.from(`# Article ${randomUUID()}\n\n${text}`) })

export const articleExamples: Readonly<Record<string, Example>> = {
  listArticles: reading,
  getArticle: onArticle(() => ({})),
  addArticle: { fresh: () => ({ input: article() }), standing: () => ({ input: article() }) },
  saveArticle: onArticle(() => ({ ...article(), basedOn: 1 })),
  confirmArticle: onArticle(() => ({ version: 1 })),
  withdrawArticle: onArticle(() => ({ reason: text })),
  importArticles: {
    fresh: () => ({ input: { name: 'article.md' }, ...markdown() }),
    standing: () => ({ input: { name: 'article.md' }, ...markdown() }),
  },
  exportArticles: {
    fresh: () => ({ input: { format: 'json' } }),
    standing: () => ({ input: { format: 'json' } }),
  },
  listCaseArticles: onIncident(),
  linkArticle: {
    fresh: async ({ make, act }) => ({ input: { id: await make.incident(), articleId: await inUse(act) } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, articleId: ids.article } }),
  },
  unlinkArticle: {
    fresh: async ({ make, act }) => {
      const [id, articleId] = [await make.incident(), await inUse(act)]
      await act('linkArticle', { id, articleId })
      return { input: { id, article: articleId } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, article: ids.article } }),
  },
  keepLearnt: {
    fresh: async (site) => ({ input: { id: await learnt(site) } }),
    standing: ({ ids }) => ({ input: { id: ids.incident } }),
  },
}

function article(marker = text) {
  return {
    title: `Article ${marker} ${randomUUID()}`.slice(0, 200),
    body: marker,
    tags: [`tag ${marker}`.slice(0, 40)],
  }
}

async function inUse(act: Act): Promise<string> {
  const id = String((await act('addArticle', article()))['id'])
  await act('confirmArticle', { id, version: 1 })
  return id
}

async function learnt({ make, act }: Site): Promise<string> {
  await act('changeClosingRule', { asks: 'used', reason: text })
  const id = await make.incident()
  await act('addIdea', { id, text })
  await act('gradeControl', { id, control: 'backup', grade: 'worked' })
  await act('closeIncident', { id, summary: text, initialVector: 'unknown', disposition: 'resolved' })
  return id
}

function onArticle(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ act }) => ({
      input: { ...rest(), id: String((await act('addArticle', article()))['id']) },
    }),
    standing: ({ ids }) => ({ input: { id: ids.article, ...rest() } }),
  }
}
