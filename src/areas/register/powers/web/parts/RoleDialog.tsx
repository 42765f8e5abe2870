import { Button, Modal, TextInput, Textarea } from '@mantine/core'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Finder, type Found } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addStandingRole, setStandingRole, type StandingRole } from '../../contract/powers.ts'
import { findPerson } from './find-person.ts'

interface RoleDialogProps {
  /** The one to change; undefined for one of one's own that is new. */
  readonly role: StandingRole | undefined
  readonly onDone: () => void
  readonly onClose: () => void
}

type Chosen = Pick<Found, 'id' | 'name'> | undefined

/** Who holds a role, and who stands in. */
export function RoleDialog({ role, onDone, onClose }: RoleDialogProps) {
  const text = useText('powers')
  const ui = useText('ui')
  const isOwn = role === undefined || role.isOwn
  const holder: Chosen = role?.holder?.isHere ? role.holder : undefined
  const deputy: Chosen = role?.deputy?.isHere ? role.deputy : undefined
  const form = useForm({
    schema: z.looseObject(isOwn ? { name: z.string().trim().min(1).max(200) } : {}),
    initial: { name: role?.name ?? '', duties: role?.duties ?? '', holder, deputy, deputyId: '' },
    send: (values) => {
      const held = { holderId: values.holder?.id ?? null, deputyId: values.deputy?.id ?? null }
      const words = { name: values.name ?? '', duties: values.duties ?? '' }
      if (role === undefined) return call(addStandingRole, { ...words, ...held })
      return call(setStandingRole, { role: role.role, ...words, ...held })
    },
    onDone,
  })
  const title = role === undefined ? text('role.add') : role.name || text(`role.${role.role}`)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
    >
      <PlainForm
        form={form}
        submitLabel={text('save')}
        besides={
          <Button variant="default" onClick={onClose}>
            {ui('action.cancel')}
          </Button>
        }
      >
        {isOwn && <TextInput label={text('role.name')} required {...form.field('name')} />}
        <Finder
          of="contacts"
          label={text('holder.who')}
          chosen={form.values.holder}
          onChoose={(found) => form.set('holder', found)}
          find={findPerson}
        />
        <Finder
          of="contacts"
          label={text('holder.deputy')}
          chosen={form.values.deputy}
          onChoose={(found) => form.set('deputy', found)}
          find={findPerson}
          without={form.values.holder ? [form.values.holder.id] : []}
          error={form.field('deputyId').error}
        />
        <Textarea
          label={text('role.duties')}
          description={text('role.dutiesHint')}
          autosize
          minRows={2}
          {...form.field('duties')}
        />
      </PlainForm>
    </Modal>
  )
}
