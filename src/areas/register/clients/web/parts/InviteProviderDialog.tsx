import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dayAfter } from '../../../../../base/calendar-day.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { careRoles, listAgreements, proposeAgreement } from '../../contract/agreements.ts'

interface InviteProviderDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (code: string) => void
}

/** What a provider may do here, and until when; the answer is a code to hand to them. */
export function InviteProviderDialog({ isOpen, onClose, onMade }: InviteProviderDialogProps) {
  const text = useText('clients')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text('invite.title')}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Invite onMade={onMade} />
    </Modal>
  )
}

// widened, so that the form may hold the others
const firstRole = 'responder' as (typeof careRoles)[number]

function Invite({ onMade }: Pick<InviteProviderDialogProps, 'onMade'>) {
  const text = useText('clients')
  const client = useQueryClient()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const form = useForm({
    schema: proposeAgreement.input,
    initial: { role: firstRole, endsOn: dayAfter(today, 12, 'months') },
    send: (values) => call(proposeAgreement, values),
    onDone: ({ code }) => {
      void client.invalidateQueries({ queryKey: answerKey(listAgreements) })
      onMade(code)
    },
  })
  return (
    <>
      <p>{text('invite.lead')}</p>
      <PlainForm form={form} submitLabel={text('invite.do')}>
        <SelectField
          label={text('accept.role')}
          {...form.field('role')}
          options={careRoles.map((value) => ({ value, label: text(`roleLong.${value}`) }))}
        />
        <TextField label={text('accept.until')} type="date" {...form.field('endsOn')} />
      </PlainForm>
    </>
  )
}
