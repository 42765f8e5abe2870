import { useEffect, useState } from 'react'
import type * as z from 'zod'
import { CallError } from '../../../../ui/call-error.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { TextField } from '../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../ui/text.ts'
import { readReportForm, submitReport } from '../contract/reports.ts'
import { ReceiptWords } from './parts/ReceiptWords.tsx'
import { ReportForm, nothingSeen } from './parts/ReportForm.tsx'
import classes from './signals.module.css'

type Form = z.output<typeof readReportForm.output>
const outside = { tenant: null, asksForIdentity: false } as const

/** `/report/{token}`: report something odd in under a minute, without signing in. */
export function ReportFormPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('signals')
  const token = parts['token'] ?? ''
  const [form, setForm] = useState<Form>()
  const [failure, setFailure] = useState<CallError>()
  const [receipt, setReceipt] = useState(() => new URLSearchParams(location.search).get('receipt') ?? '')
  const [isNew, setNew] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    call(readReportForm, { token }, outside).then(setForm, (error: unknown) =>
      setFailure(error instanceof CallError ? error : new CallError('error', String(error))),
    )
  }, [token, tries])

  const sent = (code: string) => {
    // So that the address of the page can be kept as it is.
    history.replaceState(null, '', `${location.pathname}?receipt=${encodeURIComponent(code)}`)
    setNew(true)
    setReceipt(code)
    scrollTo(0, 0)
  }
  const again = () => {
    history.replaceState(null, '', location.pathname)
    setNew(false)
    setReceipt('')
  }

  if (receipt !== '')
    return <ReceiptShown receipt={receipt} isNew={isNew} phone={form?.emergencyPhone} onAgain={again} />
  if (failure)
    return (
      <PlainPage title={text('form.deadTitle')} lead={text('form.deadLead')}>
        <Notice tone="bad">
          <p>{failure.message}</p>
          {failure.kind !== 'not_found' && (
            <PlainButton
              isQuiet
              onClick={() => {
                setFailure(undefined)
                setTries(tries + 1)
              }}
            >
              {text('form.retry')}
            </PlainButton>
          )}
        </Notice>
      </PlainPage>
    )
  if (!form) return null
  return (
    <PlainPage title={text('form.title')} lead={text('form.lead', { organisation: form.organisation })}>
      <EmergencyPhone phone={form.emergencyPhone} />
      <OpenForm token={token} onSent={sent} />
    </PlainPage>
  )
}

function EmergencyPhone({ phone }: { readonly phone: string | undefined }) {
  const text = useText('signals')
  if (!phone) return null
  return (
    <p className={classes.emergency}>
      {text('form.emergency')} <a href={`tel:${phone.replaceAll(/[^+0-9]/g, '')}`}>{phone}</a>
    </p>
  )
}

function OpenForm({ token, onSent }: { readonly token: string; readonly onSent: (receipt: string) => void }) {
  const text = useText('signals')
  const form = useForm({
    schema: submitReport.input.omit({ token: true }),
    initial: { ...nothingSeen, name: '', contact: '' },
    draft: 'report',
    send: (values) => call(submitReport, { ...values, token }, outside),
    onDone: ({ receipt }) => onSent(receipt),
  })
  return (
    <ReportForm form={form}>
      <fieldset className={classes.group}>
        <legend>{text('form.who')}</legend>
        <p className={classes.dim} style={{ margin: 0 }}>
          {text('form.stored')}
        </p>
        <TextField
          label={text('form.name')}
          isOptional
          autoComplete="name"
          maxLength={120}
          {...form.field('name')}
        />
        <TextField
          label={text('form.contact')}
          hint={text('form.contactHint')}
          isOptional
          autoComplete="email"
          maxLength={200}
          {...form.field('contact')}
        />
      </fieldset>
    </ReportForm>
  )
}

interface ReceiptProps {
  readonly receipt: string
  readonly isNew: boolean
  readonly phone: string | undefined
  readonly onAgain: () => void
}

function ReceiptShown({ receipt, isNew, phone, onAgain }: ReceiptProps) {
  const text = useText('signals')
  return (
    <PlainPage
      title={text(isNew ? 'receipt.thanks' : 'receipt.title')}
      lead={isNew ? text('receipt.lead') : undefined}
    >
      <EmergencyPhone phone={phone} />
      <ReceiptWords receipt={receipt} isNew={isNew} onAgain={onAgain} />
    </PlainPage>
  )
}
