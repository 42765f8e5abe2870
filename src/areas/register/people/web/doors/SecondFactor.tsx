import { Suspense, lazy, useState } from 'react'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PasswordField, TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton, PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField, SecretOnce } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { canUsePasskeys, makePasskey } from '../passkeys.ts'
import { addPasskey, beginTotp, confirmTotp, passkeyOptions } from '../sign-in-calls.ts'
import { focusFirst } from './focus-first.ts'
import classes from './doors.module.css'

const QrCode = lazy(async () => ({ default: (await import('../../../../../ui/plain/QrCode.tsx')).QrCode }))

interface SecondFactorProps {
  /** Typed a moment ago; without it the person is asked again. */
  readonly password?: string
  readonly onDone: () => void
  /** Where the way leads after the codes; to Muster itself unless said. */
  readonly doneLabel?: string
}

interface Enrolment {
  readonly uri: string
  readonly key: string
  readonly recoveryCodes: readonly string[]
}

/** Sets up an authenticator app or a passkey, and ends with the recovery codes. */
export function SecondFactor({ password: typed, onDone, doneLabel }: SecondFactorProps) {
  const text = useText('doors')
  const [password, setPassword] = useState(typed)
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes)
    return (
      <SecretOnce
        title={text('recovery.title')}
        lead={text('recovery.lead')}
        secrets={codes}
        doneLabel={doneLabel ?? text('recovery.done')}
        onDone={onDone}
      />
    )
  if (enrolment)
    return (
      <AppSetUp
        enrolment={enrolment}
        onDone={() => setCodes(enrolment.recoveryCodes)}
        onBack={() => setEnrolment(undefined)}
      />
    )
  if (password === undefined) return <AskPassword onDone={setPassword} />
  return (
    <ChooseFactor
      password={password}
      onApp={setEnrolment}
      onPasskey={(fresh) => (fresh ? setCodes(fresh) : onDone())}
      onWrongPassword={() => setPassword(undefined)}
    />
  )
}

function AskPassword({ onDone }: { readonly onDone: (password: string) => void }) {
  const text = useText('doors')
  const form = useForm({
    schema: z.object({ password: z.string().min(1).max(200) }),
    initial: { password: '' },
    send: async ({ password }) => password,
    onDone,
  })
  return (
    <div ref={focusFirst}>
      <PlainForm form={form} submitLabel={text('factor.continue')}>
        <PasswordField
          label={text('field.password')}
          hint={text('factor.passwordHint')}
          autoComplete="current-password"
          {...form.field('password')}
        />
      </PlainForm>
    </div>
  )
}

interface ChooseProps {
  readonly password: string
  readonly onApp: (enrolment: Enrolment) => void
  readonly onPasskey: (recoveryCodes: readonly string[] | undefined) => void
  readonly onWrongPassword: () => void
}

function ChooseFactor({ password, onApp, onPasskey, onWrongPassword }: ChooseProps) {
  const text = useText('doors')
  const [busy, setBusy] = useState<'app' | 'passkey'>()
  const [failure, setFailure] = useState<string>()
  const attempt = async (what: 'app' | 'passkey', run: () => Promise<void>) => {
    setBusy(what)
    setFailure(undefined)
    try {
      await run()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('passkey.failed'))
      if (error instanceof CallError && error.detail.reason === 'wrong_password') onWrongPassword()
    } finally {
      setBusy(undefined)
    }
  }
  const passkey = async () => {
    const response = await makePasskey(await passkeyOptions(password))
    if (response === undefined) return setFailure(text('passkey.closed'))
    const { recoveryCodes } = await addPasskey({ name: text('passkey.firstName'), response })
    onPasskey(recoveryCodes)
  }
  return (
    <div className={classes.stack}>
      <p style={{ margin: 0 }}>{text('factor.appExplained')}</p>
      <PlainButton
        isBusy={busy === 'app'}
        onClick={() => void attempt('app', async () => onApp(await beginTotp(password)))}
      >
        {text('factor.app')}
      </PlainButton>
      {canUsePasskeys() && (
        <>
          <div className={classes.or}>{text('signIn.or')}</div>
          <p style={{ margin: 0 }}>{text('factor.passkeyExplained')}</p>
          <PlainButton isQuiet isBusy={busy === 'passkey'} onClick={() => void attempt('passkey', passkey)}>
            {text('factor.passkey')}
          </PlainButton>
        </>
      )}
      {failure && <Notice tone="bad">{failure}</Notice>}
    </div>
  )
}

interface AppSetUpProps {
  readonly enrolment: Enrolment
  readonly onDone: () => void
  readonly onBack: () => void
}

function AppSetUp({ enrolment, onDone, onBack }: AppSetUpProps) {
  const text = useText('doors')
  const form = useForm({
    schema: z.object({ code: z.string().min(1).max(20) }),
    initial: { code: '' },
    send: ({ code }) => confirmTotp(code),
    onDone,
  })
  return (
    <div className={classes.stack}>
      <ol className={classes.steps}>
        <li>{text('factor.stepScan')}</li>
        <li>{text('factor.stepType')}</li>
      </ol>
      <div className={classes.qr}>
        <Suspense fallback={<div className={classes.qrPlace} />}>
          <QrCode text={enrolment.uri} label={text('factor.qr')} />
        </Suspense>
      </div>
      <CopyField label={text('factor.key')} value={enrolment.key} />
      <PlainForm
        form={form}
        submitLabel={text('factor.confirm')}
        besides={
          <PlainButton isQuiet onClick={onBack}>
            {text('code.back')}
          </PlainButton>
        }
      >
        <TextField
          label={text('code.app')}
          autoComplete="one-time-code"
          inputMode="numeric"
          {...form.field('code')}
        />
      </PlainForm>
    </div>
  )
}
