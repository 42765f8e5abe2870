import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../../../ui/text.ts'
import type { Client } from '../../contract/clients.ts'

interface EnterDialogProps {
  readonly client: Client | undefined
  readonly onClose: () => void
  readonly onEnter: (reason: string) => void
}

/** Why somebody comes in stands in the record of the client, so it is asked before the door opens. */
export function EnterDialog({ client, onClose, onEnter }: EnterDialogProps) {
  const text = useText('clients')
  return (
    <Modal
      opened={client !== undefined}
      onClose={onClose}
      title={text('enter.title', { name: client?.name ?? '' })}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      {client && <Reason onEnter={onEnter} />}
    </Modal>
  )
}

function Reason({ onEnter }: Pick<EnterDialogProps, 'onEnter'>) {
  const text = useText('clients')
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onEnter(reason.trim())
      }}
    >
      <Stack>
        <TextInput
          label={text('enter.reason')}
          description={text('enter.reasonHint')}
          value={reason}
          maxLength={300}
          required
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" disabled={reason.trim() === ''}>
            {text('enter.do')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
