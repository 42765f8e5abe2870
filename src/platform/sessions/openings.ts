/**
 * Promises the two steps that Better Auth has no function for: who a waiting second-factor challenge is for, and
 * opening a session that has proved it. Server-only functions of a plugin: no router ever carries them.
 */
import { randomBytes } from 'node:crypto'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import * as z from 'zod'

/** As long as auth.ts lets the library wait. */
const challengeSeconds = 600

/** How a challenge begins behind the word of a provider: it opens nothing without the entry that says how far. */
const enteredPrefix = '2fa-entered-'

/** Whether a challenge, as it came back signed, was begun behind the word of a provider. */
export function isOfEntry(challenge: string): boolean {
  return challenge.startsWith(enteredPrefix)
}

/** Adds `challengedUser`, `beginChallenge` and `openSession` to the library's functions. */
export function openings() {
  return {
    id: 'muster-openings',
    endpoints: {
      /** The user whose password was right and whose second factor is awaited; null when nothing is awaited. */
      challengedUser: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async (ctx) => {
        const cookie = ctx.context.createAuthCookie('two_factor')
        const challenge = await ctx.getSignedCookie(cookie.name, ctx.context.secret)
        if (!challenge) return null
        const waiting = await ctx.context.internalAdapter.findVerificationValue(challenge)
        if (!waiting || waiting.expiresAt.getTime() <= Date.now()) return null
        const user = await ctx.context.internalAdapter.findUserById(waiting.value)
        return user && { id: user.id, email: user.email, challenge }
      }),
      /** Awaits the second factor of a user, as the library does behind a right password. */
      beginChallenge: createAuthEndpoint.serverOnly(
        { method: 'POST', requireHeaders: true, body: z.object({ userId: z.string() }) },
        async (ctx) => {
          const cookie = ctx.context.createAuthCookie('two_factor', { maxAge: challengeSeconds })
          const challenge = `${enteredPrefix}${randomBytes(24).toString('base64url')}`
          const expiresAt = new Date(Date.now() + challengeSeconds * 1000)
          const { internalAdapter } = ctx.context
          await internalAdapter.createVerificationValue({
            value: ctx.body.userId,
            identifier: challenge,
            expiresAt,
          })
          // The plugin counts its tries beside it and refuses a challenge without that count.
          const identifier = `2fa-attempts-${challenge}`
          await internalAdapter.createVerificationValue({ value: '0', identifier, expiresAt })
          await ctx.setSignedCookie(cookie.name, challenge, ctx.context.secret, cookie.attributes)
          return { challenge }
        },
      ),
      /**
       * A new session with its cookie for a user who proved a second factor, or did not where that is said.
       * @param challenge spent first when given; of many at once exactly one succeeds
       */
      openSession: createAuthEndpoint.serverOnly(
        {
          method: 'POST',
          requireHeaders: true,
          body: z.object({
            userId: z.string(),
            challenge: z.string().optional(),
            isProved: z.boolean().default(true),
          }),
        },
        async (ctx) => {
          const { userId, challenge, isProved } = ctx.body
          if (challenge !== undefined) {
            const spent = await ctx.context.internalAdapter.consumeVerificationValue(challenge)
            if (spent?.value !== userId)
              throw new APIError('UNAUTHORIZED', { code: 'INVALID_TWO_FACTOR_COOKIE' })
            const cookie = ctx.context.createAuthCookie('two_factor')
            ctx.setCookie(cookie.name, '', { ...cookie.attributes, maxAge: 0 })
          }
          const user = await ctx.context.internalAdapter.findUserById(userId)
          if (!user) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_FOUND' })
          // The last argument lets our value stand before the default of the field.
          const session = await ctx.context.internalAdapter.createSession(
            userId,
            false,
            { secondFactor: isProved },
            true,
          )
          await setSessionCookie(ctx, { session, user }, false)
          return { token: session.token }
        },
      ),
    },
  } satisfies BetterAuthPlugin
}
