/** Decisions about the sign-off of a closed case. Plain data in, plain data out. */
import type { IncidentRow, Closure } from '../contract/incident.ts'
import type { ReviewState } from '../contract/sign-off-words.ts'

interface Ended extends Pick<IncidentRow, 'severity' | 'mode'> {
  readonly disposition: Closure['disposition']
}

/** Serious cases that really ended are looked at by a second person; any other may be. */
export function asksReview({ severity, mode, disposition }: Ended): boolean {
  const isSerious = severity === 'S1' || severity === 'S2'
  return isSerious && mode !== 'exercise' && (disposition === 'resolved' || disposition === 'false_alarm')
}

interface Standing {
  readonly state: ReviewState | null
  readonly closedAt: Date | null
}

interface Judging {
  readonly verdict: 'signed' | 'returned'
  /** The closing that the reviewer read. */
  readonly closedAt: Date
  readonly missing: number
  readonly aloneReason: string | null
  /** Led the case or closed it. */
  readonly isOwnWork: boolean
  /** What was found missing before and is not settled. */
  readonly openParts: number
}

interface WhyNot {
  readonly message: string
  readonly reason?: 'closed_anew' | 'second_person' | 'missing_parts'
  readonly path?: string
}

/** Why a verdict cannot be given now, in a sentence that says what to do; undefined when it can. */
export function whyNotJudged({ state, closedAt }: Standing, judging: Judging): WhyNot | undefined {
  if (closedAt === null) return { message: 'This case is open. It is signed off once it is closed.' }
  if (closedAt.getTime() !== judging.closedAt.getTime())
    return {
      message: 'The case was opened and closed again since you read it. Read it again before you judge.',
      reason: 'closed_anew',
    }
  if (state === 'signed') return { message: 'This case is signed off already.' }
  return judging.verdict === 'signed' ? whyNotSigned(judging) : whyNotReturned(judging)
}

function whyNotSigned({ missing, openParts, isOwnWork, aloneReason }: Judging): WhyNot | undefined {
  if (missing > 0)
    return { message: 'A case is signed off, or sent back with what is missing, not both.', path: 'missing' }
  if (openParts > 0) {
    const parts = openParts === 1 ? 'One part is' : `${openParts} parts are`
    return { message: `${parts} still missing. Settle that first, then sign.`, reason: 'missing_parts' }
  }
  if (isOwnWork && aloneReason === null)
    return {
      message:
        'Whoever led or closed a case does not sign it off. Ask a second person; if there is nobody, sign alone and say why.',
      reason: 'second_person',
      path: 'aloneReason',
    }
  return undefined
}

function whyNotReturned({ missing }: Judging): WhyNot | undefined {
  if (missing > 0) return undefined
  return { message: 'Say what is missing, who is to see to it and until when.', path: 'missing' }
}

/** A second person hears of a missing part no earlier than so long after the first one did. */
export const secondPersonHours = 20

/**
 * Who hears that a missing part is late: whose it is while they see the case and may sign in, else who leads; then who
 * leads, and where that is the same, somebody else who may.
 * @param leaders who may lead and sees the case, in the order in which they stand in
 */
export function lateHearer(
  stage: 'overdue' | 'escalation',
  ownerId: string | undefined,
  leaders: readonly string[],
): string | undefined {
  const first = ownerId ?? leaders[0]
  return stage === 'overdue' ? first : leaders.find((one) => one !== first)
}

/** How the case stands after a part was settled. */
export function afterSettling(openParts: number): ReviewState {
  return openParts === 0 ? 'answered' : 'returned'
}
