import type { CallError } from './call-error.ts'

/** Why a call was turned away: nobody is signed in, or the second factor is still missing. */
export type IdentityNeed = 'sign_in' | 'second_factor'

/** Resolves true once the person is identified again, false when they chose not to. */
type IdentityHandler = (need: IdentityNeed) => Promise<boolean>

const channelName = 'muster-identity'
let handler: IdentityHandler | undefined
let asking: Promise<boolean> | undefined

/**
 * The shell says how a person is asked to sign in again. Calls that were turned away wait for it
 * and are then sent once more, so nothing typed is lost. Returns how to take the handler off.
 */
export function onIdentityNeeded(next: IdentityHandler): () => void {
  handler = next
  return () => {
    if (handler === next) handler = undefined
  }
}

/** Asks once, however many calls were turned away together. */
export function askForIdentity(need: IdentityNeed): Promise<boolean> {
  if (!handler) return Promise.resolve(false)
  asking ??= handler(need).finally(() => {
    asking = undefined
  })
  return asking
}

export function identityNeedOf(error: CallError): IdentityNeed | undefined {
  if (error.detail.reason === 'mfa_required') return 'second_factor'
  return error.kind === 'unauthenticated' ? 'sign_in' : undefined
}

/** Tells every open tab that somebody signed in here; the sign-in page calls this on success. */
export function announceSignedIn(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('signed-in')
  channel.close()
}

/** Hears {@link announceSignedIn} of other tabs. Returns how to stop listening. */
export function onSignedIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', listener)
  return () => channel.close()
}

/** Where to sign in; afterwards `nextAddress` leads back. */
export function signInAddress(need: IdentityNeed, from: string): string {
  const page = need === 'sign_in' ? '/sign-in' : '/second-factor'
  return `${page}?next=${encodeURIComponent(from)}`
}

/** The `next` of a sign-in page, only ever a path of this installation (no open redirect). */
export function nextAddress(search: string, origin: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/'
  try {
    const target = new URL(next, origin)
    const isOwn = target.origin === origin && next.startsWith('/')
    return isOwn ? target.pathname + target.search + target.hash : '/'
  } catch {
    return '/'
  }
}
