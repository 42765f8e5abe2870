import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, listExercises, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { useElapsed } from './words.ts'
import classes from '../exercises.module.css'

/** What a drill showed; kept as a restore test of the backup, which asks for the same proof as ever. */
export function RestoreDialog({
  exercise,
  onClose,
}: {
  readonly exercise: Exercise
  readonly onClose: () => void
}) {
  const text = useText('exercises')
  const ran = Math.max(1, Math.ceil(useElapsed(exercise) / 60))
  const [shown, setShown] = useState({ restored: '', used: '', evidence: '', minutes: '' })
  const [succeeded, setSucceeded] = useState(true)
  const end = useAct(moveExercise, { refreshes: [getExercise, listExercises], onDone: onClose })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { minutes, ...words } = shown
    const restore = { ...words, succeeded, minutes: minutes === '' ? ran : Number(minutes) }
    end.mutate({ id: exercise.id, move: { do: 'end', restore } })
  }
  return (
    <Modal opened onClose={onClose} title={text('restore.title')} centered size="lg">
      <form className={classes.form} onSubmit={submit}>
        <p>{text('restore.lead')}</p>
        <Checkbox
          label={text('restore.succeeded')}
          checked={succeeded}
          onChange={(event) => setSucceeded(event.currentTarget.checked)}
        />
        {(['restored', 'used', 'evidence'] as const).map((name) => (
          <Textarea
            key={name}
            label={text(`restore.${name}`)}
            autosize
            required={succeeded}
            maxLength={2000}
            value={shown[name]}
            onChange={(event) => setShown({ ...shown, [name]: event.currentTarget.value })}
          />
        ))}
        <TextInput
          type="number"
          min={1}
          label={text('restore.minutes')}
          placeholder={String(ran)}
          value={shown.minutes}
          onChange={(event) => setShown({ ...shown, minutes: event.currentTarget.value })}
        />
        {end.error && <Notice tone="bad">{end.error.message}</Notice>}
        <div className={classes.acts}>
          <Button type="submit" loading={end.isPending}>
            {text('end.open')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
