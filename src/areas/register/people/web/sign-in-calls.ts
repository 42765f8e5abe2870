import * as z from 'zod'
import { CallError } from '../../../../ui/call-error.ts'
import { callSignIn } from '../../../../ui/client.ts'
import { textOf } from '../../../../ui/text.ts'

// The answers of src/platform/sessions/routes.ts, which stand beside the contracts and not among them.
const Session = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  sessionId: z.string(),
  secondFactor: z.boolean(),
  onlyTenantId: z.string().optional(),
})
const methods = ['totp', 'passkey', 'recovery_code'] as const
export type SignInMethod = (typeof methods)[number]

const SignedIn = z.object({ status: z.literal('signed_in'), session: Session })
const SignIn = z.union([
  SignedIn,
  z.object({ status: z.literal('second_factor_required'), methods: z.array(z.enum(methods)) }),
])
const State = z.object({
  session: Session,
  factors: z.object({
    totp: z.boolean(),
    passkeys: z.number(),
    recoveryCodes: z.number(),
    password: z.boolean(),
  }),
})
const Enrolment = z.object({ uri: z.string(), key: z.string(), recoveryCodes: z.array(z.string()) })
const Codes = z.object({ recoveryCodes: z.array(z.string()) })
const Passkeys = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.string().nullable() })),
})
const NewPasskey = z.object({ id: z.string(), recoveryCodes: z.array(z.string()).optional() })
/** WebAuthn options go from the server to the browser as they are. */
const Options = z.looseObject({ challenge: z.string() })

export const signIn = ({ email, password }: { email: string; password: string }) =>
  post('/sign-in', { email, password }, SignIn)
export const signInWithTotp = (code: string) => post('/sign-in/totp', { code }, SignedIn)
export const signInWithCode = (code: string) => post('/sign-in/recovery-code', { code }, SignedIn)
/** What an organisation's own provider vouched for, brought back once. */
export const signInWithTicket = (ticket: string) => post('/sign-in/ticket', { ticket }, SignIn)
export const passkeySignInOptions = () => post('/sign-in/passkey-options', {}, Options)
export const signInWithPasskey = (response: object) => post('/sign-in/passkey', { response }, SignedIn)
export const signOut = () => post('/sign-out', {}, z.unknown())
export const beginTotp = (password: string) => post('/totp', { password }, Enrolment)
export const confirmTotp = (code: string) => post('/totp/confirmation', { code }, SignedIn)
export const renewRecoveryCodes = (password: string) => post('/recovery-codes', { password }, Codes)
export const changePassword = (input: { currentPassword: string; newPassword: string }) =>
  post('/password', input, SignedIn)
export const passkeyOptions = (password: string) => post('/passkeys/options', { password }, Options)
export const addPasskey = (input: { name: string; response: object }) => post('/passkeys', input, NewPasskey)
export const removePasskey = (input: { id: string; password: string }) =>
  post('/passkeys/removal', input, z.unknown())
export const readPasskeys = () => send('/passkeys', undefined, Passkeys)
export type SignInState = z.output<typeof State>

/** Whose session this browser holds; undefined when nobody is signed in. */
export async function findSession(): Promise<SignInState | undefined> {
  try {
    return await send('/session', undefined, State)
  } catch (error) {
    if (error instanceof CallError && error.kind === 'unauthenticated') return undefined
    throw error
  }
}

function post<T>(path: `/${string}`, body: object, answer: z.ZodType<T>): Promise<T> {
  return send(path, body, answer)
}

async function send<T>(path: `/${string}`, body: object | undefined, answer: z.ZodType<T>): Promise<T> {
  const read = answer.safeParse(await callSignIn(path, body))
  if (read.success) return read.data
  throw new CallError('error', textOf('ui', 'failure.contract'))
}
