/** Deliveries as rules see them: each signal in them an event of its own, at its own time. */
import type { Mapping } from '../contract/mapping.ts'
import type { SourceKind } from '../contract/signals.ts'
import type { SeenEvent } from '../rules/detections/rule.ts'
import { readDelivery } from './read-delivery.ts'

/** A clock that is wrong by more than this is not believed: the time of arrival counts. */
const believedMillis = 72 * 3_600_000

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
  return reading.signals.map((signal) => {
    const said = signal.said.at?.getTime()
    const arrived = receivedAt.getTime()
    const isBelieved = said !== undefined && Math.abs(said - arrived) < believedMillis
    return {
      at: isBelieved ? said : arrived,
      title: signal.title,
      summary: signal.summary,
      labels: signal.labels,
      isOver: signal.state === 'resolved',
      ownDomains,
    }
  })
}
