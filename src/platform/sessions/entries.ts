/**
 * Promises that the word of an organisation's own provider opens a session that is good in that organisation alone,
 * and that our own second factor, where it is asked for behind it, makes it no wider.
 */
import { refuse } from '../../base/refusal.ts'
import { challengeMinutes } from './auth.ts'
import { library, type Door } from './door.ts'
import { factorsOf, hasFactor, methodsOf } from './factor-state.ts'
import { networkOf } from './network.ts'
import { admit } from './sign-in.ts'
import { keep, takeTicket } from './tickets.ts'
import type { Answer, Visit } from './visit.ts'

/** Tickets that one network may bring in a window; nobody guesses one. */
const ticketsPerNetwork = 300

/** A session for a good ticket, or the question for our own second factor. */
export async function enterWithTicket(
  door: Door,
  visit: Visit,
  { ticket }: { ticket: string },
): Promise<Answer> {
  await door.attempts.countRequest({ network: networkOf(visit.address), limit: ticketsPerNetwork })
  const entry = await takeTicket(door, ticket)
  if (entry === undefined)
    return refuse('unauthenticated', 'This sign-in is over. Start again.', { reason: 'sign_in_again' })
  const { userId, tenantId, isProved } = entry
  const factors = await factorsOf(door.pool, userId)
  if (!isProved && hasFactor(factors)) {
    const { response, headers } = await library(() =>
      door.auth.api.beginChallenge({ body: { userId }, headers: visit.headers(), returnHeaders: true }),
    )
    await keep(door, response.challenge, { ...entry, purpose: 'challenge', seconds: challengeMinutes * 60 })
    const body = { status: 'second_factor_required', methods: methodsOf(factors) }
    return { status: 200, body, cookies: headers.getSetCookie() }
  }
  const { response, headers } = await library(() =>
    door.auth.api.openSession({
      body: { userId, isProved: false },
      headers: visit.headers(),
      returnHeaders: true,
    }),
  )
  const cookies = headers.getSetCookie()
  return admit(door, visit, {
    token: response.token,
    cookies,
    means: 'provider',
    scope: { tenantId, isProved },
  })
}
