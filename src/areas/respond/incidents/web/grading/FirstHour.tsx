import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useDraftKey } from '../../../../../ui/draft-key.ts'
import { keepDraft, keptDraft } from '../../../../../ui/drafts.ts'
import { Page } from '../../../../../ui/kit/Page.tsx'
import { To, useFilter } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getSignal } from '../../../signals/contract/signals.ts'
import { FirstHourAnswers } from '../../contract/first-hour.ts'
import { FromSignal } from '../parts/DeclareForm.tsx'
import { RunningIncidents } from '../parts/RunningIncidents.tsx'
import { Outcome } from './Outcome.tsx'
import { Questions, emptyAnswers } from './Questions.tsx'
import classes from './grading.module.css'

/** The front door for somebody who has never done this: five questions, then what they amount to. */
export function FirstHour() {
  const text = useText('grading')
  const [signalId] = useFilter('signal')
  const signal = useAnswer(getSignal, { id: signalId }, { enabled: signalId !== '' })
  const draft = useDraftKey('first-hour')
  const [answers, setAnswers] = useState(() => readAnswers(keptDraft(draft)))
  const [isAnswered, setAnswered] = useState(false)
  if (isAnswered) {
    const onBack = () => setAnswered(false)
    const forget = () => keepDraft(draft, undefined)
    return <Outcome answers={answers} signal={signal.data} onBack={onBack} onDeclared={forget} />
  }
  const keep = (next: FirstHourAnswers) => {
    setAnswers(next)
    keepDraft(draft, next)
  }
  return (
    <Page title={text('q.title')} lead={text('q.lead')} actions={<AtOnce signalId={signalId} />}>
      <div className={classes.door}>
        {signal.data && <FromSignal signal={signal.data} />}
        <RunningIncidents signalId={signalId === '' ? undefined : signalId} />
        <Questions
          initial={answers}
          onChange={keep}
          onDone={(next) => {
            keep(next)
            setAnswered(true)
          }}
          doneLabel={text('q.next')}
        />
      </div>
    </Page>
  )
}

/** For whoever knows already: kind and severity on one page. */
function AtOnce({ signalId }: { readonly signalId: string }) {
  const text = useText('grading')
  const rest = signalId === '' ? '' : `&signal=${signalId}`
  return (
    <To path={`/declare?by=kind${rest}`} className={classes.way}>
      {text('q.direct')}
    </To>
  )
}

/** The way back to the questions. */
export function ByQuestions() {
  const text = useText('grading')
  const [signalId] = useFilter('signal')
  return (
    <To path={signalId === '' ? '/declare' : `/declare?signal=${signalId}`} className={classes.way}>
      {text('q.byQuestions')}
    </To>
  )
}

/** What was answered in this tab and not declared yet. */
function readAnswers(kept: unknown): FirstHourAnswers {
  const read = FirstHourAnswers.safeParse(kept)
  return read.success ? read.data : emptyAnswers()
}
