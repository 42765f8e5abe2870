/** Who a server is, and which collections it has: what an owner reads before switching it on. */
import * as z from 'zod'
import type { ExchangeTrouble } from '../contract/exchanges.ts'
import { said as clean } from '../rules/warning.ts'
import { askServer, below, type Server } from './ask-server.ts'

export interface Introduction {
  readonly said: string
  readonly collections: readonly { readonly address: string; readonly title: string }[]
  readonly trouble: ExchangeTrouble | null
}

const Version = z.looseObject({ version: z.string() })
const Discovery = z.looseObject({
  title: z.string(),
  api_roots: z.array(z.string().max(1000)).optional(),
  default: z.string().max(1000).optional(),
  versions: z.array(z.string()).optional(),
})
const Collections = z.looseObject({
  collections: z
    .array(z.looseObject({ id: z.string().max(200), title: z.string(), can_read: z.boolean() }))
    .optional(),
})

const mostRoots = 10
const mostCollections = 100

export async function whoAnswers(server: Server): Promise<Introduction> {
  return server.row.kind === 'misp' ? mispVersion(server) : taxiiCollections(server)
}

async function mispVersion(server: Server): Promise<Introduction> {
  const found = await askServer(server, { url: below(server.row, 'servers/getVersion') })
  if (found.state === 'failed') return silent(found.trouble)
  const { data } = Version.safeParse(found.json)
  return data === undefined
    ? silent('unreadable')
    : { said: `MISP ${clean(data.version, 60)}`, collections: [], trouble: null }
}

/** The address may be that of the discovery, which names API roots, or of one such root. */
async function taxiiCollections(server: Server): Promise<Introduction> {
  const home = below(server.row, '')
  const found = await askServer(server, { url: home })
  if (found.state === 'failed') return silent(found.trouble)
  const { data } = Discovery.safeParse(found.json)
  if (data === undefined) return silent('unreadable')
  const named = [...(data.default === undefined ? [] : [data.default]), ...(data.api_roots ?? [])]
  const roots = data.api_roots === undefined ? [home] : rootsOn(home, named)
  const collections: Introduction['collections'][number][] = []
  let trouble: ExchangeTrouble | null = null
  for (const root of roots) {
    const answer = await askServer(server, { url: new URL('collections/', root) })
    if (answer.state === 'failed') trouble = answer.trouble
    const list = answer.state === 'said' ? Collections.safeParse(answer.json).data : undefined
    for (const { id, title, can_read: isReadable } of list?.collections ?? [])
      if (isReadable && collections.length < mostCollections)
        collections.push({
          address: new URL(`collections/${encodeURIComponent(id)}/`, root).href,
          title: clean(title, 200),
        })
  }
  return { said: clean(data.title, 200), collections, trouble: collections.length > 0 ? null : trouble }
}

/** Its key goes to no other server than the one that it was entered for. */
function rootsOn(home: URL, named: readonly string[]): URL[] {
  const urls = named.flatMap((text) => (URL.canParse(text, home.href) ? [new URL(text, home)] : []))
  const own = urls.filter(({ origin }) => origin === home.origin)
  const byName = new Map(own.map((url) => [url.href, url.href.endsWith('/') ? url : new URL(`${url.href}/`)]))
  return [...byName.values()].slice(0, mostRoots)
}

function silent(trouble: ExchangeTrouble): Introduction {
  return { said: '', collections: [], trouble }
}
