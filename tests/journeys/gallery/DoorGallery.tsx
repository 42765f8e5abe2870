import { call } from '../../../src/ui/client.ts'
import { useForm } from '../../../src/ui/form.ts'
import { finishSignIn } from '../../../src/ui/identity.ts'
import { PasswordField, TextField } from '../../../src/ui/plain/fields.tsx'
import { PlainForm } from '../../../src/ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../src/ui/plain/PlainPage.tsx'
import { signIn } from './contract.ts'

export function DoorGallery() {
  const form = useForm({
    schema: signIn.input,
    initial: { email: '', password: '' },
    send: (values) => call(signIn, values, { asksForIdentity: false }),
    onDone: finishSignIn,
  })
  return (
    <PlainPage title="Sign in" lead="Welcome back.">
      <PlainForm form={form} submitLabel="Sign in" besides={<a href="/recover">I cannot sign in</a>}>
        <TextField label="E-mail" type="email" autoComplete="username" {...form.field('email')} />
        <PasswordField label="Password" autoComplete="current-password" {...form.field('password')} />
      </PlainForm>
    </PlainPage>
  )
}
