import { CallError } from './call-error.ts'
import { callSignIn } from './client.ts'
import { isSignOutWaiting, markSignOut } from './sign-out-mark.ts'

/**
 * Ends the session. Without a connection the server cannot be told: then it is told before anything else the next time
 * this browser reaches it, and meanwhile nothing can be read here, since sign-out wipes what was kept.
 */
export async function endSession(): Promise<void> {
  markSignOut(true)
  try {
    await callSignIn('/sign-out', {})
    markSignOut(false)
  } catch (error) {
    if (error instanceof CallError && (error.kind === 'offline' || error.kind === 'unavailable')) return
    markSignOut(false)
    throw error
  }
}

/** Before the first page is drawn: a sign-out that could not be told is told now. */
export async function finishEarlierSignOut(): Promise<void> {
  if (isSignOutWaiting()) await endSession().catch(() => undefined)
}
