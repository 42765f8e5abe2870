import { useCallback, useEffect, useState, type SyntheticEvent } from 'react'
import type * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readReceipt, writeToReport, type ReportProgress } from '../../contract/report-talk.ts'
import classes from '../signals.module.css'
import { MailReasons } from './MailReasons.tsx'
import type { Sent } from './send-report.ts'
import { Talk } from './Talk.tsx'

type Progress = z.output<typeof ReportProgress>
const progressKeys: Record<Progress['status'], string> = {
  received: 'receipt.received',
  'being handled': 'receipt.handled',
  closed: 'receipt.closed',
}
const outside = { tenant: null, asksForIdentity: false } as const

interface ReceiptWordsProps {
  readonly receipt: string
  /** Just sent: says what to do meanwhile instead of how far it is. */
  readonly sent: Sent | undefined
  readonly onAgain: () => void
}

/** A reporter's code, what became of the report, and the talk about it. Nobody is asked who they are: the code opens it. */
export function ReceiptWords({ receipt, sent, onAgain }: ReceiptWordsProps) {
  const text = useText('report')
  const [progress, setProgress] = useState<Progress>()
  const [failure, setFailure] = useState<string>()
  const fail = useCallback(
    (error: unknown) => setFailure(error instanceof CallError ? error.message : String(error)),
    [],
  )
  useEffect(() => {
    if (sent) return
    call(readReceipt, { receipt }, outside).then(setProgress, fail)
  }, [receipt, sent, fail])
  const done = progress?.outcome ?? null
  return (
    <div className={classes.stack}>
      {progress && (
        <Notice tone={progress.status === 'closed' ? 'good' : 'active'}>
          {text(done === null ? progressKeys[progress.status] : `outcome.${done}`)}
        </Notice>
      )}
      {failure && <Notice tone="bad">{failure}</Notice>}
      {sent && <JustSent sent={sent} />}
      <CopyField label={text('receipt.code')} value={receipt} />
      {sent && <code className={classes.receipt}>{receipt}</code>}
      {sent?.isAnonymous && <p className={classes.dim}>{text('receipt.onlyHere')}</p>}
      {progress && (
        <>
          <Talk messages={progress.messages} />
          <Reply
            onSend={async (words) => {
              setFailure(undefined)
              await call(writeToReport, { receipt, text: words }, outside).then(setProgress)
            }}
            onFailure={fail}
          />
        </>
      )}
      <PlainButton isQuiet onClick={onAgain}>
        {text('receipt.again')}
      </PlainButton>
    </div>
  )
}

function JustSent({ sent }: { readonly sent: Sent }) {
  const text = useText('report')
  return (
    <>
      {sent.mailFailure && <Notice tone="warn">{`${text('oddMail.failed')} ${sent.mailFailure}`}</Notice>}
      {sent.mail && (
        <Notice
          tone={sent.mail.verdict === 'nothing_found' ? 'active' : 'warn'}
          title={text(`mailVerdict.${sent.mail.verdict}`)}
        >
          <MailReasons reasons={sent.mail.reasons} />
        </Notice>
      )}
      <strong>{text('receipt.meanwhile')}</strong>
      <ul style={{ margin: 0, paddingLeft: '1.25rem' }}>
        {(doNow[sent.kind] ?? ['leave', 'dontClick', 'tell']).map((step) => (
          <li key={step}>{text(`receipt.${step}`)}</li>
        ))}
      </ul>
    </>
  )
}

/** What helps at once, by kind of report. */
const doNow: Partial<Record<Sent['kind'], readonly string[]>> = {
  clicked: ['unplug', 'password', 'tell'],
  lost: ['lockIt', 'password', 'tell'],
  weakness: ['quiet', 'tell'],
  near_miss: ['quiet'],
  concern: ['comeBack', 'quiet'],
}

interface ReplyProps {
  readonly onSend: (words: string) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

function Reply({ onSend, onFailure }: ReplyProps) {
  const text = useText('report')
  const [words, setWords] = useState('')
  const [isBusy, setBusy] = useState(false)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    if (words.trim() === '' || isBusy) return
    setBusy(true)
    onSend(words.trim())
      .then(() => setWords(''), onFailure)
      .finally(() => setBusy(false))
  }
  return (
    <form className={classes.stack} onSubmit={send} noValidate>
      <label className={classes.reply}>
        <span>{text('talk.add')}</span>
        <textarea
          rows={3}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <div>
        <PlainButton isBusy={isBusy}>{text('talk.send')}</PlainButton>
      </div>
    </form>
  )
}
