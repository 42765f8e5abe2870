/**
 * Promises Better Auth set up as parts of the house need it. Only the functions of its `api` are called, never its
 * router: no route of the library can be reached from outside, whatever a later version adds.
 */
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { uuidv7 } from '../../base/ids.ts'
import type { SessionsLog } from './events.ts'
import { openings } from './openings.ts'
import { longestPasswordUnits, type PasswordHasher } from './passwords.ts'

/** A session ends this long after its sign-in, used or not. */
export const absoluteHours = 7 * 24
/** Only the mount sets this header; what a client sends under its name is dropped. */
export const addressHeader = 'x-muster-address'
export const challengeMinutes = 10

export interface AuthOptions {
  readonly pool: Pool
  readonly secret: string
  /** Origin that people open, e.g. `http://localhost:8420`; the Host header is never believed. */
  readonly baseUrl: string
  readonly trustedOrigins: readonly string[]
  readonly hasher: PasswordHasher
  readonly log: SessionsLog
}

/** The library, ready to be called. Its types stay in this folder. */
export type Auth = ReturnType<typeof createAuth>

/** The three cookies; `__Host-` binds them to the host, the path `/` and TLS wherever there is TLS. */
export function cookieNames(baseUrl: string) {
  const prefix = baseUrl.startsWith('https:') ? '__Host-muster' : 'muster'
  return {
    prefix,
    session: `${prefix}.session_token`,
    challenge: `${prefix}.two_factor`,
    passkey: `${prefix}.passkey`,
  }
}

/** Paths of the library whose new session has proved a second factor; its other new sessions have not. */
const provedPaths = new Set([
  '/two-factor/verify-totp',
  '/passkey/verify-authentication',
  // Registers a passkey, with user verification, from a session that may do so.
  '/passkey/verify-registration',
  // Refused to a session without second factor before the library is called.
  '/change-password',
])

export function createAuth(options: AuthOptions) {
  const base = new URL(options.baseUrl)
  return betterAuth({
    appName: 'Muster',
    baseURL: base.origin,
    basePath: '/api/auth',
    // An array, so that no environment variable of the library takes its place.
    secrets: [{ version: 1, value: options.secret }],
    trustedOrigins: [...options.trustedOrigins],
    database: options.pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...details: unknown[]) => {
        const error = details.find((detail) => detail instanceof Error)
        options.log.error({ ...(error && { err: error }) }, `sign-in library: ${message}`)
      },
    },
    emailAndPassword: passwordOptions(options.hasher),
    ...tableOptions,
    advanced: {
      cookiePrefix: cookieNames(options.baseUrl).prefix,
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: base.protocol === 'https:',
      },
      database: { generateId: () => uuidv7(Date.now(), randomBytes(10)), validateSchema: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) =>
            provedPaths.has(context?.path ?? '') ? { data: { ...session, secondFactor: true } } : undefined,
        },
      },
    },
    plugins: [
      twoFactorOptions(),
      passkeyOptions(base.hostname, [base.origin, ...options.trustedOrigins]),
      openings(),
    ],
  })
}

function passwordOptions(hasher: PasswordHasher) {
  return {
    enabled: true,
    disableSignUp: true,
    autoSignIn: false,
    // Which passwords may be chosen is decided in passwords.ts.
    minPasswordLength: 1,
    maxPasswordLength: longestPasswordUnits,
    password: {
      hash: (password: string) => hasher.hash(password),
      verify: ({ hash, password }: { hash: string; password: string }) => hasher.verify(hash, password),
    },
  }
}

/** Columns in snake case, and sessions that the library ends by age alone: the idle limit is in door.ts. */
const tableOptions = {
  user: {
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    expiresIn: absoluteHours * 3600,
    disableSessionRefresh: true,
    freshAge: 0,
    cookieCache: { enabled: false },
    fields: {
      userId: 'user_id',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    additionalFields: {
      secondFactor: {
        type: 'boolean',
        required: true,
        defaultValue: false,
        input: false,
        fieldName: 'second_factor',
      },
    },
  },
  account: {
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    storeIdentifier: 'hashed',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const // The library reads literal types out of its options.

function twoFactorOptions() {
  return twoFactor({
    issuer: 'Muster',
    twoFactorCookieMaxAge: challengeMinutes * 60,
    // Counted by attempts.ts, for passwords and codes together.
    accountLockout: { enabled: false },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factor',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
}

/** Discoverable and unlocked by the person: such a passkey is both factors in one. */
function passkeyOptions(host: string, origin: string[]) {
  return passkey({
    rpID: host,
    rpName: 'Muster',
    origin,
    advanced: { webAuthnChallengeCookie: 'passkey' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) => {
        requireUserVerification(verification.registrationInfo?.userVerified)
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        requireUserVerification(verification.authenticationInfo.userVerified)
      },
    },
    schema: {
      passkey: {
        fields: {
          userId: 'user_id',
          publicKey: 'public_key',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })
}

/** The library itself does not insist on it, and without it a found key would be enough. */
function requireUserVerification(isVerified: boolean | undefined): void {
  if (isVerified !== true) throw new APIError('UNAUTHORIZED', { code: 'USER_VERIFICATION_MISSING' })
}
