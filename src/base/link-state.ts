/** Whether a link that was handed out still opens something. */
export interface LinkEnding {
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

export const linkStates = ['open', 'expired', 'revoked'] as const

export function stateOfLink({ expiresAt, revokedAt }: LinkEnding, now: Date): (typeof linkStates)[number] {
  if (revokedAt !== null) return 'revoked'
  return expiresAt.getTime() <= now.getTime() ? 'expired' : 'open'
}
