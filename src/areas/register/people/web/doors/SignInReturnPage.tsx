import { useEffect, useState } from 'react'
import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { finishSignIn } from '../../../../../ui/identity.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { outside } from '../../../../../ui/plain/outside.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { takeKept } from '../../../../../ui/sign-in-way.ts'
import { useText } from '../../../../../ui/text.ts'
import { finishSignOn } from '../../contract/own-accounts.ts'
import { findSession, signInWithTicket, type SignInMethod } from '../sign-in-calls.ts'
import { SecondFactor } from './LaterSecondFactor.tsx'
import { SecondStep } from './SecondStep.tsx'
import classes from './doors.module.css'

type Trial = NonNullable<z.output<typeof finishSignOn.output>['trial']>
type Step =
  | { readonly at: 'checking' }
  | { readonly at: 'code'; readonly methods: readonly SignInMethod[] }
  /** Who has a password is asked for it before they set up a factor. */
  | { readonly at: 'enrol'; readonly hasPassword: boolean }
  | { readonly at: 'trial'; readonly trial: Trial }
  | { readonly at: 'failed'; readonly why: unknown }

/** Nothing was kept of a sign-in that began in this browser. */
const lost = Symbol('lost')

/** `/sign-in/return`: back from the provider of one's organisation. */
export function SignInReturnPage() {
  const text = useText('doors')
  const [step, setStep] = useState<Step>({ at: 'checking' })
  useEffect(() => {
    const kept = takeKept()
    const search = location.search
    // The code is of no use to whoever looks over a shoulder or into the history; what was asked for before comes back.
    history.replaceState(null, '', `/sign-in/return${kept?.search ?? ''}`)
    if (kept === undefined) return setStep({ at: 'failed', why: lost })
    comeBack({ key: kept.key, search }).then(setStep, (why: unknown) => setStep({ at: 'failed', why }))
  }, [])
  switch (step.at) {
    case 'checking':
      return (
        <PlainPage title={text('own.title')} lead={text('own.working')}>
          {null}
        </PlainPage>
      )
    case 'code':
      return (
        <PlainPage title={text('code.title')} lead={text('code.lead')}>
          <SecondStep methods={step.methods} onBack={() => location.replace('/sign-in')} />
        </PlainPage>
      )
    case 'enrol':
      return (
        <PlainPage title={text('factor.title')} lead={text('factor.lead')}>
          <SecondFactor {...(!step.hasPassword && { password: '' })} onDone={finishSignIn} />
        </PlainPage>
      )
    case 'trial':
      return <Tried trial={step.trial} />
    case 'failed':
      return (
        <PlainPage title={text('own.failed')}>
          <div className={classes.stack}>
            <Notice tone="bad">{wordsFor(step.why, text)}</Notice>
            <a href={`/sign-in${location.search}`}>{text('own.again')}</a>
          </div>
        </PlainPage>
      )
  }
}

async function comeBack(input: { key: string; search: string }): Promise<Step> {
  const { ticket, trial } = await call(finishSignOn, input, outside)
  if (trial !== null) return { at: 'trial', trial }
  const answer = await signInWithTicket(ticket ?? '')
  if (answer.status === 'second_factor_required') return { at: 'code', methods: answer.methods }
  if (!answer.session.secondFactor)
    return { at: 'enrol', hasPassword: (await findSession())?.factors.password === true }
  finishSignIn()
  return { at: 'checking' }
}

/** In the reader's language where the reason is one that is known here. */
function wordsFor(error: unknown, text: ReturnType<typeof useText>): string {
  if (error === lost) return text('own.lost')
  if (!(error instanceof CallError)) return String(error)
  const reason = refusals.find((known) => known === error.detail.reason)
  return reason === undefined ? error.message : text(`own.refused.${reason}`)
}

const refusals = [
  ...(['declined', 'unproved', 'failed', 'no_mail', 'unverified_mail'] as const),
  ...(['foreign_domain', 'unknown_person', 'sign_in_again'] as const),
]

/** What the provider said of the owner who tried it. */
function Tried({ trial }: { readonly trial: Trial }) {
  const text = useText('doors')
  const { isGood, outcome, email, hasSecondFactor, slug } = trial
  const isProved = outcome !== 'declined' && outcome !== 'unproved' && outcome !== 'failed'
  return (
    <PlainPage title={text(isGood ? 'own.tried' : 'own.triedNot')}>
      <div className={classes.stack}>
        <Notice tone={isGood ? 'good' : 'bad'}>
          {isGood ? text('own.triedWhat', { email }) : text(`own.because.${outcome}`, { email })}
        </Notice>
        {isProved && <p>{text(hasSecondFactor ? 'own.factorYes' : 'own.factorNo')}</p>}
        <a href={`/t/${slug}/settings/sign-on`}>{text('own.toSettings')}</a>
      </div>
    </PlainPage>
  )
}
