import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { clockWords } from './words.ts'
import classes from '../exercises.module.css'

/** The card of the first fifteen minutes: each step is ticked when it is done, and the clock says when. */
export function CardSteps({ exercise: { id, card, state } }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const tick = useAct(moveExercise, { refreshes: [getExercise] })
  if (card.length === 0) return null
  return (
    <Section title={text('card.title')}>
      <p className={classes.dim}>{text('card.lead')}</p>
      <div>
        {card.map(({ key, does, doneSeconds }) => (
          <button
            key={key}
            type="button"
            className={classes.tick}
            disabled={doneSeconds !== null || state !== 'running'}
            aria-pressed={doneSeconds !== null}
            onClick={() => tick.mutate({ id, move: { do: 'card', step: key } })}
          >
            <span aria-hidden="true">{doneSeconds === null ? '☐' : '☑'}</span>
            <span>
              {does}
              {doneSeconds !== null && ` (${clockWords(doneSeconds)})`}
            </span>
          </button>
        ))}
      </div>
      {tick.error && tick.error.detail.reason !== 'came_already' && (
        <Notice tone="bad">{tick.error.message}</Notice>
      )}
    </Section>
  )
}
