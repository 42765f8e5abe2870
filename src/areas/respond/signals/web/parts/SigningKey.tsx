import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PasswordField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { changeSigning } from '../../contract/setup.ts'

/** For a sender that makes the key itself. */
export function SigningKey({ sourceId }: { readonly sourceId: string }) {
  const text = useText('signals')
  const form = useForm({
    schema: changeSigning.input.omit({ id: true }),
    initial: { secret: '' },
    send: ({ secret }) => call(changeSigning, { id: sourceId, secret }),
    onDone: () => {
      form.reset()
      showDone(text('signing.done'))
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('signing.action')}>
      <PasswordField
        label={text('signing.label')}
        hint={text('signing.hint')}
        autoComplete="off"
        {...form.field('secret')}
      />
    </PlainForm>
  )
}
