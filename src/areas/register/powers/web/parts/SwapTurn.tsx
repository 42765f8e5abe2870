import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Finder, type Found } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import { swapTurn } from '../../contract/rota.ts'
import { findPerson } from './find-person.ts'

interface SwapTurnProps {
  readonly weekOf: string
  readonly onDone: () => void
}

/** Puts somebody else on call for one week. */
export function SwapTurn(props: SwapTurnProps) {
  const text = useText('powers')
  const ui = useText('ui')
  const [isOpen, setOpen] = useState(false)
  const title = text('rota.swapOf', { day: props.weekOf })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} aria-label={title} data-no-print>
        {text('rota.swap')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': ui('action.close') }}
      >
        <SwapForm
          {...props}
          onDone={() => {
            setOpen(false)
            props.onDone()
          }}
        />
      </Modal>
    </>
  )
}

function SwapForm({ weekOf, onDone }: SwapTurnProps) {
  const text = useText('powers')
  const [person, setPerson] = useState<Found>()
  const form = useForm({
    schema: z.looseObject({ reason: z.string().trim().min(1).max(300) }),
    initial: { reason: '', contactId: '' },
    send: ({ reason }) => call(swapTurn, { weekOf, contactId: person?.id ?? '', reason }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('rota.swap')}>
      <Finder
        of="contacts"
        label={text('rota.who')}
        chosen={person}
        onChoose={setPerson}
        find={findPerson}
        isOptional={false}
        error={form.field('contactId').error}
      />
      <TextInput label={text('reason')} required {...form.field('reason')} />
    </PlainForm>
  )
}
