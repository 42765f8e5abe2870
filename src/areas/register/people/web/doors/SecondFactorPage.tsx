import { useEffect, useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { finishSignIn } from '../../../../../ui/identity.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { SignInLook } from './SignInLook.tsx'
import { findSession } from '../sign-in-calls.ts'
import { SecondFactor } from './SecondFactor.tsx'

/** `/second-factor`: sets up the first one, or another for whoever signed in with one. */
export function SecondFactorPage() {
  const text = useText('doors')
  const [isReady, setReady] = useState(false)
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    findSession().then(
      (state) => {
        const hasFactor = state !== undefined && (state.factors.totp || state.factors.passkeys > 0)
        // Nobody, or someone whose factor is still to be shown: sign in with it, and come back from there.
        // Who came by their organisation comes that way again: they may have no password to be asked for.
        const isSentBack = state?.session.onlyTenantId !== undefined
        if (state === undefined || isSentBack || (hasFactor && !state.session.secondFactor))
          location.replace(`/sign-in${location.search}`)
        else setReady(true)
      },
      (error: unknown) => setFailure(error instanceof CallError ? error.message : String(error)),
    )
  }, [])
  if (failure !== undefined)
    return (
      <PlainPage beside={<SignInLook />} title={text('factor.title')}>
        <Notice tone="bad">{failure}</Notice>
      </PlainPage>
    )
  if (!isReady) return null
  return (
    <PlainPage beside={<SignInLook />} title={text('factor.title')} lead={text('factor.lead')}>
      <SecondFactor onDone={finishSignIn} />
    </PlainPage>
  )
}
