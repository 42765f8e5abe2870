import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { SecretOnce } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import {
  changeWebhook,
  listWebhookDeliveries,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  testWebhook,
  type Webhook,
} from '../contract.ts'
import { DeliveryList } from './parts/DeliveryList.tsx'
import { WebhookForm } from './parts/WebhookForm.tsx'
import classes from './webhooks.module.css'

/** One program: what it hears of, whether it takes it, and what to do where it does not. */
export function WebhookPage() {
  const text = useText('webhooks')
  const id = usePart('webhook')
  const answer = useAnswer(listWebhooks, {}, { live: { stream: '*', kinds: ['webhook.'] } })
  const webhook = answer.data?.items.find((one) => one.id === id)
  if (webhook) return <Shown webhook={webhook} />
  return (
    <Page title={text('title')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && <Notice tone="warn">{text('gone')}</Notice>}
    </Page>
  )
}

function Shown({ webhook }: { readonly webhook: Webhook }) {
  const text = useText('webhooks')
  const { id, name, host, topic, events, isOn, offWhy, oldSecretUntil } = webhook
  const [secret, setSecret] = useState<string>()
  const refreshes = [listWebhooks, listWebhookDeliveries]
  const test = useAct(testWebhook, { refreshes })
  const onOrOff = useAct(changeWebhook, { refreshes: [listWebhooks] })
  const mark = isOn ? text('on') : text('off')
  return (
    <Page title={name} lead={`${host} · ${mark}${topic === '' ? '' : ` · ${topic}/…`}`}>
      {secret !== undefined && (
        <SecretOnce
          title={text('secret.title')}
          lead={text('secret.newLead')}
          secrets={[secret]}
          doneLabel={text('secret.done')}
          onDone={() => setSecret(undefined)}
        />
      )}
      {!isOn && (
        <Notice tone={offWhy === null ? 'active' : 'bad'}>
          {offWhy === null ? text('offWhat') : text('offWhy', { why: text(`why.${offWhy}`) })}
        </Notice>
      )}
      <Can permission="channel.manage">
        <div className={classes.buttons}>
          <Button loading={test.isPending} onClick={() => test.mutate({ id })}>
            {text('test.do')}
          </Button>
          <Button
            variant="default"
            loading={onOrOff.isPending}
            onClick={() => onOrOff.mutate({ id, name, events, isOn: !isOn })}
          >
            {text(isOn ? 'switchOff' : 'switchOn')}
          </Button>
          <Remove webhook={webhook} />
        </div>
        {test.error && <ErrorState error={test.error} />}
        {onOrOff.error && <ErrorState error={onOrOff.error} />}
        {test.data && (
          <Notice tone={test.data.state === 'delivered' ? 'good' : 'bad'}>
            {text(`test.${test.data.state}`)} {text(`why.${test.data.why}`)}
            {test.data.status !== null && ` (HTTP ${test.data.status})`}
          </Notice>
        )}
      </Can>
      <Section title={text('deliveries.title')}>
        <DeliveryList webhook={webhook} />
      </Section>
      <Can permission="channel.manage">
        <Section title={text('change')}>
          {/* A new form where it was changed elsewhere. */}
          <WebhookForm key={JSON.stringify([name, events])} webhook={webhook} />
        </Section>
        <Section title={text('secret.section')}>
          <p className={classes.dim}>{text('secret.how')}</p>
          {oldSecretUntil !== null && (
            <Notice tone="active">
              {text('secret.both')} <TimeText at={oldSecretUntil} form="absolute" />
            </Notice>
          )}
          <NewSecret id={id} onMade={setSecret} />
        </Section>
      </Can>
    </Page>
  )
}

function NewSecret({ id, onMade }: { readonly id: string; readonly onMade: (secret: string) => void }) {
  const text = useText('webhooks')
  const [isAsking, setAsking] = useState(false)
  const renew = useAct(renewWebhookSecret, {
    refreshes: [listWebhooks],
    onDone: ({ secret }) => onMade(secret),
  })
  return (
    <div>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text('secret.renew')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('secret.renewTitle')}
        confirmLabel={text('secret.renew')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await renew.mutateAsync({ id })
          scrollTo({ top: 0 })
        }}
      >
        {text('secret.renewWhat')}
      </ConfirmDialog>
    </div>
  )
}

function Remove({ webhook: { id, name } }: { readonly webhook: Webhook }) {
  const text = useText('webhooks')
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const remove = useAct(removeWebhook, {
    refreshes: [listWebhooks],
    onDone: () => {
      showDone(text('removed'))
      go('/settings/webhooks')
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text('remove')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('removeTitle', { name })}
        confirmLabel={text('remove')}
        isAlarming
        onClose={() => setAsking(false)}
        onConfirm={async () => remove.mutateAsync({ id })}
      >
        {text('removeWhat')}
      </ConfirmDialog>
    </>
  )
}
