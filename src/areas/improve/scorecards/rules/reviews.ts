/** What opens a review of a contract, by when it is held, and when somebody looks again. */
import { dayAfter, daysBetween } from '../../../../base/calendar-day.ts'
import type { Fault } from '../../../../base/refusal.ts'
import type { reviewCauses, verdicts } from '../contract.ts'

type Cause = (typeof reviewCauses)[number]
/** A review has so long, or until the last day to give notice. */
const reviewDays = 14

/** What a case knows of suppliers when it closes. */
export interface Traces {
  readonly kind: string
  readonly hasSupplierFactor: boolean
  readonly parts: readonly { readonly vendorId: string; readonly part: string; readonly contractId: string }[]
  /** Suppliers on whom a system hangs that was hit. */
  readonly systemVendors: readonly string[]
  /** Suppliers of whom it was written down that they knew, told us, or did not. */
  readonly loggedVendors: readonly string[]
  /** Why contracts are looked at already, because of this case. */
  readonly reviewed: readonly Cause[]
}

export interface Opening {
  /** Null where nobody said yet who it was. */
  readonly vendorId: string | null
  readonly contractId: string | null
  readonly why: readonly Cause[]
}

/** One review for each supplier that played a part; one without a name where only that is known. Who helped alone has none. */
export function openingsOf(traces: Traces): Opening[] {
  const general: Cause[] = [
    ...(traces.hasSupplierFactor ? (['factor'] as const) : []),
    ...(traces.kind === 'supplier-breach' ? (['kind'] as const) : []),
  ]
  const played = traces.parts.flatMap(({ part, ...rest }) => {
    const cause = (['cause', 'hit', 'told'] as const).find((one) => one === part)
    return cause === undefined ? [] : [{ ...rest, cause }]
  })
  const vendors = new Set([
    ...played.map(({ vendorId }) => vendorId),
    ...traces.systemVendors,
    ...traces.loggedVendors,
  ])
  const openings = [...vendors].map((vendorId): Opening => {
    const own = played.filter((one) => one.vendorId === vendorId)
    return {
      vendorId,
      contractId: own[0]?.contractId ?? null,
      why: [
        ...new Set<Cause>([
          ...own.map(({ cause }) => cause),
          ...(traces.systemVendors.includes(vendorId) ? (['system'] as const) : []),
          ...(traces.loggedVendors.includes(vendorId) ? (['logged'] as const) : []),
          ...general,
        ]),
      ],
    }
  })
  // A review without a name that somebody named since is the one of this weakness.
  const isAsked = traces.reviewed.some((cause) => cause === 'factor' || cause === 'kind')
  if (openings.length > 0 || general.length === 0 || isAsked) return openings
  return [{ vendorId: null, contractId: null, why: general }]
}

/** In two weeks, or before notice can no longer be given. */
export function reviewDue(today: string, notices: readonly (string | null)[]): string {
  // Days as `2026-03-01` stand in their order as text.
  return notices.reduce<string>(
    (due, day) => (day !== null && day >= today && day < due ? day : due),
    dayAfter(today, reviewDays),
  )
}

interface Wish {
  readonly what: (typeof verdicts)[number]
  readonly reason: string
  readonly followUpOn: string | undefined
}

/** @param noticeBy the last day to give notice; null where none is known */
export function decisionFaults(
  { what, reason, followUpOn }: Wish,
  today: string,
  noticeBy: string | null,
): Fault[] {
  const faults: Fault[] = []
  if (reason === '') faults.push({ path: 'reason', message: 'Write why, and what shows it.' })
  const isWanted = what === 'renegotiate' || what === 'leave'
  if (isWanted && followUpOn === undefined)
    faults.push({ path: 'followUpOn', message: 'Write a day on which somebody looks at what came of it.' })
  if (followUpOn !== undefined && daysBetween(today, followUpOn) < 0)
    faults.push({ path: 'followUpOn', message: 'Write a day to come.' })
  const isTooLate =
    followUpOn !== undefined && noticeBy !== null && noticeBy >= today && followUpOn > noticeBy
  if (isTooLate)
    faults.push({
      path: 'followUpOn',
      message: `Notice can be given until ${noticeBy}. Look again on that day or before it.`,
    })
  return faults
}
