/** Promises that a changed password ends every other session and every waiting sign-in, and renews this one. */
import { refuseUnless } from '../../base/refusal.ts'
import {
  beginAttempt,
  getProvedSession,
  library,
  LibraryRefusal,
  refuseWrongPassword,
  type Door,
} from './door.ts'
import { refuseWeakPassword } from './passwords.ts'
import { narrow, viewOf } from './sign-in.ts'
import type { Answer, Visit } from './visit.ts'

export async function changePassword(
  door: Door,
  visit: Visit,
  input: { currentPassword: string; newPassword: string },
): Promise<Answer> {
  const session = await getProvedSession(door, visit)
  refuseWeakPassword(input.newPassword, session, 'newPassword')
  const isNew = input.newPassword.normalize('NFKC') !== input.currentPassword.normalize('NFKC')
  refuseUnless(isNew, 'invalid', 'Choose a password other than the present one.', {
    faults: [{ path: 'newPassword', message: 'is the present password' }],
  })
  const attempt = await beginAttempt(door, visit, session.email)
  const headers = visit.headers(door.cookies.session)
  const body = { ...input, revokeOtherSessions: true }
  const result = await library(() =>
    door.auth.api.changePassword({ body, headers, returnHeaders: true }),
  ).catch((error: unknown) => {
    if (error instanceof LibraryRefusal && error.code === 'INVALID_PASSWORD') refuseWrongPassword()
    throw error
  })
  await attempt.succeeded()
  await door.pool.query('delete from auth.verification where value = $1', [session.userId])
  const token = result.response.token ?? ''
  if (session.onlyTenantId !== undefined)
    await narrow(door, token, { tenantId: session.onlyTenantId, isProved: false })
  const view = await viewOf(door, token)
  const about = { userId: session.userId, sessionId: view.sessionId, address: visit.address }
  door.tellLater({ kind: 'password_changed', ...about })
  return {
    status: 200,
    body: { status: 'signed_in', session: view },
    cookies: result.headers.getSetCookie(),
  }
}
