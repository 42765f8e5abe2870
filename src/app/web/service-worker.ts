import de from '../../areas/respond/communications/messages/de.json' with { type: 'json' }
import en from '../../areas/respond/communications/messages/en.json' with { type: 'json' }
import { shownMessage } from '../../areas/respond/communications/web/push-message.ts'
import { answererOf, clearOld, pagePatienceMs, shelfAddress, stock, type Shell } from './offline/shell.ts'

// The service worker, served as /service-worker.js (vite.config.ts). It hears push messages, and holds the files of
// this build so that the page opens without a connection. No answer of the API ever goes through it.

/** Filled in when the pages are built; while they are being written there is no build to hold. */
declare const musterShell: Shell
const shell: Shell = typeof musterShell === 'undefined' ? { version: '', files: [] } : musterShell

const worker = self as unknown as Worker // TypeScript's DOM types know the page's `self` alone
const language = new URLSearchParams(worker.location.search).get('language') ?? 'en'

worker.addEventListener('install', (event) => {
  if (shell.files.length > 0) event.waitUntil(stock(shell, worker.caches, fetch))
  // At once: pages come from the server while there is one, and old scripts stay on the shelf beside the new.
  void worker.skipWaiting()
})
worker.addEventListener('activate', (event) =>
  event.waitUntil(clearOld(shell, worker.caches).then(() => worker.clients.claim())),
)
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (shell.files.length === 0 || event.request.method !== 'GET' || url.origin !== worker.location.origin)
    return
  const isPage = event.request.mode === 'navigate'
  const answerer = answererOf(url, isPage)
  if (answerer === 'server') return
  const place = shelfAddress(url, isPage)
  event.respondWith(
    answerer === 'shelf_first' ? shelfFirst(event.request, place) : serverFirst(event.request, place),
  )
})
worker.addEventListener('push', (event) => event.waitUntil(show(event.data?.text() ?? '')))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(pathOf(event.notification.data)))
})

/** A page whose build this is comes from its own shelf; an asset lies on whichever shelf has it. */
async function onShelf(place: string): Promise<Response | undefined> {
  const own = await (await worker.caches.open(`muster-shell-${shell.version}`)).match(place)
  return own ?? worker.caches.match(place)
}

async function shelfFirst(request: Request, place: string): Promise<Response> {
  return (await onShelf(place)) ?? fetch(request)
}

/** The server's answer, unless it stays silent or only a proxy before it speaks. */
async function serverFirst(request: Request, place: string): Promise<Response> {
  const asked = fetch(request)
  const silence = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), pagePatienceMs)
  })
  const answer = await Promise.race([asked.catch(() => undefined), silence])
  if (answer !== undefined && answer.status < 500) return answer
  return (await onShelf(place)) ?? asked
}

async function show(payload: string): Promise<void> {
  const { title, body, path, tag } = shownMessage(payload, language, { en, de })
  await worker.registration.showNotification(title, {
    body,
    tag,
    lang: language,
    icon: '/icon-192.png',
    data: path,
  })
}

function pathOf(data: unknown): string {
  return typeof data === 'string' ? data : '/'
}

/** A tab that shows it already comes to the front; what somebody is writing in another tab is left alone. */
async function open(path: string): Promise<void> {
  const { href } = new URL(path, worker.location.origin)
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const shown = tabs.find(({ url }) => url === href)
  if (shown) await shown.focus()
  else await worker.clients.openWindow(href)
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void
}

/** As much of ServiceWorkerGlobalScope as is used here; its own types and the DOM's exclude each other. */
interface Worker {
  readonly location: { readonly search: string; readonly origin: string }
  readonly caches: CacheStorage
  readonly registration: Pick<ServiceWorkerRegistration, 'showNotification'>
  readonly clients: {
    matchAll(options: {
      type: 'window'
      includeUncontrolled: true
    }): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>
    openWindow(url: string): Promise<unknown>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(
    name: 'fetch',
    listener: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void
  addEventListener(
    name: 'push',
    listener: (event: Lasting & { readonly data: { text(): string } | null }) => void,
  ): void
  addEventListener(
    name: 'notificationclick',
    listener: (event: Lasting & { readonly notification: Notification }) => void,
  ): void
}
