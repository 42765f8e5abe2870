/** When an answer to "was this you?" counts. */

/** Long enough for a day off, short enough that the link is no standing door. */
export const questionHours = 48
/** A second factor that was passed longer ago says nothing of who sits there now. */
export const proofMinutes = 10

export interface Asked {
  readonly answer: string | null
  readonly askedAt: Date
  readonly expiresAt: Date
}

/** @returns the sentence that says why this question takes no answer any more; undefined while it does */
export function whyNotAnswered({ answer, expiresAt }: Asked, now: Date): string | undefined {
  if (answer !== null) return 'This was answered already. If the answer was wrong, call whoever asked you.'
  if (expiresAt <= now)
    return 'The time for this answer is over. If it was not you, report it: that is always possible.'
  return undefined
}

/**
 * Whether this session proves who says "it was me": it was opened with the second factor after the question, and a
 * moment ago. Whoever took over an open session, or knows the password alone, cannot say yes.
 */
export function isProved(
  session: { readonly secondFactor: boolean; readonly createdAt: Date } | undefined,
  { askedAt }: Pick<Asked, 'askedAt'>,
  now: Date,
): boolean {
  if (session === undefined || !session.secondFactor) return false
  const age = now.getTime() - session.createdAt.getTime()
  return session.createdAt >= askedAt && age <= proofMinutes * 60_000
}
