import de from '../../areas/respond/communications/messages/de.json' with { type: 'json' }
import en from '../../areas/respond/communications/messages/en.json' with { type: 'json' }
import { shownMessage } from '../../areas/respond/communications/web/push-message.ts'

// The service worker, served as /push-worker.js (vite.config.ts). It hears of push messages and nothing else: without
// a listener for `fetch` no page ever goes through it, and none is kept.

const worker = self as unknown as Worker // TypeScript's DOM types know the page's `self` alone
const language = new URLSearchParams(worker.location.search).get('language') ?? 'en'

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('push', (event) => event.waitUntil(show(event.data?.text() ?? '')))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(pathOf(event.notification.data)))
})

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
  readonly registration: Pick<ServiceWorkerRegistration, 'showNotification'>
  readonly clients: {
    matchAll(options: {
      type: 'window'
      includeUncontrolled: true
    }): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install', listener: () => void): void
  addEventListener(
    name: 'push',
    listener: (event: Lasting & { readonly data: { text(): string } | null }) => void,
  ): void
  addEventListener(
    name: 'notificationclick',
    listener: (event: Lasting & { readonly notification: Notification }) => void,
  ): void
}
