import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { canUsePasskeys, askForPasskey } from '../passkeys.ts'
import { passkeySignInOptions, signInWithPasskey } from '../sign-in-calls.ts'
import classes from './doors.module.css'

interface PasskeyButtonProps {
  readonly hasDivider?: boolean
  readonly onDone: () => void
}

/** Signs in with a passkey of this device or of a key that is plugged in. */
export function PasskeyButton({ hasDivider, onDone }: PasskeyButtonProps) {
  const text = useText('doors')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  if (!canUsePasskeys()) return null

  const enter = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const response = await askForPasskey(await passkeySignInOptions())
      if (response === undefined) return setFailure(text('passkey.closed'))
      await signInWithPasskey(response)
      onDone()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('passkey.failed'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      {hasDivider && <div className={classes.or}>{text('signIn.or')}</div>}
      <PlainButton isQuiet isBusy={isBusy} onClick={() => void enter()}>
        {text('passkey.signIn')}
      </PlainButton>
      {failure && <Notice tone="bad">{failure}</Notice>}
    </>
  )
}
