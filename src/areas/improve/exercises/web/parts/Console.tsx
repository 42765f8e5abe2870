import { Button, Switch } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, moveExercise, type Exercise, type ScriptLine } from '../../contract/exercise.ts'
import { nextInject } from '../../rules/script.ts'
import { CardSteps } from './CardSteps.tsx'
import { EndButton } from './EndButton.tsx'
import { InjectCard } from './InjectCard.tsx'
import { GuideLines } from './InjectGuide.tsx'
import { Observing } from './Observing.tsx'
import { clockWords, useElapsed } from './words.ts'
import classes from '../exercises.module.css'

/** For whoever leads: what comes next and what to listen for, what came, and how the plan holds. */
export function Console({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  const script = exercise.script ?? []
  const next = nextOf(exercise, script)
  const newest = exercise.injects.at(-1)
  const current = script.find(({ key }) => key === newest?.key)
  return (
    <div className={classes.board}>
      <div className={classes.stack}>
        <Next exercise={exercise} next={next} />
        {newest !== undefined && (
          <Section title={text('console.now')}>
            {/* Named, so that what is typed for one is never sent under the next. */}
            <InjectCard key={newest.key} exercise={exercise} inject={newest} />
            {current !== undefined && (
              <div className={classes.inject}>
                <GuideLines inject={current} />
              </div>
            )}
          </Section>
        )}
        {exercise.injects.length > 1 && (
          <details>
            <summary>{text('console.before')}</summary>
            <div className={classes.stack}>
              {exercise.injects
                .slice(0, -1)
                .toReversed()
                .map((inject) => (
                  <InjectCard key={inject.key} exercise={exercise} inject={inject} />
                ))}
            </div>
          </details>
        )}
      </div>
      <div className={classes.stack}>
        <Script exercise={exercise} script={script} />
        <Observing exercise={exercise} />
        <CardSteps exercise={exercise} />
      </div>
    </div>
  )
}

function nextOf(exercise: Exercise, script: readonly ScriptLine[]): ScriptLine | undefined {
  const chosen = new Set(
    exercise.injects.flatMap(({ key, answers }) =>
      answers.flatMap(({ choice }) => (choice === null ? [] : [`${key}:${choice}`])),
    ),
  )
  const found = nextInject(
    script.map((line) => ({ inject: line, state: line.state, dueSeconds: line.dueSeconds })),
    chosen,
  )
  return script.find(({ key }) => key === found?.key)
}

function Next({ exercise, next }: { readonly exercise: Exercise; readonly next: ScriptLine | undefined }) {
  const text = useText('exercises')
  const [isByClock, setByClock] = useState(true)
  const seconds = useElapsed(exercise)
  const { id, state } = exercise
  const move = useAct(moveExercise, { refreshes: [getExercise] })
  const dueSeconds = next?.dueSeconds ?? null
  const isDue = dueSeconds !== null && dueSeconds <= seconds
  const { mutate, isPending } = move
  const [isSkipping, setSkipping] = useState(false)
  const key = next?.key
  // A refusal is not tried again by itself: only another inject, or the button.
  const given = useRef('')
  useEffect(() => {
    if (!isByClock || !isDue || state !== 'running' || key === undefined || isPending) return
    if (given.current === key) return
    given.current = key
    mutate({ id, move: { do: 'deliver', inject: key } })
  }, [isByClock, isDue, state, key, id, isPending, mutate])
  return (
    <Section
      title={text('console.next')}
      actions={<EndButton exercise={exercise} isPlain={next !== undefined} />}
    >
      {next === undefined ? (
        <Notice tone="good">{text('console.noMore')}</Notice>
      ) : (
        <div className={classes.inject}>
          <h3>{next.title}</h3>
          <span className={classes.dim}>
            {next.dueSeconds === null
              ? text('console.byHand')
              : isDue
                ? text('console.isDue')
                : text('console.comesIn', { time: clockWords(next.dueSeconds - seconds) })}
          </span>
          <div className={classes.acts}>
            <Button
              disabled={state !== 'running'}
              loading={isPending}
              onClick={() => mutate({ id, move: { do: 'deliver', inject: next.key } })}
            >
              {text('console.giveNow')}
            </Button>
            <Button variant="subtle" disabled={isPending} onClick={() => setSkipping(true)}>
              {text('console.skip')}
            </Button>
            {exercise.form !== 'apart' && (
              <Switch
                label={text('console.byClock')}
                checked={isByClock}
                onChange={(event) => setByClock(event.currentTarget.checked)}
              />
            )}
          </div>
          <ConfirmDialog
            isOpen={isSkipping}
            title={text('console.skipTitle', { title: next.title })}
            confirmLabel={text('console.skip')}
            reasonLabel={text('console.skipReason')}
            onConfirm={(reason) => move.mutateAsync({ id, move: { do: 'skip', inject: next.key, reason } })}
            onClose={() => setSkipping(false)}
          >
            {text('console.skipLead')}
          </ConfirmDialog>
        </div>
      )}
      {move.error && move.error.detail?.reason !== 'came_already' && (
        <Notice tone="bad">{move.error.message}</Notice>
      )}
    </Section>
  )
}

/** All of it in its order; any of it can be given now. */
function Script({
  exercise: { id, state },
  script,
}: {
  readonly exercise: Exercise
  readonly script: readonly ScriptLine[]
}) {
  const text = useText('exercises')
  const move = useAct(moveExercise, { refreshes: [getExercise] })
  return (
    <Section title={text('console.script')}>
      <div>
        {script.map((line) => (
          <div key={line.key} className={classes.line} data-state={line.state}>
            <span>
              {line.dueSeconds === null ? '' : `${clockWords(line.dueSeconds)} `}
              {line.title}
              {line.state !== 'waiting' && line.state !== 'due' && (
                <span className={classes.dim}> ({text(`scriptState.${line.state}`)})</span>
              )}
            </span>
            {line.state !== 'delivered' && (
              <Button
                size="compact-sm"
                mih="2.75rem"
                variant="subtle"
                disabled={state !== 'running' || move.isPending}
                aria-label={text('console.giveNowName', { title: line.title })}
                onClick={() => move.mutate({ id, move: { do: 'deliver', inject: line.key } })}
              >
                {text('console.giveNow')}
              </Button>
            )}
          </div>
        ))}
      </div>
      {move.error && <Notice tone="bad">{move.error.message}</Notice>}
    </Section>
  )
}
