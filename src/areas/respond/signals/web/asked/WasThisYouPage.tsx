import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { signInAddress } from '../../../../../ui/identity.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerQuestionLink, readQuestionLink } from '../../contract/questions.ts'
import classes from '../signals.module.css'

type Asked = OutputOf<typeof readQuestionLink>
const outside = { tenant: null, asksForIdentity: false } as const

/** `/was-this-you/{token}`: says no with one tap and without signing in; a yes leads to the sign-in. */
export function WasThisYouPage({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('asked')
  const token = parts['token'] ?? ''
  const [asked, setAsked] = useState<Asked>()
  const [failure, setFailure] = useState<CallError>()
  const [tries, setTries] = useState(0)
  const [isDone, setDone] = useState(false)
  const fail = (error: unknown) =>
    setFailure(error instanceof CallError ? error : new CallError('error', String(error)))
  useEffect(() => {
    call(readQuestionLink, { token }, outside).then(setAsked, fail)
  }, [token, tries])
  if (asked === undefined)
    return failure === undefined ? null : (
      <PlainPage title={text('dead')} lead={text('deadLead')}>
        <Notice tone="bad">{failure.message}</Notice>
        {failure.kind !== 'not_found' && (
          <PlainButton isQuiet onClick={() => setTries(tries + 1)}>
            {text('retry')}
          </PlainButton>
        )}
      </PlainPage>
    )
  if (isDone) return <Thanks />
  if (asked.isAnswered || asked.isOver)
    return (
      <PlainPage
        title={text(asked.isAnswered ? 'done' : 'over')}
        lead={text(asked.isAnswered ? 'doneLead' : 'overLead')}
      >
        {null}
      </PlainPage>
    )
  const { name, organisation } = asked
  return (
    <PlainPage title={text('title')} lead={text('lead', { name, organisation })}>
      <Answer
        asked={asked}
        onNo={async (words) => call(answerQuestionLink, { token, words }, outside).then(() => setDone(true))}
      />
    </PlainPage>
  )
}

function Answer({ asked, onNo }: { readonly asked: Asked; readonly onNo: (words: string) => Promise<void> }) {
  const text = useText('asked')
  const [words, setWords] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const say = () => {
    setBusy(true)
    setFailure(undefined)
    onNo(words)
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false))
  }
  return (
    <div className={classes.stack}>
      <dl className={classes.labels}>
        <dt>{text('account')}</dt>
        <dd>{asked.account}</dd>
        <dt>{text('what')}</dt>
        <dd>{asked.title}</dd>
      </dl>
      <p className={classes.promise}>{text('why')}</p>
      <label className={classes.reply}>
        <span>{text('words')}</span>
        <textarea
          rows={2}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {failure && <Notice tone="bad">{failure}</Notice>}
      <div>
        <PlainButton isAlarming isBusy={isBusy} onClick={say}>
          {text('noUnsure')}
        </PlainButton>
      </div>
      <p className={classes.dim}>
        {text('yesWhy')} <a href={signInAddress('sign_in', asked.path)}>{text('yesHere')}</a>
      </p>
    </div>
  )
}

function Thanks() {
  const text = useText('asked')
  return (
    <PlainPage title={text('thanks')} lead={text('thanksLead')}>
      <strong>{text('next')}</strong>
      <ul style={{ margin: 0, paddingLeft: '1.25rem' }}>
        {['nextPassword', 'nextStay', 'nextKeep', 'nextCall'].map((step) => (
          <li key={step}>{text(step)}</li>
        ))}
      </ul>
    </PlainPage>
  )
}
