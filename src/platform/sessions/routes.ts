/**
 * The list of what a browser may ask for under /api/auth, and nothing besides. Every POST takes `application/json`
 * (an empty object where no field is named), needs an Origin of ours, and refuses unknown fields.
 *
 * | method and path | takes | answers |
 * |---|---|---|
 * | POST /sign-in | `{ email, password }` | `{ status: 'signed_in', session }` or `{ status: 'second_factor_required', methods }` |
 * | POST /sign-in/totp | `{ code }` | `{ status: 'signed_in', session }` |
 * | POST /sign-in/recovery-code | `{ code }` | `{ status: 'signed_in', session }` |
 * | POST /sign-in/passkey-options | `{}` | PublicKeyCredentialRequestOptionsJSON |
 * | POST /sign-in/passkey | `{ response }`, AuthenticationResponseJSON | `{ status: 'signed_in', session }` |
 * | POST /sign-in/ticket | `{ ticket }` from an organisation's own provider | as POST /sign-in |
 * | POST /sign-out | `{}` | 204 |
 * | GET /session | | `{ session, factors: { totp, passkeys, recoveryCodes, password } }`, or 401 |
 * | POST /totp | `{ password }` | `{ uri, key, recoveryCodes }`; not yet in force |
 * | POST /totp/confirmation | `{ code }` | `{ status: 'signed_in', session }` |
 * | POST /recovery-codes | `{ password }` | `{ recoveryCodes }` |
 * | POST /password | `{ currentPassword, newPassword }` | `{ status: 'signed_in', session }` |
 * | GET /passkeys | | `{ items: [{ id, name, createdAt }] }` |
 * | POST /passkeys/options | `{ password }` | PublicKeyCredentialCreationOptionsJSON |
 * | POST /passkeys | `{ name, response }`, RegistrationResponseJSON | 201 `{ id, name, session, recoveryCodes? }` |
 * | POST /passkeys/removal | `{ id, password }` | 204 |
 *
 * `session` is `{ userId, email, name, sessionId, createdAt, secondFactor }`, `methods` are of `totp`, `passkey`,
 * `recovery_code`. Refusals are problem details with a `reason` where a screen has to act on it.
 */
import * as z from 'zod'
import { Id } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Door } from './door.ts'
import { getSession } from './door.ts'
import { enterWithTicket } from './entries.ts'
import { factorsOf } from './factor-state.ts'
import {
  addPasskey,
  beginTotp,
  confirmTotp,
  listPasskeys,
  passkeyOptions,
  removePasskey,
  renewRecoveryCodes,
} from './factors.ts'
import { PasskeyAssertion, PasskeyAttestation } from './passkey-shapes.ts'
import { changePassword } from './password-change.ts'
import { longestPasswordUnits } from './passwords.ts'
import { passkeySignInOptions, signInWithPasskey } from './passkey-sign-in.ts'
import { signIn, signInWithCode, signInWithTotp, signOut } from './sign-in.ts'
import { readBody, type Answer, type Visit } from './visit.ts'

type Handler = (door: Door, visit: Visit, request: Request) => Promise<Answer>

const Nothing = z.strictObject({})
// Any text: what is no address, or no password, gets the answer of a wrong one.
const Credentials = z.strictObject({ email: z.string(), password: z.string() })
const Code = z.strictObject({ code: z.string().max(100) })
const Password = z.string().max(longestPasswordUnits, 'is too long')
const WithPassword = z.strictObject({ password: Password })
const PasskeyName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60, 'must be at most 60 characters')
  .regex(/^\P{C}*$/u, 'must be plain text')

const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/sign-in': { POST: taking(Credentials, signIn) },
  '/sign-in/totp': { POST: taking(Code, signInWithTotp) },
  '/sign-in/recovery-code': { POST: taking(Code, signInWithCode) },
  '/sign-in/passkey-options': { POST: taking(Nothing, passkeySignInOptions) },
  '/sign-in/passkey': { POST: taking(z.strictObject({ response: PasskeyAssertion }), signInWithPasskey) },
  '/sign-in/ticket': { POST: taking(z.strictObject({ ticket: z.string().max(100) }), enterWithTicket) },
  '/sign-out': { POST: taking(Nothing, signOut) },
  '/session': { GET: showSession },
  '/totp': { POST: taking(WithPassword, beginTotp) },
  '/totp/confirmation': { POST: taking(Code, confirmTotp) },
  '/recovery-codes': { POST: taking(WithPassword, renewRecoveryCodes) },
  '/password': {
    POST: taking(z.strictObject({ currentPassword: Password, newPassword: Password }), changePassword),
  },
  '/passkeys': {
    GET: listPasskeys,
    POST: taking(z.strictObject({ name: PasskeyName, response: PasskeyAttestation }), addPasskey),
  },
  '/passkeys/options': { POST: taking(WithPassword, passkeyOptions) },
  '/passkeys/removal': { POST: taking(z.strictObject({ id: Id, password: Password }), removePasskey) },
}

/** Every path under `/api/auth` that answers, with its methods; for the route matrix. */
export const routeList: readonly { readonly method: string; readonly path: string }[] = Object.entries(
  routes,
).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path: `/api/auth${path}` })))

/**
 * The handler of a request.
 * @param path as sent, without `/api/auth`; compared letter by letter
 * @throws Refusal `not_found`, 405 when only the method is wrong
 */
export function handlerFor(method: string, path: string): Handler {
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined
  if (!methods) return refuse('not_found', 'There is nothing at this address.')
  const handler = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (handler) return handler
  return refuse('invalid', `Use ${methodsAt(path).join(' or ')} here.`, { status: 405 })
}

/** The methods of a path, for the header Allow. */
export function methodsAt(path: string): string[] {
  return Object.keys((Object.hasOwn(routes, path) && routes[path]) || {})
}

function taking<T>(
  shape: z.ZodType<T>,
  run: (door: Door, visit: Visit, input: T) => Promise<Answer>,
): Handler {
  return async (door, visit, request) => run(door, visit, await readBody(request, shape))
}

async function showSession(door: Door, visit: Visit): Promise<Answer> {
  const session = await getSession(door, visit)
  const factors = await factorsOf(door.pool, session.userId)
  return {
    status: 200,
    body: { session: { ...session, createdAt: session.createdAt.toISOString() }, factors },
  }
}
