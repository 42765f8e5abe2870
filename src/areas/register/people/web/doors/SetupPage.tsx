import { Suspense, lazy, useEffect, useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readSetup } from '../../contract/setup.ts'
import { signIn } from '../sign-in-calls.ts'
import { SecondFactor } from './LaterSecondFactor.tsx'
import { SetupForm, type SetupDone } from './SetupForm.tsx'
import classes from './doors.module.css'

// Needed once, at the very end: the way in stays light.
const RecoverySheet = lazy(async () => ({
  default: (await import('./RecoverySheet.tsx')).RecoverySheet,
}))

type State = { readonly tokenNeeded: boolean } | 'closed' | CallError | undefined

/** `/setup`: the organisation, its owner, at once the owner's second factor, and the paper for a lost server. */
export function SetupPage() {
  const text = useText('doors')
  const [state, setState] = useState<State>()
  const [done, setDone] = useState<SetupDone>()
  const [isSignedIn, setSignedIn] = useState(false)
  const [hasFactor, setFactor] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    call(readSetup, {}, { tenant: null, asksForIdentity: false }).then(
      ({ open, tokenNeeded }) => setState(open ? { tokenNeeded } : 'closed'),
      (error: unknown) =>
        setState(error instanceof CallError ? error : new CallError('error', String(error))),
    )
  }, [tries])

  const begin = async (made: SetupDone) => {
    setDone(made)
    // Should signing in fail, the organisation is there all the same: the person signs in by hand.
    const isIn = await signIn({ email: made.email, password: made.password }).then(
      (answer) => answer.status === 'signed_in',
      () => false,
    )
    if (isIn) setSignedIn(true)
    else location.replace('/sign-in')
  }

  if (done && hasFactor)
    return (
      <Suspense>
        <RecoverySheet tenant={done.slug} onDone={() => location.replace(`/t/${done.slug}`)} />
      </Suspense>
    )
  if (done && isSignedIn)
    return (
      <PlainPage title={text('factor.title')} lead={text('factor.leadFirst')}>
        <SecondFactor
          password={done.password}
          onDone={() => setFactor(true)}
          doneLabel={text('factor.continue')}
        />
      </PlainPage>
    )
  if (state === undefined) return null
  if (state === 'closed')
    return (
      <PlainPage title={text('setup.closedTitle')} lead={text('setup.closedLead')}>
        <a href="/sign-in">{text('signIn.title')}</a>
      </PlainPage>
    )
  if (state instanceof CallError)
    return (
      <PlainPage title={text('setup.title')}>
        <Notice tone="bad">
          <p>{state.message}</p>
          <PlainButton isQuiet onClick={() => setTries(tries + 1)}>
            {text('start.retry')}
          </PlainButton>
        </Notice>
      </PlainPage>
    )
  return (
    <PlainPage title={text('setup.title')} lead={text('setup.lead')} isWide>
      <div className={classes.stack}>
        <SetupForm tokenNeeded={state.tokenNeeded} onDone={(made) => void begin(made)} />
      </div>
    </PlainPage>
  )
}
