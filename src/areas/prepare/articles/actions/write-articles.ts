import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { refuseUnknownAssets } from '../../../register/assets/public.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { changeStanding, holdArticleRow, insertArticle, saveWords, setAssets } from '../store/articles.ts'
import { detailOf, type ArticlePorts } from './shapes.ts'

/** @param rooms who knows in which cases an article helped */
export function writeWith(rooms: ArticlePorts) {
  const add = action(contract.addArticle, async (context, { assetIds, ...given }) => {
    await refuseUnknown(context, given.ownerId, assetIds)
    const row = await insertArticle(context, { ...draftOf(context, plain(given)), assetIds, note: '' })
    if (row === undefined) refuseTaken(given.title)
    const leaf = leafFields({ article: row.id, ...plain(given), assets: assetIds })
    context.record({ stream: 'audit', kind: 'article.add', fields: leaf })
    return detailOf(context, row, { rooms })
  })

  const save = action(contract.saveArticle, async (context, { id, basedOn, note, assetIds, ...given }) => {
    const before = await holdArticleRow(context, id)
    refuseUnless(
      before.state !== 'withdrawn',
      'conflict',
      'This article was withdrawn. Say that it is right to bring it back, then change it.',
    )
    if (before.version !== basedOn)
      refuse('conflict', `${before.changedBy} has saved this article in the meantime. Compare, then save.`, {
        reason: 'outdated',
      })
    await refuseUnknown(context, given.ownerId, assetIds)
    const fields = plain(given)
    const by = { changedAt: context.now, changedBy: context.actor.name }
    const change = { ...fields, ...by, version: before.version + 1 }
    const saved = await orTaken(fields.title, saveWords(context, id, change, note))
    await setAssets(context, id, assetIds)
    const leaf = leafFields({ article: id, version: saved.version, ...fields, assets: assetIds, note })
    context.record({ stream: 'audit', kind: 'article.change', fields: leaf })
    return detailOf(context, saved, { rooms })
  })

  const confirm = action(contract.confirmArticle, async (context, { id, version }) => {
    const before = await holdArticleRow(context, id)
    if (before.version !== version)
      refuse('conflict', `${before.changedBy} has saved this article in the meantime. Read it again first.`, {
        reason: 'outdated',
      })
    const lookedOn = await todayOf(context)
    const change = { state: 'in_use' as const, lookedOn }
    const confirmed = await orTaken(before.title, changeStanding(context, id, change))
    const leaf = leafFields({ article: id, title: before.title, version, was: before.state, lookedOn })
    context.record({ stream: 'audit', kind: 'article.confirm', fields: leaf })
    return detailOf(context, confirmed, { rooms })
  })

  const withdraw = action(contract.withdrawArticle, async (context, { id, reason }) => {
    const before = await holdArticleRow(context, id)
    refuseUnless(before.state !== 'withdrawn', 'conflict', 'This article was withdrawn already.')
    const withdrawn = await changeStanding(context, id, { state: 'withdrawn' })
    const leaf = leafFields({ article: id, title: before.title, reason })
    context.record({ stream: 'audit', kind: 'article.withdraw', fields: leaf })
    return detailOf(context, withdrawn, { rooms })
  })
  return { add, save, confirm, withdraw }
}

/** The row of a first version that nobody has called right yet. */
export function draftOf(
  context: Context,
  fields: Pick<contract.ArticleDetail, 'title' | 'body' | 'tags' | 'kinds' | 'ownerId'>,
) {
  const { now, actor } = context
  const times = { addedAt: now, changedAt: now, changedBy: actor.name }
  return { ...fields, ...times, id: context.newId(), state: 'draft' as const, version: 1, lookedOn: null }
}

/** One way to write each letter, so that a word is found however the program wrote it in which it was typed. */
export function plain<Given extends { readonly title: string; readonly body: string }>(given: Given): Given {
  return { ...given, title: given.title.normalize('NFC'), body: given.body.normalize('NFC') }
}

async function refuseUnknown(
  context: Context,
  ownerId: string | null,
  assetIds: readonly string[],
): Promise<void> {
  if (ownerId !== null) await getMember(context, ownerId)
  await refuseUnknownAssets(context, assetIds)
}
