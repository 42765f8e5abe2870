import { useEffect, useState } from 'react'
import type * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { outside } from '../../../../../ui/plain/outside.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { leaveFor } from '../../../../../ui/sign-in-way.ts'
import { useText } from '../../../../../ui/text.ts'
import { findSignInWay } from '../../contract/own-accounts.ts'
import classes from './doors.module.css'

type Way = z.output<typeof findSignInWay.output>

/** The button of the provider that answers for the domain of an address, once it is typed. */
export function OwnAccount({ email }: { readonly email: string }) {
  const text = useText('doors')
  const [found, setFound] = useState<{ readonly email: string; readonly way: Way }>()
  const isWhole = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim())
  useEffect(() => {
    if (!isWhole) return undefined
    let isStale = false
    const timer = setTimeout(() => {
      call(findSignInWay, { email: email.trim() }, outside).then(
        (way) => !isStale && setFound({ email, way }),
        // Without an answer there is still the password.
        () => undefined,
      )
    }, 500)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [email, isWhole])
  const way = isWhole && found?.email === email ? found.way : undefined
  if (way === undefined || way.provider === null) return null
  const { provider, start } = way
  return (
    <div className={classes.stack} aria-live="polite">
      <p className={classes.or}>{text('signIn.or')}</p>
      {start === null ? (
        <Notice tone="warn">{text('own.silent', { name: provider })}</Notice>
      ) : (
        <PlainButton onClick={() => leaveFor(start, location.search)}>
          {text('own.button', { name: provider })}
        </PlainButton>
      )}
    </div>
  )
}
