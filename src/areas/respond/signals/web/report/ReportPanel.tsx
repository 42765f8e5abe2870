import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useFilter } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { reportOdd } from '../../contract/reports.ts'
import { ReceiptWords } from './ReceiptWords.tsx'
import { ReportForm, nothingSeen } from './ReportForm.tsx'
import { sourceOf, withMail, type Sent } from './send-report.ts'
import classes from '../signals.module.css'

/** The short report of somebody who is signed in; behind the address with the receipt, what became of it. */
export function ReportPanel() {
  const text = useText('report')
  const [receipt, setReceipt] = useFilter('receipt')
  const [sent, setSent] = useState<Sent>()
  // The code of an anonymous report stays out of the address, and so out of the history of this browser.
  const [hidden, setHidden] = useState('')
  const code = receipt || hidden
  if (sent?.isRehearsal)
    return (
      <Section title={text('rehearsal.title')}>
        <p style={{ margin: 0 }}>{text('rehearsal.lead')}</p>
        <Notice tone="good">{text('rehearsal.why')}</Notice>
        <div>
          <PlainButton isQuiet onClick={() => setSent(undefined)}>
            {text('receipt.again')}
          </PlainButton>
        </div>
      </Section>
    )
  if (code === '')
    return (
      <OddForm
        onSent={(report) => {
          setSent(report)
          if (report.isRehearsal) return
          if (report.isAnonymous) setHidden(report.receipt)
          else setReceipt(report.receipt)
          scrollTo(0, 0)
        }}
      />
    )
  const again = () => {
    setSent(undefined)
    setHidden('')
    setReceipt('')
  }
  return (
    <Section title={text(sent ? 'receipt.thanks' : 'receipt.title')}>
      {sent && <p style={{ margin: 0 }}>{text('receipt.lead')}</p>}
      <ReceiptWords receipt={code} sent={sent} onAgain={again} />
    </Section>
  )
}

function OddForm({ onSent }: { readonly onSent: (sent: Sent) => void }) {
  const text = useText('report')
  const [mail, setMail] = useState<Blob>()
  const form = useForm({
    schema: reportOdd.input,
    initial: { ...nothingSeen, anonymous: false },
    draft: 'odd',
    send: async ({ kind, ...values }) => {
      const chosen = kind === '' ? 'behaviour' : kind
      const odd = chosen === 'mail' ? mail : undefined
      const told = { ...values, ...(await sourceOf(odd)), kind: chosen }
      const { receipt, isRehearsal } = await call(reportOdd, told)
      return withMail({ receipt, isRehearsal, kind: chosen, isAnonymous: values.anonymous }, odd)
    },
    onDone: onSent,
  })
  return (
    <ReportForm form={form} mail={mail} onMail={setMail} isAnonymous={form.values.anonymous}>
      <div>
        <div className={classes.choices}>
          <label>
            <input
              type="checkbox"
              name="anonymous"
              checked={form.values.anonymous}
              aria-describedby="anonymous-hint"
              onChange={(event) => form.set('anonymous', event.currentTarget.checked)}
            />
            {text('form.anonymous')}
          </label>
        </div>
        <p id="anonymous-hint" className={classes.dim} style={{ margin: 0 }}>
          {text('form.anonymousHint')}
        </p>
      </div>
    </ReportForm>
  )
}
