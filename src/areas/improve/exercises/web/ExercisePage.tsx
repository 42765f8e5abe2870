import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { getExercise, type Exercise } from '../contract/exercise.ts'
import { Briefing } from './parts/Briefing.tsx'
import { Console } from './parts/Console.tsx'
import { HotWash } from './parts/HotWash.tsx'
import { Players } from './parts/Players.tsx'
import { RunBanner } from './parts/RunBanner.tsx'
import { useReadAgain } from './parts/words.ts'
import classes from './exercises.module.css'

/** A session, as whoever asks takes part in it: brief, play, say three things, read what came of it. */
export function ExercisePage() {
  const text = useText('exercises')
  const id = usePart('exercise')
  const answer = useAnswer(getExercise, { id }, { live: { stream: '*', kinds: ['exercise.'] } })
  const isMoving = answer.data !== undefined && !['done', 'stopped', 'cancelled'].includes(answer.data.state)
  useReadAgain(isMoving, () => void answer.refetch())
  if (answer.data) return <Shown exercise={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading lines={8} />
}

function Shown({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const { title, state, retest, id } = exercise
  return (
    <Page
      title={title}
      lead={
        retest === null ? (
          <To path="/exercises?part=sessions">{text('list.sessions')}</To>
        ) : (
          <To path={`/exercises/${retest.id}/report`}>{text('run.retestOf')}</To>
        )
      }
    >
      <div className={classes.stack}>
        <RunBanner exercise={exercise} />
        {state === 'planned' && <Briefing exercise={exercise} />}
        {(state === 'running' || state === 'paused') &&
          (exercise.script === null ? <Players exercise={exercise} /> : <Console exercise={exercise} />)}
        {state === 'hot_wash' && <HotWash exercise={exercise} />}
        {state === 'done' && (
          <Notice tone="good" title={text('run.done')}>
            <p>
              <To path={`/exercises/${id}/report`}>{text('run.toReport')}</To>
            </p>
          </Notice>
        )}
        {state === 'stopped' && <Stopped />}
        {state === 'cancelled' && <Notice tone="active">{text('run.cancelled')}</Notice>}
      </div>
    </Page>
  )
}

/** Something real goes first: what to do now stands here. */
function Stopped() {
  const text = useText('exercises')
  return (
    <Notice tone="bad" title={text('run.stopped')}>
      <p>{text('run.stoppedLead')}</p>
      <p>
        <To path="/declare">{text('run.declare')}</To>
      </p>
    </Notice>
  )
}
