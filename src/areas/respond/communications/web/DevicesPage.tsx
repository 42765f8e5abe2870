import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../ui/text.ts'
import { listPush, removePush } from '../contract.ts'

/** On which devices Muster reaches me, and when it last did. */
export function DevicesPage() {
  const text = useText('communications')
  const answer = useAnswer(listPush, {}, { live: { stream: '*', kinds: ['push.'] } })
  const [removing, setRemoving] = useState<string>()
  const remove = useAct(removePush, {
    refreshes: [listPush],
    onDone: () => showDone(text('devices.removed')),
  })
  const items = answer.data?.items ?? []
  return (
    <Page title={text('devices.title')} lead={text('devices.lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && items.length === 0 && (
        <EmptyState title={text('devices.emptyTitle')} lead={text('devices.emptyLead')} />
      )}
      <ul style={{ display: 'grid', gap: '0.75rem', margin: 0, padding: 0, listStyle: 'none' }}>
        {items.map((device) => (
          <li
            key={device.id}
            style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem 1rem', alignItems: 'center' }}
          >
            <strong>{device.device}</strong>
            {device.lastState === 'reached' ? (
              <StateMark tone="good" word={text('devices.reached')} />
            ) : (
              <StateMark tone="unknown" word={text('devices.unknown')} />
            )}
            {device.lastAt && <TimeText at={device.lastAt} />}
            <Button variant="default" size="compact-md" onClick={() => setRemoving(device.id)}>
              {text('devices.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title={text('devices.removeTitle')}
        confirmLabel={text('devices.remove')}
        onClose={() => setRemoving(undefined)}
        onConfirm={async () => removing && remove.mutateAsync({ id: removing })}
      >
        {text('devices.removeWhat')}
      </ConfirmDialog>
    </Page>
  )
}
