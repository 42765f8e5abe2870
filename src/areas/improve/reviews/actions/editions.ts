import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/editions.ts'
import { editionAudiences, type EditionAudience } from '../contract/words.ts'
import { editionPaper } from '../documents/edition-paper.ts'
import { editionFor } from '../rules/editions.ts'
import * as store from '../store/editions.ts'
import { getReviewRow, holdReviewRow, type ReviewRow } from '../store/reviews.ts'
import { materialOf, readerFor, type Readers } from './edition-material.ts'
import { reviewShown, streamOf } from './show-reviews.ts'

/** Editions of one review at most; beyond it somebody releases in a loop. */
const mostEditions = 500

export const read = action(contract.readReviewEditions, async (context, { id }) =>
  editionsOf(context, await getReviewRow(context, id)),
)

export const release = action(
  contract.releaseReviewEdition,
  async (context, { id, audience, language, seen, without, note }) => {
    const row = await holdReviewRow(context, id)
    refuseUnless(
      row.state === 'held',
      'conflict',
      'Hold the review first: what is not agreed yet goes to nobody.',
    )
    const readers = await readerFor(context, row)
    const view = await viewFor(context, row, audience, readers)
    if (view.barred !== '') refuse('conflict', view.barred, { reason: 'barred' })
    refuseUnless(
      seen === undefined || seen === seenOf(view.lines),
      'conflict',
      'The lines are others than the ones you read. Look again, then release.',
      { reason: 'outdated' },
    )
    const lines = view.lines.filter(({ text }) => !without.includes(text))
    refuseUnless(lines.length > 0, 'invalid', 'Nothing would stand in it. Leave at least one line.')
    const reader = readers(audience)
    const why = note === '' ? undefined : reader.whyWithheld({ field: 'facts', text: note })
    if (why !== undefined)
      refuse('invalid', `Your sentence cannot go out: ${why}.`, { faults: [{ path: 'note', message: why }] })
    const number = (await store.listEditionRows(context, id)).length
    refuseUnless(number < mostEditions, 'too_many', 'This review has as many editions as it can hold.', {
      retryAfterSeconds: 86_400,
    })
    const content = { ...(await headOf(context, row, reader)), language, lines, note }
    await keepEdition(context, row, { audience, content })
    return editionsOf(context, row)
  },
)

async function keepEdition(
  context: Context,
  row: ReviewRow,
  { audience, content }: { readonly audience: EditionAudience; readonly content: contract.EditionContent },
): Promise<void> {
  const before = (await store.listEditionRows(context, row.id)).filter((one) => one.audience === audience)
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const id = context.newId()
  const number = (before[0]?.number ?? 0) + 1
  const made = { madeAt: context.now, madeBy: context.actor.name }
  await store.insertEdition(context, { id, reviewId: row.id, audience, number, content, sha256, ...made })
  const words = [content.note, ...content.lines.map(({ section, text }) => `${section}: ${text}`)].join('\n')
  context.record({
    stream: streamOf(row),
    kind: 'review.release',
    fields: { review: row.id, edition: id, audience, number, sha256, words },
  })
}

export const withdraw = action(contract.withdrawReviewEdition, async (context, { id, edition, reason }) => {
  const row = await holdReviewRow(context, id)
  const { audience, number } = await store.getEditionRow(context, id, edition)
  const isFirst = await store.insertWithdrawal(context, {
    ...{ editionId: edition, reason },
    ...{ withdrawnAt: context.now, withdrawnBy: context.actor.name },
  })
  refuseUnless(isFirst, 'conflict', 'This edition was taken back already.')
  const fields = { review: id, edition, audience, number, reason }
  context.record({ stream: streamOf(row), kind: 'review.withdraw', fields })
  return editionsOf(context, row)
})

export const deliver = action(
  contract.noteReviewDelivery,
  async (context, { id, edition, recipient, way, sentAt }) => {
    const row = await getReviewRow(context, id)
    const { audience, number } = await store.getEditionRow(context, id, edition)
    const isBack = (await store.listWithdrawals(context, [edition])).has(edition)
    refuseUnless(!isBack, 'conflict', 'This edition was taken back. Release a new one and hand that over.')
    const at = sentAt === undefined ? context.now : new Date(sentAt)
    if (at.getTime() > context.now.getTime() + 60_000) {
      const message = 'This lies ahead. Note it once it went.'
      refuse('invalid', message, { faults: [{ path: 'sentAt', message }] })
    }
    await store.insertDelivery(context, {
      ...{ id: context.newId(), editionId: edition, recipient, way, sentAt: at },
      ...{ notedAt: context.now, notedBy: context.actor.name },
    })
    const fields = { review: id, edition, audience, number, recipient, way, sentAt: at.toISOString() }
    context.record({ stream: streamOf(row), kind: 'review.deliver', fields })
    return editionsOf(context, row)
  },
)

