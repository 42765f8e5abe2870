import { useState } from 'react'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { useFilter } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { reportOdd } from '../contract/reports.ts'
import { ReceiptWords } from './parts/ReceiptWords.tsx'
import { ReportForm, nothingSeen } from './parts/ReportForm.tsx'
import classes from './signals.module.css'

/** The short report of somebody who is signed in; behind the address with the receipt, what became of it. */
export function ReportPanel() {
  const text = useText('signals')
  const [receipt, setReceipt] = useFilter('receipt')
  const [isNew, setNew] = useState(false)
  if (receipt === '')
    return (
      <OddForm
        onSent={(code) => {
          setNew(true)
          setReceipt(code)
          scrollTo(0, 0)
        }}
      />
    )
  const again = () => {
    setNew(false)
    setReceipt('')
  }
  return (
    <Section title={text(isNew ? 'receipt.thanks' : 'receipt.title')}>
      {isNew && <p style={{ margin: 0 }}>{text('receipt.lead')}</p>}
      <ReceiptWords receipt={receipt} isNew={isNew} onAgain={again} />
    </Section>
  )
}

function OddForm({ onSent }: { readonly onSent: (receipt: string) => void }) {
  const text = useText('signals')
  const form = useForm({
    schema: reportOdd.input,
    initial: { ...nothingSeen, anonymous: false },
    draft: 'odd',
    send: (values) => call(reportOdd, values),
    onDone: ({ receipt }) => onSent(receipt),
  })
  return (
    <ReportForm form={form}>
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
