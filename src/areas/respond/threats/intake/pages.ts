/** What a server lists, a page at a time: nothing holds more than one page. */
import * as z from 'zod'
import { Counts, type ExchangeTrouble } from '../contract/exchanges.ts'
import { AttributePage, readAttribute } from '../rules/read-misp.ts'
import { Envelope, readStixObject } from '../rules/read-stix.ts'
import { noCounts, type Listed } from '../rules/warning.ts'
import { askServer, below, type Server } from './ask-server.ts'

/** How far a server was read. Kept after each page, so that a stop loses one page at most. */
export const Mark = z.object({
  /** From when on it is asked: seconds for MISP, an instant as TAXII writes it; '' for the first look. */
  since: z.string(),
  page: z.number().int(),
  limit: z.number().int(),
  next: z.string(),
  /** TAXII: the newest moment that was listed in this look. */
  last: z.string(),
  /** When this look began; '' between two. */
  begunAt: z.string(),
  counts: Counts,
})
export type Mark = z.infer<typeof Mark>

const pageItems = 1000
const fewestItems = 20
export const firstMark: Mark = {
  ...{ since: '', page: 1, limit: pageItems, next: '', last: '', begunAt: '', counts: noCounts },
}

export type Page =
  | {
      readonly state: 'read'
      readonly listed: readonly Listed[]
      readonly mark: Mark
      readonly isLast: boolean
    }
  | { readonly state: 'failed'; readonly trouble: ExchangeTrouble }

/** Clocks differ, and what was being written while it was read belongs to both looks. */
const overlapSeconds = 3600

export async function nextPage(server: Server, mark: Mark, now: Date): Promise<Page> {
  const begun = mark.begunAt === '' ? { ...mark, begunAt: now.toISOString(), counts: noCounts } : mark
  return server.row.kind === 'misp' ? mispPage(server, begun, now) : taxiiPage(server, begun, now)
}

/** What is asked of `/attributes/restSearch`. What was taken back is asked for only where something was taken before. */
export function mispQuestion({ row: { wanted } }: Pick<Server, 'row'>, mark: Mark): Record<string, unknown> {
  const isFirst = mark.since === ''
  const time = isFirst ? `${wanted.daysBack}d` : mark.since
  return {
    returnFormat: 'json',
    ...{ page: mark.page, limit: mark.limit },
    ...(wanted.isPublishedOnly ? { published: true, publish_timestamp: time } : { timestamp: time }),
    ...(isFirst && !wanted.isAnyAttribute && { to_ids: true }),
    ...(!isFirst && { deleted: [0, 1] }),
    ...(wanted.tags.length > 0 && { tags: wanted.tags }),
    ...(wanted.organisations.length > 0 && { org: wanted.organisations }),
    ...{ includeEventTags: true, enforceWarninglist: true },
  }
}

async function mispPage(server: Server, mark: Mark, now: Date): Promise<Page> {
  const url = below(server.row, 'attributes/restSearch')
  const said = await askServer(server, { method: 'POST', url, body: mispQuestion(server, mark) })
  if (said.state === 'failed') {
    const half = Math.floor(mark.limit / 2)
    // The same attributes in two halves: the next page begins where this one would have.
    return said.trouble === 'too_big' && mark.limit % 2 === 0 && half >= fewestItems
      ? { state: 'read', listed: [], isLast: false, mark: { ...mark, limit: half, page: mark.page * 2 - 1 } }
      : said
  }
  const found = AttributePage.safeParse(said.json).data
  if (found === undefined) return { state: 'failed', trouble: 'unreadable' }
  const items = found.response.Attribute
  const listed = items.map((item) => readAttribute(item, server.row.wanted.isAnyAttribute, now))
  const isLast = items.length < mark.limit
  const since = String(Math.floor(new Date(mark.begunAt).getTime() / 1000) - overlapSeconds)
  return {
    ...{ state: 'read', listed, isLast },
    mark: isLast ? { ...firstMark, since, counts: mark.counts } : { ...mark, page: mark.page + 1 },
  }
}

async function taxiiPage(server: Server, mark: Mark, now: Date): Promise<Page> {
  const { wanted, address } = server.row
  const root = collectionOf(address, wanted.collection)
  if (root === undefined) return { state: 'failed', trouble: 'collection' }
  const url = new URL('objects/', root)
  const daysAgo = new Date(now.getTime() - wanted.daysBack * 86_400_000).toISOString()
  // Where a look goes on, it goes on with the very question that it began with.
  const since = mark.since === '' ? daysAgo : mark.since
  url.searchParams.set('added_after', since)
  url.searchParams.set('limit', String(mark.limit))
  url.searchParams.set('match[type]', 'indicator')
  if (mark.next !== '') url.searchParams.set('next', mark.next)
  const said = await askServer(server, { url })
  if (said.state === 'failed') {
    const half = Math.floor(mark.limit / 2)
    return said.trouble === 'too_big' && half >= fewestItems
      ? { state: 'read', listed: [], isLast: false, mark: { ...mark, since, limit: half } }
      : said
  }
  const page = Envelope.safeParse(said.json).data
  if (page === undefined) return { state: 'failed', trouble: 'unreadable' }
  const { more = false, next = '', objects = [] } = page
  const listed = objects.filter(isIndicator).map((object) => readStixObject(object, now))
  const last = isInstant(said.head) ? said.head : mark.last
  // With more and no name for the rest, the last moment that was listed is where it goes on; without that there is no way on.
  if (more && next === '' && (!isInstant(said.head) || last === since))
    return { state: 'failed', trouble: 'unreadable' }
  if (!more)
    return {
      state: 'read',
      listed,
      isLast: true,
      mark: { ...firstMark, since: last || since, counts: mark.counts },
    }
  return {
    state: 'read',
    listed,
    isLast: false,
    mark: { ...mark, last, next, since: next === '' ? last : since },
  }
}

/** The address of a collection, with its last slash; undefined for one on another server, which is not asked with this key. */
export function collectionOf(address: string, collection: string): URL | undefined {
  if (!URL.canParse(collection)) return undefined
  const url = new URL(collection.endsWith('/') ? collection : `${collection}/`)
  return url.origin === new URL(address).origin ? url : undefined
}

function isIndicator(object: unknown): boolean {
  return typeof object === 'object' && object !== null && 'type' in object && object.type === 'indicator'
}

function isInstant(text: string): boolean {
  return z.iso.datetime({ offset: true }).safeParse(text).success
}
