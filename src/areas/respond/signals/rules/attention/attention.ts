/** Who is asked to look at a signal, and when somebody else is. */
import { Temporal } from 'temporal-polyfill'
import type { Route } from '../../contract/attention.ts'
import type { ReportKind } from '../../contract/report-kinds.ts'
import type { SignalSeverity } from '../../contract/severities.ts'

/** What of a signal decides whom it goes to. */
export interface Routed {
  readonly isReport: boolean
  readonly reportKind: ReportKind | undefined
  readonly sourceId: string | null
  readonly severity: SignalSeverity
  /** Title, text and labels in one. */
  readonly words: string
}

export interface Hearer {
  readonly id: string
  readonly role: string
}

/** Where nobody said otherwise: reports and grave alerts are for whoever leads, within the hour or a quarter of it. */
export const unroutedMinutes = { critical: 15, high: 60, report: 60 } as const

const order = ['low', 'medium', 'high', 'critical'] as const

function gravityOf(severity: SignalSeverity): number {
  return order.indexOf(severity === 'unknown' ? 'medium' : severity)
}

/** The first route that fits. */
export function routeFor(signal: Routed, routes: readonly Route[]): Route | undefined {
  const words = signal.words.toLowerCase()
  return routes.find(({ when }) => {
    if (when.of !== undefined && (when.of === 'reports') !== signal.isReport) return false
    if (
      when.reportKinds !== undefined &&
      (signal.reportKind === undefined || !when.reportKinds.includes(signal.reportKind))
    )
      return false
    if (when.sourceId !== undefined && when.sourceId !== signal.sourceId) return false
    // A report has no severity; whoever asks for a grave one asks for alerts.
    if (
      when.severity !== undefined &&
      (signal.isReport || gravityOf(signal.severity) < gravityOf(when.severity))
    )
      return false
    return when.words === undefined || when.words.some((word) => words.includes(word.toLowerCase()))
  })
}

export interface Asking {
  /** Undefined when there is nobody to ask. */
  readonly first: string | undefined
  readonly second: string | undefined
  readonly minutes: number
}

/**
 * Whom to ask; undefined for a signal that calls nobody.
 * @param present who is active and not away, in the order of their names
 */
export function whoIsAsked(
  signal: Routed,
  {
    routes,
    present,
    at,
    timeZone,
  }: {
    readonly routes: readonly Route[]
    readonly present: readonly Hearer[]
    readonly at: Date
    readonly timeZone: string
  },
): Asking | undefined {
  const route = routeFor(signal, routes)
  const leaders = ['lead', 'owner', 'responder'].flatMap((role) =>
    present.filter((person) => person.role === role),
  )
  if (route === undefined) {
    const grave = signal.severity === 'critical' || signal.severity === 'high' ? signal.severity : undefined
    const minutes = signal.isReport ? unroutedMinutes.report : grave && unroutedMinutes[grave]
    if (minutes === undefined) return undefined
    return { first: leaders[0]?.id, second: leaders[1]?.id, minutes }
  }
  const { to } = route
  const named = present.filter(({ id, role }) => ('memberId' in to ? id === to.memberId : role === to.role))
  const isOpen = route.hours === undefined || isWithin(route.hours, at, timeZone)
  const wanted = [
    ...(isOpen ? named : []),
    ...present.filter(({ id }) => id === route.second),
    ...(isOpen ? [] : named),
    ...leaders,
  ].map(({ id }) => id)
  const [first, ...others] = [...new Set(wanted)]
  // The second person of the route stands in before others of the same role do.
  const second = route.second !== undefined && others.includes(route.second) ? route.second : others[0]
  return { first, second, minutes: route.minutes }
}

/** Whom to ask when nobody has taken it up: the second person, else anybody who leads and was not asked. */
export function whoIsSecond(
  asked: { readonly memberId: string | null; readonly secondId: string | null },
  present: readonly Hearer[],
): string | undefined {
  if (asked.secondId !== null && present.some(({ id }) => id === asked.secondId)) return asked.secondId
  return ['lead', 'owner', 'responder']
    .flatMap((role) => present.filter((person) => person.role === role))
    .find(({ id }) => id !== asked.memberId)?.id
}

/** Hours over midnight belong to the day on which they begin. */
export function isWithin(hours: NonNullable<Route['hours']>, at: Date, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const now = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const { days, from, until } = hours
  if (from <= until) return days.includes(local.dayOfWeek) && now >= from && now < until
  const before = local.subtract({ days: 1 }).dayOfWeek
  return (days.includes(local.dayOfWeek) && now >= from) || (days.includes(before) && now < until)
}
