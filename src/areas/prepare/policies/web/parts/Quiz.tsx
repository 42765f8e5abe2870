import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerHouseRule, type HouseRuleDetail } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface QuizProps {
  readonly rule: HouseRuleDetail
  readonly number: number
  readonly onDone: () => void
}

/** Two questions after reading. Who misses one is sent to the clause, and nothing is noted of them. */
export function Quiz({ rule, number, onDone }: QuizProps) {
  const text = useText('policies')
  const [answers, setAnswers] = useState<Readonly<Record<number, number>>>({})
  const questions = rule.content?.questions ?? []
  const send = useAct(answerHouseRule, {
    onDone: ({ isUnderstood }) => {
      if (!isUnderstood) return
      showDone(text('quiz.done'))
      onDone()
    },
  })
  const isReady = questions.every((_question, place) => answers[place] !== undefined)
  const again = send.data?.readAgain ?? []
  return (
    <div data-no-print>
      <Section title={text('quiz.title')}>
        <p className={lines.dim}>{text('quiz.lead')}</p>
        {questions.map(({ question, options }, place) => (
          <Radio.Group
            key={question}
            label={`${place + 1}. ${question}`}
            value={answers[place] === undefined ? '' : String(answers[place])}
            onChange={(value) => setAnswers({ ...answers, [place]: Number(value) })}
          >
            {options.map((option, at) => (
              <Radio key={option} value={String(at)} label={option} size="md" mt="xs" py={6} />
            ))}
          </Radio.Group>
        ))}
        {send.error && <ErrorState error={send.error} />}
        {send.data?.isUnderstood === false && (
          <Notice tone="active" title={text('quiz.again')}>
            <ul>
              {again.map((clause) => (
                <li key={clause}>
                  <a href={`#clause-${clause}`}>{rule.content?.clauses[clause]?.heading}</a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className={lines.acts}>
          <Button
            disabled={!isReady}
            loading={send.isPending}
            onClick={() =>
              send.mutate({
                id: rule.id,
                number,
                answers: questions.map((_question, place) => answers[place] ?? 0),
              })
            }
          >
            {text('quiz.send')}
          </Button>
        </div>
      </Section>
    </div>
  )
}
