import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { permissions } from '../../src/base/permissions.ts'

/** What the pages may do, as the product's own server says it, and markup from strings refused besides. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
}

/** A small server with the built gallery and enough of an API to use it by. */
export class GalleryServer {
  /** False: every call is turned away until someone signs in. */
  isSignedIn = true
  /** Requests that asked for something, as `METHOD path tenant`. */
  readonly seen: string[] = []
  #server: Server | undefined
  #folder = ''
  #index = 10
  #incidents = incidents()
  readonly #viewers = new Set<ServerResponse>()

  async start(): Promise<string> {
    this.#folder = mkdtempSync(join(tmpdir(), 'muster-gallery-'))
    await build({
      configFile: false,
      logLevel: 'error',
      root: join(import.meta.dirname, 'gallery'),
      plugins: [react()],
      build: {
        outDir: this.#folder,
        emptyOutDir: true,
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    })
    this.#server = createServer((request, response) => this.#answer(request, response))
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the gallery has no port')
    return `http://localhost:${address.port}`
  }

  async stop(): Promise<void> {
    this.dropViewers()
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Cuts every live connection. */
  dropViewers(): void {
    for (const viewer of this.#viewers) viewer.end()
    this.#viewers.clear()
  }

  /** Somebody else opens an incident. */
  openElsewhere(title: string): void {
    this.#incidents.unshift(incident(this.#incidents.length + 1, title))
    this.#index += 1
    const event = JSON.stringify({ index: this.#index, stream: 's', kind: 'incident.open' })
    for (const viewer of this.#viewers) {
      viewer.write(`id: ${this.#index}\nevent: change\ndata: ${event}\n\n`)
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!url.pathname.startsWith('/api/')) return this.#file(url.pathname, response)
    this.seen.push(`${request.method} ${url.pathname} ${String(request.headers['muster-tenant'] ?? '-')}`)
    const path = url.pathname.slice('/api/v1'.length)
    if (path === '/gallery-sign-in') {
      this.isSignedIn = true
      request.resume()
      return send(response, 200, {})
    }
    if (!this.isSignedIn) {
      request.resume()
      return refuse(response, 401, 'unauthenticated', 'Sign in to go on.')
    }
    if (path === '/account') return send(response, 200, account)
    if (path === '/me') return send(response, 200, memberOf(request.headers['muster-tenant']))
    if (path === '/live') return this.#live(response)
    if (path.endsWith('/evidence')) return receive(request, response)
    if (request.method === 'POST') return this.#open(request, response)
    return this.#list(url, response)
  }

  #file(path: string, response: ServerResponse): void {
    const name = extname(path) === '' ? '/index.html' : normalize(path)
    const file = join(this.#folder, name)
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    createReadStream(file).pipe(response)
  }

  #live(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(`retry: 100\n\nid: ${this.#index}\nevent: position\ndata: {"index":${this.#index}}\n\n`)
    this.#viewers.add(response)
  }

  #open(request: IncomingMessage, response: ServerResponse): void {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { title } = JSON.parse(body) as { title: string } // the gallery's own form sent it
      if (title.includes('taken')) {
        return refuse(response, 422, 'invalid', 'Change the marked fields.', [
          { path: 'title', message: 'INC-3 has this title already. Say what is different.' },
        ])
      }
      this.openElsewhere(title)
      send(response, 201, this.#incidents[0])
    })
  }

  #list(url: URL, response: ServerResponse): void {
    const q = (url.searchParams.get('q') ?? '').toLowerCase()
    const severity = url.searchParams.get('severity')
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const found = this.#incidents.filter(
      (one) => one.title.toLowerCase().includes(q) && (severity === null || one.severity === severity),
    )
    const next = from + limit < found.length ? String(from + limit) : null
    send(response, 200, { items: found.slice(from, from + limit), next })
  }
}

const organisations = [
  { id: '01890000-0000-7000-8000-000000000001', slug: 'hofer', name: 'Hofer Maschinenbau', role: 'lead' },
  { id: '01890000-0000-7000-8000-000000000002', slug: 'lindner', name: 'Lindner & Partner', role: 'staff' },
] as const
const account = { userId: 'u', name: 'Vera Lang', email: 'vera@example.org', organisations }

function memberOf(slug: unknown) {
  const organisation = organisations.find((one) => one.slug === slug) ?? organisations[0]
  return {
    memberId: organisation.id,
    name: account.name,
    role: organisation.role,
    organisation: {
      ...organisation,
      country: 'AT',
      timeZone: 'Europe/Vienna',
      size: '10-49',
      sector: 'education',
      colour: 'teal',
      mark: '',
      signInLook: 'known',
      isProvider: false,
      demo: false,
    },
    can: Object.fromEntries(
      Object.entries(permissions).map(([permission, roles]) => [
        permission,
        roles.some((role) => role === organisation.role),
      ]),
    ),
  }
}

const titles = [
  'Files on the office server are encrypted',
  'Odd sign-in from abroad',
  'Invoice with a changed bank account',
  'Lost laptop of the field service',
]

function incident(number: number, title: string) {
  return {
    id: String(number),
    number,
    title,
    severity: `S${(number % 4) + 1}`,
    state: 'Contain',
    openedAt: new Date(Date.now() - number * 3_600_000).toISOString(),
    lead: 'Vera Lang',
  }
}

function incidents() {
  return Array.from({ length: 1_000 }, (_, index) =>
    incident(1_000 - index, titles[index % titles.length] ?? ''),
  )
}

function receive(request: IncomingMessage, response: ServerResponse): void {
  let size = 0
  request.on('data', (chunk: Buffer) => (size += chunk.length))
  request.on('end', () => {
    const about = JSON.parse(String(request.headers['muster-evidence'])) as { name: string; why: string } // as above
    send(response, 201, {
      size,
      name: `${about.name} ${about.why}`,
      tenant: request.headers['muster-tenant'],
    })
  })
}

function refuse(
  response: ServerResponse,
  status: number,
  kind: string,
  detail: string,
  faults?: object[],
): void {
  response.setHeader('content-type', 'application/problem+json')
  response.writeHead(status).end(JSON.stringify({ title: kind, status, detail, kind, faults }))
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.writeHead(status).end(JSON.stringify(body))
}
