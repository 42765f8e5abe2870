import { call } from '../../../../ui/client.ts'
import { keep, kept } from '../../../../ui/kept.ts'
import { hasWorkers, startWorker, workerAddress } from '../../../../ui/offline/worker.ts'
import { currentTenant } from '../../../../ui/tenant.ts'
import { readPushKey, subscribePush } from '../contract/reaching.ts'
import type { PushAbilities } from './push-obstacle.ts'

/** What went wrong between the browser and us; its `kind` is a key of `devices.failure`. */
export class PushFailure extends Error {
  readonly kind: 'dismissed' | 'denied' | 'service' | 'worker'
  constructor(kind: PushFailure['kind'], cause?: unknown) {
    super(kind, { cause })
    this.kind = kind
  }
}

/** What this browser can do now; the permission may have changed since the last look. */
export function pushAbilities(): PushAbilities {
  return {
    isSecure: isSecureContext,
    hasWorker: hasWorkers(),
    hasPush: 'PushManager' in globalThis,
    permission: 'Notification' in globalThis ? Notification.permission : undefined,
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    isOnHomeScreen: matchMedia('(display-mode: standalone)').matches,
  }
}

/**
 * Asks for permission, subscribes at the browser's push service and tells the server. Call it from a click: browsers
 * show the question only then.
 * @returns the id of the device in the list
 * @throws PushFailure, or CallError when the server refused
 */
export async function connectDevice(device: string, language: string): Promise<string> {
  const permission = await Notification.requestPermission()
  if (permission === 'denied') throw new PushFailure('denied')
  if (permission !== 'granted') throw new PushFailure('dismissed')
  const registration = await readyWorker(language)
  const { publicKey } = await call(readPushKey, {})
  const { endpoint, keys } = (await subscribed(registration, bytesOf(publicKey))).toJSON()
  const { id } = await call(subscribePush, {
    endpoint: endpoint ?? '',
    p256dh: keys?.['p256dh'] ?? '',
    auth: keys?.['auth'] ?? '',
    device,
  })
  keep(deviceKey(), id)
  return id
}

/** The id that this browser got in this organisation, if it still holds a subscription. Not a secret. */
export async function idOfThisDevice(): Promise<string | undefined> {
  if (!hasWorkers() || !('PushManager' in globalThis)) return undefined
  if (Notification.permission !== 'granted') return undefined
  const registration = await navigator.serviceWorker.getRegistration('/')
  const subscription = await registration?.pushManager.getSubscription()
  return subscription ? kept(deviceKey()) : undefined
}

/** The subscription itself stays: another organisation may reach its people in this browser by the same one. */
export function forgetThisDevice(id: string): void {
  if (kept(deviceKey()) === id) keep(deviceKey(), undefined)
}

/** A worker that runs already is given the person's new language. Never starts one. */
export async function renewWorker(language: string): Promise<void> {
  try {
    if (!hasWorkers()) return
    const registration = await navigator.serviceWorker.getRegistration('/')
    const url = registration?.active?.scriptURL
    if (url === undefined || url.endsWith(workerAddress(language))) return
    await startWorker(language)
  } catch {
    // Messages then come in the earlier language.
  }
}

async function readyWorker(language: string): Promise<ServiceWorkerRegistration> {
  try {
    await startWorker(language)
    return await navigator.serviceWorker.ready
  } catch (error) {
    throw new PushFailure('worker', error)
  }
}

async function subscribed(
  { pushManager }: ServiceWorkerRegistration,
  key: Uint8Array<ArrayBuffer>,
): Promise<PushSubscription> {
  try {
    const earlier = await pushManager.getSubscription()
    // Made for another installation's key (one that was set up anew at this address), it can never be used by this one.
    if (earlier && !isSame(earlier.options.applicationServerKey, key)) await earlier.unsubscribe()
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  } catch (error) {
    throw new PushFailure('service', error)
  }
}

function isSame(one: ArrayBuffer | null, other: Uint8Array): boolean {
  const bytes = new Uint8Array(one ?? new ArrayBuffer(0))
  return bytes.length === other.length && bytes.every((byte, index) => byte === other[index])
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function deviceKey(): string {
  return `device.${currentTenant() ?? ''}`
}
