/** What is in force on a day, and whether what was attested is proved on it. */
import { dayAfter, daysBetween } from '../../../base/calendar-day.ts'
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
export const nearDays = 60
export const aheadStages = [nearDays]

/** A task is to be done this long before the day it is about, and never in less than a week. */
const decideAheadDays = 30
const leastDays = 7

export interface TaskWanted {
  readonly cause: 'ends' | 'panel'
  readonly forDay: string
  readonly dueOn: string
}

/**
 * What a firm on call asks of its owner from 60 days ahead: a decision before the agreement ends, and a yes of the
 * insurer before the insurance is renewed.
 * @param renewals last days of the policies in force
 */
export function tasksWanted(
  { endsOn, panel }: { readonly endsOn: string | null; readonly panel: 'yes' | 'no' | 'unknown' },
  { today, renewals }: { readonly today: string; readonly renewals: readonly string[] },
): TaskWanted[] {
  const isNear = (day: string) => day >= today && daysBetween(today, day) <= nearDays
  const [renewal] = renewals.filter(isNear).toSorted()
  const of = (cause: TaskWanted['cause'], forDay: string): TaskWanted => {
    const inTime =
      [dayAfter(forDay, -decideAheadDays), dayAfter(today, leastDays)].toSorted().at(-1) ?? forDay
    return { cause, forDay, dueOn: inTime < forDay ? inTime : forDay }
  }
  return [
    ...(endsOn !== null && isNear(endsOn) ? [of('ends', endsOn)] : []),
    ...(panel !== 'yes' && renewal !== undefined ? [of('panel', renewal)] : []),
  ]
}

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
