import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { SecretOnce } from '../../../../../ui/plain/secrets.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { organisationSizes, sectors } from '../../../people/contract/organisation.ts'
import { countriesIn, timeZones } from '../../../../../ui/places-of-the-world.ts'
import { careRoles } from '../../contract/agreements.ts'
import { addClient, addClientForm, listClients } from '../../contract/clients.ts'

interface AddClientDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A new organisation whose owner is invited; the link is shown once. */
export function AddClientDialog({ isOpen, onClose }: AddClientDialogProps) {
  const text = useText('clients')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text('add.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Add onClose={onClose} />
    </Modal>
  )
}

const first = {
  name: '',
  country: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  size: '1-9' as (typeof organisationSizes)[number], // widened, so that the form may hold the others
  sector: 'other' as (typeof sectors)[number], // likewise
  role: 'responder' as (typeof careRoles)[number], // likewise
  ownerName: '',
  ownerEmail: '',
}

function Add({ onClose }: Pick<AddClientDialogProps, 'onClose'>) {
  const text = useText('clients')
  const door = useText('doors')
  const language = useLanguage()
  const client = useQueryClient()
  const [link, setLink] = useState<string>()
  const form = useForm({
    schema: addClientForm,
    initial: first,
    send: ({ name, country, timeZone, size, sector, role, ownerName, ownerEmail }) =>
      call(addClient, {
        organisation: { name, country, timeZone, size, sector },
        owner: { name: ownerName, email: ownerEmail },
        role,
      }),
    onDone: ({ inviteUrl }) => {
      setLink(inviteUrl)
      void client.invalidateQueries({ queryKey: answerKey(listClients) })
    },
  })
  if (link !== undefined)
    return (
      <SecretOnce
        title={text('add.link')}
        lead={text('add.linkLead')}
        secrets={[link]}
        doneLabel={text('add.done')}
        onDone={onClose}
      />
    )
  return (
    <PlainForm form={form} submitLabel={text('add.do')}>
      <TextField label={door('organisation.name')} autoComplete="off" {...form.field('name')} />
      <SelectField
        label={door('organisation.country')}
        {...form.field('country')}
        options={[{ value: '', label: '' }, ...countriesIn(language)]}
      />
      <SelectField
        label={door('organisation.timeZone')}
        {...form.field('timeZone')}
        options={timeZones(first.timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      />
      <SelectField
        label={door('organisation.size')}
        {...form.field('size')}
        options={organisationSizes.map((value) => ({ value, label: door(`size.${value}`) }))}
      />
      <SelectField
        label={door('organisation.sector')}
        {...form.field('sector')}
        options={sectors.map((value) => ({ value, label: door(`sector.${value}`) }))}
      />
      <TextField label={text('add.owner')} autoComplete="off" {...form.field('ownerName')} />
      <TextField label={text('add.email')} autoComplete="off" {...form.field('ownerEmail')} />
      <SelectField
        label={text('accept.role')}
        {...form.field('role')}
        options={careRoles.map((value) => ({ value, label: text(`role.${value}`) }))}
      />
    </PlainForm>
  )
}
