import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { showDone, showUndo } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import { dismissSignal, getSignal, listSignals, restoreSignal, type Signal } from '../../contract/signals.ts'

const refreshes = [getSignal, listSignals]

/** Dismiss with a reason, and the way back. */
export function DismissButton({ signal }: { readonly signal: Signal }) {
  const text = useText('signals')
  const [isAsking, setAsking] = useState(false)
  const dismiss = useAct(dismissSignal, { refreshes })
  const restore = useAct(restoreSignal, { refreshes, onDone: () => showDone(text('restore.done')) })
  if (!signal.can.triage) return null
  if (signal.status === 'dismissed')
    return (
      <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate({ id: signal.id })}>
        {text('restore.action')}
      </Button>
    )
  if (signal.status !== 'new') return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text('dismiss.open')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('dismiss.title')}
        confirmLabel={text('dismiss.action')}
        reasonLabel={text('dismiss.reason')}
        onClose={() => setAsking(false)}
        onConfirm={async (reason) => {
          await dismiss.mutateAsync({ id: signal.id, reason })
          showUndo({
            message: text('dismiss.done'),
            onUndo: async () => void (await restore.mutateAsync({ id: signal.id })),
          })
        }}
      >
        {text('dismiss.what')}
      </ConfirmDialog>
    </>
  )
}
