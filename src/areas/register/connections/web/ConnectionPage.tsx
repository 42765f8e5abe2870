import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
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
import { presets } from '../content/presets.ts'
import {
  addConnection,
  changeConnection,
  listConnections,
  removeConnection,
  switchConnection,
  type Connection,
} from '../contract.ts'
import { ConnectionForm, definitionOf, emptyDefinition } from './parts/ConnectionForm.tsx'
import { TryOut } from './parts/TryOut.tsx'
import classes from './connections.module.css'

/** One request: what it does, whether it may go, what of its answer is shown, and how it is made. */
export function ConnectionPage() {
  const id = usePart('connection')
  return id === 'new' ? <NewConnection /> : <OneConnection id={id} />
}

function NewConnection() {
  const text = useText('connections')
  const go = useGo()
  const [key] = useFilter('preset', '')
  const add = useAct(addConnection, { refreshes: [listConnections] })
  const preset = presets.find((one) => one.key === key)
  const start = preset
    ? { ...emptyDefinition, ...preset, does: text(`preset.${preset.key}`) }
    : emptyDefinition
  return (
    <Page
      title={preset?.name ?? text('begin.empty')}
      lead={text('new.lead')}
      actions={<To path="/settings/connections">{text('back')}</To>}
    >
      {preset?.server && <Notice tone="active">{text('new.server')}</Notice>}
      <ConnectionForm
        start={definitionOf(start)}
        hasSecret={false}
        submitLabel={text('new.save')}
        send={async (wanted) => {
          const made = await add.mutateAsync(wanted)
          showDone(text('new.done'))
          go(`/settings/connections/${made.id}`)
        }}
      />
    </Page>
  )
}

function OneConnection({ id }: { readonly id: string }) {
  const text = useText('connections')
  const answer = useAnswer(listConnections, {}, { live: { stream: '*', kinds: ['connection.'] } })
  const connection = answer.data?.items.find((one) => one.id === id)
  if (connection) return <Shown connection={connection} />
  return (
    <Page title={text('title')} actions={<To path="/settings/connections">{text('back')}</To>}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && <Notice tone="warn">{text('gone')}</Notice>}
    </Page>
  )
}

function Shown({ connection }: { readonly connection: Connection }) {
  const text = useText('connections')
  const mayManage = useMay('connection.manage')
  const { id, name, does, isOn, method, address, version, changedAt, changedBy, purpose } = connection
  const change = useAct(changeConnection, { refreshes: [listConnections] })
  return (
    <Page title={name} lead={does} actions={<To path="/settings/connections">{text('back')}</To>}>
      <Notice tone={isOn ? 'good' : 'active'}>{text(isOn ? `onWhat.${purpose}` : 'offWhat')}</Notice>
      <p className={classes.request}>
        {method} {address}
      </p>
      <p className={classes.dim}>
        {text('changed', { name: changedBy })} <TimeText at={changedAt} />
      </p>
      {mayManage && (
        <>
          <Switches connection={connection} />
          <Section title={text('answer.title')}>
            <TryOut
              connection={connection}
              isSaving={change.isPending}
              onShow={(shown) =>
                change.mutate(
                  { ...definitionOf(connection), id, version, shown: [...shown] },
                  { onSuccess: () => showDone(text('saved')) },
                )
              }
            />
            {change.error && <ErrorState error={change.error} />}
          </Section>
          <Section title={text('change')}>
            <p className={classes.dim}>{text('changeWhat')}</p>
            <ConnectionForm
              // A new form where it was changed elsewhere.
              key={version}
              start={definitionOf(connection)}
              hasSecret={connection.hasSecret}
              submitLabel={text('save')}
              send={async (wanted) => {
                await change.mutateAsync({ ...wanted, id, version })
                showDone(text('saved'))
              }}
            />
          </Section>
        </>
      )}
    </Page>
  )
}

function Switches({ connection }: { readonly connection: Connection }) {
  const text = useText('connections')
  const go = useGo()
  const { id, version, name, isOn, purpose, host, method, address } = connection
  const [asking, setAsking] = useState<'on' | 'remove'>()
  const turn = useAct(switchConnection, { refreshes: [listConnections] })
  const remove = useAct(removeConnection, { refreshes: [listConnections] })
  const close = () => setAsking(undefined)
  return (
    <>
      <div className={classes.buttons}>
        {isOn ? (
          <Button
            variant="default"
            loading={turn.isPending}
            onClick={() => turn.mutate({ id, version, isOn: false })}
          >
            {text('switchOff')}
          </Button>
        ) : (
          <Button onClick={() => setAsking('on')}>{text('switchOn')}</Button>
        )}
        <Button variant="default" onClick={() => setAsking('remove')}>
          {text('remove')}
        </Button>
      </div>
      {turn.error && <ErrorState error={turn.error} />}
      <ConfirmDialog
        isOpen={asking === 'on'}
        title={text('switchTitle', { name })}
        confirmLabel={text('switchOn')}
        isAlarming={purpose === 'act'}
        onClose={close}
        onConfirm={async () => turn.mutateAsync({ id, version, isOn: true })}
      >
        <p>{text(`switchWhat.${purpose}`, { host })}</p>
        <p className={classes.request}>
          {method} {address}
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'remove'}
        title={text('removeTitle', { name })}
        confirmLabel={text('remove')}
        isAlarming
        onClose={close}
        onConfirm={async () => {
          await remove.mutateAsync({ id })
          showDone(text('removed'))
          go('/settings/connections')
        }}
      >
        <p>{text('removeWhat')}</p>
      </ConfirmDialog>
    </>
  )
}
