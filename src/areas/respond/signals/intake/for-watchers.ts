/** What sources said, for a room that watches for certain things in it and raises an alert where one stands there. */
import type { Context } from '../../../../platform/action.ts'
import { getSourceToChange, listSources } from '../store/sources.ts'
import { deliveriesAfter } from '../store/watch.ts'
import { raiseAlert, type OwnAlert } from './raise-alert.ts'
import { recipientOf } from './recipient.ts'
import { eventsIn } from './seen-events.ts'

/** Ids are made before their commit: what is younger than this may still be preceded by another. */
const settleMillis = 15_000

export interface Told {
  /** The delivery that it came in: whoever goes no further than this one goes on from here. */
  readonly deliveryId: string
  readonly sourceId: string
  readonly at: number
  /** All that it said, a line each. */
  readonly text: string
}

/** What was said after that delivery, in the order of arrival, and up to which delivery it reaches. */
export async function toldAfter(
  context: Context,
  { mark, atMost }: { readonly mark: string; readonly atMost: number },
): Promise<{ readonly told: readonly Told[]; readonly mark: string }> {
  const until = new Date(context.now.getTime() - settleMillis)
  const deliveries = await deliveriesAfter(context, { mark, until, atMost })
  const told = deliveries
    .filter(({ isRemoved }) => !isRemoved)
    .flatMap((delivery) =>
      eventsIn({ ...delivery, receivedAt: delivery.firstAt }, []).map(({ at, title, summary, labels }) => ({
        deliveryId: delivery.id,
        sourceId: delivery.sourceId,
        at,
        text: [title, summary, ...Object.values(labels)].join('\n'),
      })),
    )
  return { told, mark: deliveries.at(-1)?.id ?? mark }
}

/** @returns the id of the signal; undefined where its source was removed meanwhile and speaks for nobody */
export async function raiseOf(
  context: Context,
  sourceId: string,
  alertBy: (sourceName: string) => OwnAlert,
): Promise<string | undefined> {
  const isStanding = (await listSources(context)).some(({ id }) => id === sourceId)
  if (!isStanding) return undefined
  const { name } = await getSourceToChange(context, sourceId)
  const alert = alertBy(name)
  const { id, title } = await raiseAlert(context, { sourceId, sourceName: name, alert, isTest: false })
  context.record({
    stream: 'intake',
    kind: 'rule.raise',
    fields: { rule: alert.rule, signal: id, title },
  })
  return id
}

/** Domains that are the organisation's own, by the addresses of its people. */
export async function ownDomains(context: Context): Promise<readonly string[]> {
  return (await recipientOf(context)).domains
}
