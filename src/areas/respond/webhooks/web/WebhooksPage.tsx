import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { SecretOnce } from '../../../../ui/plain/secrets.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listWebhooks, mostWebhooks, type Webhook } from '../contract.ts'
import { WebhookForm } from './parts/WebhookForm.tsx'

/** Programs that hear of events: a ticket system, a phone tree, a wall display. */
export function WebhooksPage() {
  const text = useText('webhooks')
  const mayManage = useMay('channel.manage')
  const answer = useAnswer(listWebhooks, {}, { live: { stream: '*', kinds: ['webhook.'] } })
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  const items = answer.data?.items ?? []
  const add = mayManage && items.length < mostWebhooks && (
    <Button onClick={() => setAdding(true)}>{text('add')}</Button>
  )
  return (
    <Page title={text('title')} lead={text('lead')} actions={items.length > 0 && add}>
      {secret !== undefined && (
        <SecretOnce
          title={text('secret.title')}
          lead={text('secret.lead')}
          secrets={[secret]}
          doneLabel={text('secret.done')}
          onDone={() => setSecret(undefined)}
        />
      )}
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && items.length === 0 && (
        <EmptyState title={text('emptyTitle')} lead={text('emptyLead')} action={add} />
      )}
      <Can permission="channel.manage" otherwise={<Notice tone="active">{text('ownerOnly')}</Notice>}>
        {items.length >= mostWebhooks && (
          <Notice tone="active">{text('full', { count: mostWebhooks })}</Notice>
        )}
      </Can>
      <Cards>
        {items.map((webhook) => (
          <Shown key={webhook.id} webhook={webhook} />
        ))}
      </Cards>
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        title={text('add')}
        closeButtonProps={{ 'aria-label': text('close') }}
        size="lg"
      >
        <WebhookForm
          onAdded={(made) => {
            setAdding(false)
            setSecret(made)
          }}
        />
      </Modal>
    </Page>
  )
}

function Shown({ webhook }: { readonly webhook: Webhook }) {
  const text = useText('webhooks')
  const { id, name, host, events, isOn, offWhy, waiting, last } = webhook
  return (
    <Card title={<To path={`/settings/webhooks/${id}`}>{name}</To>}>
      <span>{host}</span>
      <span>{events.map((event) => text(`event.${event.replace('.', '_')}`)).join(' · ')}</span>
      {!isOn && (
        <Notice tone={offWhy === null ? 'active' : 'bad'}>
          {offWhy === null ? text('off') : text('offWhy', { why: text(`why.${offWhy}`) })}
        </Notice>
      )}
      {isOn && waiting > 0 && <Notice tone="warn">{text('waiting', { count: waiting })}</Notice>}
      <span>
        {last === null ? (
          text('never')
        ) : (
          <>
            {text(`state.${last.state}`)} <TimeText at={last.at} form="relative" /> ·{' '}
            {text(`why.${last.why}`)}
          </>
        )}
      </span>
    </Card>
  )
}
