/** Which second factors a person has, read in one statement. */
import type { Pool, PoolClient } from 'pg'

export interface Factors {
  readonly totp: boolean
  readonly passkeys: number
  /** Unused recovery and break-glass codes. */
  readonly recoveryCodes: number
  /** Whether there is a password to be asked for. */
  readonly password: boolean
}

/** @param userId an unknown one has no factors */
export async function factorsOf(client: Pool | PoolClient, userId: string): Promise<Factors> {
  const { rows } = await client.query<Factors>(
    `select exists (select from auth.two_factor where user_id = u.id and verified) as totp,
            (select count(*)::integer from auth.passkey where user_id = u.id) as passkeys,
            (select count(*)::integer from auth.recovery_code where user_id = u.id and used_at is null)
              as "recoveryCodes",
            exists (select from auth.account where user_id = u.id and provider_id = 'credential'
              and password is not null) as password
       from auth."user" u where u.id = nullif($1, '')::uuid`,
    [userId],
  )
  return rows[0] ?? { totp: false, passkeys: 0, recoveryCodes: 0, password: false }
}

/** What may be asked for, in the order in which it is offered. */
export function methodsOf(factors: Factors): string[] {
  return [
    ...(factors.totp ? ['totp'] : []),
    ...(factors.passkeys > 0 ? ['passkey'] : []),
    ...(factors.recoveryCodes > 0 ? ['recovery_code'] : []),
  ]
}

/** Codes alone are no factor: they only stand in for a lost one. */
export function hasFactor(factors: Factors): boolean {
  return factors.totp || factors.passkeys > 0
}
