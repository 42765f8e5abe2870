import { useState } from 'react'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { useFilter } from '../../../../ui/place.tsx'
import { LongField, TextField } from '../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { reportOdd } from '../contract/reports.ts'
import { ReceiptWords } from './parts/ReceiptWords.tsx'
import { StillGoing, goingUnknown } from './parts/StillGoing.tsx'
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
    initial: { what: '', where: '', stillGoing: goingUnknown, anonymous: false },
    draft: 'odd',
    send: (values) => call(reportOdd, values),
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
      <StillGoing value={form.values.stillGoing} onChange={(value) => form.set('stillGoing', value)} />
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
    </PlainForm>
  )
}
