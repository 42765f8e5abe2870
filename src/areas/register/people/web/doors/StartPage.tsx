import { useCallback, useEffect, useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { identityNeedOf, signInAddress } from '../../../../../ui/identity.ts'
import { kept } from '../../../../../ui/kept.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readAccount } from '../../contract/account.ts'
import { readSetup } from '../../contract/setup.ts'
import { signOut } from '../sign-in-calls.ts'

const outside = { tenant: null, asksForIdentity: false } as const

/** `/` and `/account`: to the first run, to sign-in, or to the organisation last seen on this device. */
export function StartPage() {
  const text = useText('doors')
  const [failure, setFailure] = useState<CallError>()
  const [isAlone, setAlone] = useState(false)
  const decide = useCallback(() => {
    setFailure(undefined)
    nextPlace().then(
      (place) => (place === undefined ? setAlone(true) : location.replace(place)),
      (error: unknown) =>
        setFailure(error instanceof CallError ? error : new CallError('error', text('start.failed'))),
    )
    // oxlint-disable-next-line react/exhaustive-deps -- the words only change with the language, no reason to decide again
  }, [])
  useEffect(decide, [decide])
  if (failure)
    return (
      <PlainPage title={text('start.title')}>
        <Notice tone={failure.kind === 'offline' ? 'warn' : 'bad'}>
          <p>{failure.message}</p>
          <PlainButton isQuiet onClick={decide}>
            {text('start.retry')}
          </PlainButton>
        </Notice>
      </PlainPage>
    )
  if (!isAlone) return null
  return (
    <PlainPage title={text('start.noneTitle')} lead={text('start.noneLead')}>
      <PlainButton isQuiet onClick={() => void signOut().finally(() => location.assign('/sign-in'))}>
        {text('start.signOut')}
      </PlainButton>
    </PlainPage>
  )
}

async function nextPlace(): Promise<string | undefined> {
  if (await isFirstRun()) return '/setup'
  try {
    const { organisations } = await call(readAccount, {}, { ...outside, mayBeKept: true })
    const last = organisations.find(({ slug }) => slug === kept('tenant')) ?? organisations[0]
    return last && `/t/${last.slug}${location.pathname === '/account' ? '/account' : ''}`
  } catch (error) {
    const need = error instanceof CallError ? identityNeedOf(error) : undefined
    if (need === undefined) throw error
    return signInAddress(need, location.pathname)
  }
}

/** A browser that keeps something has been inside: without a connection it goes on to what it kept. */
async function isFirstRun(): Promise<boolean> {
  const hasKept = kept('offline') !== undefined
  try {
    const { open } = await call(readSetup, {}, { ...outside, ...(hasKept && { patienceMs: 6_000 }) })
    return open
  } catch (error) {
    if (hasKept && error instanceof CallError && error.kind === 'offline') return false
    throw error
  }
}
