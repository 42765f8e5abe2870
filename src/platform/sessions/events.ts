/** What happens at the door, for the ledger: told once for each thing that happened, never with a secret in it. */

export type SessionEventKind =
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'mfa_enabled'
  | 'mfa_disabled'
  | 'password_changed'
  | 'code_used'
  | 'passkey_added'
  | 'passkey_removed'
  | 'codes_replaced'
  | 'locked'

export interface SessionEvent {
  readonly kind: SessionEventKind
  readonly userId?: string
  /** Keyed hash of the address that was tried: the same address shows as the same hash, known or not. */
  readonly emailHash?: string
  readonly sessionId?: string
  /** Of a session that is good in one organisation: nobody else is told. */
  readonly onlyTenantId?: string
  /** `recovery` or `break_glass` with `code_used`; what proved the person with `sign_in`. */
  readonly means?: 'password' | 'totp' | 'passkey' | 'recovery' | 'break_glass' | 'provider'
  /** Canonical address of the client; `host` for what was done on the machine itself. */
  readonly address: string
}

/** The part of pino that sign-in writes to. */
export interface SessionsLog {
  error(fields: object, message: string): void
  warn(fields: object, message: string): void
}
