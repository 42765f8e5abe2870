import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { CallError } from '../call-error.ts'
import { Notice } from '../plain/Notice.tsx'
import { useText } from '../text.ts'

interface ConfirmDialogProps {
  readonly isOpen: boolean
  readonly title: string
  /** What will happen, and what will not, in plain words. */
  readonly children: ReactNode
  /** The verb on the button: "Close the incident", never "OK". */
  readonly confirmLabel: string
  /** Asks for a reason under this label; the button waits for it. */
  readonly reasonLabel?: string
  readonly isAlarming?: boolean
  readonly onConfirm: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Asks before something that is hard to take back. Stays open and says why when it did not work. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const text = useText('ui')
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      centered
      closeButtonProps={{ 'aria-label': text('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      {/* Inside the modal, so that each opening starts empty. */}
      <Question {...props} />
    </Modal>
  )
}

function Question({
  children,
  confirmLabel,
  reasonLabel,
  isAlarming,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const text = useText('ui')
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const isReady = reasonLabel === undefined || reason.trim() !== ''

  const confirm = async () => {
    if (!isReady) return setFailure(text('confirm.reasonMissing'))
    setBusy(true)
    setFailure(undefined)
    try {
      await onConfirm(reason.trim())
      onClose()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Stack gap="md">
      <Text component="div">{children}</Text>
      {reasonLabel !== undefined && (
        <Textarea
          label={reasonLabel}
          description={text('confirm.reasonKept')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          required
          data-autofocus
        />
      )}
      {failure && <Notice tone="bad">{failure}</Notice>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {text('action.cancel')}
        </Button>
        <Button color={isAlarming ? 'red' : undefined} loading={isBusy} onClick={() => void confirm()}>
          {confirmLabel}
        </Button>
      </Group>
    </Stack>
  )
}
