import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { observeExercise } from '../../contract/captures.ts'
import { getExercise, type Exercise, type RatedObjective } from '../../contract/exercise.ts'
import { observationKinds, observationSeverities, ratings } from '../../contract/words.ts'
import { clockWords } from './words.ts'
import classes from '../exercises.module.css'

/** How the plan holds, objective by objective. Nothing here is about a person. */
export function Observing({ exercise }: { readonly exercise: Exercise }) {
  const text = useText('exercises')
  return (
    <Section title={text('observe.title')}>
      <p className={classes.dim}>{text('observe.lead')}</p>
      <div className={classes.stack}>
        {exercise.objectives.map((objective) => (
          <Observed key={objective.key} exercise={exercise} objective={objective} />
        ))}
      </div>
    </Section>
  )
}

function Observed({
  exercise,
  objective,
}: {
  readonly exercise: Exercise
  readonly objective: RatedObjective
}) {
  const text = useText('exercises')
  const { key, statement, criterion, rating, observations } = objective
  const rate = useAct(observeExercise, { refreshes: [getExercise] })
  const canObserve = exercise.can.observe
  return (
    <article className={classes.inject}>
      <h3>{statement}</h3>
      <p className={classes.dim}>{criterion}</p>
      <div className={classes.ratings} role="group" aria-label={text('observe.rating')}>
        {ratings.map((one) => (
          <button
            key={one}
            type="button"
            title={text(`rating.${one}`)}
            aria-label={text(`rating.${one}`)}
            aria-pressed={rating === one}
            disabled={!canObserve || rate.isPending}
            onClick={() =>
              rate.mutate({
                id: exercise.id,
                objective: key,
                saw: { what: 'rating', rating: one, note: objective.note },
              })
            }
          >
            {one}
          </button>
        ))}
      </div>
      {rating !== null && <p>{text(`rating.${rating}`)}</p>}
      {observations.map(({ id, kind, severity, note, elapsedSeconds }) => (
        <div key={id} className={classes.said}>
          <span className={classes.chips}>
            <span className={classes.chip} data-tone={kind === 'gap' ? 'bad' : 'good'}>
              {text(`observed.${kind}`)}
            </span>
            {kind === 'gap' && <span className={classes.chip}>{text(`grave.${severity}`)}</span>}
            <span className={classes.dim}>{clockWords(elapsedSeconds)}</span>
          </span>
          <span>{note}</span>
        </div>
      ))}
      {canObserve && <NoteForm exercise={exercise} objective={key} />}
      {rate.error && <Notice tone="bad">{rate.error.message}</Notice>}
    </article>
  )
}

function NoteForm({ exercise, objective }: { readonly exercise: Exercise; readonly objective: string }) {
  const text = useText('exercises')
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [kind, setKind] = useState<(typeof observationKinds)[number]>('gap')
  const [severity, setSeverity] = useState<(typeof observationSeverities)[number]>('middling')
  const send = useAct(observeExercise, {
    refreshes: [getExercise],
    onDone: () => {
      setNote('')
      setOpen(false)
    },
  })
  if (!isOpen)
    return (
      <div className={classes.acts}>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {text('observe.note')}
        </Button>
      </div>
    )
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const inject = exercise.injects.at(-1)?.key
    const saw = {
      what: 'observation' as const,
      kind,
      severity,
      note,
      ...(inject !== undefined && { inject }),
    }
    send.mutate({ id: exercise.id, objective, saw })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.row}>
        <NativeSelect
          label={text('observe.kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value === 'gap' ? 'gap' : 'strength')}
          data={observationKinds.map((value) => ({ value, label: text(`observed.${value}`) }))}
        />
        {kind === 'gap' && (
          <NativeSelect
            label={text('observe.severity')}
            value={severity}
            onChange={(event) =>
              setSeverity(
                observationSeverities.find((one) => one === event.currentTarget.value) ?? 'middling',
              )
            }
            data={observationSeverities.map((value) => ({ value, label: text(`grave.${value}`) }))}
          />
        )}
      </div>
      <Textarea
        label={text('observe.words')}
        autosize
        minRows={2}
        required
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {send.error && <Notice tone="bad">{send.error.message}</Notice>}
      <div className={classes.acts}>
        <Button type="submit" loading={send.isPending} disabled={note.trim() === ''}>
          {text('observe.send')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {text('observe.cancel')}
        </Button>
      </div>
    </form>
  )
}
