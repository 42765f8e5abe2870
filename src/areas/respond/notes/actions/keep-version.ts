import type { Context } from '../../../../platform/action.ts'
import type { VersionWhy } from '../contract.ts'
import * as store from '../store.ts'

interface Keeping {
  readonly why: VersionWhy
  readonly broughtBack?: number
}

/**
 * Keeps what stands on a page as its next version, on the record with its words; asked under the lock of the page.
 * @returns undefined where the last version says the same: then nothing is written
 */
export async function keepVersion(
  context: Context,
  page: store.PageRecord,
  { why, broughtBack }: Keeping,
): Promise<(store.VersionRecord & { readonly letters: number }) | undefined> {
  const text = await store.textOf(context, page)
  const [last] = await store.readVersions(context, page.id, [page.version])
  if (text === (last?.text ?? '')) {
    if (page.unkeptSince !== null) await store.changePage(context, page, { unkeptSince: null })
    return undefined
  }
  // Whoever wrote in the moment of the last version is named by that one.
  const since = last?.keptAt ?? new Date(0)
  const writers = (await store.writersSince(context, page.id, since)).map(({ name }) => name)
  const { id: pageId, incidentId, title } = page
  const version = {
    ...{ pageId, incidentId, title, why, writers },
    number: page.version + 1,
    broughtBack: broughtBack ?? null,
    keptAt: context.now,
    keptBy: context.actor.name,
  }
  await store.addVersion(context, { ...version, text })
  await store.changePage(context, page, { version: version.number, unkeptSince: null })
  context.record({
    stream: incidentId,
    kind: 'note_page.keep',
    fields: {
      ...{ page: pageId, title, version: version.number, why, text },
      ...(writers.length > 0 && { writers: writers.join('\n') }),
      ...(broughtBack !== undefined && { broughtBack }),
    },
  })
  return { ...version, letters: text.length }
}
