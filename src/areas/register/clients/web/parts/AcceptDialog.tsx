import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { useAct } from '../../../../../ui/answers.ts'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { acceptAgreement, listAgreements } from '../../contract/agreements.ts'
import { listClients } from '../../contract/clients.ts'

interface AcceptDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A client's code: the terms first, then yes. */
export function AcceptDialog({ isOpen, onClose }: AcceptDialogProps) {
  const text = useText('clients')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text('accept.title')}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Steps onClose={onClose} />
    </Modal>
  )
}

function Steps({ onClose }: Pick<AcceptDialogProps, 'onClose'>) {
  const text = useText('clients')
  const [code, setCode] = useState('')
  const [terms, setTerms] = useState<OutputOf<typeof acceptAgreement>>()
  const act = useAct(acceptAgreement, {
    refreshes: [listClients, listAgreements],
    onDone: (answer) => {
      if (!answer.isAccepted) return setTerms(answer)
      showDone(text('accept.done', { name: answer.other }))
      onClose()
      // The rail learns that this organisation has clients.
      location.reload()
    },
  })
  return (
    <Stack>
      <p>{text('accept.lead')}</p>
      <TextInput
        label={text('accept.code')}
        value={code}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => {
          setCode(value)
          setTerms(undefined)
        }}
      />
      {terms && (
        <Facts
          facts={[
            [text('accept.from'), terms.other],
            [text('accept.role'), text(`role.${terms.role}`)],
            [text('accept.until'), <TimeText key="until" at={terms.endsAt} form="absolute" />],
          ]}
        />
      )}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div>
        <Button
          disabled={code.trim() === ''}
          loading={act.isPending}
          onClick={() => act.mutate({ code: code.trim(), isAgreed: terms !== undefined })}
        >
          {text(terms ? 'accept.agree' : 'accept.read')}
        </Button>
      </div>
    </Stack>
  )
}
