import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { changeMemberContact, listMembers, type Member } from '../../contract/people.ts'
import classes from '../people.module.css'

const gone = { phone: '', nightPhone: '' }

/** Name and numbers of a person; an emptied number is taken off the call list. */
export function ContactForm({ member }: { readonly member: Member }) {
  const text = useText('people')
  const door = useText('doors')
  const client = useQueryClient()
  const form = useForm({
    schema: changeMemberContact.input.omit({ id: true }).partial({ phone: true, nightPhone: true }),
    initial: { name: member.name, phone: member.phone, nightPhone: member.nightPhone },
    // The form leaves out what is empty; here empty means that the number is gone.
    send: (values) => call(changeMemberContact, { id: member.id, ...gone, ...values }),
    onDone: () => {
      showDone(text('person.contactDone'))
      void client.invalidateQueries({ queryKey: answerKey(listMembers) })
    },
  })
  return (
    <div className={classes.stack}>
      <PlainForm form={form} submitLabel={text('save')}>
        <TextField label={door('field.name')} autoComplete="off" {...form.field('name')} />
        <TextField
          label={door('field.phone')}
          type="tel"
          isOptional
          autoComplete="off"
          {...form.field('phone')}
        />
        <TextField
          label={door('field.nightPhone')}
          hint={text('people.nightHint')}
          type="tel"
          isOptional
          autoComplete="off"
          {...form.field('nightPhone')}
        />
      </PlainForm>
    </div>
  )
}
