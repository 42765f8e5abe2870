import { useEffect } from 'react'
import { announceSignedIn } from '../../ui/identity.ts'
import { PlainPage } from '../../ui/plain/PlainPage.tsx'
import { useText } from '../../ui/text.ts'

/** Where signing in again ends: tells the tab that waits, and closes itself where the browser allows it. */
export function SignedInPage() {
  const text = useText('app')
  useEffect(() => {
    announceSignedIn()
    close()
  }, [])
  return (
    <PlainPage title={text('signedIn.title')} lead={text('signedIn.lead')}>
      {null}
    </PlainPage>
  )
}
