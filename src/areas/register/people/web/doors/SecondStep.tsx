import { useState } from 'react'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { useForm } from '../../../../../ui/form.ts'
import { finishSignIn } from '../../../../../ui/identity.ts'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainButton, PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { signInWithCode, signInWithTotp, type SignInMethod } from '../sign-in-calls.ts'
import { PasskeyButton } from './PasskeyButton.tsx'
import { focusFirst } from './focus-first.ts'
import classes from './doors.module.css'

const Code = z.object({ code: z.string().min(1).max(100) })

interface SecondStepProps {
  readonly methods: readonly SignInMethod[]
  /** Back to the password, also when the server says that this sign-in is over. */
  readonly onBack: () => void
}

/** After the password: the code of the app, a passkey, or a recovery code. */
export function SecondStep({ methods, onBack }: SecondStepProps) {
  const text = useText('doors')
  const [isRecovery, setRecovery] = useState(!methods.includes('totp') && !methods.includes('passkey'))
  const hasCode = isRecovery || methods.includes('totp')
  return (
    <div className={classes.stack}>
      {hasCode && <CodeForm key={String(isRecovery)} isRecovery={isRecovery} onBack={onBack} />}
      {methods.includes('passkey') && !isRecovery && (
        <PasskeyButton hasDivider={hasCode} onDone={finishSignIn} />
      )}
      {methods.includes('recovery_code') && (
        <PlainButton isQuiet onClick={() => setRecovery(!isRecovery)}>
          {text(isRecovery ? 'code.useApp' : 'code.useRecovery')}
        </PlainButton>
      )}
      <details className={classes.help}>
        <summary>{text('lost.title')}</summary>
        <ul>
          <li>{text('lost.codes')}</li>
          <li>{text('lost.owner')}</li>
          <li>{text('lost.host')}</li>
        </ul>
      </details>
    </div>
  )
}

function CodeForm({ isRecovery, onBack }: { readonly isRecovery: boolean; readonly onBack: () => void }) {
  const text = useText('doors')
  const form = useForm({
    schema: Code,
    initial: { code: '' },
    send: ({ code }) =>
      (isRecovery ? signInWithCode(code) : signInWithTotp(code)).catch((error: unknown) => {
        if (error instanceof CallError && error.detail.reason === 'sign_in_again') onBack()
        throw error
      }),
    onDone: finishSignIn,
  })
  return (
    <div ref={focusFirst}>
      <PlainForm
        form={form}
        submitLabel={text('signIn.submit')}
        besides={
          <PlainButton isQuiet onClick={onBack}>
            {text('code.back')}
          </PlainButton>
        }
      >
        {isRecovery ? (
          <TextField
            label={text('code.recovery')}
            hint={text('code.recoveryHint')}
            autoComplete="off"
            {...form.field('code')}
          />
        ) : (
          <TextField
            label={text('code.app')}
            hint={text('code.appHint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            {...form.field('code')}
          />
        )}
      </PlainForm>
    </div>
  )
}
