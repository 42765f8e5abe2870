import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerReachLink, readReachLink } from '../../contract/call-tree.ts'

type Asked = OutputOf<typeof readReachLink>
const outside = { tenant: null, asksForIdentity: false } as const

/** `/reach/{token}`: one tap says that one was reached, without signing in. */
export function ReachPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('reach')
  const token = parts['token'] ?? ''
  const [asked, setAsked] = useState<Asked>()
  const [failure, setFailure] = useState<CallError>()
  const [isBusy, setBusy] = useState(false)
  const [isDone, setDone] = useState(false)
  const fail = (error: unknown) =>
    setFailure(error instanceof CallError ? error : new CallError('error', String(error)))
  useEffect(() => {
    call(readReachLink, { token }, outside).then(setAsked, fail)
  }, [token])
  const answer = () => {
    setBusy(true)
    setFailure(undefined)
    call(answerReachLink, { token }, outside)
      .then(() => setDone(true), fail)
      .finally(() => setBusy(false))
  }
  if (asked === undefined)
    return failure === undefined ? null : (
      <PlainPage title={text('dead')} lead={text('deadLead')}>
        <Notice tone="bad">{failure.message}</Notice>
      </PlainPage>
    )
  const { name, organisation } = asked
  if (isDone || asked.isAnswered)
    return (
      <PlainPage title={text('thanks', { name })} lead={text('thanksLead', { organisation })}>
        <Notice tone="good">{text('close')}</Notice>
      </PlainPage>
    )
  if (asked.isOver)
    return (
      <PlainPage title={text('over')} lead={text('overLead', { organisation })}>
        {null}
      </PlainPage>
    )
  return (
    <PlainPage title={text('title', { name })} lead={text('lead', { organisation })}>
      {failure && <Notice tone="bad">{failure.message}</Notice>}
      <PlainButton isBusy={isBusy} onClick={answer}>
        {text('answer')}
      </PlainButton>
    </PlainPage>
  )
}
