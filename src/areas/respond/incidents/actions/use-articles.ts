import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import type { Use } from '../../../prepare/articles/contract.ts'
import { addDraft, articlesFor, articlesThatFit } from '../../../prepare/articles/public.ts'
import * as contract from '../contract/articles.ts'
import { bestFits, learntFrom, tagWords, whyNotKept } from '../rules/articles.ts'
import {
  addArticleLink,
  casesWithArticle,
  linksAtMost,
  listArticleLinks,
  removeArticleLink,
} from '../store/articles.ts'
import { listIdeas } from '../store/captures.ts'
import { getIncident, getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import { systemsOf } from '../store/similar.ts'

export const list = action(contract.listCaseArticles, async (context, { id }) =>
  articlesIn(context, await getIncident(context, id)),
)

/** Closed cases can be linked: that something helped is often said in the look back. */
export const link = action(contract.linkArticle, async (context, { id, articleId }) => {
  const incident = await getIncidentToChange(context, id)
  const [article] = await articlesFor(context, [articleId])
  if (article === undefined) refuse('not_found', 'There is no such article here.')
  refuseUnless(
    article.state === 'in_use',
    'conflict',
    'This article is not in use. Say first that it is right.',
  )
  refuseUnless(
    (await listArticleLinks(context, id)).length < linksAtMost,
    'conflict',
    `This case has ${linksAtMost} articles. Take one out that did not help, then link another.`,
  )
  const row = { incidentId: id, articleId, linkedAt: context.now, linkedBy: context.actor.name }
  refuseUnless(await addArticleLink(context, row), 'conflict', 'This article is linked already.')
  const fields = { article: articleId, title: article.title, version: article.version }
  context.record({ stream: id, kind: 'article.link', fields })
  return articlesIn(context, incident)
})

export const unlink = action(contract.unlinkArticle, async (context, { id, article: articleId }) => {
  // Locked, so that no hold is put while the link goes.
  const incident = await getIncidentToChange(context, id)
  refuseUnless(
    incident.heldAt === null,
    'conflict',
    'This case is under legal hold: nothing of it may be removed.',
  )
  const [article] = await articlesFor(context, [articleId])
  if (!(await removeArticleLink(context, { incidentId: id, articleId })))
    refuse('not_found', 'This article is not linked with this case.')
  const fields = { article: articleId, title: article?.title ?? '' }
  context.record({ stream: id, kind: 'article.unlink', fields })
  return articlesIn(context, incident)
})

export const keep = action(contract.keepLearnt, async (context, { id, language }) => {
  const incident = await getIncidentToChange(context, id)
  const why = whyNotKept(incident)
  if (why !== undefined) refuse('conflict', why)
  // Of sealed lanes nothing stands among the ideas: what is said there is only in their own streams.
  const ideas = await listIdeas(context, id)
  refuseUnless(
    ideas.length > 0,
    'conflict',
    'Nobody kept an idea for later in this case. Write the article by hand.',
  )
  const systems = await systemsOf(context, id)
  const words = learntFrom(
    incident.number,
    ideas.map(({ text }) => text),
    language,
  )
  const draft = await addDraft(context, {
    ...words,
    tags: [],
    kinds: [incident.kind],
    ownerId: context.actor.kind === 'member' ? context.actor.memberId : null,
    assetIds: [...new Set(systems.flatMap(({ assetId }) => assetId ?? []))],
  })
  refuseUnless(
    draft !== undefined,
    'conflict',
    `There is an article "${words.title}" already. Open it under Know-how and go on writing there.`,
  )
  const fields = { article: draft.id, title: draft.title, ideas: ideas.length }
  context.record({ stream: id, kind: 'article.learn', fields })
  return { articleId: draft.id, title: draft.title }
})

/** Fills the port of the articles: cases with this one that whoever asks may see. */
export async function casesWith(context: Context, articleId: string): Promise<Use[]> {
  const rows = await casesWithArticle(context, articleId)
  return rows.map(({ id, number, title, status, linkedAt }) => ({
    ...{ id, number, title },
    isOpen: status === 'open',
    linkedAt: linkedAt.toISOString(),
  }))
}

async function articlesIn(context: Context, incident: IncidentRecord): Promise<contract.CaseArticles> {
  const { id, kind, title } = incident
  const links = await listArticleLinks(context, id)
  const known = new Map(
    (
      await articlesFor(
        context,
        links.map(({ articleId }) => articleId),
      )
    ).map((one) => [one.id, one]),
  )
  const systems = await systemsOf(context, id)
  const facts = {
    kind,
    assetIds: systems.flatMap(({ assetId }) => assetId ?? []),
    words: tagWords([title, ...systems.map(({ name }) => name)]),
  }
  const fitting = (await articlesThatFit(context, facts)).filter((one) => !known.has(one.id))
  const mayKeep = context.can('article.manage') && whyNotKept(incident) === undefined
  return {
    linked: links.flatMap(({ articleId, linkedAt, linkedBy }) => {
      const article = known.get(articleId)
      return article === undefined ? [] : [{ ...article, linkedAt: linkedAt.toISOString(), linkedBy }]
    }),
    suggested: bestFits(fitting, facts).map(({ article, fits }) => ({ ...article, fits })),
    can: {
      link: context.can('article.link'),
      keep: mayKeep && (await listIdeas(context, id)).length > 0,
    },
  }
}
