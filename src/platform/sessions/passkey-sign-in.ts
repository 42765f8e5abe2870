/** Promises that a passkey opens a session by itself, and behind the word of a provider no wider one than that word. */
import { refuse } from '../../base/refusal.ts'
import { beginAttempt, library, type Door } from './door.ts'
import { networkOf } from './network.ts'
import type { PasskeyAssertion } from './passkey-shapes.ts'
import { admit, findChallenged, refuseIfWrong } from './sign-in.ts'
import { findScope, spendChallenge } from './tickets.ts'
import type { Answer, Visit } from './visit.ts'

/** A page that offers passkeys asks for options each time it opens. */
const passkeyOptionsPerNetwork = 600

/** Options for `navigator.credentials.get`: for signing in with a passkey alone, and as a second step. */
export async function passkeySignInOptions(door: Door, visit: Visit): Promise<Answer> {
  await door.attempts.countRequest({ network: networkOf(visit.address), limit: passkeyOptionsPerNetwork })
  const { response, headers } = await library(() =>
    door.auth.api.generatePasskeyAuthenticationOptions({ headers: visit.headers(), returnHeaders: true }),
  )
  const body = { ...response, userVerification: 'required' }
  return { status: 200, body, cookies: headers.getSetCookie() }
}

/**
 * A passkey, unlocked by its owner, is both factors in one; it works while passwords of the account are held up. Offered
 * as the second step behind a provider, it opens what that provider's word opens.
 */
export async function signInWithPasskey(
  door: Door,
  visit: Visit,
  input: { response: PasskeyAssertion },
): Promise<Answer> {
  const attempt = await beginAttempt(door, visit, undefined)
  const headers = visit.headers(door.cookies.passkey)
  const result = await library(() =>
    door.auth.api.verifyPasskeyAuthentication({
      body: { response: input.response },
      headers,
      returnHeaders: true,
    }),
  ).catch((error: unknown) =>
    refuseIfWrong(error, () => {
      door.tellLater({ kind: 'sign_in_failed', means: 'passkey', address: visit.address })
      return refuse('unauthenticated', 'That passkey did not work here. Try again, or use your password.', {
        reason: 'wrong_passkey',
      })
    }),
  )
  await attempt.succeeded()
  const { token, userId } = result.response.session
  const cookies = result.headers.getSetCookie()
  const challenged = await findChallenged(door, visit)
  const isSecondStep = challenged !== null && challenged.id === userId
  const scope = isSecondStep ? await findScope(door, challenged.challenge) : undefined
  if (isSecondStep) await spendChallenge(door, challenged.challenge)
  return admit(door, visit, { token, cookies, means: 'passkey', ...(scope && { scope }) })
}
