/** Passwords of the database logins, from the key folder: two replicas with the same keys agree without talking. */
import { createHmac } from 'node:crypto'
import type { LoginPasswords } from './provision.ts'

/** @param secret the sign-in secret of the key folder */
export function loginPasswords(secret: string): LoginPasswords {
  const of = (login: string) =>
    createHmac('sha256', secret).update(`database login ${login}`).digest('base64url')
  return {
    muster_rt: of('muster_rt'),
    muster_auth: of('muster_auth'),
    muster_jobs: of('muster_jobs'),
    muster_backup: of('muster_backup'),
  }
}
