import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { CardSteps } from './CardSteps.tsx'
import { EndButton } from './EndButton.tsx'
import { InjectCard } from './InjectCard.tsx'
import { Observing } from './Observing.tsx'
import classes from '../exercises.module.css'

/** What those who play see: what came, the newest first, and nothing of what is to come. */
export function Players({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const { id, injects, situation, can, hasMore, form } = exercise
  const move = useAct(moveExercise, { refreshes: [getExercise] })
  const isAlone = form === 'solo' && can.run
  const last = injects.at(-1)
  const isOpen = last !== undefined && last.answers.length === 0
  return (
    <div className={classes.board}>
      <div className={classes.stack}>
        {isAlone && (
          <div className={classes.acts}>
            {hasMore && (
              <Button
                disabled={isOpen || exercise.state !== 'running'}
                loading={move.isPending}
                onClick={() => move.mutate({ id, move: { do: 'deliver' } })}
              >
                {text(injects.length === 0 ? 'play.first' : 'play.next')}
              </Button>
            )}
            <EndButton exercise={exercise} isPlain={hasMore} />
            {isOpen && <span className={classes.dim}>{text('play.answerFirst')}</span>}
          </div>
        )}
        {move.error && <Notice tone="bad">{move.error.message}</Notice>}
        <div className={classes.stack} aria-live="polite">
          {injects.toReversed().map((inject) => (
            <InjectCard key={inject.key} exercise={exercise} inject={inject} />
          ))}
        </div>
        {injects.length === 0 && <p className={classes.dim}>{text('play.nothingYet')}</p>}
        <Section title={text('scenario.situation')}>
          <p className={classes.artefact}>{situation}</p>
        </Section>
      </div>
      <div className={classes.stack}>
        <CardSteps exercise={exercise} />
        {exercise.objectives.length > 0 && <Observing exercise={exercise} />}
      </div>
    </div>
  )
}
