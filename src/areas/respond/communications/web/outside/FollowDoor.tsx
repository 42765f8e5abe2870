import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { settleSubscription } from '../../contract/outside.ts'
import { outside } from '../../../../../ui/plain/outside.tsx'

/** `/follow/{token}` and `/unfollow/{token}`: one press each, so that a mail scanner that opens links says nothing. */
export function FollowDoor({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('outside')
  const token = parts['token'] ?? ''
  const what = location.pathname.startsWith('/unfollow/') ? 'end' : 'confirm'
  const [organisation, setOrganisation] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const settle = () => {
    setBusy(true)
    setFailure(undefined)
    call(settleSubscription, { token, what }, outside)
      .then(
        (done) => setOrganisation(done.organisation),
        (error: unknown) => setFailure(error instanceof CallError ? error.message : String(error)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <PlainPage title={text(`${what}Title`)}>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {organisation === undefined ? (
        <PlainButton isBusy={isBusy} onClick={settle}>
          {text(what)}
        </PlainButton>
      ) : (
        <Notice tone="good">{text(what === 'end' ? 'ended' : 'confirmed', { organisation })}</Notice>
      )}
    </PlainPage>
  )
}
