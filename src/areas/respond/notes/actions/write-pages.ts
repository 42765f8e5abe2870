import type * as z from 'zod'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { joinedState, takeUpdate } from '../../../../platform/shared-text.ts'
import {
  incidentFor,
  isReader,
  openIncidentFor,
  writableIncidentFor,
} from '../../incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import { excerptOf, pagesAtMost, writingSeconds } from '../rules/keeping.ts'
import * as store from '../store.ts'
import { archived } from './keep-versions.ts'
import { put } from './put-words.ts'

export const list = action(
  contract.listNotePages,
  async (context, { id, q, archived: wanted, limit, cursor }) => {
    await incidentFor(context, id)
    const after = pageAfter(cursor)
    const rows = await store.listPages(context, id, {
      isArchived: wanted === 'yes',
      q,
      after,
      limit: limit + 1,
    })
    return pageOfRows(rows, limit, (row) => ({ ...pageOf(row), excerpt: excerptOf(row, q) }))
  },
)

export const open = action(contract.openNotePage, async (context, { id: incidentId, title }) => {
  await openIncidentFor(context, incidentId)
  await refuseFull(context, incidentId)
  const id = context.newId()
  const opened = { id, incidentId, title, openedAt: context.now, openedBy: context.actor.name }
  const page = await store.addPage(context, opened)
  context.record({ stream: incidentId, kind: 'note_page.open', fields: { page: id, title } })
  return pageOf(page)
})

export const rename = action(contract.renameNotePage, async (context, { id, page: pageId, title }) => {
  await openIncidentFor(context, id)
  const page = await store.getPageToChange(context, id, pageId)
  refuseUnless(page.title !== title, 'conflict', 'The page is called so already.')
  context.record({
    stream: id,
    kind: 'note_page.rename',
    fields: { page: pageId, from: page.title, title },
  })
  return pageOf(await store.changePage(context, page, { title }))
})

export const archive = action(contract.archiveNotePage, async (context, { id, page: pageId, isArchived }) => {
  await openIncidentFor(context, id)
  const page = await store.getPageToChange(context, id, pageId)
  const { title } = page
  refuseUnless(
    (page.archivedAt !== null) !== isArchived,
    'conflict',
    isArchived ? 'This page is put away already.' : 'This page is not put away.',
  )
  if (!isArchived) await refuseFull(context, id)
  const kind = isArchived ? 'note_page.archive' : 'note_page.restore'
  context.record({ stream: id, kind, fields: { page: pageId, title } })
  const [archivedAt, archivedBy] = isArchived ? [context.now, context.actor.name] : [null, null]
  return pageOf(await store.changePage(context, page, { archivedAt, archivedBy }))
})

export const read = action(contract.readNotePage, async (context, { id, page: pageId, after }) => {
  const { status } = await incidentFor(context, id)
  const page = await store.getPage(context, id, pageId)
  const isWriter = context.can('incident.note') && !(await isReader(context, id))
  return {
    page: pageOf(page),
    news: await newsOf(context, page, after),
    mayWrite: isWriter && status === 'open' && page.archivedAt === null,
  }
})

/** Several at once: each change is read on top of those before it, under the lock of the page, and kept in order. */
export const write = action(contract.writeNotePage, async (context, { id, page: pageId, change, after }) => {
  if (change === null) {
    await incidentFor(context, id)
    return newsOf(context, await store.getPage(context, id, pageId), after)
  }
  await writableIncidentFor(context, id)
  const page = await store.getPageToChange(context, id, pageId)
  refuseUnless(page.archivedAt === null, 'conflict', archived, { reason: 'archived' })
  const taken = await takeUpdate(await store.stateOf(context, page), Buffer.from(change, 'base64'))
  return newsOf(context, await put(context, page, taken), after)
})

async function refuseFull(context: Context, incidentId: string): Promise<void> {
  refuseUnless(
    (await store.countPages(context, incidentId)) < pagesAtMost,
    'conflict',
    `This incident has ${pagesAtMost} pages. Put away one that nobody needs, then open another.`,
    { reason: 'list_full' },
  )
}

async function newsOf(
  context: Context,
  page: store.PageRecord,
  after: number,
): Promise<z.input<typeof contract.NoteNews>> {
  // Whoever has more than is here had it from a database that was set back since: they get all of it.
  const isKnown = after >= page.snapshotSeq && after <= page.seq
  const changes = isKnown
    ? await store.changesAfter(context, page.id, after)
    : [await joinedState(await store.stateOf(context, page))]
  const lately = new Date(context.now.getTime() - writingSeconds * 1000)
  const writers = await store.writersSince(context, page.id, lately)
  return {
    seq: page.seq,
    changes: changes.map((bytes) => Buffer.from(bytes).toString('base64')),
    writing: writers
      .filter(({ ref }) => ref !== context.actor.ref)
      .map(({ name, at }) => ({ name, at: at.toISOString() })),
  }
}

function pageOf({
  id,
  title,
  openedAt,
  openedBy,
  writtenAt,
  writtenBy,
  archivedAt,
  version,
  unkeptSince,
}: store.PageRecord): z.input<typeof contract.NotePage> {
  return {
    ...{ id, title, openedBy, writtenBy, version },
    openedAt: openedAt.toISOString(),
    writtenAt: writtenAt?.toISOString() ?? null,
    archivedAt: archivedAt?.toISOString() ?? null,
    isUnkept: unkeptSince !== null,
  }
}
