import { useState } from 'react'
import * as z from 'zod'
import { useForm } from '../../../../../ui/form.ts'
import { finishSignIn } from '../../../../../ui/identity.ts'
import { PasswordField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { signIn, type SignInMethod } from '../sign-in-calls.ts'
import { OwnAccount } from './OwnAccount.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { SecondFactor } from './LaterSecondFactor.tsx'
import { SecondStep } from './SecondStep.tsx'
import { SignInLook } from './SignInLook.tsx'
import { focusFirst } from './focus-first.ts'
import classes from './doors.module.css'

const Credentials = z.object({ email: z.string().min(1), password: z.string().min(1) })

type Step =
  | { readonly at: 'password' }
  | { readonly at: 'code'; readonly methods: readonly SignInMethod[] }
  | { readonly at: 'enrol'; readonly password: string }

/** `/sign-in`: password and code, or a passkey, which is both. */
export function SignInPage() {
  const text = useText('doors')
  const [step, setStep] = useState<Step>({ at: 'password' })
  if (step.at === 'enrol')
    return (
      <PlainPage beside={<SignInLook />} title={text('factor.title')} lead={text('factor.lead')}>
        <SecondFactor password={step.password} onDone={finishSignIn} />
      </PlainPage>
    )
  if (step.at === 'code')
    return (
      <PlainPage beside={<SignInLook />} title={text('code.title')} lead={text('code.lead')}>
        <SecondStep methods={step.methods} onBack={() => setStep({ at: 'password' })} />
      </PlainPage>
    )
  return (
    <PlainPage beside={<SignInLook />} title={text('signIn.title')} lead={text('signIn.lead')}>
      <PasswordStep onStep={setStep} />
    </PlainPage>
  )
}

function PasswordStep({ onStep }: { readonly onStep: (step: Step) => void }) {
  const text = useText('doors')
  const form = useForm({
    schema: Credentials,
    initial: { email: '', password: '' },
    send: async ({ email, password }) => ({ answer: await signIn({ email, password }), password }),
    onDone: ({ answer, password }) => {
      if (answer.status === 'second_factor_required') return onStep({ at: 'code', methods: answer.methods })
      if (answer.session.secondFactor) return finishSignIn()
      onStep({ at: 'enrol', password })
    },
  })
  return (
    <div className={classes.stack} ref={focusFirst}>
      <PlainForm form={form} submitLabel={text('signIn.submit')}>
        <TextField
          label={text('field.email')}
          type="email"
          autoComplete="username"
          {...form.field('email')}
        />
        <PasswordField
          label={text('field.password')}
          autoComplete="current-password"
          {...form.field('password')}
        />
      </PlainForm>
      <OwnAccount email={form.values.email} />
      <PasskeyButton hasDivider onDone={finishSignIn} />
      <details className={classes.help}>
        <summary>{text('signIn.forgot')}</summary>
        <ul>
          <li>{text('signIn.forgotPasskey')}</li>
          <li>{text('signIn.forgotHost')}</li>
          <li>{text('signIn.forgotPaper')}</li>
        </ul>
      </details>
    </div>
  )
}
