import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { answerInterview, readInterview, type AnswerValue, type Interview } from '../contract/answers.ts'
import { readPlan } from '../contract/plan.ts'
import { questionGroups } from '../rules/words/question.ts'
import { questions } from '../rules/words/questions.ts'
import { Brought, newIn } from './parts/Brought.tsx'
import { QuestionCard } from './parts/QuestionCard.tsx'
import { Ranking } from './parts/Ranking.tsx'
import { useIsNarrow } from './parts/use-is-narrow.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

interface Undo {
  readonly question: string
  readonly value: AnswerValue | null
}

/** Forty questions at most, in any order, over as many sittings as it takes. Each answer is kept at once. */
export function InterviewPage() {
  const text = useText('plan')
  const answer = useAnswer(readInterview, {})
  const mayEdit = useMay('plan.edit')
  const [undo, setUndo] = useState<Undo>()
  const interview = answer.data
  const [brought, setBrought] = useState<Interview['brings']>()
  const act = useAct(answerInterview, {
    refreshes: [readInterview, readPlan],
    onDone: ({ brings }) => setBrought(interview && newIn(interview.brings, brings)),
  })
  const give = (question: string, value: AnswerValue | null) => {
    const before = interview?.items.find((item) => item.question === question)
    setUndo({ question, value: before?.state === 'filled' ? null : (before?.value ?? null) })
    act.mutate({ answers: [{ question, value }] })
  }
  return (
    <Page
      title={text('interview.title')}
      lead={
        <>
          {text('interview.lead')} <To path="/plan">{text('toPlan')}</To>
        </>
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {!mayEdit && <Notice tone="active">{text('readOnly')}</Notice>}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      {interview && (
        <>
          <Progress interview={interview} />
          <div className={classes.buttons} role="status">
            {undo && !act.isPending && (
              <>
                <span>{text('interview.kept')}</span>
                <Button
                  variant="default"
                  onClick={() => {
                    act.mutate({ answers: [undo] })
                    setUndo(undefined)
                  }}
                >
                  {text('interview.undo')}
                </Button>
              </>
            )}
          </div>
          {brought && !act.isPending && <Brought brought={brought} />}
          <Questions interview={interview} mayEdit={mayEdit} give={give} />
          <Section title={text('ranking.title')}>
            <Ranking interview={interview} />
          </Section>
        </>
      )}
    </Page>
  )
}

function Progress({ interview }: { readonly interview: Interview }) {
  const text = useText('plan')
  const done = interview.items.filter(({ state }) => state !== 'open').length
  const words = text('interview.progress', { done, count: interview.items.length })
  return (
    <div>
      <progress className={classes.progress} value={done} max={interview.items.length} aria-label={words} />
      <p className={lines.dim}>{words}</p>
    </div>
  )
}

interface QuestionsProps {
  readonly interview: Interview
  readonly mayEdit: boolean
  readonly give: (question: string, value: AnswerValue | null) => void
}

/** A list where there is room; one question at a time on a phone. */
function Questions(props: QuestionsProps) {
  const isNarrow = useIsNarrow()
  return isNarrow ? <OneByOne {...props} /> : <WholeList {...props} />
}

function WholeList({ interview, mayEdit, give }: QuestionsProps) {
  const text = useText('plan')
  return questionGroups.map((group) => (
    <Section key={group} title={text(`group.${group}`)}>
      {questions
        .filter((question) => question.group === group)
        .map((question) => (
          <QuestionCard
            key={question.id}
            question={question}
            given={interview.items.find((item) => item.question === question.id)}
            mayEdit={mayEdit}
            give={(value) => give(question.id, value)}
          />
        ))}
    </Section>
  ))
}

function OneByOne({ interview, mayEdit, give }: QuestionsProps) {
  const text = useText('plan')
  // Where this sitting begins: an answer does not turn the page, since one may choose several.
  const [begin] = useState(() => {
    const isOpen = ({ id }: { readonly id: string }) =>
      interview.items.find((item) => item.question === id)?.state === 'open'
    return String(Math.max(questions.findIndex(isOpen), 0) + 1)
  })
  const [wanted, setWanted] = useFilter('question', begin)
  const at = Math.min(Math.max(Number(wanted) || 1, 1), questions.length) - 1
  const question = questions[at]
  if (question === undefined) return null
  return (
    <Section title={text('interview.at', { at: at + 1, count: questions.length })}>
      <QuestionCard
        key={question.id}
        question={question}
        given={interview.items.find((item) => item.question === question.id)}
        mayEdit={mayEdit}
        give={(value) => give(question.id, value)}
      />
      <div className={classes.buttons}>
        <Button variant="default" disabled={at === 0} onClick={() => setWanted(String(at))}>
          {text('interview.back')}
        </Button>
        <Button disabled={at === questions.length - 1} onClick={() => setWanted(String(at + 2))}>
          {text('interview.next')}
        </Button>
      </div>
    </Section>
  )
}
