/** Deliveries as rules see them: each signal in them an event of its own, at its own time. */
import type { Mapping } from '../contract/mapping.ts'
import type { SourceKind } from '../contract/signals.ts'
import type { SeenEvent } from '../rules/detections/rule.ts'
import { believed } from './believed-time.ts'
import { readDelivery } from './read-delivery.ts'

export function eventsIn(
  {
    kind,
    payload,
    mapping,
    receivedAt,
  }: {
    readonly kind: SourceKind
    readonly payload: Buffer
    readonly mapping?: Mapping | null
    readonly receivedAt: Date
  },
  ownDomains: readonly string[],
): SeenEvent[] {
  const reading = readDelivery(kind, payload, mapping === undefined ? {} : { mapping })
  return reading.signals.map((signal) => ({
    at: believed(signal.said.at, receivedAt),
    title: signal.title,
    summary: signal.summary,
    labels: signal.labels,
    isOver: signal.state === 'resolved',
    ownDomains,
  }))
}
