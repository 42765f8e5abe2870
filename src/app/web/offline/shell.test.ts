import { expect, test } from 'vitest'
import { answererOf, clearOld, shelfAddress, stock, type Shelves } from './shell.ts'

const html = '<!doctype html><script type="module" crossorigin src="/assets/index-1.js"></script>'
const build = { version: 'one', files: ['/assets/index-1.js', '/assets/room-1.js', '/icon.svg'] }

function cupboard() {
  const shelves = new Map<string, Map<string, Response>>()
  const made: Shelves = {
    open: async (name) => {
      const shelf = shelves.get(name) ?? new Map<string, Response>()
      shelves.set(name, shelf)
      return {
        put: async (file: string, answer: Response) => void shelf.set(file, answer),
        match: async (file: string) => shelf.get(file)?.clone(),
      }
    },
    keys: async () => [...shelves.keys()],
    delete: async (name) => shelves.delete(name),
    match: async (file) => [...shelves.values()].flatMap((shelf) => shelf.get(file)?.clone() ?? [])[0],
  }
  return { made, shelves }
}

function server(pages: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const ask = async (file: string) => {
    asked.push(file)
    const body = pages[file]
    return body === undefined ? new Response('', { status: 404 }) : new Response(body)
  }
  return { ask, asked }
}

const served = {
  '/': html,
  '/assets/index-1.js': 'a',
  '/assets/room-1.js': 'b',
  '/icon.svg': '<svg/>',
}

test('a person who opened Muster once has the whole build, pages never opened included', async () => {
  const { made, shelves } = cupboard()
  await stock(build, made, server(served).ask)
  expect([...(shelves.get('muster-shell-one')?.keys() ?? [])].toSorted()).toEqual([
    '/',
    '/assets/index-1.js',
    '/assets/room-1.js',
    '/icon.svg',
  ])
})

test('a build that does not come whole takes no place: the worker that asked for it fails', async () => {
  const holed = Object.fromEntries(Object.entries(served).filter(([file]) => file !== '/assets/room-1.js'))
  await expect(stock(build, cupboard().made, server(holed).ask)).rejects.toThrow('/assets/room-1.js')
})

test('a server that is being renewed does not put its new page beside the scripts of the old build', async () => {
  const next = { ...served, '/': html.replace('index-1', 'index-2') }
  await expect(stock(build, cupboard().made, server(next).ask)).rejects.toThrow('another build')
})

test('a new build fetches only what changed, and the one before stays for tabs that are open', async () => {
  const { made, shelves } = cupboard()
  await stock(build, made, server(served).ask)
  const { ask, asked } = server({ ...served, '/assets/room-2.js': 'c' })
  const next = { version: 'two', files: ['/assets/index-1.js', '/assets/room-2.js'] }
  await stock(next, made, ask)
  expect(asked.toSorted()).toEqual(['/', '/assets/room-2.js'])
  await clearOld(next, made)
  expect([...shelves.keys()]).toEqual(['muster-shell-one', 'muster-shell-two'])
  const third = { version: 'three', files: ['/assets/index-1.js'] }
  await stock(third, made, ask)
  await clearOld(third, made)
  expect([...shelves.keys()]).toEqual(['muster-shell-two', 'muster-shell-three'])
})

test('nobody gets an answer of the API, a download or a report page from the shelf', () => {
  const at = (path: string, isPage: boolean) => answererOf(new URL(path, 'https://muster.example'), isPage)
  expect(at('/t/acme/incidents/1', true)).toBe('server_first')
  expect(at('/', true)).toBe('server_first')
  expect(at('/api/v1/call-list.pdf?tenant=acme', true)).toBe('server')
  expect(at('/report/abc', true)).toBe('server')
  expect(at('/api/v1/incidents', false)).toBe('server')
  expect(at('/healthz', false)).toBe('server')
  expect(at('/assets/room-1.js', false)).toBe('shelf_first')
  expect(shelfAddress(new URL('https://muster.example/t/acme'), true)).toBe('/')
})
