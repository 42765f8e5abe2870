import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getExercise, listExercises, moveExercise, type Exercise } from '../../contract/exercise.ts'
import { RestoreDialog } from './RestoreDialog.tsx'

/** Ends the session; a drill says first what the restore showed. */
export function EndButton({ exercise, isPlain }: { readonly exercise: Exercise; readonly isPlain: boolean }) {
  const text = useText('exercises')
  const [isEnding, setEnding] = useState(false)
  const move = useAct(moveExercise, { refreshes: [getExercise, listExercises] })
  const { id, drill } = exercise
  return (
    <>
      <Button variant={isPlain ? 'default' : 'filled'} onClick={() => setEnding(true)}>
        {text('end.open')}
      </Button>
      {drill === null ? (
        <ConfirmDialog
          isOpen={isEnding}
          title={text('end.title')}
          confirmLabel={text('end.open')}
          onConfirm={async () => {
            await move.mutateAsync({ id, move: { do: 'end' } })
            setEnding(false)
          }}
          onClose={() => setEnding(false)}
        >
          {text('end.lead')}
        </ConfirmDialog>
      ) : (
        isEnding && <RestoreDialog exercise={exercise} onClose={() => setEnding(false)} />
      )}
    </>
  )
}
