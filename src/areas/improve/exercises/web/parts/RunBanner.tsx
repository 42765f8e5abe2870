import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, listExercises, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { HandOver } from './HandOver.tsx'
import { clockWords, useElapsed } from './words.ts'
import classes from '../exercises.module.css'

/** On every page of a session: that it is an exercise, its clock, and STOP for everybody. */
export function RunBanner({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const mayReadCase = useMay('incident.read')
  const seconds = useElapsed(exercise)
  const { id, state, incident, can, form, lengthMinutes } = exercise
  const [isStopping, setStopping] = useState(false)
  const [isPausing, setPausing] = useState(false)
  const refreshes = [getExercise, listExercises]
  const move = useAct(moveExercise, { refreshes })
  const isRunning = state === 'running' || state === 'paused'
  return (
    <>
      <div className={classes.banner}>
        <span>
          <strong>{text('banner.exercise')}</strong> {text('banner.notReal')}
          {incident !== null && mayReadCase && (
            <>
              {' '}
              <To path={`/incidents/${incident.id}`}>{text('banner.case', { number: incident.number })}</To>
            </>
          )}
        </span>
        {isRunning && form !== 'apart' && (
          <span className={classes.clock} data-paused={state === 'paused' || undefined} role="timer">
            {clockWords(seconds)} <small className={classes.dim}>/ {lengthMinutes}:00</small>
          </span>
        )}
        <span className={classes.acts} data-no-print>
          {can.run && state === 'running' && (
            <Button variant="default" onClick={() => setPausing(true)}>
              {text('banner.pause')}
            </Button>
          )}
          {can.run && state === 'paused' && (
            <Button loading={move.isPending} onClick={() => move.mutate({ id, move: { do: 'resume' } })}>
              {text('banner.resume')}
            </Button>
          )}
          {can.handOver && <HandOver exercise={exercise} />}
          {can.stop && (
            <Button color="red" onClick={() => setStopping(true)}>
              {text('banner.stop')}
            </Button>
          )}
        </span>
      </div>
      {state === 'paused' && <Notice tone="warn">{text('banner.paused')}</Notice>}
      {move.error && <Notice tone="bad">{move.error.message}</Notice>}
      <ConfirmDialog
        isOpen={isStopping}
        title={text('banner.stopTitle')}
        confirmLabel={text('banner.stop')}
        reasonLabel={text('banner.stopReason')}
        isAlarming
        onConfirm={async (reason) => {
          await move.mutateAsync({ id, move: { do: 'stop', reason } })
          setStopping(false)
        }}
        onClose={() => setStopping(false)}
      >
        {text('banner.stopLead')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isPausing}
        title={text('banner.pause')}
        confirmLabel={text('banner.pause')}
        reasonLabel={text('banner.pauseReason')}
        onConfirm={async (reason) => {
          await move.mutateAsync({ id, move: { do: 'pause', reason } })
          setPausing(false)
        }}
        onClose={() => setPausing(false)}
      >
        {text('banner.pauseLead')}
      </ConfirmDialog>
    </>
  )
}
