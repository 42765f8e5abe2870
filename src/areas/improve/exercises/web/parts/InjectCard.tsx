import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Exercise, ShownInject } from '../../contract/exercise.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { clockWords } from './words.ts'
import classes from '../exercises.module.css'

/** One thing that came, as it would look, with what the roles answered. */
export function InjectCard({
  exercise,
  inject,
}: {
  readonly exercise: Exercise
  readonly inject: ShownInject
}) {
  const text = useText('exercises')
  const { title, look, from, to, text: words, questions, answers, after, elapsedSeconds, choices } = inject
  return (
    <article className={classes.inject}>
      <h3>{title}</h3>
      <span className={classes.chips}>
        <span className={classes.chip}>{clockWords(elapsedSeconds)}</span>
        <span className={classes.chip}>{text(`look.${look}`)}</span>
        <span className={classes.chip}>{text('inject.fromTo', { from, to: text(`role.${to}`) })}</span>
      </span>
      <p className={classes.artefact} data-look={look}>
        {words}
      </p>
      {questions.length > 0 && (
        <ul>
          {questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
      {answers.map((answer) => (
        <div key={answer.id} className={classes.said}>
          <strong>
            {text(`role.${answer.role}`)}, {clockWords(answer.elapsedSeconds)}
          </strong>
          {answer.choice !== null && (
            <span>{choices.find(({ key }) => key === answer.choice)?.label ?? answer.choice}</span>
          )}
          {answer.text !== '' && <span>{answer.text}</span>}
          {answer.called !== '' && (
            <span className={classes.dim}>{text('answer.calledShown', { who: answer.called })}</span>
          )}
          {answer.planStep !== '' && (
            <span className={classes.dim}>{text('answer.planShown', { step: answer.planStep })}</span>
          )}
        </div>
      ))}
      {after !== null && (
        <Notice tone="good" title={text('answer.after')}>
          {after.outcome !== '' && <p>{after.outcome}</p>}
          <ul>
            {after.expected.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
      {exercise.can.answer && (
        <AnswerForm exercise={exercise} inject={inject} isFirst={answers.length === 0} />
      )}
    </article>
  )
}
