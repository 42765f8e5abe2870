import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To, useFilter, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import {
  addExchange,
  askExchange,
  changeExchange,
  exchangeKinds,
  listExchanges,
  removeExchange,
  type Exchange,
} from '../contract/exchanges.ts'
import { emptyWish, ExchangeForm } from './parts/ExchangeForm.tsx'
import classes from './threats.module.css'

/** One server: who answers there, how far it was read, and what of it is wanted. */
export function ExchangePage() {
  const id = usePart('exchange')
  return id === 'new' ? <NewExchange /> : <OneExchange id={id} />
}

function NewExchange() {
  const text = useText('threats')
  const go = useGo()
  const [wanted] = useFilter('kind', 'misp')
  const kind = exchangeKinds.find((one) => one === wanted) ?? 'misp'
  const add = useAct(addExchange, { refreshes: [listExchanges] })
  return (
    <Page
      title={text(`begin.${kind}`)}
      lead={text(`begin.${kind}What`)}
      actions={<To path="/settings/threats">{text('back')}</To>}
    >
      <Notice tone="active">{text('fromPapers')}</Notice>
      <ExchangeForm
        kind={kind}
        start={emptyWish(kind)}
        hasSecret={false}
        submitLabel={text('add')}
        send={async (wish) => {
          const made = await add.mutateAsync({ kind, ...wish })
          showDone(text('saved'))
          go(`/settings/threats/${made.id}`)
        }}
      />
    </Page>
  )
}

function OneExchange({ id }: { readonly id: string }) {
  const text = useText('threats')
  const answer = useAnswer(listExchanges, {}, { live: { stream: '*', kinds: ['exchange.'] } })
  const exchange = answer.data?.items.find((one) => one.id === id)
  if (exchange) return <Shown exchange={exchange} />
  return (
    <Page title={text('title')} actions={<To path="/settings/threats">{text('back')}</To>}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && <Notice tone="warn">{text('gone')}</Notice>}
    </Page>
  )
}

function Shown({ exchange }: { readonly exchange: Exchange }) {
  const text = useText('threats')
  const mayManage = useMay('connection.manage')
  const { id, name, kind, host, version, isOn, trouble } = exchange
  const change = useAct(changeExchange, { refreshes: [listExchanges] })
  return (
    <Page
      title={name}
      lead={`${text(`kind.${kind}`)} · ${host}`}
      actions={<To path="/settings/threats">{text('back')}</To>}
    >
      <Notice tone={trouble === null ? (isOn ? 'good' : 'active') : 'bad'}>
        {trouble === null ? text(isOn ? 'onWhat' : 'offWhat') : text(`trouble.${trouble}`)}
      </Notice>
      <HowFar exchange={exchange} />
      {mayManage && (
        <>
          <Turn exchange={exchange} />
          <Section title={text('change')}>
            <ExchangeForm
              // A new form where it was changed elsewhere.
              key={version}
              kind={kind}
              start={exchange}
              hasSecret={exchange.hasSecret}
              submitLabel={text('save')}
              send={async (wish) => {
                await change.mutateAsync({ ...wish, id, version })
                showDone(text('saved'))
              }}
            />
          </Section>
        </>
      )}
    </Page>
  )
}

/** What came of the last look, and what was left out for which reason. */
function HowFar({ exchange }: { readonly exchange: Exchange }) {
  const text = useText('threats')
  const { indicators, counts, askedAt, nextAt, takes, isReading } = exchange
  if (!takes) return null
  const left = (['leftKind', 'leftHarmless', 'leftTlp', 'leftOld', 'leftUnread'] as const).filter(
    (reason) => counts[reason] > 0,
  )
  return (
    <>
      {isReading && <Notice tone="active">{text('readingWhat')}</Notice>}
      <Facts
        facts={[
          [text('facts.watched'), text('watched', { count: indicators })],
          [text('facts.asked'), askedAt === null ? text('never') : <TimeText key="at" at={askedAt} />],
          [text('facts.next'), nextAt === null ? text('never') : <TimeText key="at" at={nextAt} />],
          [text('facts.taken'), text('facts.takenWords', { taken: counts.taken, ended: counts.ended })],
          [
            text('facts.left'),
            left.length === 0
              ? text('facts.none')
              : left.map((reason) => `${text(`left.${reason}`)}: ${counts[reason]}`).join(' · '),
          ],
        ]}
      />
    </>
  )
}

function Turn({ exchange: { id, name, isOn } }: { readonly exchange: Exchange }) {
  const text = useText('threats')
  const go = useGo()
  const [isRemoving, setRemoving] = useState(false)
  const ask = useAct(askExchange, { refreshes: [listExchanges] })
  const remove = useAct(removeExchange, { refreshes: [listExchanges] })
  return (
    <div className={classes.stack}>
      <div className={classes.buttons}>
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({ id })}>
          {text('ask')}
        </Button>
        <Button variant="default" onClick={() => setRemoving(true)}>
          {text('remove')}
        </Button>
      </div>
      {ask.error && <ErrorState error={ask.error} />}
      {ask.data && ask.data.trouble !== null && (
        <Notice tone="bad">{text(`trouble.${ask.data.trouble}`)}</Notice>
      )}
      {ask.data && ask.data.trouble === null && (
        <Notice tone="good">
          {text('answered', { said: ask.data.said })}
          {isOn && ` ${text('takenNow', { count: ask.data.taken })}`}
        </Notice>
      )}
      {ask.data && ask.data.collections.length > 0 && (
        <Section title={text('collections')}>
          <p className={classes.dim}>{text('collectionsWhat')}</p>
          <ul className={classes.plain}>
            {ask.data.collections.map(({ address, title }) => (
              <li key={address}>
                <strong>{title}</strong> {address}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        title={text('removeTitle', { name })}
        confirmLabel={text('remove')}
        isAlarming
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          await remove.mutateAsync({ id })
          showDone(text('removed'))
          go('/settings/threats')
        }}
      >
        <p>{text('removeWhat')}</p>
      </ConfirmDialog>
    </div>
  )
}
