import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { outside } from '../../../../../ui/plain/outside.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerPhoneLink, readPhoneLink } from '../../contract/telephone.ts'

type Called = OutputOf<typeof readPhoneLink>

/** `/phone/{token}`: the four digits of a text message say that somebody has it; what it is stands behind the sign-in. */
export function PhoneDoor({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('outside')
  const token = parts['token'] ?? ''
  const [called, setCalled] = useState<Called>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    call(readPhoneLink, { token }, outside).then(setCalled, (error: unknown) =>
      setFailure(error instanceof CallError ? error.message : String(error)),
    )
  }, [token])
  const form = useForm({
    schema: answerPhoneLink.input.pick({ code: true }),
    initial: { code: '' },
    send: ({ code }) => call(answerPhoneLink, { token, code }, outside),
    onDone: () => setCalled(called && { ...called, isRead: true }),
  })
  if (called === undefined)
    return failure === undefined ? null : (
      <PlainPage title={text('phone.dead')}>
        <Notice tone="bad">{failure}</Notice>
      </PlainPage>
    )
  const { organisation, number, isRead, path } = called
  return (
    <PlainPage
      title={number === '' ? text('phone.title') : text('phone.titleOf', { number })}
      lead={text('phone.lead', { organisation })}
    >
      {isRead ? (
        <Notice tone="good">{text('phone.read')}</Notice>
      ) : (
        <PlainForm form={form} submitLabel={text('phone.have')}>
          <TextField
            label={text('phone.code')}
            hint={text('phone.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={4}
            {...form.field('code')}
          />
        </PlainForm>
      )}
      <p>
        <a href={path}>{text('phone.open')}</a>
      </p>
    </PlainPage>
  )
}
