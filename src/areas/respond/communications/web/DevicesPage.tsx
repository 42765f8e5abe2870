import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { useText } from '../../../../ui/text.ts'
import { listPush, removePush } from '../contract/reaching.ts'
import { ConnectDevice } from './ConnectDevice.tsx'
import { DeviceCard } from './DeviceCard.tsx'
import classes from './inbox.module.css'
import { forgetThisDevice, idOfThisDevice } from './push-subscription.ts'

/** On which devices Muster reaches me, and when it last did. */
export function DevicesPage() {
  const text = useText('communications')
  const answer = useAnswer(listPush, {}, { live: { stream: '*', kinds: ['push.'] } })
  const here = useQuery({ queryKey: ['this device'], queryFn: async () => (await idOfThisDevice()) ?? '' })
  const [removing, setRemoving] = useState<string>()
  const remove = useAct(removePush, {
    refreshes: [listPush],
    onDone: () => showDone(text('devices.removed')),
  })
  const items = answer.data?.items ?? []
  // Another person may have used this browser since; the server then knows its id no more.
  const isHere = items.some(({ id }) => id === here.data)
  return (
    <Page title={text('devices.title')} lead={text('devices.lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {(answer.isPending || here.isPending) && <Loading />}
      {answer.data && !here.isPending && !isHere && (
        <Section title={text('devices.here')}>
          <ConnectDevice onConnected={() => void here.refetch()} />
        </Section>
      )}
      {answer.data && items.length === 0 && (
        <EmptyState title={text('devices.emptyTitle')} lead={text('devices.emptyLead')} />
      )}
      {items.length > 0 && (
        <Section title={text('devices.all')}>
          <ul className={classes.devices}>
            {items.map((device) => (
              <DeviceCard
                key={device.id}
                device={device}
                isHere={device.id === here.data}
                onRemove={() => setRemoving(device.id)}
              />
            ))}
          </ul>
        </Section>
      )}
      <ConfirmDialog
        isOpen={removing !== undefined}
        title={text('devices.removeTitle')}
        confirmLabel={text('devices.remove')}
        onClose={() => setRemoving(undefined)}
        onConfirm={async () => {
          if (removing === undefined) return
          await remove.mutateAsync({ id: removing })
          forgetThisDevice(removing)
          await here.refetch()
        }}
      >
        {text('devices.removeWhat')}
      </ConfirmDialog>
    </Page>
  )
}
