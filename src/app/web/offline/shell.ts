/** The files of one build: what a browser must hold to open any page without a connection. Holds nobody's words. */
export interface Shell {
  /** Changes whenever a file changes. */
  readonly version: string
  readonly files: readonly string[]
}

/** As much of the browser's cache as is used here. */
export type Shelf = Pick<Cache, 'match' | 'put'>
export interface Shelves {
  open(name: string): Promise<Shelf>
  keys(): Promise<string[]>
  delete(name: string): Promise<boolean>
  match(request: string): Promise<Response | undefined>
}
export type Ask = (address: string, options?: { readonly cache?: RequestCache }) => Promise<Response>

const prefix = 'muster-shell-'
/** The page itself: one file for every address. */
const page = '/'
/** Addresses whose page is that file; what stands elsewhere (the API, a report link) is none of the shell's business. */
const pages = /^\/(?:$|account$|setup$|sign-in$|second-factor$|t\/)/
/** So long the server may take before the page that is kept is shown. */
export const pagePatienceMs = 4_000

/** Puts the whole build on its shelf, or fails and leaves the one before in use. A file that did not change is not fetched again. */
export async function stock(shell: Shell, shelves: Shelves, ask: Ask): Promise<void> {
  const shelf = await shelves.open(prefix + shell.version)
  const waiting = [...shell.files]
  const work = async () => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const held = file.startsWith('/assets/') ? await shelves.match(file) : undefined
      await shelf.put(file, held ?? (await fetched(ask, file)))
    }
  }
  // A few at a time: the person who opened the page comes first.
  await Promise.all([work(), work(), work()])
  const html = await fetched(ask, page)
  const words = await html.clone().text()
  // While the server is being renewed it may hand out the page of the next build, whose scripts are not here.
  if (!scriptsOf(words).every((script) => shell.files.includes(script)))
    throw new Error('The page belongs to another build.')
  await shelf.put(page, html)
}

/** Leaves this build and the one before it, which an open tab may still be asking for. */
export async function clearOld(shell: Shell, shelves: Shelves): Promise<void> {
  const others = (await shelves.keys()).filter(
    (name) => name.startsWith(prefix) && name !== prefix + shell.version,
  )
  for (const name of others.slice(0, -1)) await shelves.delete(name)
}

/** Who answers: the server for a page, as long as it does; the shelf for a script of a build, which never changes. */
export function answererOf(url: URL, isPage: boolean): 'server_first' | 'shelf_first' | 'server' {
  if (isPage) return pages.test(url.pathname) ? 'server_first' : 'server'
  if (url.pathname.startsWith('/assets/')) return 'shelf_first'
  return isOwnMark(url.pathname) ? 'server_first' : 'server'
}

/** The address under which a page lies on the shelf. */
export function shelfAddress(url: URL, isPage: boolean): string {
  return isPage ? page : url.pathname
}

export function isOwnMark(path: string): boolean {
  return /^\/(?:icon[-\w]*\.(?:png|svg)|app\.webmanifest)$/.test(path)
}

async function fetched(ask: Ask, file: string): Promise<Response> {
  const answer = await ask(file, { cache: file.startsWith('/assets/') ? 'default' : 'no-store' })
  if (!answer.ok || answer.redirected) throw new Error(`${file} did not come.`)
  return answer
}

function scriptsOf(html: string): string[] {
  return [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? '')
}
