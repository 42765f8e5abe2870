import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { confirmBriefing, readBriefing } from '../contract/recipients.ts'
import classes from './parts/statements.module.css'

/** What somebody of the house is to know and do; one press says that they read it. */
export function BriefingPage() {
  const text = useText('communications')
  const id = usePart('briefing')
  const answer = useAnswer(readBriefing, { id })
  const confirm = useAct(confirmBriefing, { refreshes: [readBriefing] })
  if (answer.error && !answer.data)
    return (
      <Page title={text('briefing.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  if (!answer.data) return <Loading />
  const { subject, text: words, releasedAt, releasedBy, readAt, correctedBy } = answer.data
  return (
    <Page
      title={subject}
      lead={
        <>
          {releasedBy} · <TimeText at={releasedAt} form="absolute" />
        </>
      }
    >
      {correctedBy !== null && <Notice tone="warn">{text('briefing.corrected')}</Notice>}
      <pre className={classes.letter}>{words}</pre>
      {confirm.error && <Notice tone="bad">{confirm.error.message}</Notice>}
      {readAt === null ? (
        <PlainButton isBusy={confirm.isPending} onClick={() => confirm.mutate({ id })}>
          {text('briefing.confirm')}
        </PlainButton>
      ) : (
        <Notice tone="good">
          {text('briefing.confirmed')} <TimeText at={readAt} form="absolute" />
        </Notice>
      )}
    </Page>
  )
}
