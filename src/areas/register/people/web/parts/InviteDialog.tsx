import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { inviteMember, listMembers } from '../../contract/people.ts'
import { InviteLink } from './InviteLink.tsx'
import { RoleChoice, type Standing } from './RoleChoice.tsx'

interface InviteDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A new person: who, with which role; then the link, once. */
export function InviteDialog({ isOpen, onClose }: InviteDialogProps) {
  const text = useText('people')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text('people.invite')}
      closeButtonProps={{ 'aria-label': text('close') }}
      closeOnClickOutside={false}
      size="lg"
    >
      {/* Inside the modal, so that each opening starts empty. */}
      <Invite onClose={onClose} />
    </Modal>
  )
}

function Invite({ onClose }: Pick<InviteDialogProps, 'onClose'>) {
  const text = useText('people')
  const door = useText('doors')
  const client = useQueryClient()
  const [made, setMade] = useState<{ name: string; url: string }>()
  const [standing, setStanding] = useState<Standing>({ role: 'responder' })
  const form = useForm({
    schema: inviteMember.input.omit({ role: true, profileId: true }),
    initial: { name: '', email: '', phone: '', nightPhone: '' },
    send: (values) => call(inviteMember, { ...values, ...standing }),
    onDone: ({ member, inviteUrl }) => {
      setMade({ name: member.name, url: inviteUrl })
      void client.invalidateQueries({ queryKey: answerKey(listMembers) })
    },
  })
  if (made) return <InviteLink name={made.name} url={made.url} onDone={onClose} />
  return (
    <PlainForm form={form} submitLabel={text('people.inviteDo')}>
      <TextField label={door('field.name')} autoComplete="off" {...form.field('name')} />
      <TextField label={door('field.email')} type="email" autoComplete="off" {...form.field('email')} />
      <RoleChoice value={standing} onChange={setStanding} />
      <TextField
        label={door('field.phone')}
        hint={text('people.phoneHint')}
        type="tel"
        isOptional
        autoComplete="off"
        {...form.field('phone')}
      />
      <TextField
        label={door('field.nightPhone')}
        type="tel"
        isOptional
        autoComplete="off"
        {...form.field('nightPhone')}
      />
    </PlainForm>
  )
}
