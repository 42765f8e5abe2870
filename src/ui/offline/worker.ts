/** The one service worker of this product: it hears push messages, and opens the page without a connection. */
const workerPath = '/service-worker.js'

/** The address of the worker that speaks this language. */
export function workerAddress(language: string): string {
  return `${workerPath}?language=${encodeURIComponent(language)}`
}

/** Starts it, or renews one that runs. Throws what the browser throws where workers are not to be had. */
export function startWorker(language: string): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(workerAddress(language), { scope: '/', updateViaCache: 'none' })
}

/** Whether this browser has workers at all; they need HTTPS, or localhost. */
export function hasWorkers(): boolean {
  return 'serviceWorker' in navigator
}
