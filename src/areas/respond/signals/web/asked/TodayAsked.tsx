import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { signInAddress } from '../../../../../ui/identity.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  answerMyQuestion,
  listMyQuestions,
  type MyQuestion,
  type QuestionAnswer,
} from '../../contract/questions.ts'
import type * as z from 'zod'
import classes from '../signals.module.css'
import own from './asked.module.css'

type Mine = z.output<typeof MyQuestion>

/** Today: what this person is asked about their own account. Nothing is shown when nobody asks. */
export function TodayAsked() {
  const text = useText('asked')
  const answer = useAnswer(listMyQuestions, {}, { live: { stream: '*', kinds: ['question.'] } })
  const [said, setSaid] = useState<QuestionAnswer>()
  const items = answer.data?.items ?? []
  if (items.length === 0 && said === undefined) return null
  return (
    <Section title={text('todayTitle')}>
      {said && <Notice tone="good">{text(said === 'me' ? 'saidYes' : 'saidNo')}</Notice>}
      {items.map((question) => (
        <One key={question.id} question={question} onSaid={setSaid} />
      ))}
    </Section>
  )
}

function One({
  question,
  onSaid,
}: {
  readonly question: Mine
  readonly onSaid: (answer: QuestionAnswer) => void
}) {
  const text = useText('asked')
  const act = useAct(answerMyQuestion, { refreshes: [listMyQuestions] })
  const { id, account, title, askedBy, askedAt } = question
  const say = (answer: QuestionAnswer) => act.mutate({ id, answer }, { onSuccess: () => onSaid(answer) })
  const needsProof = act.error instanceof CallError && act.error.detail.reason === 'proof_needed'
  return (
    <div className={own.question}>
      <p style={{ margin: 0 }}>
        <strong>{account}</strong>: {title}
        <br />
        <span className={classes.dim}>
          {text('todayAsked', { name: askedBy })} · <TimeText at={askedAt} form="relative" />
        </span>
      </p>
      <div className={own.buttons}>
        <Button color="red" loading={act.isPending} onClick={() => say('not_me')}>
          {text('noUnsure')}
        </Button>
        <Button variant="default" loading={act.isPending} onClick={() => say('me')}>
          {text('yes')}
        </Button>
      </div>
      {needsProof ? (
        <Notice tone="active">
          <p>
            {text('yesWhy')} <a href={signInAddress('sign_in', location.pathname)}>{text('again')}</a>
          </p>
        </Notice>
      ) : (
        act.error && <ErrorState error={act.error} />
      )}
    </div>
  )
}
