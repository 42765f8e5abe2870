import { useAct } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Quiz } from '../../../../../ui/questions/Quiz.tsx'
import { useText } from '../../../../../ui/text.ts'
import { answerHouseRule, type HouseRuleDetail } from '../../contract.ts'

interface RuleQuizProps {
  readonly id: string
  readonly number: number
  readonly content: NonNullable<HouseRuleDetail['content']>
  readonly onDone: () => void
}

/** The two questions of a house rule. Who misses one is sent to its clause. */
export function RuleQuiz({ id, number, content: { clauses, questions }, onDone }: RuleQuizProps) {
  const text = useText('policies')
  const words = {
    title: text('quiz.title'),
    lead: text('quiz.lead'),
    send: text('quiz.send'),
    done: text('quiz.done'),
  }
  const send = useAct(answerHouseRule, {
    onDone: ({ isUnderstood }) => {
      if (!isUnderstood) return
      showDone(words.done)
      onDone()
    },
  })
  return (
    <Quiz
      questions={questions.map(({ clause, ...one }) => ({ ...one, about: clause }))}
      parts={clauses}
      anchor="clause"
      words={words}
      sent={send}
      onSend={(answers) => send.mutate({ id, number, answers })}
    />
  )
}
