import { useEffect, useState } from 'react'
import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readReportForm, submitReport } from '../../contract/reports.ts'
import type { ReceiptWords } from './ReceiptWords.tsx'
import { ReportForm, nothingSeen } from './ReportForm.tsx'
import { sourceOf, withMail, type Sent } from './send-report.ts'
import classes from '../signals.module.css'

type Form = z.output<typeof readReportForm.output>
const outside = { tenant: null, asksForIdentity: false } as const

/** `/report/{token}`: report something odd in under a minute, without signing in. */
export function ReportFormPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('report')
  const token = parts['token'] ?? ''
  const [form, setForm] = useState<Form>()
  const [failure, setFailure] = useState<CallError>()
  const [receipt, setReceipt] = useState(() => new URLSearchParams(location.search).get('receipt') ?? '')
  const [isAsking, setAsking] = useState(false)
  const [sent, setSent] = useState<Sent>()
  const [tries, setTries] = useState(0)
  const Words = useReceiptWords()
  useEffect(() => {
    call(readReportForm, { token }, outside).then(setForm, (error: unknown) =>
      setFailure(error instanceof CallError ? error : new CallError('error', String(error))),
    )
  }, [token, tries])

  const onSent = (report: Sent) => {
    // So that the address of the page can be kept as it is; of whoever gives no name nothing stays in this browser.
    if (!report.isAnonymous && !report.isRehearsal)
      history.replaceState(null, '', `${location.pathname}?receipt=${encodeURIComponent(report.receipt)}`)
    setSent(report)
    setReceipt(report.receipt)
    scrollTo(0, 0)
  }
  const again = () => {
    history.replaceState(null, '', location.pathname)
    setSent(undefined)
    setReceipt('')
    setAsking(false)
  }

  if (receipt !== '' || sent?.isRehearsal === true)
    return (
      <ReceiptShown
        Words={Words}
        receipt={receipt}
        sent={sent}
        phone={form?.emergencyPhone}
        onAgain={again}
      />
    )
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
      {isAsking ? (
        <AskForCode onCode={setReceipt} />
      ) : (
        <>
          <p className={classes.promise}>{text('form.promise', { organisation: form.organisation })}</p>
          <OpenForm token={token} onSent={onSent} />
          <div className={classes.below}>
            <PlainButton isQuiet onClick={() => setAsking(true)}>
              {text('receipt.have')}
            </PlainButton>
          </div>
        </>
      )}
    </PlainPage>
  )
}

function WellSpotted({ onAgain }: { readonly onAgain: () => void }) {
  const text = useText('report')
  return (
    <PlainPage title={text('rehearsal.title')} lead={text('rehearsal.lead')}>
      <Notice tone="good">{text('rehearsal.why')}</Notice>
      <div className={classes.below}>
        <PlainButton isQuiet onClick={onAgain}>
          {text('receipt.again')}
        </PlainButton>
      </div>
    </PlainPage>
  )
}

function EmergencyPhone({ phone }: { readonly phone: string | undefined }) {
  const text = useText('report')
  if (!phone) return null
  return (
    <p className={classes.emergency}>
      {text('form.emergency')} <a href={`tel:${phone.replaceAll(/[^+0-9]/g, '')}`}>{phone}</a>
    </p>
  )
}

function AskForCode({ onCode }: { readonly onCode: (code: string) => void }) {
  const text = useText('report')
  const [code, setCode] = useState('')
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() !== '') onCode(code.trim())
      }}
    >
      <label className={classes.reply}>
        <span>{text('receipt.enter')}</span>
        <input
          className={classes.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <div>
        <PlainButton>{text('receipt.look')}</PlainButton>
      </div>
    </form>
  )
}

function OpenForm({ token, onSent }: { readonly token: string; readonly onSent: (sent: Sent) => void }) {
  const text = useText('report')
  const [mail, setMail] = useState<Blob>()
  const form = useForm({
    schema: submitReport.input.omit({ token: true }),
    initial: { ...nothingSeen, name: '', contact: '' },
    draft: 'report',
    send: async ({ kind, ...values }) => {
      const chosen = kind === '' ? 'behaviour' : kind
      const odd = chosen === 'mail' ? mail : undefined
      const told = { ...values, ...(await sourceOf(odd)), kind: chosen, token }
      const { receipt, isRehearsal } = await call(submitReport, told, outside)
      // What was left empty is not among what is sent.
      const isAnonymous = [values.name, values.contact].every((said?: string) => (said ?? '').trim() === '')
      return withMail({ receipt, isRehearsal, kind: chosen, isAnonymous }, odd)
    },
    onDone: onSent,
  })
  const isAnonymous = form.values.name.trim() === '' && form.values.contact.trim() === ''
  return (
    <ReportForm form={form} mail={mail} onMail={setMail} isAnonymous={isAnonymous}>
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

/** What stands behind the code comes while the form is being filled: it is needed only then, and must be there by then. */
function useReceiptWords(): typeof ReceiptWords | undefined {
  const [words, setWords] = useState<typeof ReceiptWords>()
  useEffect(() => {
    import('./ReceiptWords.tsx').then(
      (file) => setWords(() => file.ReceiptWords),
      // Without it the code still stands on the page, which is what must not be lost.
      () => {},
    )
  }, [])
  return words
}

interface ReceiptProps {
  readonly Words: typeof ReceiptWords | undefined
  readonly receipt: string
  readonly sent: Sent | undefined
  readonly phone: string | undefined
  readonly onAgain: () => void
}

function ReceiptShown({ Words, receipt, sent, phone, onAgain }: ReceiptProps) {
  const text = useText('report')
  if (sent?.isRehearsal) return <WellSpotted onAgain={onAgain} />
  return (
    <PlainPage
      title={text(sent ? 'receipt.thanks' : 'receipt.title')}
      lead={sent ? text('receipt.lead') : undefined}
    >
      <EmergencyPhone phone={phone} />
      {Words ? (
        <Words receipt={receipt} sent={sent} onAgain={onAgain} />
      ) : (
        <code className={classes.receipt}>{receipt}</code>
      )}
    </PlainPage>
  )
}
