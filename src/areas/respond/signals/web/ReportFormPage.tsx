import { useEffect, useState } from 'react'
import type * as z from 'zod'
import { CallError } from '../../../../ui/call-error.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { LongField, TextField } from '../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainButton, PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../ui/plain/PlainPage.tsx'
import { CopyField } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import { readReceipt, readReportForm, submitReport } from '../contract/reports.ts'
import classes from './signals.module.css'

type Form = z.output<typeof readReportForm.output>
type Progress = z.output<typeof readReceipt.output>['status']
type Going = z.output<typeof submitReport.input>['stillGoing']
// Widened, so that the form may hold the other two.
const undecided = 'unknown' as Going
const outside = { tenant: null, asksForIdentity: false } as const
const progressKeys: Record<Progress, string> = {
  received: 'receipt.received',
  'being handled': 'receipt.handled',
  closed: 'receipt.closed',
}

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
      <ReportForm token={token} onSent={sent} />
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

function ReportForm({
  token,
  onSent,
}: {
  readonly token: string
  readonly onSent: (receipt: string) => void
}) {
  const text = useText('signals')
  const form = useForm({
    schema: submitReport.input.omit({ token: true }),
    initial: { what: '', where: '', stillGoing: undecided, name: '', contact: '' },
    draft: 'report',
    send: (values) => call(submitReport, { ...values, token }, outside),
    onDone: ({ receipt }) => onSent(receipt),
  })
  return (
    <PlainForm form={form} submitLabel={text('form.send')} isAlarming>
      <LongField
        label={text('form.what')}
        hint={text('form.whatHint')}
        maxLength={4000}
        {...form.field('what')}
      />
      <TextField
        label={text('form.where')}
        hint={text('form.whereHint')}
        isOptional
        maxLength={300}
        {...form.field('where')}
      />
      <fieldset className={classes.group}>
        <legend>{text('form.going')}</legend>
        <div className={classes.choices}>
          {(['yes', 'no', 'unknown'] as const).map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="stillGoing"
                value={value}
                checked={form.values.stillGoing === value}
                onChange={() => form.set('stillGoing', value)}
              />
              {text(`form.${value}`)}
            </label>
          ))}
        </div>
      </fieldset>
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
    </PlainForm>
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
  const [status, setStatus] = useState<Progress>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    if (isNew) return
    call(readReceipt, { receipt }, outside).then(
      (answer) => setStatus(answer.status),
      (error: unknown) => setFailure(error instanceof CallError ? error.message : String(error)),
    )
  }, [receipt, isNew])
  return (
    <PlainPage
      title={text(isNew ? 'receipt.thanks' : 'receipt.title')}
      lead={isNew ? text('receipt.lead') : undefined}
    >
      <EmergencyPhone phone={phone} />
      <div className={classes.stack}>
        {!isNew && status && (
          <Notice tone={status === 'closed' ? 'good' : 'active'}>{text(progressKeys[status])}</Notice>
        )}
        {failure && <Notice tone="bad">{failure}</Notice>}
        <CopyField label={text('receipt.code')} value={receipt} />
        {isNew && (
          <>
            <strong>{text('receipt.meanwhile')}</strong>
            <ul style={{ margin: 0, paddingLeft: '1.25rem' }}>
              <li>{text('receipt.leave')}</li>
              <li>{text('receipt.dontClick')}</li>
              <li>{text('receipt.tell')}</li>
            </ul>
          </>
        )}
        <PlainButton isQuiet onClick={onAgain}>
          {text('receipt.again')}
        </PlainButton>
      </div>
    </PlainPage>
  )
}
