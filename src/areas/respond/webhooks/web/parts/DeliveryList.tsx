import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf, useAct } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { PagedList } from '../../../../../ui/lists/PagedList.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  listWebhookDeliveries,
  listWebhooks,
  repeatDelivery,
  type Delivery,
  type Webhook,
} from '../../contract.ts'
import classes from '../webhooks.module.css'

/** What waits is looked at again while the page stands open: a delivery leaves no line on the record. */
const lookAgainMillis = 10_000

/** What went to this program, newest first, and what became of it. */
export function DeliveryList({ webhook: { id, isOn } }: { readonly webhook: Webhook }) {
  const text = useText('webhooks')
  const answer = useInfiniteQuery({
    ...pagesOf(listWebhookDeliveries, { id, limit: 30 }),
    refetchInterval: lookAgainMillis,
  })
  return (
    <PagedList
      answer={answer}
      emptyTitle={text('deliveries.emptyTitle')}
      emptyLead={text('deliveries.emptyLead')}
      olderLabel={text('deliveries.older')}
    >
      {(items) => (
        <ul className={classes.deliveries}>
          {items.map((delivery) => (
            <Line key={delivery.id} delivery={delivery} webhookId={id} isOn={isOn} />
          ))}
        </ul>
      )}
    </PagedList>
  )
}

interface LineProps {
  readonly delivery: Delivery
  readonly webhookId: string
  readonly isOn: boolean
}

function Line({ delivery, webhookId, isOn }: LineProps) {
  const text = useText('webhooks')
  const { id, type, happenedAt, state, why, status, tries, nextTryAt } = delivery
  const again = useAct(repeatDelivery, {
    refreshes: [listWebhookDeliveries, listWebhooks],
    onDone: () => showDone(text('deliveries.againDone')),
  })
  const name = text(`event.${type.replace('.', '_')}`)
  return (
    <li className={classes.delivery} data-state={state}>
      <div className={classes.words}>
        <strong>
          {text(`state.${state}`)}: {name}
        </strong>
        <span>
          <TimeText at={happenedAt} form="absolute" /> · {text('deliveries.tries', { count: tries })}
          {status !== null && ` · HTTP ${status}`}
        </span>
        {state !== 'delivered' && <span>{text(`why.${why}`)}</span>}
        {nextTryAt !== null && tries > 0 && (
          <span>
            {text('deliveries.next')} <TimeText at={nextTryAt} form="relative" />
          </span>
        )}
        {again.error && <ErrorState error={again.error} />}
      </div>
      <Can permission="channel.manage">
        {state !== 'waiting' && isOn && type !== 'webhook.test' && (
          <Button
            variant="default"
            loading={again.isPending}
            aria-label={text('deliveries.againOf', { name })}
            onClick={() => again.mutate({ id: webhookId, delivery: id })}
          >
            {text('deliveries.again')}
          </Button>
        )}
      </Can>
    </li>
  )
}
