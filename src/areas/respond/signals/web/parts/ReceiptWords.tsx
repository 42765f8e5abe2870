import { useEffect, useState } from 'react'
import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readReceipt } from '../../contract/reports.ts'
import classes from '../signals.module.css'

type Progress = z.output<typeof readReceipt.output>['status']
const progressKeys: Record<Progress, string> = {
  received: 'receipt.received',
  'being handled': 'receipt.handled',
  closed: 'receipt.closed',
}

interface ReceiptWordsProps {
  readonly receipt: string
  /** Just sent: says what to do meanwhile instead of how far it is. */
  readonly isNew: boolean
  readonly onAgain: () => void
}

/** A reporter's code, and what became of the report. Asked without saying who asks: the code alone opens it. */
export function ReceiptWords({ receipt, isNew, onAgain }: ReceiptWordsProps) {
  const text = useText('signals')
  const [status, setStatus] = useState<Progress>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    if (isNew) return
    call(readReceipt, { receipt }, { tenant: null, asksForIdentity: false }).then(
      (answer) => setStatus(answer.status),
      (error: unknown) => setFailure(error instanceof CallError ? error.message : String(error)),
    )
  }, [receipt, isNew])
  return (
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
  )
}