export const print = action(contract.printReviewEdition, async (context, { id, edition }) => {
  const row = await getReviewRow(context, id)
  const { audience, number, content, sha256, madeAt } = await store.getEditionRow(context, id, edition)
  const { name, timeZone } = await organisationFor(context)
  const document = editionPaper({ content, audience, organisation: { name, timeZone }, madeAt, sha256 })
  context.record({
    stream: streamOf(row),
    kind: 'review.print',
    fields: { review: id, edition, audience, number, sha256 },
  })
  const { typesetter } = context
  return {
    name: `review-${audience}-${number}.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(document),
  }
})

export const listLearned = action(contract.listLearned, async (context, { limit, cursor, q }) => {
  const rows = await store.listLearnedRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return { items: await learnedOf(context, items), next }
})

export const noteRead = action(contract.noteLearnedRead, async (context, { id }) => {
  const row = await store.getLearnedRow(context, id)
  const { actor } = context
  if (actor.kind === 'member') await store.noteReading(context, id, actor.memberId)
  context.record({ stream: 'audit', kind: 'review.read', fields: { edition: id } })
  const [shown] = await learnedOf(context, [row])
  return shown ?? refuse('not_found', 'There is no such page here.')
})

async function learnedOf(
  context: Context,
  rows: readonly store.EditionRow[],
): Promise<z.input<typeof contract.LearnedPage>[]> {
  const { actor } = context
  const ids = rows.map(({ id }) => id)
  const read_ = actor.kind === 'member' ? await store.readAmong(context, actor.memberId, ids) : new Set()
  return rows.map(({ id, content, madeAt }) => ({
    ...{ id, title: content.title, content, isRead: read_.has(id) },
    releasedAt: madeAt.toISOString(),
  }))
}

async function editionsOf(context: Context, row: ReviewRow): Promise<z.input<typeof contract.Editions>> {
  const { number, title } = await reviewShown(context, row)
  const rows = await store.listEditionRows(context, row.id)
  const ids = rows.map(({ id }) => id)
  const deliveries = await store.listDeliveries(context, ids)
  const readers = await store.countReaders(context, ids)
  const back = await store.listWithdrawals(context, ids)
  const judge = await readerFor(context, row)
  const material = await materialOf(context, row)
  const isExercise = row.mode === 'exercise'
  const releasedOf = (own: readonly store.EditionRow[]) =>
    own.map(({ id, number: nth, content, sha256, madeAt, madeBy }) => ({
      ...{ id, number: nth, content, sha256, madeBy, madeAt: madeAt.toISOString() },
      readers: readers.get(id) ?? 0,
      withdrawn: withdrawnOf(back.get(id)),
      deliveries: deliveries
        .filter(({ editionId }) => editionId === id)
        .map((one) => ({
          ...{ id: one.id, recipient: one.recipient, way: one.way, notedBy: one.notedBy },
          sentAt: one.sentAt.toISOString(),
        })),
    }))
  return {
    ...{ reviewId: row.id, number, title },
    items: editionAudiences.map((audience) => {
      const view = editionFor(material, audience, { reader: judge(audience), isExercise })
      return {
        ...{ audience, ...view, seen: seenOf(view.lines) },
        released: releasedOf(rows.filter((one) => one.audience === audience)),
      }
    }),
    isHeld: row.state === 'held',
    can: { release: row.state === 'held' && context.can('review.release') },
  }
}

function withdrawnOf(row: store.WithdrawalRow | undefined) {
  return row === undefined
    ? null
    : { at: row.withdrawnAt.toISOString(), by: row.withdrawnBy, reason: row.reason }
}

function seenOf(lines: readonly contract.EditionLine[]): string {
  return createHash('sha256')
    .update(JSON.stringify(lines.map(({ section, text }) => [section, text])))
    .digest('hex')
}

async function viewFor(context: Context, row: ReviewRow, audience: EditionAudience, readers: Readers) {
  const isExercise = row.mode === 'exercise'
  return editionFor(await materialOf(context, row), audience, { reader: readers(audience), isExercise })
}

/** How the edition is called: by the title of the case only where that gives nothing away. */
async function headOf(context: Context, row: ReviewRow, reader: ReturnType<Readers>) {
  const { number, title } = await reviewShown(context, row)
  const mayTell = reader.whyWithheld({ field: 'facts', text: title }) === undefined
  const named = number === null ? title : `INC-${number}`
  return {
    title: number !== null && mayTell ? `${named} ${title}` : named,
    isExercise: row.mode === 'exercise',
  }
}
