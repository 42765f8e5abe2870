import * as z from 'zod'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PasswordField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { changePassword } from '../sign-in-calls.ts'
import { NewPassword } from './NewPassword.tsx'
import classes from '../people.module.css'

const Passwords = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(1).max(200),
})

/** A new password; every other session ends with it. */
export function PasswordChange() {
  const text = useText('people')
  const door = useText('doors')
  const form = useForm({
    schema: Passwords,
    initial: { currentPassword: '', newPassword: '' },
    send: changePassword,
    onDone: () => {
      form.reset()
      showDone(text('account.passwordDone'))
    },
  })
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{text('account.passwordWhat')}</p>
      <PlainForm form={form} submitLabel={text('account.passwordDo')}>
        <PasswordField
          label={text('account.passwordNow')}
          autoComplete="current-password"
          {...form.field('currentPassword')}
        />
        <NewPassword label={door('invitation.newPassword')} field={form.field('newPassword')} />
      </PlainForm>
    </div>
  )
}
