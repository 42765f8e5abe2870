/** What each kind of report needs, and how much people report. */
import type { Fault } from '../../../../base/refusal.ts'
import type { ReportKind } from '../contract/report-kinds.ts'

interface Told {
  readonly kind: ReportKind
  readonly what: string
  readonly stoppedBy: string
  readonly wouldHelp: string
}

/** What is missing for this kind: a near miss has three answers, an odd mail none, every other kind one. */
export function missingIn({ kind, what, stoppedBy, wouldHelp }: Told): Fault[] {
  const faults: Fault[] = []
  if (kind !== 'mail' && what.length < 3)
    faults.push({ path: 'what', message: 'Say in a few words what it is about.' })
  if (kind !== 'near_miss') return faults
  if (stoppedBy === '') faults.push({ path: 'stoppedBy', message: 'Say what stopped it; a guess is fine.' })
  if (wouldHelp === '')
    faults.push({ path: 'wouldHelp', message: 'Say what would help next time; a guess is fine.' })
  return faults
}

/** What nearly happened or could: counted apart from what did. */
export function isNearMiss(kind: ReportKind): boolean {
  return kind === 'near_miss' || kind === 'weakness'
}

/** What of a report counts in the figures. */
export interface CountedReport {
  readonly kind: ReportKind
  readonly receivedAt: Date
  readonly answeredAt: Date | null
  readonly outcomeAt: Date | null
  /** When it was judged without a word to the reporter: dismissed, or its incident ended. */
  readonly isSettled: boolean
}

const dayMillis = 86_400_000

/**
 * @param reports of the last twelve months
 * @param monthOf the month of an instant on the calendar of the organisation, as `2026-03`
 */
export function reportFigures(
  reports: readonly CountedReport[],
  {
    now,
    people,
    months,
    monthOf,
  }: {
    readonly now: Date
    readonly people: number
    readonly months: readonly string[]
    readonly monthOf: (at: Date) => string
  },
) {
  const recent = reports.filter(({ receivedAt }) => now.getTime() - receivedAt.getTime() <= 90 * dayMillis)
  const real = recent.filter(({ kind }) => !isNearMiss(kind))
  const byMonth = new Map(months.map((month) => [month, { month, reports: 0, nearMisses: 0 }]))
  for (const { kind, receivedAt } of reports) {
    const of = byMonth.get(monthOf(receivedAt))
    if (of !== undefined) of[isNearMiss(kind) ? 'nearMisses' : 'reports'] += 1
  }
  return {
    months: [...byMonth.values()],
    people,
    perTenPeople: people === 0 ? 0 : Math.round((real.length / people) * 100) / 10,
    minutesToAnswer: medianMinutes(recent, ({ answeredAt }) => answeredAt),
    minutesToVerdict: medianMinutes(recent, ({ outcomeAt }) => outcomeAt),
    waiting: reports.filter(
      ({ outcomeAt, isSettled, receivedAt }) =>
        outcomeAt === null && !isSettled && now.getTime() - receivedAt.getTime() > dayMillis,
    ).length,
  }
}

/** Of those that have come that far; null when none has. */
function medianMinutes(
  reports: readonly CountedReport[],
  until: (report: CountedReport) => Date | null,
): number | null {
  const spans = reports
    .flatMap((report) => {
      const end = until(report)
      return end === null ? [] : [(end.getTime() - report.receivedAt.getTime()) / 60_000]
    })
    .toSorted((a, b) => a - b)
  const middle = spans[Math.floor((spans.length - 1) / 2)]
  return middle === undefined ? null : Math.max(0, Math.round(middle))
}

/** The twelve months that end with this one, oldest first. */
export function lastTwelveMonths(current: string): string[] {
  const [year = 0, month = 1] = current.split('-').map(Number)
  return Array.from({ length: 12 }, (_, index) => {
    const at = new Date(Date.UTC(year, month - 12 + index, 1))
    return `${at.getUTCFullYear()}-${String(at.getUTCMonth() + 1).padStart(2, '0')}`
  })
}
