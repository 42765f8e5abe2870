import type { CallError } from './call-error.ts'
import { markSignOut } from './sign-out-mark.ts'

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
  // Signed in, but not in the way that the organisation wants.
  if (error.detail.reason === 'own_accounts_required') return 'sign_in'
  return error.kind === 'unauthenticated' ? 'sign_in' : undefined
}

/** Hears {@link finishSignIn} of other tabs. Returns how to stop listening. */
export function onSignedIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', listener)
  return () => channel.close()
}

/** Where to sign in and come back from: to a path, or (`close`) to a tab that waits. */
export function signInAddress(need: IdentityNeed, back: string): string {
  const page = need === 'sign_in' ? '/sign-in' : '/second-factor'
  return back === 'close' ? `${page}?then=close` : `${page}?next=${encodeURIComponent(back)}`
}

/**
 * The last step of every sign-in page: tells tabs that wait, then closes this one or goes on to where
 * the person wanted to be.
 */
export function finishSignIn(): void {
  // The session that was to be ended is no longer this browser's.
  markSignOut(false)
  announceSignedIn()
  if (new URLSearchParams(location.search).get('then') === 'close') close()
  // Still here when the browser does not let a page close its tab.
  location.replace(nextAddress(location.search, location.origin))
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

/** Every other tab of this browser hears it. */
function announceSignedIn(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('signed-in')
  channel.close()
}
