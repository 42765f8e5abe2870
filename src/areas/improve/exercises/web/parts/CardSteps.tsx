import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { clockWords } from './words.ts'
import classes from '../exercises.module.css'

/** The card of the first fifteen minutes: each step is ticked when it is done, and the clock says when. */
export function CardSteps({ exercise: { id, card, state, can } }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const [undoing, setUndoing] = useState<Exercise['card'][number]>()
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
            disabled={!can.tick || (doneSeconds === null && state !== 'running')}
            aria-pressed={doneSeconds !== null}
            onClick={() =>
              doneSeconds === null
                ? tick.mutate({ id, move: { do: 'card', step: key } })
                : setUndoing({ key, does, doneSeconds })
            }
          >
            <span aria-hidden="true">{doneSeconds === null ? '☐' : '☑'}</span>
            <span>
              {does}
              {doneSeconds !== null && ` (${clockWords(doneSeconds)})`}
            </span>
          </button>
        ))}
      </div>
      <ConfirmDialog
        isOpen={undoing !== undefined}
        title={text('card.untick')}
        confirmLabel={text('card.untick')}
        reasonLabel={text('card.untickReason')}
        onConfirm={(reason) =>
          tick.mutateAsync({ id, move: { do: 'untick', step: undoing?.key ?? '', reason } })
        }
        onClose={() => setUndoing(undefined)}
      >
        {undoing?.does}
      </ConfirmDialog>
      {tick.error && tick.error.detail.reason !== 'came_already' && (
        <Notice tone="bad">{tick.error.message}</Notice>
      )}
    </Section>
  )
}
