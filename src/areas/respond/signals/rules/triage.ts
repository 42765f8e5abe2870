/** What may be done with a signal, and what the reporter of one is told. */
import type { ReportOutcome } from '../contract/report-kinds.ts'
import type { SignalStatus } from '../contract/signals.ts'

interface Triaged {
  readonly status: SignalStatus
  readonly incidentId: string | null
  readonly incidentNumber: number | null
}

/** Why this signal cannot be dismissed; undefined when it can. */
export function whyNotDismissed({ status, incidentNumber }: Triaged): string | undefined {
  if (status === 'dismissed') return 'This signal is dismissed already.'
  if (status === 'linked') return `This signal belongs to INC-${incidentNumber} and cannot be dismissed.`
  return undefined
}

/** Why the dismissal cannot be taken back; undefined when it can. */
export function whyNotRestored({ status }: Triaged): string | undefined {
  return status === 'dismissed' ? undefined : 'This signal is not dismissed.'
}

/** Why this signal cannot join the incident; a dismissed one can, somebody has thought again. */
export function whyNotLinked(
  { status, incidentId, incidentNumber }: Triaged,
  wanted: string,
): string | undefined {
  if (status !== 'linked') return undefined
  return incidentId === wanted
    ? 'This signal is in this incident already.'
    : `This signal belongs to INC-${incidentNumber} already.`
}

/** What the reporter reads behind the receipt: how far it is, nothing about whom or what. */
export function receiptStatus(
  status: SignalStatus,
  settledAt: Date | null,
  outcome: ReportOutcome | null,
): 'received' | 'being handled' | 'closed' {
  if (outcome !== null) return 'closed'
  if (status === 'new') return 'received'
  return status === 'linked' && settledAt === null ? 'being handled' : 'closed'
}
