/** What is in force on a day, and whether what was attested is proved on it. */
import { daysBetween } from '../../../base/calendar-day.ts'
import type { Attestation } from './contract/policies.ts'

/** Columns of the CSV that the lists give out. */
export const policyColumns = [
  'name',
  'insurer',
  'number',
  'hotline',
  'reportTo',
  'owner',
  'startsOn',
  'endsOn',
  'currency',
  'coverLimit',
  'excess',
  'exclusions',
  'conditions',
  'panel',
  'noticeHours',
  'consentAbove',
  'consentWords',
  'note',
] as const
export const retainerColumns = [
  'name',
  'phone',
  'nightPhone',
  'email',
  'answerHours',
  'hoursIncluded',
  'authority',
  'panel',
  'owner',
  'startsOn',
  'endsOn',
  'note',
] as const

/** Days ahead at which an owner hears that a policy ends, and of proof or an agreement that is missing by then. */
export const policyStages = [60, 30, 7]
export const aheadStages = [60]

interface Period {
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly endedAt: Date | null
}

/** Whether it covers this day; an unknown start or end does not stand against it. */
export function isInForce({ startsOn, endsOn, endedAt }: Period, today: string): boolean {
  return endedAt === null && (startsOn === null || startsOn <= today) && (endsOn === null || endsOn >= today)
}

export function daysLeft(endsOn: string | null, today: string): number | null {
  return endsOn === null ? null : daysBetween(today, endsOn)
}

/** Proved from the day of the check to the last day for which it holds. */
export function attestationState(
  proof: { readonly validUntil: string } | null,
  today: string,
): Attestation['state'] {
  if (proof === null) return 'unproved'
  return proof.validUntil < today ? 'lapsed' : 'proved'
}

/** What of this will not be proved on the day on which the policy is renewed. */
export function unprovedAtRenewal<A extends { readonly proof: { readonly validUntil: string } | null }>(
  attestations: readonly A[],
  endsOn: string,
): A[] {
  return attestations.filter(({ proof }) => attestationState(proof, endsOn) !== 'proved')
}

/** Why a proof cannot stand; undefined when it can. */
export function proofFault(
  { checkedOn, validUntil }: { readonly checkedOn: string; readonly validUntil: string },
  today: string,
): { readonly path: string; readonly message: string } | undefined {
  if (checkedOn > today)
    return { path: 'checkedOn', message: 'A check that is still to come proves nothing.' }
  if (validUntil <= checkedOn)
    return { path: 'validUntil', message: 'Write a day after the check, until which it can be relied on.' }
  if (daysBetween(checkedOn, validUntil) > 400)
    return { path: 'validUntil', message: 'A check can be relied on for a year at most. Then look again.' }
  return undefined
}
